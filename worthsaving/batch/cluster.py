"""Spreading tasks over a Dask cluster that is there already: the same tasks; killed workers cost nothing but time."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from worthsaving import __version__
from worthsaving.batch.spread import Call, Lost
from worthsaving.errors import WorthSavingError

PATIENCE = "120s"
"""How long a scheduler may be too busy to answer: by default connections end after 30 s."""

TRIES = 3
"""So many workers may die under a task before it is given up."""

WAITING = 4  # tasks handed to the cluster for each of its threads: a lost scheduler forgets no more than these

_MISSING = 'Dask is not installed here. Install it with: pip install "worthsaving[cluster]"'
_NOT_THERE = (
    "There is no Dask scheduler at {address}. Start one, or leave out --dask to use this machine's own processes."
)
_LOST = "The Dask scheduler at {address} is gone. Start the same command again when it is back, with or without --dask: what is done is kept."
_BLIND = "The workers at {address} do not see {folder}. Put sources and result in a folder that has the same path on all of them."
_IDLE = "The Dask scheduler at {address} has no workers. Start some, or leave out --dask to use this machine's own processes."
_UNLIKE = (
    "The workers at {address} have version {theirs} of worthsaving, this is {ours}. Install the same on all of them."
)


class Cluster:
    """Runs tasks on the Dask cluster at `address`; its workers must see `folder` under the same path."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address, self.folder = address, folder

    def run(self, function: Callable[..., Any], calls: Sequence[Call]) -> Iterator[tuple[int, Any]]:
        """Yield number and result of each call, in the order in which they end; `Lost` for one that ends its worker each time.

        Raises WorthSavingError where there is no scheduler, where it is lost, and where workers are unlike this process.
        """
        with self._client() as client:
            waiting = iter(enumerate(calls))
            numbers: dict[str, int] = {}
            most = WAITING * max(sum(client.nthreads().values()), 1)

            def more(count: int) -> list[Any]:
                futures = []
                for number, call in islice(waiting, count):
                    future = client.submit(function, *call, pure=False, retries=0)
                    numbers[future.key] = number
                    futures.append(future)
                return futures

            done = self._library().as_completed(more(most))
            for future in done:
                yield numbers.pop(future.key), self._result(future)
                for one in more(1):
                    done.add(one)
            if numbers:
                raise WorthSavingError(_LOST.format(address=self.address))

    def _result(self, future: Any) -> Any:  # noqa: ANN401 - whatever the task returns
        from concurrent.futures import CancelledError

        if future.status in ("cancelled", "lost"):
            raise WorthSavingError(_LOST.format(address=self.address))
        try:
            return future.result()
        except self._library().KilledWorker:
            return Lost()
        except (CancelledError, OSError, TimeoutError) as error:
            raise WorthSavingError(_LOST.format(address=self.address)) from error

    @staticmethod
    def _library() -> Any:  # noqa: ANN401 - it has no types
        try:
            return import_module("distributed")
        except ImportError as error:
            raise WorthSavingError(_MISSING) from error

    @contextmanager
    def _client(self) -> Iterator[Any]:
        distributed = self._library()
        settings = {
            "distributed.comm.timeouts.connect": PATIENCE,
            "distributed.comm.timeouts.tcp": PATIENCE,
            "distributed.scheduler.allowed-failures": TRIES,
        }
        with import_module("dask").config.set(settings):
            try:
                client = distributed.Client(self.address, timeout="10s")
            except (OSError, TimeoutError, ValueError) as error:
                raise WorthSavingError(_NOT_THERE.format(address=self.address)) from error
            try:
                self._check(client)
                yield client
            finally:
                client.close(timeout=2)

    def _check(self, client: Any) -> None:  # noqa: ANN401 - a Dask client
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise WorthSavingError(_IDLE.format(address=self.address)) from error
        seen = client.run(_seen, str(self.folder))
        versions = {version for version, _ in seen.values()} - {__version__}
        if versions:
            raise WorthSavingError(_UNLIKE.format(address=self.address, theirs=min(versions), ours=__version__))
        if not all(there for _, there in seen.values()):
            raise WorthSavingError(_BLIND.format(address=self.address, folder=self.folder))


def _seen(folder: str) -> tuple[str, bool]:
    """Return the version of a worker, and whether it sees a folder."""
    return __version__, Path(folder).is_dir()
