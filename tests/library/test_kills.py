"""SIGKILL at random moments of imports: no half import, none lost that was acknowledged. The long form is a benchmark."""

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked child")


def kill(address, kills, *more) -> dict:
    command = [sys.executable, "-m", "tests.library.killing", address, str(kills), *more]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_no_kill_leaves_half_an_import_or_loses_one(address):
    found = kill(address, 5)
    assert found["kills"] == 5
    assert (found["lost"], found["half"], found["unopened"]) == (0, 0, 0)


def test_without_the_transaction_the_same_harness_does_lose(address):
    """So the test above has teeth."""
    assert kill(address, 20, "--torn", "--seed", "1")["half"] > 0
