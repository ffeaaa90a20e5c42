"""The command `mark`: writes down, lists, takes away."""

import json

import openpyxl
import pytest

from tests.library import made
from worthsaving.cli import parser
from worthsaving.library import Library
from worthsaving.schema import EVERY_ACCOUNT

HOSTILE = "=1+1 <script>alert(1)</script> \x1b[31mred"


@pytest.fixture
def library(tmp_path):
    """A library of one account."""
    found = Library.open(str(tmp_path / "kept.sqlite"))
    found.keep(made.week(0), now=made.now(0))
    return found


@pytest.fixture
def mark(outcome, library):
    """Runs `mark` on it: (exit code, stdout, stderr)."""
    return lambda *arguments: outcome(lambda: parser.main(["mark", *map(str, arguments), "--library", library.where]))


def test_the_workbook_of_a_report_has_the_marks(mark, library, outcome, tmp_path):
    """Those of the report's account, their texts as text."""
    mark("2026-03-01", HOSTILE)
    out = ["-o", str(tmp_path / "r.html"), "--tables", str(tmp_path / "t.xlsx")]
    assert outcome(lambda: parser.main(["report", "--library", library.where, *out]))[0] == 0
    (row,) = openpyxl.load_workbook(tmp_path / "t.xlsx")["Marks"].iter_rows(min_row=2)
    assert row[4].value.startswith("'=1+1 <script>")
    assert row[4].data_type == "s"


def test_a_mark_is_written_listed_and_taken_away(mark, library):
    """Of the only account where none is named; the same mark again is the same one."""
    assert mark("2026-06-01", "New", "hook") == (0, "1  1 Jun 2026: New hook\n", "")
    assert mark("2026-06-01", "New hook")[1].startswith("1  ")
    assert mark("2026-06-03", "Featured", "--until", "2026-06-09")[0] == 0
    assert mark()[1].splitlines() == [
        "1  1 Jun 2026: New hook  tiktok/tiny",
        "2  3 Jun 2026 to 9 Jun 2026: Featured  tiktok/tiny",
    ]
    assert mark("--remove", 1) == (0, "Mark 1 was taken away: New hook\n", "")
    assert library.marks()["text"].tolist() == ["Featured"]


def test_of_several_accounts_it_is_about_every_one_unless_named(mark, library):
    """With --account it is about that one, and the list can be of one."""
    library.keep(made.week(0, account="other", first=500), now=made.now(0))
    mark("2026-06-01", "Both")
    mark("2026-06-02", "Other", "--account", "tiktok/other")
    table = library.marks()
    assert list(zip(table["platform"], table["account"], strict=True)) == [EVERY_ACCOUNT, ("tiktok", "other")]
    assert "Other" not in mark("--account", "tiktok/tiny")[1]


def test_a_text_with_control_characters_is_harmless_in_the_terminal(mark):
    """It is kept as it is, and printed without what would steer the terminal."""
    code, out, _ = mark("2026-06-01", HOSTILE)
    assert code == 0
    assert "\x1b" not in out
    assert json.loads(mark("--json")[1])["marks"][0]["text"] == HOSTILE


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2026-06-01",), "a few words"),
        (("1 June", "x"), "is no date"),
        (("2026-06-02", "x", "--until", "2026-06-01"), "Swap them"),
        (("0001-01-01", "x"), "between 1900 and 2199"),
        (("2026-06-01", "x" * 201), "Write it shorter"),
        (("2026-06-01", "x", "--account", "tiktok/nobody"), "Name one of these"),
        (("--remove", 9), "no mark 9"),
    ],
)
def test_what_cannot_be_marked_is_refused(mark, arguments, said):
    """One line with what to do."""
    code, out, err = mark(*arguments)
    assert (code, out, said in err) == (2, "", True)
