"""What summary, export and report look at: files or the library, all of it or one account."""

import json

import pandas as pd
import pytest

from tests.conftest import SAMPLES
from tests.library import made
from worthsaving.__main__ import main
from worthsaving.analysis.age import YOUNG_DAYS
from worthsaving.library import Library
from worthsaving.reading import read_files
from worthsaving.sections.answers import Answers
from worthsaving.sections.history import History
from worthsaving.sections.summary import summarise

OWN = "tiktok/tinykitchen.sample"


def keep_samples(library):
    library.keep(read_files([(file.name, file.read_bytes()) for file in SAMPLES]), now=pd.Timestamp.now(tz="UTC"))


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A library with all samples in it, which is this user's own."""
    path = tmp_path / "library.sqlite"
    monkeypatch.setenv("WORTHSAVING_LIBRARY", str(path))
    return made.once(Library.open(str(path)), keep_samples)


def test_the_summary_of_the_library_is_that_of_its_reading(kept, capsys):
    """`--library` alone is this user's own; the numbers are those of what is kept."""
    assert main(["summary", "--library", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(summarise(kept.reading())))


def test_one_account_of_the_library(kept, capsys):
    """`--account` leaves the others out."""
    assert main(["summary", "--library", str(kept.where), "--account", OWN, "--json"]) == 0
    one = json.loads(capsys.readouterr().out)
    assert "accounts" not in one
    videos = kept.reading().videos
    own = (videos["platform"] == "tiktok") & (videos["account"] == "tinykitchen.sample")
    assert one["videos"] == int(own.sum()) < len(videos)


def test_one_account_of_files(tmp_path, capsys):
    """The same choice for files: summary and export are of that account alone."""
    files = [str(path) for path in SAMPLES]
    out = tmp_path / "videos.csv"
    assert main(["export", *files, "--account", OWN, "-o", str(out)]) == 0
    assert set(pd.read_csv(out, dtype=str)["account"]) == {"tinykitchen.sample"}
    assert main(["summary", *files, "--account", OWN]) == 0
    said = capsys.readouterr().out
    assert "harvestcorner" not in said
    assert said.startswith("184 videos")


def test_export_and_report_from_the_library(kept, tmp_path, capsys):
    """Both are written from what is kept; the report says so."""
    table, page = tmp_path / "videos.csv", tmp_path / "report.html"
    assert main(["export", "--library", "-o", str(table)]) == 0
    assert len(pd.read_csv(table, dtype=str)) == len(kept.reading().videos)
    assert main(["report", "--library", "--account", OWN, "--sections", "headline", "-o", str(page)]) == 0
    assert "from what is kept in the library" in page.read_text("utf-8")
    assert capsys.readouterr().err == ""


def test_a_report_for_a_brand(tmp_path):
    """`--for brand` writes the other voice."""
    page = tmp_path / "report.html"
    files = [str(path) for path in SAMPLES]
    assert main(["report", *files, "--account", OWN, "--for", "brand", "--sections", "headline", "-o", str(page)]) == 0
    assert "What their audience keeps" in page.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["summary"], "Name the files to read, or use --library"),
        (["summary", "x.csv", "--library", "y.sqlite"], "not both"),
        (["summary", "--library", "--account", "tiktok/nobody"], "The library does not know tiktok/nobody. It knows: "),
        (
            ["export", "--library", "--account", "tiktok/nobody", "-o", "x.csv"],
            "The library does not know tiktok/nobody",
        ),
        (["export", "--account", "tiktok/nobody", "-o", "x.csv", "FILES"], "These files do not know tiktok/nobody"),
        (["report", "--library", "--from", "2090-01-01", "-o", "x.html"], "The library has"),
        (["report", "--for", "mum", "-o", "x.html", "FILES"], "invalid choice"),
    ],
)
def test_what_cannot_be_done_is_one_line(kept, tmp_path, monkeypatch, capsys, arguments, said):
    """Exit code 2, one line that says what to do, nothing written."""
    monkeypatch.chdir(tmp_path)
    files = [str(path) for path in SAMPLES]
    given = [part for each in arguments for part in (files if each == "FILES" else [each])]
    try:
        code = main(given)
    except SystemExit as left:
        code = left.code
    assert code == 2
    shown = capsys.readouterr().err
    assert said in shown
    assert shown.count("\n") == 1
    assert not (tmp_path / "x.csv").exists()
    assert not (tmp_path / "x.html").exists()


def test_an_empty_library_and_one_turned_off(tmp_path, monkeypatch, capsys):
    """Nothing kept is said, with what to do; a library that is off is not opened."""
    monkeypatch.setenv("WORTHSAVING_LIBRARY", str(tmp_path / "none.sqlite"))
    assert main(["summary", "--library"]) == 2
    assert "Nothing is kept yet in " in capsys.readouterr().err
    monkeypatch.setenv("WORTHSAVING_LIBRARY", "off")
    assert main(["summary", "--library"]) == 2
    assert "The library is turned off" in capsys.readouterr().err


def test_a_summary_of_the_library_knows_when_saves_have_settled(tmp_path, capsys):
    """Its numbers are those of the app, which asks the library: videos still collecting are left out of the trend."""
    library = str(tmp_path / "weeks.sqlite")
    kept = Library.open(library)
    for week in range(9):
        kept.keep(made.reading(made.snapshot(str(week), made.truth(week))), now=made.now(week))
    shown = Answers(kept.reading(), history=History.of(kept)).trend
    assert shown.settled_days > YOUNG_DAYS
    assert shown.left_out_young > Answers(kept.reading()).trend.left_out_young
    assert main(["summary", "--library", library, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["trend"]["left_out_young"] == shown.left_out_young
    assert main(["summary", "--library", library]) == 0
    assert f"{shown.n} videos)" in capsys.readouterr().out
