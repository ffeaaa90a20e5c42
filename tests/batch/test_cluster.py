"""A batch on a Dask cluster: the same bytes as on this machine, whatever dies on the way."""

import pytest

from tests.batch.conftest import TODAY, Here, batch, digests
from tests.batch.loopback import cluster
from tests.benchmarks import accounts_made as made
from worthsaving.batch import working
from worthsaving.batch.cluster import Cluster
from worthsaving.batch.run import run
from worthsaving.errors import WorthSavingError

pytestmark = [
    pytest.mark.subprocess,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # of Dask's own sockets when a scheduler is killed
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def made_files(tmp_path_factory):
    """Sources, and the result of an undisturbed run on this machine."""
    folder = tmp_path_factory.mktemp("many")
    made.single_files(folder / "in", 30, 8, broken_every=10)
    made.of_many(folder / "in" / "more", 10, 8)
    batch(folder / "in", folder / "here.parquet")
    return folder


def on(loopback, folder, name, *, when=0, then=lambda: None):
    """Run on a cluster; after so many finished tasks of the second pass something happens."""
    seen = []

    def progress(stage, *_):
        seen.append(stage)
        if seen.count("accounts") == when:
            then()

    return run(
        [str(folder / "in")],
        folder / name,
        lambda at: Cluster(loopback.address, at.resolve()),
        today=TODAY,
        progress=progress,
    )


def test_a_killed_worker_costs_nothing_but_time(made_files, tmp_path):
    """One of two workers is killed in the middle; the result is that of this machine, digest for digest."""
    with cluster(tmp_path / "dask", 2) as loopback:
        on(loopback, made_files, "dask.parquet", when=3, then=loopback.processes[-1].kill)
        assert loopback.processes[-1].wait() == -9
    assert digests(made_files / "dask.parquet") == digests(made_files / "here.parquet")


def test_a_lost_scheduler_loses_nothing_that_is_done(made_files, tmp_path):
    """The scheduler is killed in the middle: the run says so; started again, here, it keeps what was done."""
    output = made_files / "lost.parquet"
    with cluster(tmp_path / "dask", 1) as loopback, pytest.raises(WorthSavingError, match="is gone"):
        on(loopback, made_files, output.name, when=3, then=loopback.scheduler.kill)
    kept = [*(working.folder_of(output) / "rows").glob("*.parquet")]
    times = {path: path.stat().st_mtime_ns for path in kept}
    assert len(kept) >= 2
    seen = {}

    def look(*_):
        seen.update({path: path.stat().st_mtime_ns for path in kept if path.exists()})

    run([str(made_files / "in")], output, lambda _: Here(), today=TODAY, progress=look)
    assert seen == times
    assert digests(output) == digests(made_files / "here.parquet")


def test_no_scheduler_is_said(tmp_path):
    """An address where nothing answers is named, with what to do."""
    made.single_files(tmp_path / "in", 1, 5)
    with pytest.raises(WorthSavingError, match=r"no Dask scheduler at tcp://127\.0\.0\.1:9"):
        run([str(tmp_path / "in")], tmp_path / "out.parquet", lambda at: Cluster("tcp://127.0.0.1:9", at))


def test_workers_must_see_the_folder(tmp_path):
    """A folder that the workers do not have is refused before anything is sent to them."""
    with cluster(tmp_path / "dask", 1) as loopback, pytest.raises(WorthSavingError, match="do not see"):
        list(Cluster(loopback.address, tmp_path / "elsewhere").run(max, [(1, 2)]))
