"""The small form of tests.benchmarks.batch_disturbed: kills at any moment change nothing in the result."""

import sys

import pytest

from tests.benchmarks.batch_disturbed import compare


@pytest.mark.subprocess
@pytest.mark.skipif(sys.platform != "linux", reason="finds the worker processes under /proc")
def test_killed_three_times_and_a_worker_too(tmp_path):
    """Stopped three times by kill -9, a worker killed, one file in ten broken: the same bytes as undisturbed."""
    calm, disturbed = compare(tmp_path, 40, 6, 10)
    assert (calm.accounts, calm.broken) == (36, 4)
    assert disturbed.stops == 3
    assert disturbed.workers_killed == 1
    assert disturbed.digests == calm.digests
