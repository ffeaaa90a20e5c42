"""A Dask cluster on this machine for tests and benchmarks: a scheduler and workers, each a process that can be killed."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import ROOT


@dataclass
class Loopback:
    """The processes, and the `address` of the scheduler."""

    folder: Path
    address: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def scheduler(self) -> subprocess.Popen[bytes]:
        """The scheduler's process."""
        return self.processes[0]

    def start(self, workers: int) -> None:
        """Start everything and wait for the scheduler's address."""
        told = self.folder / "scheduler.json"
        self._begin("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told))
        until = time.monotonic() + 120
        while not self.address and time.monotonic() < until:
            time.sleep(0.1)
            if told.exists() and told.stat().st_size:
                self.address = json.loads(told.read_text())["address"]
        for _ in range(workers):
            self._begin("dask_worker", self.address, "--nthreads", "1", "--no-nanny", "--memory-limit", "0")

    def _begin(self, program: str, *options: str) -> None:
        environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "120s",
            "OPENBLAS_NUM_THREADS": "1",
        }
        with (self.folder / f"{program}{len(self.processes)}.log").open("wb") as log:
            self.processes.append(
                subprocess.Popen(
                    [sys.executable, "-m", f"distributed.cli.{program}", *options, "--no-dashboard"],
                    cwd=self.folder, env=environment, stdout=log, stderr=log,
                )
            )  # fmt: skip

    def stop(self) -> None:
        """End all processes that still run."""
        for process in reversed(self.processes):
            process.kill()
        for process in self.processes:
            process.wait()


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Loopback]:
    """A scheduler and so many workers, for as long as it takes."""
    folder.mkdir(parents=True, exist_ok=True)
    found = Loopback(folder)
    try:
        found.start(workers)
        yield found
    finally:
        found.stop()
