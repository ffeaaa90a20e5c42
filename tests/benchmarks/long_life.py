"""An app that runs for a long time: what visits leave behind in its process. `python -m tests.benchmarks.long_life [VISITS]`."""

import os
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.visiting import Visitor
from tests.browser.conftest import app_process

VISITS, SETTLED = 100, 20  # all, and those in which caches and the allocator's arenas fill up
VIDEOS = 3_000


def export(visit: int) -> bytes:
    """A sheet of one visitor's own videos."""
    rows = (
        f"https://www.tiktok.com/@made{visit}/video/{7300000000000000000 + (visit * VIDEOS + at) * 4294967296},"
        f"Soup {visit} {at},{1000 + at},{90 + at % 50},{at % 9},{50 + at % 40}"
        for at in range(VIDEOS)
    )
    return "\n".join(["link,title,views,likes,comments,saves", *rows]).encode()


def memory(process: int) -> float:
    """Resident memory of a process in MB."""
    status = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith("VmRSS")).split()[1]) / 1024


def live(visits: int, folder: Path) -> tuple[list[float], list[int], list[str]]:
    """Memory in MB and open descriptors after each visit, and the names of the files left in the temporary folder.

    A visit drops in a sheet, opens two pages with charts and the report, and takes a file of over 256 KB.
    """
    quick = {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "1", "TMPDIR": str(folder), "WORTHSAVING_LIBRARY": "off"}
    megabytes, descriptors = [], []
    with app_process(**quick) as (address, process):
        for number in range(visits):
            visitor = Visitor(address)
            visitor.drop("mine.csv", export(number))
            visitor.open("saves_vs_likes_and_comments")
            visitor.open("save_trends")
            taken = visitor.download(visitor.open("report"), "Videos (CSV)")
            assert f"Soup {number} {VIDEOS - 1}".encode() in taken
            visitor.leave()
            megabytes.append(memory(process))
            descriptors.append(len(os.listdir(f"/proc/{process}/fd")))
        return megabytes, descriptors, [str(path) for path in folder.rglob("*")]


if __name__ == "__main__":
    count, begun = int(sys.argv[1]) if len(sys.argv) > 1 else VISITS, time.perf_counter()
    with tempfile.TemporaryDirectory() as place:
        held, opened, left = live(count, Path(place))
    for at in range(0, count, 10):
        print(f"| {at + 1} | {held[at]:.0f} | {opened[at]} |")
    print(f"| {count} | {held[-1]:.0f} | {opened[-1]} |\n{time.perf_counter() - begun:.0f} s; files left: {left}")
