"""How soon Home is painted, against an empty Streamlit page: `python -m tests.benchmarks.first_paint [ROUNDS]`.

Both are served with the same settings and opened by turns in one Chromium, each time in a fresh context (nothing cached), after
a visit each that counts for nothing. The table goes into docs/look.md, between its markers.
"""

import re
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, PATIENCE, QUIET, ROOT, app_process

ROUNDS = 9
TARGET = 1.3
PAGE = ROOT / "docs" / "look.md"
MARKS = re.compile(r"(<!-- first paint -->\n).*?(<!-- /first paint -->)", re.S)
EMPTY = 'import streamlit as st\n\nst.title("Empty")\n'
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
# The title is the first thing of the page's own; before it Streamlit paints its skeleton.
TITLED = """() => new Promise((done) => {
  const look = () => document.querySelector('h1') ? done(performance.now()) : requestAnimationFrame(look);
  look();
})"""
WAYS = {"first contentful paint": "painted", "the page's title stands there": "titled"}


def visit(browser, address: str) -> dict[str, float]:
    """One visit in a fresh context: milliseconds from the request to the first paint and to the title."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address, wait_until="commit")
    titled = page.evaluate(TITLED)
    page.wait_for_function(PAINTED)
    found = {"titled": titled, "painted": page.evaluate(PAINTED)}
    context.close()
    return found


def measure(rounds: int) -> dict[str, list[dict[str, float]]]:
    """Visits of both pages by turns: name -> one entry a round."""
    found: dict[str, list[dict[str, float]]] = {"empty": [], "home": []}
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        empty = Path(place)
        (empty / "app.py").write_text(EMPTY, "utf-8")
        shutil.copytree(ROOT / ".streamlit", empty / ".streamlit")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        with app_process(empty) as (bare, _), app_process(WORTHSAVING_LIBRARY=f"{place}/library.sqlite") as (full, _):
            for number in range(rounds + 1):
                for name, address in (("empty", bare), ("home", full)):
                    seen = visit(browser, address)
                    if number:  # the first visit pays for the server's imports
                        found[name].append(seen)
        browser.close()
    return found


def table(found: dict[str, list[dict[str, float]]]) -> str:
    """Medians and their ratio, a row each way of looking."""
    rows = [f"| median of {len(found['home'])}, ms | empty page | Home | ratio |", "|---|---:|---:|---:|"]
    for label, way in WAYS.items():
        empty, home = (statistics.median(seen[way] for seen in found[name]) for name in ("empty", "home"))
        rows.append(f"| {label} | {empty:.0f} | {home:.0f} | {home / empty:.2f} |")
    return "\n".join(rows)


def main() -> int:
    """Measure, write the table into the page, print it; 1 where Home's first paint is above the target."""
    found = measure(max(int(sys.argv[1]) if sys.argv[1:] else ROUNDS, 7))
    made = table(found)
    PAGE.write_text(MARKS.sub(lambda at: f"{at[1]}{made}\n{at[2]}", PAGE.read_text("utf-8")), "utf-8")
    print(made)
    empty, home = (statistics.median(seen["painted"] for seen in found[name]) for name in ("empty", "home"))
    return int(home / empty > TARGET)


if __name__ == "__main__":
    sys.exit(main())
