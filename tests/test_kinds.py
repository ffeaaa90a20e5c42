"""The kinds of tests that --quick leaves out, and that no test of such a kind goes unmarked."""

import subprocess
import sys

import pytest

from tests.__main__ import checks
from tests.conftest import APART


def test_quick_leaves_out_every_kind_apart():
    """Every kind that a test can be marked with is in the expression that --quick hands to pytest."""
    (command,) = (command for name, command in checks(["--quick"]) if name == "tests")
    assert set(command[command.index("-m") + 1].split(" and ")) == {f"not {kind}" for kind in APART}


def test_other_arguments_go_to_pytest():
    """Whatever the command does not know itself is pytest's."""
    (command,) = (command for name, command in checks(["-k", "word", "--long"]) if name == "tests")
    assert command[-3:] == ["-k", "word", "--long"]


def test_an_unmarked_test_starts_no_program():
    """It fails with what to do, so that no slow test slips into --quick."""
    with pytest.raises(pytest.fail.Exception, match="mark this test"):
        subprocess.run([sys.executable, "-c", ""], check=True)


@pytest.mark.subprocess
def test_a_marked_test_may_start_one():
    """The same program starts here."""
    assert subprocess.run([sys.executable, "-c", ""], check=True).returncode == 0
