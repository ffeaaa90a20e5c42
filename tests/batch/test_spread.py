"""Tasks in processes of this machine: one that dies costs its tasks some time, one that always dies costs only its own."""

import os
import time
from pathlib import Path

import pytest

from worthsaving.batch.spread import Lost, Processes

pytestmark = pytest.mark.subprocess


def double(number: int) -> int:
    """A task that works."""
    return 2 * number


def dies_once(folder: Path, number: int) -> int:
    """A task whose process is ended the first time, as for want of memory."""
    if number == 3 and not (folder / "died").exists():
        (folder / "died").touch()
        os.kill(os.getpid(), 9)
    return number


def always_dies(number: int) -> int:
    """A task that ends its process each time it is number 3."""
    if number == 3:
        os.kill(os.getpid(), 9)
    time.sleep(0.01)
    return number


def fails(number: int) -> int:
    """A task that raises."""
    raise OSError(28, f"no space for {number}")


def test_every_result_comes_once():
    """Each task's number and result, in whatever order."""
    assert sorted(Processes(2).run(double, [(at,) for at in range(9)])) == [(at, 2 * at) for at in range(9)]
    assert list(Processes(2).run(double, [])) == []


def test_a_process_that_dies_loses_nothing(tmp_path):
    """Its tasks are begun again in another one."""
    found = sorted(Processes(2).run(dies_once, [(tmp_path, at) for at in range(8)]))
    assert found == [(at, at) for at in range(8)]
    assert (tmp_path / "died").exists()


def test_a_task_that_always_ends_its_process_is_lost_alone():
    """Whatever ran beside it is done all the same."""
    found = dict(Processes(2).run(always_dies, [(at,) for at in range(7)]))
    assert isinstance(found.pop(3), Lost)
    assert found == {at: at for at in range(7) if at != 3}


def test_an_error_ends_the_run():
    """A full disk is the caller's to say."""
    with pytest.raises(OSError, match="no space"):
        list(Processes(1).run(fails, [(1,), (2,)]))
