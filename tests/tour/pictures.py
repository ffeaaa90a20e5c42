"""The pictures that the README and the empty Home show, taken of the app itself: `python -m tests.tour.pictures`.

Writes docs/overview.png and worthsaving/data/first_light.png and first_dark.png, all of the sample data.
"""

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, QUIET, ROOT, Visitor, app_process
from tests.tour.walking import THEMES

COLOURS = 128  # few enough for a small file, enough for soft edges
NARROW = 460  # pixels: what is drawn for a narrow screen can be read in a small picture
SENTENCE = 12  # pixels of the next sentence that the heading's box holds
SHARP = 2  # picture pixels for one of the screen: most screens have two


def main() -> None:
    """Take them all in one visit."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        with app_process(WORTHSAVING_LIBRARY=str(Path(place) / "library.sqlite")) as (address, _):
            visitor = Visitor(browser, address, sharp=SHARP).open().try_samples().wait_charts(4)
            visitor.page.mouse.move(0, 0)
            visitor.page.wait_for_timeout(500)
            taken = Image.open(io.BytesIO(visitor.page.screenshot(scale="css"))).convert("RGB")
            taken.quantize(COLOURS).save(ROOT / "docs" / "overview.png", optimize=True)
            for theme in THEMES:
                small = Visitor(browser, address, width=NARROW, height=1000, sharp=SHARP, dark=theme == "dark")
                small.open().try_samples().wait_charts(1)
                _write(small, ROOT / "worthsaving" / "data" / f"first_{theme}.png")
        browser.close()


def _write(visitor: Visitor, path: Path) -> None:
    """The heading and the first chart under each other, in few colours: what stands between them is too small to read."""
    main = visitor.page.get_by_test_id("stMain")
    chart = main.locator(".js-plotly-plot").first.bounding_box()
    pieces = []
    heading = main.get_by_role("heading", level=1).first.bounding_box()
    for box in ({**heading, "height": heading["height"] - SENTENCE}, chart):
        clip = {**box, "x": chart["x"], "width": chart["width"]}
        pieces.append(Image.open(io.BytesIO(visitor.page.screenshot(clip=clip))).convert("RGB"))
    whole = Image.new("RGB", (pieces[0].width, sum(piece.height for piece in pieces)))
    whole.paste(pieces[0], (0, 0))
    whole.paste(pieces[1], (0, pieces[0].height))
    whole.quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    main()
