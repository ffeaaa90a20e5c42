"""The command `digest`: one file, what it prints, and how it ends."""

import pytest

from tests.library import made
from tests.report.test_digest import kept
from worthsaving.cli import parser
from worthsaving.library import Library


@pytest.fixture
def run(outcome):
    """Runs the command line in this process: (exit code, stdout, stderr)."""
    return lambda *arguments: outcome(lambda: parser.main([str(one) for one in arguments]))


@pytest.fixture(scope="module")
def strong(tmp_path_factory):
    """The address of a library whose newest week is out of the ordinary."""
    return kept(tmp_path_factory.mktemp("strong"), strong=True).where


@pytest.mark.parametrize(("flag", "code"), [((), 0), (("--exit-code",), 3)])
@pytest.mark.parametrize("name", ["week.html", "week.md"])
def test_something_ends_with_3_only_when_asked(run, strong, tmp_path, flag, code, name):
    """One line says what it is; the file is written either way."""
    ended, out, err = run("digest", "--library", strong, "-o", tmp_path / name, *flag)
    assert (ended, err) == (code, "")
    assert out.startswith("A strong week on @<b>Eve</b>")
    assert (tmp_path / name).read_text("utf-8").startswith("<!doctype" if name.endswith("html") else "# Your week")


def test_a_quiet_week_ends_with_0(run, tmp_path):
    """Also with --exit-code."""
    where = kept(tmp_path, strong=False).where
    code, out, _ = run("digest", "--library", where, "-o", tmp_path / "week.md", "--exit-code")
    assert code == 0
    assert out.startswith("Nothing out of the ordinary. +")


def test_only_the_account_asked_for(run, tmp_path):
    """An account by its name; an unknown one is refused with those there are."""
    library = Library.open(str(tmp_path / "two.sqlite"))
    for week in range(2):
        both = (
            made.snapshot(f"{name} {week}", made.truth(week, account=name, first=first))
            for name, first in (("a", 0), ("b", 500))
        )
        library.keep(made.reading(*both), now=made.now(week))
    path = tmp_path / "week.md"
    assert run("digest", "--library", library.where, "-o", path, "--account", "tiktok/a")[0] == 0
    text = path.read_text("utf-8")
    assert "@a" in text
    assert "@b" not in text
    code, _, err = run("digest", "--library", library.where, "-o", path, "--account", "tiktok/c")
    assert (code, "tiktok/a, tiktok/b" in err) == (2, True)


@pytest.mark.parametrize(
    ("name", "said"), [("week.pdf", "week.html or week.md"), ("no/week.md", "Choose another place")]
)
def test_what_cannot_be_written_is_refused(run, strong, tmp_path, name, said):
    """A kind of file that it does not make, and a place that is not there."""
    code, _, err = run("digest", "--library", strong, "-o", tmp_path / name)
    assert (code, said in err) == (2, True)
    assert not (tmp_path / name).exists()


def test_an_empty_library_is_refused(run, tmp_path):
    """There is nothing to tell, and no library comes of asking."""
    code, _, err = run("digest", "--library", tmp_path / "none.sqlite", "-o", tmp_path / "week.md")
    assert (code, "Keep an export first" in err) == (2, True)
    assert not (tmp_path / "none.sqlite").exists()
