"""Pictures of every page and what is wrong with them: `python -m tests.tour [FOLDER]`.

Every page of the app, a video's card and the report file, at four widths, light and dark, with the samples, three videos, a
Studio file without saves, nothing, and a library. Pictures go to FOLDER (`tour/` where none is named) as
page-state-width-theme.png; what is found is printed, one line each. Exit 1 when anything was found. `--only` takes some
states; `--write` puts the counts into docs/look.md.
"""

import argparse
import re
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, QUIET, ROOT, app_process
from tests.tour.states import PAGES, REPORT_FILE, STATES, fill
from tests.tour.walking import THEMES, WIDTHS, Walk

PAGE = ROOT / "docs" / "look.md"
MARKS = re.compile(r"(<!-- tour -->\n).*?(<!-- /tour -->)", re.S)


def main() -> int:
    """Walk, print what was found and how much was looked at."""
    parser = argparse.ArgumentParser(prog="python -m tests.tour", description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path("tour"))
    parser.add_argument("--only", metavar="STATE,STATE", help=", ".join(state.name for state in STATES))
    parser.add_argument("--write", action="store_true", help="put the counts into docs/look.md")
    options = parser.parse_args()
    wanted = options.only.split(",") if options.only else [state.name for state in STATES]
    if not CHROMIUM:
        parser.error("Chromium is not installed")
    options.folder.mkdir(parents=True, exist_ok=True)
    began, walk = time.perf_counter(), Walk(options.folder.resolve())
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as place:
        library = str(Path(place) / "library.sqlite")
        fill(library)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for kept in (False, True):
            states = [state for state in STATES if state.kept == kept and state.name in wanted]
            if not states:
                continue
            with app_process(WORTHSAVING_LIBRARY=library if kept else f"{place}/empty.sqlite") as (address, _):
                for state in states:
                    walk.walk(browser, address, state)
                    if REPORT_FILE in state.pages:
                        walk.report(browser, state)
                if not kept and states[0].files():
                    walk.narrow(browser, address, states[0])
        browser.close()
    told = table(walk, wanted)
    print("\n".join([*walk.lines(), told, f"{time.perf_counter() - began:.0f} s"]))
    if options.write:
        PAGE.write_text(MARKS.sub(lambda at: f"{at[1]}{told}\n{at[2]}", PAGE.read_text("utf-8")), "utf-8")
    return 1 if walk.findings else 0


def table(walk: Walk, states: list[str]) -> str:
    """What was looked at and what came out, as rows."""
    worst = max(walk.shifts, key=walk.shifts.__getitem__)
    rows = {
        "pages": f"{len(PAGES)} of the app, a video's card, the report file",
        "widths": ", ".join(f"{width}" for width in sorted(WIDTHS)) + " px",
        "themes": f"{' and '.join(THEMES)} (the report file is light)",
        "loaded": ", ".join(states),
        "pictures": walk.pictures,
        "findings": len(walk.findings),
        "largest layout shift after the first chart": f"{walk.shifts[worst]:.3f} ({worst})",
    }
    return "\n".join(["| looked at | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows.items())])


if __name__ == "__main__":
    sys.exit(main())
