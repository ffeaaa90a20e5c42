"""What the tests of batches share: small blocks, tasks run in this process, one moment for all."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from worthsaving.batch import blocks, gather, sources
from worthsaving.batch.run import Done, run
from worthsaving.batch.spread import Call

TODAY = dt.datetime(2026, 11, 28, tzinfo=dt.UTC)


class Here:
    """Runs tasks in this process, one after the other; `stop_after` so many it is interrupted."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.left = stop_after
        self.calls = 0

    def run(self, function: Callable[..., Any], calls: Sequence[Call]) -> Iterator[tuple[int, Any]]:
        for at, call in enumerate(calls):
            if self.left == 0:
                raise KeyboardInterrupt
            self.left = None if self.left is None else self.left - 1
            self.calls += 1
            yield at, function(*call)


def batch(named: Path | Sequence[str], output: Path, runner: Here | None = None, **options: Any) -> Done:
    """Run a batch in this process."""
    given = [str(named)] if isinstance(named, Path) else list(named)
    return run(given, output, lambda _: runner or Here(), today=TODAY, **options)


def digests(output: Path) -> tuple[str, str]:
    """SHA-256 of a result and of its table of sources."""
    both = (output, gather.sources_path(output))
    return tuple(hashlib.sha256(path.read_bytes()).hexdigest() for path in both)  # type: ignore[return-value]


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is large, and read in blocks of a few rows."""
    monkeypatch.setattr(sources, "LARGE", 500)
    monkeypatch.setattr(sources, "LARGE_PACKED", 100)
    monkeypatch.setattr(blocks, "BLOCK", 3_000)
    monkeypatch.setattr(blocks, "JSON_BLOCK", 3_000)
