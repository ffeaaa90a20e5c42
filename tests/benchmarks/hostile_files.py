"""What files made to hurt cost: `python -m tests.benchmarks.hostile_files`.

Each in a fresh process: the CPU seconds and the memory that reading it takes, and, because every visitor's page runs in one
process, the longest time that a second thread had to wait for its turn meanwhile (it asks every 2 ms). Writes
docs/hostile-files.md. By hand only: it is a measurement, no test.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import hostile_made
from tests.benchmarks.reading_speed import made, peak
from tests.reading.json import made_har
from tests.reading.made import BUSINESS, zipped_names

PAGE = Path(__file__).parents[2] / "docs" / "hostile-files.md"
SECONDS, MEGABYTES = 5.0, 1500.0
HEADER = (",".join(BUSINESS) + "\n").encode()
ROW = b"a,https://www.tiktok.com/@m/video/7567452112981069079,2025/10/31 18:19:10,172353,1774,42,413,180\n"
FILES: dict[str, Callable[[], bytes]] = {
    "gzip that unpacks to 10 GB": lambda: gzip.compress(gzip.compress(b"0" * 1_000_000_000, 9) * 10, 1),
    "gzip that unpacks to 1 GB": lambda: gzip.compress(b"0" * 1_000_000_000, 9),
    "ZIP that unpacks to 1 GB": lambda: zipped_names({"a.csv": b"0" * 1_000_000_000}),
    "one cell of 20 MB": lambda: HEADER + b'"' + b"x" * 20_000_000 + b'",1\n',
    "one line of 200 MB": lambda: HEADER + b"x" * 200_000_000,
    "50,000 columns": lambda: b",".join(b"c%d" % i for i in range(50_000)) + b"\n" + (b"1," * 49_999 + b"1\n") * 20,
    "2 MB of quotes": lambda: HEADER + b'"' * 2_000_000,
    "100 MB of quotes and line ends": lambda: HEADER + b'"\n' * 50_000_000,
    "5 million blank lines": lambda: HEADER + ROW + b"\n" * 5_000_000 + ROW,
    "1 million rows of another width": lambda: HEADER + b"1,2,3\n" * 1_000_000,
    "every other row of another width": lambda: HEADER + (ROW + b"1,2,3\n") * 110_000,
    "200,000 quotes that never close": lambda: HEADER + b'"x,b,2025/10/31,1,2,3,4,5\n' * 200_000,
    "1 million rows with stray quotes": lambda: HEADER + b'"he said "hi" ok",b,2025/10/31,1,2,3,4,5\n' * 1_000_000,
    "25 million empty cells": lambda: HEADER + b",,,,,,,\n" * 3_000_000,
    "100 MB of NUL": lambda: HEADER + b"\0" * 100_000_000,
    "100 MB in Shift-JIS": lambda: HEADER + "保存数の多い動画,b,2025/10/31,1,2,3,4,5\n".encode("shift-jis") * 2_500_000,
    "100 MB in UTF-16": lambda: (HEADER + ROW * 500_000).decode().encode("utf-16"),
    "good, 240 MB": lambda: made("clean", 1_690_000),
    "messy, 240 MB": lambda: made("messy", 1_600_000),
    **hostile_made.FILES,
}


def once(path: Path) -> dict[str, object]:
    """Read one file in this process: CPU seconds, MB beyond what it held, the longest pause of another thread, the answer."""
    from worthsaving import read_files

    data = path.read_bytes()
    read_files([("Content.csv", HEADER + ROW), ("a.har", made_har.studio_har(2))])  # start-up is no part of reading
    done, pauses = threading.Event(), [0.0]

    def other() -> None:
        last = time.perf_counter()
        while not done.wait(0.002):
            now = time.perf_counter()
            pauses.append(now - last)
            last = now

    thread = threading.Thread(target=other)
    before, begun = peak(), time.process_time()
    thread.start()
    files = read_files([("Content.csv", data)]).files
    took = time.process_time() - begun
    done.set()
    thread.join()
    said = f"{sum(file.kept for file in files):,} rows kept" if files[0].format else files[0].problems[0]
    return {"seconds": took, "peak": peak() - before, "pause": max(pauses), "said": said}


def main() -> None:
    """One file (called by itself), or all of them and the page."""
    if len(sys.argv) == 2:
        print(json.dumps(once(Path(sys.argv[1]))))
        return
    lines = [
        "# What files made to hurt cost", "",
        f"The most that any file may take is {SECONDS:g} CPU seconds and {MEGABYTES:g} MB. *Pause* is the longest that another",
        "visitor's page, which runs in the same process, waited for its turn. Made by `python -m tests.benchmarks.hostile_files`.", "",
        "| file | MB | CPU seconds | memory, MB | pause, s | what is said |", "|---|---|---|---|---|---|",
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hostile.bin"
        for name, make in FILES.items():
            path.write_bytes(make())
            command = [sys.executable, "-m", "tests.benchmarks.hostile_files", str(path)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            found = json.loads(done.stdout)
            lines.append(
                f"| {name} | {path.stat().st_size / 1e6:.1f} | {found['seconds']:.2f} | {found['peak']:.0f} "
                f"| {found['pause']:.2f} | {found['said']} |"
            )
            print(lines[-1], flush=True)
    PAGE.write_text("\n".join([*lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
