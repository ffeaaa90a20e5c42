"""A batch that everything happens to, against one that nothing happens to: `python -m tests.benchmarks.batch_disturbed`.

Made-up accounts, a file each, one in a hundred broken. One run is left alone. The other is killed three times with all its
processes, started again each time, and one of its worker processes is killed besides. Both results must be the same bytes.
Writes its table into docs/many-accounts.md.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from tests.benchmarks import accounts_made as made
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "many-accounts.md"
BEGIN, END = "<!-- disturbed: begin -->", "<!-- disturbed: end -->"


@dataclass(frozen=True)
class Outcome:
    """What a run came to: digests of result and sources, accounts, broken files, wall seconds, and what happened to it."""

    digests: tuple[str, str]
    accounts: int
    broken: int
    seconds: float
    stops: int = 0
    workers_killed: int = 0
    kept: tuple[int, ...] = ()


def start(folder: Path, output: Path) -> subprocess.Popen[bytes]:
    """Start the command in a group of processes of its own."""
    command = [sys.executable, "-m", "worthsaving", "batch", "in", "-o", output.name, "--jobs", "2"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def finished(output: Path) -> int:
    """How many buckets and cut tasks of a run are done."""
    working = output.with_name(output.name + ".working")
    return len([*working.glob("cut/*.json"), *working.glob("rows/*.json")])


def workers(process: subprocess.Popen[bytes]) -> list[int]:
    """The worker processes of a run."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                if int((folder / "stat").read_text().rpartition(")")[2].split()[1]) == process.pid:
                    command = (folder / "cmdline").read_bytes()
                    found += [int(folder.name)] if b"spawn_main" in command else []
            except (OSError, IndexError):
                continue
    return found


def wait_for(process: subprocess.Popen[bytes], output: Path, parts: int) -> None:
    """Wait until so many parts are done, or the run has ended."""
    while process.poll() is None and finished(output) < parts:
        time.sleep(0.05)


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Kill a run with all its processes at once, as a machine that loses power does."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def outcome(output: Path, seconds: float, **happened: object) -> Outcome:
    """Read what a run wrote."""
    both = (output, output.with_name(f"{output.stem}.sources.parquet"))
    status = pq.read_table(output, columns=["status"])["status"].to_pylist()
    digests = tuple(hashlib.sha256(path.read_bytes()).hexdigest() for path in both)
    return Outcome(digests, status.count("read"), status.count("file not read"), seconds, **happened)  # type: ignore[arg-type]


def compare(folder: Path, accounts: int, videos: int, broken_every: int, stops: int = 3) -> tuple[Outcome, Outcome]:
    """Run both; return what the undisturbed and the disturbed run came to."""
    made.single_files(folder / "in", accounts, videos, broken_every=broken_every)
    began = time.monotonic()
    calm = folder / "calm.parquet"
    process = start(folder, calm)
    parts = 0
    while process.poll() is None:
        parts = max(parts, finished(calm))
        time.sleep(0.05)
    assert process.returncode == 0
    undisturbed = outcome(calm, time.monotonic() - began)
    output, began = folder / "disturbed.parquet", time.monotonic()
    kept = []
    for stop in range(1, stops + 1):
        process = start(folder, output)
        wait_for(process, output, parts * stop // (stops + 2))
        end_group(process)
        kept.append(finished(output))
    process = start(folder, output)
    wait_for(process, output, kept[-1] + 1)
    victims = workers(process)
    for victim in victims[:1]:
        os.kill(victim, signal.SIGKILL)
    assert process.wait() == 0
    return undisturbed, outcome(
        output, time.monotonic() - began, stops=stops, workers_killed=len(victims[:1]), kept=tuple(kept)
    )


def table(accounts: int, videos: int, both: tuple[Outcome, Outcome]) -> str:
    """The table of the page."""
    calm, disturbed = both
    same = "the same bytes" if calm.digests == disturbed.digests else "NOT the same"
    return "\n".join(
        [
            f"| {accounts:,} accounts, a file each, {videos} videos | undisturbed | disturbed |",
            "|---|---|---|",
            f"| stopped by kill -9 of all its processes | 0 | {disturbed.stops} |",
            f"| parts done at each stop, and kept | | {', '.join(map(str, disturbed.kept))} |",
            f"| worker processes killed | 0 | {disturbed.workers_killed} |",
            f"| accounts in the result | {calm.accounts:,} | {disturbed.accounts:,} |",
            f"| broken files, each a row with its reason | {calm.broken:,} | {disturbed.broken:,} |",
            f"| wall time, min | {calm.seconds / 60:.1f} | {disturbed.seconds / 60:.1f} |",
            f"| SHA-256 of the result | `{calm.digests[0][:16]}…` | `{disturbed.digests[0][:16]}…` ({same}) |",
        ]
    )


def main() -> int:
    """Run it and write the table into the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--accounts", type=int, default=10_000)
    parser.add_argument("--videos", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        both = compare(Path(folder), options.accounts, options.videos, 100)
    text = table(options.accounts, options.videos, both)
    print(text)
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", "utf-8")
    return 0 if both[0].digests == both[1].digests else 1


if __name__ == "__main__":
    sys.exit(main())
