"""How fast files are read, against Arrow's reader alone: `python -m tests.benchmarks.reading_speed`.

Every figure is the median of alternating fresh processes, so that neither side gains from warm caches. Arrow reads the
same bytes with its own settings and quoted line ends allowed; we read them to the table of videos. Writes
docs/reading-speed.md. By hand only: it is a measurement, no test.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from statistics import median

ROWS = (1_000, 100_000, 1_000_000)
KINDS = ("clean", "messy")
SIDES = ("arrow", "parse", "whole")
TIMES = {1_000: 15, 100_000: 11, 1_000_000: 11}
PAGE = Path(__file__).parents[2] / "docs" / "reading-speed.md"
_HEADER = "Video title,Video link,Post time,Video views,Likes,Comments,Shares,Add to Favorites\n"
_NEWEST_ID = 7_567_452_112_981_069_079


def made(kind: str, rows: int) -> bytes:
    """A made-up Business export. Messy: captions over several lines with quotes in them, "--" and "NAN" for counts,
    counts with thousands' commas, blank lines, stray quotes and short rows here and there."""
    lines = [_HEADER]
    for i in range(rows):
        title = f"Loaf {i} of the year, with seeds"
        views, likes, comments, shares, saves = (
            900 + i * 7919 % 200_000,
            i * 31 % 9000,
            i * 7 % 300,
            i * 3 % 200,
            i * 11 % 800,
        )
        quoted, counts = f'"{title}"', f"{views},{likes},{comments},{shares},{saves}"
        if kind == "messy":
            quoted = f'"{title}\n\nsays ""rise"" #{i % 50}"' if i % 3 == 0 else quoted
            quoted = f'"a 9" tin, no. {i}"' if i % 5000 == 7 else quoted
            counts = f'"{views:,}",{likes},--,{shares},NAN' if i % 4 == 0 else counts
            counts = f"{views},{likes}" if i % 20_000 == 11 else counts
        number = _NEWEST_ID - i * (97 << 32) + i % 1000  # a video every 97 seconds: an id holds its second
        stamp = dt.datetime.fromtimestamp((number >> 32) + 5, dt.UTC).strftime("%Y/%m/%d %H:%M:%S")
        link = f"https://www.tiktok.com/@mila.bakes/video/{number}"
        lines.append(f"{quoted},{link},{stamp},{counts}\n")
        if kind == "messy" and i % 9000 == 5:
            lines.append("\n")
    return "".join(lines).encode()


def once(side: str, data: bytes) -> dict[str, float]:
    """Wall and CPU seconds and the peak memory beyond the start, in MB, of one reading in this process."""
    if side == "arrow":
        import pyarrow as pa
        from pyarrow import csv

        parse = csv.ParseOptions(newlines_in_values=True, invalid_row_handler=lambda row: "skip")
        run = lambda: csv.read_csv(pa.BufferReader(data), parse_options=parse)  # noqa: E731
    elif side == "parse":
        from worthsaving.reading.text.table import parse as read

        run = lambda: read(data)  # noqa: E731
    else:
        from worthsaving import read_files

        run = lambda: read_files([("Content.csv", data)])  # noqa: E731
    _warm(side)
    before = peak()
    wall, cpu = time.perf_counter(), time.process_time()
    kept = run()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    assert kept is not None
    return {"wall": wall, "cpu": cpu, "peak": peak() - before}


def peak() -> float:
    """The most memory this process has held, in MB. Not by `getrusage`, which begins with what its parent held."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _warm(side: str) -> None:
    """Import what the side imports on first use: start-up is no part of reading."""
    if side != "arrow":
        from worthsaving import read_files

        read_files([("Content.csv", made("messy", 40))])
    else:
        import pyarrow as pa
        from pyarrow import csv

        csv.read_csv(pa.BufferReader(made("clean", 40)))


def measured(kind: str, rows: int) -> dict[str, dict[str, float]]:
    """The medians of each side. The file is made once: making it in the measured process would raise its memory first
    and hide what the reading takes."""
    runs: dict[str, list[dict[str, float]]] = {side: [] for side in SIDES}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Content.csv"
        path.write_bytes(made(kind, rows))
        for _ in range(TIMES[rows]):
            for side in SIDES:
                command = [sys.executable, "-m", "tests.benchmarks.reading_speed", side, str(path)]
                done = subprocess.run(command, check=True, capture_output=True, text=True).stdout
                runs[side].append(json.loads(done))
    return {side: {key: median(run[key] for run in done) for key in done[0]} for side, done in runs.items()}


def page(found: dict[tuple[str, int], dict[str, dict[str, float]]]) -> str:
    """The table of ratios, with the machine it was measured on."""
    lines = [
        "# How fast files are read", "",
        "Against `pyarrow.csv.read_csv` of the same bytes (quoted line ends allowed, its own settings), which only",
        "parses: it takes a stray quote for a cell's end and drops broken rows. *Parse* is bytes to a table of text,",
        "*whole* is bytes to the table of videos: recognised, numbers and dates interpreted, one row a video.",
        "Medians of alternating fresh processes. Run it with `python -m tests.benchmarks.reading_speed`.", "",
        "| file | rows | MB | Arrow, s | parse / Arrow, wall | whole, s | whole / Arrow, wall | whole / Arrow, CPU | peak memory, MB (Arrow) |",
        "|---|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for (kind, rows), sides in found.items():
        arrow, parse, whole = (sides[side] for side in SIDES)
        lines.append(
            f"| {kind} | {rows:,} | {len(made(kind, rows)) / 1e6:.1f} | {arrow['wall']:.3f} "
            f"| {parse['wall'] / arrow['wall']:.2f} | {whole['wall']:.3f} | {whole['wall'] / arrow['wall']:.2f} "
            f"| {whole['cpu'] / arrow['cpu']:.2f} | {whole['peak']:.0f} ({arrow['peak']:.0f}) |"
        )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in ("pyarrow", "pandas", "numpy"))
    lines += ["", f"Measured on {os.cpu_count()} cores with {memory:.0f} GB of memory, {platform.system()}, Python {platform.python_version()}, {libraries}.", ""]  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    """One reading (called by itself), or all of them and the page."""
    if len(sys.argv) == 3:
        side, path = sys.argv[1:]
        print(json.dumps(once(side, Path(path).read_bytes())))
        return
    found = {(kind, rows): measured(kind, rows) for kind in KINDS for rows in ROWS}
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(found), encoding="utf-8")
    print(page(found))


if __name__ == "__main__":
    main()
