"""SIGKILL at random moments of imports: no half import, none lost that was acknowledged. docs/library.md has what hundreds of kills left."""

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

pytestmark = [pytest.mark.subprocess, pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked child")]


def kill(address, kills, *more, what="killing") -> dict:
    command = [sys.executable, "-m", f"tests.library.{what}", address, str(kills), *more]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("kills", [5, pytest.param(100, marks=pytest.mark.long)])
def test_no_kill_leaves_half_an_import_or_loses_one(address, kills):
    found = kill(address, kills)
    assert found["kills"] == kills
    assert (found["lost"], found["half"], found["unopened"]) == (0, 0, 0)


def test_without_the_transaction_the_same_harness_does_lose(address):
    """So the test above has teeth."""
    assert kill(address, 20, "--torn", "--seed", "1")["half"] > 0


@pytest.mark.parametrize("kills", [4, pytest.param(100, marks=pytest.mark.long)])
def test_no_kill_leaves_half_a_restore_undo_or_forget_or_a_copy(address, kills):
    found = kill(address, kills, what="killing_changes")
    assert found["kills"] == kills
    assert (found["bad"], found["temporary"], found["cut_short"]) == (0, 0, 0)


def test_without_the_transaction_changes_are_left_half_done(address):
    """So the test above has teeth."""
    assert kill(address, 100, "--torn", what="killing_changes")["bad"] > 0  # stops at the first
