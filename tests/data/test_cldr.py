"""CLDR's names: what Babel says stands in the file, and Babel itself is not needed."""

import subprocess
import sys

import pytest

from tests.data.cldr import FILE, made
from worthsaving.data import cldr


def test_the_file_is_what_babel_says():
    """After an update of Babel the file is written again, and somebody looks at what changed."""
    assert FILE.read_text("utf-8") == made(), "python -m tests.data.cldr, then git diff"


def test_an_unknown_language_has_no_names():
    """A code that CLDR lacks is no error."""
    assert cldr.language("xx") == cldr.Language()


def test_languages_that_are_written_alike_are_found_by_each_code():
    """Rows that several languages share serve each of them."""
    assert cldr.language("wa") == cldr.language("io") != cldr.Language()


@pytest.mark.subprocess
def test_days_and_territories_are_read_without_babel():
    """Babel is for development only: with it out of reach both still have names."""
    code = """
import sys
sys.modules["babel"] = None
from worthsaving.reading.values.month_names import read_month_days
from worthsaving.words import audience
assert read_month_days(["2 Cʼhwevrer", "25 Μαρτίου"]) == [(2, 2), (3, 25)]
assert audience._territory("XK") == "Kosovo"
"""
    subprocess.run([sys.executable, "-c", code], check=True)
