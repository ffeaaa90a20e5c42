"""Two Dask workers against one, with the scheduler on the same cores: `python -m tests.benchmarks.batch_workers`.

Files of one made-up account each are summarised by a cluster of one worker and by one of two, in turns. Prints wall seconds of
each run and the ratio of the medians; run it with two cores free.
"""

import argparse
import datetime as dt
import hashlib
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.batch.loopback import cluster
from tests.benchmarks import accounts_made as made
from worthsaving.batch.cluster import Cluster
from worthsaving.batch.run import run

TODAY = dt.datetime(2026, 11, 28, tzinfo=dt.UTC)


def seconds(folder: Path, output: Path, workers: int) -> float:
    """Summarise the accounts in the folder `in` on a new cluster, whose workers have loaded what they need; return the wall time."""
    with cluster(folder / f"dask-{output.stem}", workers) as loopback:

        def spreading(at: Path) -> Cluster:
            return Cluster(loopback.address, at.resolve())

        run([str(folder / "first")], output.with_name("first.parquet"), spreading, today=TODAY)
        began = time.perf_counter()
        run([str(folder / "in")], output, spreading, today=TODAY)
        return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accounts", type=int, default=400)
    parser.add_argument("--videos", type=int, default=200)
    parser.add_argument("--turns", type=int, default=3)
    chosen = parser.parse_args()
    found: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made.single_files(folder / "in", chosen.accounts, chosen.videos)
        made.single_files(folder / "first", 8, chosen.videos)
        results = set()
        for turn in range(chosen.turns):
            for workers in (1, 2) if turn % 2 == 0 else (2, 1):
                output = folder / f"{turn}-{workers}.parquet"
                found[workers].append(seconds(folder, output, workers))
                results.add(hashlib.sha256(output.read_bytes()).hexdigest())
                print(f"{workers}: {found[workers][-1]:.1f} s", flush=True)
    assert len(results) == 1, "the results differ"
    print(
        f"one worker {median(found[1]):.1f} s, two {median(found[2]):.1f} s: {median(found[1]) / median(found[2]):.2f}"
    )


if __name__ == "__main__":
    main()
