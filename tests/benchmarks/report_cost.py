"""What a report costs, against one that an empty account has: `python -m tests.benchmarks.report_cost [ROUNDS]`.

Both are made by turns in one process, imports paid before. The table goes into docs/look.md, between its markers.
"""

import re
import statistics
import sys
import time
from pathlib import Path

from tests.report.making import OWN, WHEN, samples
from worthsaving.reading.result import Reading
from worthsaving.report.html import html_report
from worthsaving.sections.choice.choice import Choice

ROUNDS = 9
PAGE = Path(__file__).parents[2] / "docs" / "look.md"
TARGET_S = 3
MARKS = re.compile(r"(<!-- report -->\n).*?(<!-- /report -->)", re.S)


def measure(rounds: int) -> dict[str, tuple[list[float], int]]:
    """Seconds of each round and the size in bytes: of the samples' report, and of a report about nothing."""
    wanted = {"nothing in it": (Reading(), Choice()), "the samples": (samples(), Choice(OWN))}
    found = {}
    for number in range(rounds + 1):
        for name, (reading, choice) in wanted.items():
            begun = time.perf_counter()
            size = len(html_report(reading, choice, made_at=WHEN))
            took = time.perf_counter() - begun
            if number:  # the first one pays for imports
                found.setdefault(name, ([], size))[0].append(took)
    return found


def main() -> int:
    """Measure, write the table into the page, print it; 1 where the samples' report takes longer than wanted."""
    rounds = int(sys.argv[1]) if sys.argv[1:] else ROUNDS
    found = measure(rounds)
    videos = len(Choice(OWN).videos(samples()))
    rows = [f"| median of {rounds} | seconds | MB |", "|---|---:|---:|"]
    for name, (seconds, size) in found.items():
        about = f"{name}, {videos} videos" if name == "the samples" else name
        rows.append(f"| {about} | {statistics.median(seconds):.2f} | {size / 1e6:.1f} |")
    made = "\n".join(rows)
    PAGE.write_text(MARKS.sub(lambda at: f"{at[1]}{made}\n{at[2]}", PAGE.read_text("utf-8")), "utf-8")
    print(made)
    return int(statistics.median(found["the samples"][0]) > TARGET_S)


if __name__ == "__main__":
    sys.exit(main())
