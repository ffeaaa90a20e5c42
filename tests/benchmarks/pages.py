"""What pages, clicks, imports and memory cost, against bare ones: `python -m tests.benchmarks.pages` writes docs/speed.md.

A row that was measured is kept in `pages_found.json`, so a run that was stopped goes on where it was; `--rows` measures
some of them anew, `--again` all of them. By hand only: it is a measurement, no test.
"""

import argparse
import datetime as dt
import json
import os
import platform
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import page_costs

HERE = Path(__file__).parent
FOUND, TEMPLATE = HERE / "pages_found.json", HERE / "pages_page.md"
PAGE = HERE.parents[1] / "docs" / "speed.md"
MB = 1e6
Costs = dict[str, float]


@dataclass(frozen=True)
class Row:
    """One row: what is measured, what it was at e12066c, the goal in words, the measure, what is shown of it."""

    label: str
    before: str
    goal: str
    measure: Callable[[int], Costs]
    show: Callable[[Costs], str]
    reached: Callable[[Costs], bool]


def ratio(found: Costs, side: str = "ours", floor: str = "floor") -> float:
    """How many times the floor."""
    return found[side] / found[floor]


def _of_empty(found: Costs, page: str) -> float:
    return ratio(found, page, "empty")


def _others(found: Costs) -> float:
    return max(_of_empty(found, page) for page in page_costs.PAGES if page != "Saves vs")


def _pages(found: Costs) -> str:
    each = ", ".join(f"{page} {_of_empty(found, page):.1f}" for page in page_costs.PAGES)
    return f"{each} (empty: {1000 * found['empty']:.0f} ms)"


def _seconds(found: Costs) -> str:
    return " / ".join(f"{value:.2f}" for value in found.values()) + " s"


def _within(found: Costs, *most: float) -> bool:
    return all(value <= limit for value, limit in zip(found.values(), most, strict=True))


def _sides(found: Costs) -> str:
    return f"{ratio(found):.2f} ({found['ours']:.2f} / {found['floor']:.2f} s)"


def _gigabytes(found: Costs) -> str:
    steps = ", ".join(f"{name} {value / 1e9:.2f}" for name, value in found.items() if name != "peak")
    return f"{found['peak'] / 1e9:.2f} GB ({steps})"


def _bytes(found: Costs) -> str:
    plain, squeezed = (
        " / ".join(
            f"{value / 1000:.0f}"
            for name, value in found.items()
            if name != "Report" and ("compressed" in name) == small
        )
        + " KB"
        for small in (False, True)
    )
    return f"{plain}; {squeezed}; {found['Report'] / 1e6:.1f} MB"


ROWS = {
    "first-chart": Row(
        "upload to first chart, 1,000 rows, Chromium, wall / bare app", "2.14", "1.3",
        page_costs.first_chart, _sides, lambda found: ratio(found) <= 1.3,
    ),
    "rerun": Row(
        "warm rerun with 100,000 videos / rerun of an empty page, CPU of the server", "5.9; 2.2-3.2", "Saves vs 2.5; others 2",
        page_costs.reruns, _pages, lambda found: _of_empty(found, "Saves vs") <= 2.5 and _others(found) <= 2,
    ),
    "filter": Row(
        "a filter at 100,000 videos, its first time, CPU of the server", "1.5 s", "0.5 s",
        page_costs.a_filter, _seconds, lambda found: _within(found, 0.5),
    ),
    "imports": Row(
        "importing the overview's modules / streamlit + pandas + pyarrow.csv + plotly.graph_objects, CPU", "1.40", "1.15",
        page_costs.imports, _sides, lambda found: ratio(found) <= 1.15,
    ),
    "summary": Row(
        "`worthsaving summary` of a small export / importing pandas + pyarrow.csv + scipy.special, CPU", "about 1.25", "1.15",
        page_costs.summary, _sides, lambda found: ratio(found) <= 1.15,
    ),
    "first-look": Row(
        "headline and picture of the overview, 1,000 / 100,000 / 1 million videos, CPU without reading",
        "0.24 / 3.0 / 20 s (whole page)", "0.2 / 0.8 / 4 s",
        page_costs.first_look, _seconds, lambda found: _within(found, 0.2, 0.8, 4),
    ),
    "sent": Row(
        "bytes that the largest page sends, 1,000 / 100,000 videos; the same compressed, as a served app sends them; "
        "the report's page, which shows the whole file", "540 KB", "200 KB", page_costs.sent, _bytes,
        lambda found: all(found[n] <= 200_000 for n in found if n != "Report"),
    ),
    "statistics": Row(
        "all statistics, 1,000 / 100,000 videos, CPU", "0.27 / 3.6 s", "0.25 / 2.5 s",
        page_costs.analyses, _seconds, lambda found: _within(found, 0.25, 2.5),
    ),
    "memory": Row(
        "peak memory of the server at 1 million videos", "2.2 GB", "1.2 GB", page_costs.memory,
        _gigabytes, lambda found: found["peak"] <= 1.2e9,
    ),
    "visit": Row(
        "memory of the server for one more visit that opened all pages, 1,000 / 100,000 videos", "", "not set",
        page_costs.memory_of_a_visit, lambda found: " / ".join(f"{value / MB:.1f}" for value in found.values()) + " MB",
        lambda found: True,
    ),
    "environment": Row(
        "everything installed that it runs on", "604 MB", "575 MB", page_costs.environment,
        lambda found: f"{found['bytes'] / MB:.0f} MB", lambda found: found["bytes"] <= 575 * MB,
    ),
}  # fmt: skip


def table(found: dict[str, dict]) -> str:
    """The page's table; **bold** where a goal is missed."""
    lines = ["| | at e12066c | goal, at most | measured | load |", "|---|---|---|---|---|"]
    for name, row in ROWS.items():
        if name in found:
            shown, load = row.show(found[name]["costs"]), f"{found[name]['load']:.1f}"
            shown = shown if row.reached(found[name]["costs"]) else f"**{shown}**"
        else:
            shown, load = "not measured yet", ""
        lines.append(f"| {row.label} | {row.before} | {row.goal} | {shown} | {load} |")
    return "\n".join(lines)


def write(found: dict[str, dict]) -> None:
    """Write what was found, and the page made of it."""
    FOUND.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    machine = f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}, {platform.system()}"
    days = sorted({one["day"] for one in found.values()})
    page = TEMPLATE.read_text("utf-8").format(
        table=table(found), machine=machine, days=" to ".join(dict.fromkeys(days[:1] + days[-1:]))
    )
    PAGE.write_text(page, "utf-8")


def main() -> None:
    """Measure the rows that are not measured yet, and write the page after each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", nargs="+", choices=list(ROWS), default=[], help="measure these anew, and no others")
    parser.add_argument("--again", action="store_true", help="measure every row anew")
    parser.add_argument("--runs", type=int, default=5, help="alternating runs, whose median counts")
    chosen = parser.parse_args()
    found: dict[str, dict] = json.loads(FOUND.read_text("utf-8")) if FOUND.exists() and not chosen.again else {}
    for name in chosen.rows or [name for name in ROWS if name not in found]:
        costs = ROWS[name].measure(chosen.runs)
        found[name] = {
            "costs": costs,
            "runs": chosen.runs,
            "load": os.getloadavg()[0],
            "day": f"{dt.date.today():%Y-%m-%d}",
        }
        write(found)
        print(f"{name}: {ROWS[name].show(costs)}", flush=True)
    write(found)


if __name__ == "__main__":
    main()
