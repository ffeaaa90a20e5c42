"""The pictures that the README and the empty Home show, taken of the app itself: `python -m tests.tour.pictures`.

Writes docs/overview.png and worthsaving/data/first_light.png and first_dark.png, all of the sample data.
"""

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, QUIET, ROOT, Visitor, app_process
from tests.tour.walking import SAME_PAPER, THEMES

COLOURS = 128  # few enough for a small file, enough for soft edges
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
                visitor.page.emulate_media(color_scheme=theme)
                visitor.page.wait_for_timeout(400)
                visitor.page.wait_for_function(SAME_PAPER)
                _write(visitor, ROOT / "worthsaving" / "data" / f"first_{theme}.png")
        browser.close()


def _write(visitor: Visitor, path: Path) -> None:
    """The first chart with its heading, in few colours."""
    heading = visitor.page.get_by_test_id("stMain").get_by_role("heading", level=1).first.bounding_box()
    chart = visitor.page.locator(".js-plotly-plot").first.bounding_box()
    box = {
        "x": chart["x"],
        "y": heading["y"] - 4,
        "width": chart["width"],
        "height": chart["y"] + chart["height"] - heading["y"] + 4,
    }
    taken = Image.open(io.BytesIO(visitor.page.screenshot(clip=box))).convert("RGB")
    taken.quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    main()
