"""The lock that only one start program holds, and the note of where its app answers."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT
from worthsaving.desktop.running import Lock, Running

HOLD = """
import sys
from pathlib import Path
from worthsaving.desktop.running import Lock
print(Lock(Path(sys.argv[1])).take(), flush=True)
sys.stdin.read()
"""


@pytest.mark.subprocess
def test_a_second_process_does_not_get_the_lock(tmp_path):
    """The system gives it back when its holder is killed, which has no time to do so itself."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "True\n"
        assert not Lock(tmp_path).take()
        holder.kill()
        holder.wait()
    assert Lock(tmp_path).take()


def test_the_note_is_read_by_a_second_start_and_goes_with_the_lock(tmp_path):
    """What is written down is gone once the app is closed."""
    lock = Lock(tmp_path / "new folder")
    assert lock.take()
    lock.note(Running(8501, "0.1.0"))
    assert Lock(tmp_path / "new folder").noted() == Running(8501, "0.1.0")
    lock.release()
    assert Lock(tmp_path / "new folder").noted() is None


@pytest.mark.parametrize("text", ["", "{", "[]", "5", '{"port": 8501}', '{"port": 8501, "version": "1", "more": 2}'])
def test_a_damaged_note_is_none(tmp_path, text):
    """A note cut short, or one of another version, names no app."""
    (tmp_path / "running.json").write_text(text)
    assert Lock(tmp_path).noted() is None


def test_where_nothing_can_be_written_the_app_starts(tmp_path):
    """Two apps at once do no harm; none at all would."""
    (tmp_path / "file").write_text("")
    lock = Lock(tmp_path / "file" / "folder")
    assert lock.take()
    lock.note(Running(8501, "0.1.0"))
    assert lock.noted() is None
    lock.release()
