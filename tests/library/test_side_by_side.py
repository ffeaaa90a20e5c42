"""Two processes that import and read at once: no error, no lost row."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.library import made
from worthsaving.library import Library

pytestmark = pytest.mark.subprocess
IMPORTS = 3


def test_two_processes_at_once_lose_nothing(address):
    """They also make the library at once: neither finds it there when they start."""
    command = [sys.executable, "-m", "tests.library.side_by_side", address]
    both = [
        subprocess.Popen([*command, name, str(IMPORTS)], cwd=ROOT, stderr=subprocess.PIPE, text=True)
        for name in ("ann", "bob")
    ]
    told = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    library = Library.open(address)
    assert len(library.imports()) == 2 * IMPORTS
    expected = {name: len(made.truth(IMPORTS - 1)) for name in ("ann", "bob", "tiny")}
    assert library.accounts().set_index("account")["videos"].to_dict() == expected
    found = library.dump().splitlines()
    observations = sum(len(made.truth(week)) for week in range(IMPORTS))
    assert sum(line.startswith('["observation"') for line in found) == 3 * observations
