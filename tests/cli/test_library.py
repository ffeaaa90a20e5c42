"""The library's commands: what they print, and how they end."""

import argparse
import datetime as dt
import json
import re
import time
import zipfile
from types import SimpleNamespace

import pandas as pd
import pytest

from tests.conftest import SAMPLES
from tests.library import made
from worthsaving import schema
from worthsaving.cli import inputs, kept_plans, library as library_command
from worthsaving.library import Library, NewTest, library_errors
from worthsaving.writing.csv import videos_csv

BUSINESS = next(path for path in SAMPLES if path.name == "tiktok_business_videos.csv")


@pytest.fixture
def where(tmp_path):
    return str(tmp_path / "kept.sqlite")


@pytest.fixture
def run(outcome, where):
    """Runs one command on a fresh library: (exit code, stdout, stderr)."""
    parser = argparse.ArgumentParser()
    library_command.add_parsers(parser.add_subparsers())

    def run_it(*arguments, library=where):
        return outcome(lambda: library_command.run(parser.parse_args([*map(str, arguments), "--library", library])))

    return run_it


@pytest.fixture
def weeks(tmp_path):
    """Two weekly exports as files."""
    paths = [tmp_path / f"week{number}.csv" for number in range(2)]
    for number, path in enumerate(paths):
        path.write_bytes(videos_csv(made.truth(number)))
    return paths


def test_keep_says_what_is_new_and_where_it_lies(run, where):
    code, out, err = run("keep", BUSINESS)
    assert (code, err) == (0, "")
    assert "184 new videos" in out
    assert where in out


def test_an_import_of_a_clock_that_was_ahead_is_named_with_the_way_to_take_it_back(run, where, weeks):
    """Every command that looks says so, and taking it back twice takes no second one."""
    videos = made.reading(made.snapshot("late.csv", made.truth(0, timed=False)))
    Library.open(where).keep(videos, now=made.now(0) + dt.timedelta(days=36_500))
    for command in (("keep", weeks[0]), ("accounts",), ("changes", "--json")):
        code, _, err = run(*command)
        assert code == 0
        assert "Import 1 (late.csv) is dated" in err
        assert "forget --import 1" in err
    assert run("forget", "--import", 1)[1].startswith("Import 1 was taken back.")
    code, _, err = run("forget", "--import", 1)
    assert code == 2
    assert "not in the library" in err
    assert run("accounts")[2] == ""


def test_an_undo_whose_outcome_is_not_known_says_how_to_repeat_it(run, weeks, monkeypatch):
    run("keep", weeks[0])

    def lost(*_):
        raise library_errors.OutcomeUnknown

    monkeypatch.setattr(Library, "undo", lost)
    code, _, err = run("forget", "--last")
    assert code == 2
    assert "not known whether" in err
    assert "forget --import 1" in err


def test_keep_again_changes_nothing_and_says_so(run):
    run("keep", BUSINESS)
    code, out, _ = run("keep", BUSINESS)
    assert code == 0
    assert "nothing changed" in out
    assert json.loads(run("keep", BUSINESS, "--json")[1])["already"] is True


def test_keep_of_a_bad_file_ends_with_2_and_one_line(run, tmp_path, where):
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"")
    code, out, err = run("keep", bad, tmp_path / "missing.csv")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "bad.csv" in err
    assert "missing.csv" in err
    assert not (tmp_path / "kept.sqlite").exists()


def test_keep_keeps_the_good_files_and_names_the_bad(run, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"")
    code, out, err = run("keep", bad, BUSINESS)
    assert code == 0
    assert "184 new videos" in out
    assert "bad.csv" in err
    (refused,) = json.loads(run("keep", bad, BUSINESS, "--json")[1])["refused"]
    assert refused.startswith("bad.csv: ")


def test_changes_name_the_accounts(run, weeks, tmp_path, monkeypatch):
    """A line for each with what it gained, and of several the account before each video; one alone is named once."""
    for path in weeks:
        run("keep", path)
    out = run("changes")[1]
    assert "tiktok/tiny: +" in out
    assert out.count("tiktok/tiny") == 1
    for week in range(2):
        path = tmp_path / f"other{week}.csv"
        path.write_bytes(videos_csv(made.truth(week, account="other", first=500)))
        run("keep", path)
    lines = run("changes")[1].splitlines()
    assert sum(line.startswith(("tiktok/tiny: +", "tiktok/other: +")) for line in lines) == 2
    videos = [line for line in lines if line.startswith(("  +", "  -"))]
    assert videos
    monkeypatch.setattr(library_command, "SHOWN", 1)
    assert "1 more account with fewer" in run("changes")[1].splitlines()
    assert all("saves  tiktok/tiny  " in line or "saves  tiktok/other  " in line for line in videos)


def test_changes_tell_the_gains(run, weeks):
    run("keep", weeks[0])
    assert "Nothing to compare" in run("changes")[1]
    run("keep", weeks[1])
    then, now = made.truth(0).set_index("video_id")["saves"], made.truth(1).set_index("video_id")["saves"]
    gained = int((now - then.reindex(now.index).fillna(0)).sum())
    code, out, _ = run("changes")
    assert code == 0
    assert f"saves: {gained:+,}" in out
    videos = json.loads(run("changes", "--json")[1])["videos"]
    assert sum(video["saves_gained"] for video in videos) == gained
    for named in (["tiktok/nobody"], ["tiktok/tiny", "tiktok/nobody"]):
        whose = [part for name in named for part in ("--account", name)]
        for form in ([], ["--json"]):
            code, out, err = run("changes", *whose, *form)
            assert (code, out, err.count("\n")) == (2, "", 1)
            assert "does not know tiktok/nobody. It knows: tiktok/tiny." in err
    assert len(json.loads(run("changes", "--json", "--since", "1")[1])["videos"]) == 16
    assert len(json.loads(run("changes", "--json", "--since", "2026-03-03")[1])["videos"]) == 16


def test_keep_takes_the_day_of_an_export_that_does_not_say(run, where):
    run("keep", BUSINESS, "--taken", "2026-11-09T14:05:31+00:00")
    assert Library.open(where).accounts()["last_observed"].tolist() == [pd.Timestamp("2026-11-09 14:05:31", tz="UTC")]


def test_accounts_are_listed(run, weeks):
    assert "Nothing is kept yet" in run("accounts")[1]
    run("keep", *weeks)
    assert run("accounts")[1].startswith("tiktok/tiny: 16 videos, 30 observations")
    (account,) = json.loads(run("accounts", "--json")[1])["accounts"]
    assert account["videos"] == 16


def test_forget_last_account_and_everything(run, weeks):
    run("keep", weeks[0])
    run("keep", weeks[1])
    assert "Import 2 was taken back" in run("forget", "--last")[1]
    code, _, err = run("forget", "--account", "tiktok/nobody")
    assert code == 2
    assert "tiktok/tiny" in err
    assert "14 videos" in run("forget", "--account", "tiktok/@tiny")[1]
    assert run("forget", "--last")[0] == 2
    run("keep", weeks[0])
    assert run("forget", "--everything")[0] == 0
    assert "Nothing is kept" in run("accounts")[1]


def test_backup_and_restore(run, weeks, tmp_path, where):
    run("keep", *weeks)
    before = Library.open(where).dump()
    assert run("backup", tmp_path / "copy.sqlite")[0] == 0
    assert run("backup", tmp_path / "copy.sqlite")[0] == 2
    run("forget", "--everything")
    assert run("restore", tmp_path / "copy.sqlite")[0] == 0
    assert Library.open(where).dump() == before
    code, _, err = run("restore", weeks[0])
    assert code == 2
    assert err.count("\n") == 1


def test_a_backup_into_no_folder_names_the_folder(run, tmp_path):
    """The file itself is still to be written: that it is not there is no fault."""
    run("keep", BUSINESS)
    code, out, err = run("backup", tmp_path / "nowhere" / "b")
    assert (code, out) == (2, "")
    assert err == f"There is no folder {tmp_path / 'nowhere'}. Check the path and try again.\n"


def test_a_library_where_none_can_be_is_told_in_words(run, tmp_path):
    """A place in a file, say: no name of a fault, and another place instead of another try."""
    (tmp_path / "note.txt").write_text("")
    code, out, err = run("keep", BUSINESS, library=str(tmp_path / "note.txt" / "x"))
    assert (code, out) == (2, "")
    assert "choose another place. It is at " in err
    assert "(E" not in err


@pytest.mark.parametrize("said", [" ", "\t"])
def test_spaces_are_no_library(run, tmp_path, monkeypatch, said):
    """Neither the command nor the app takes a file of that name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORTHSAVING_LIBRARY", str(tmp_path / "told.sqlite"))
    assert "told.sqlite" in run("accounts", library=said)[1]


@pytest.mark.parametrize(
    "wrong",
    [
        ("keep", "a.csv", "--taken", "someday"),
        ("changes", "--account", "tiny"),
        ("forget",),
        ("changes", "--since", "x"),
        ("changes", "--since", "999"),
        ("changes", "--account", "tiktok/nobody"),
        ("keep", BUSINESS, "--taken", "2999-01-01"),
    ],
)
def test_a_wrong_argument_is_refused(run, wrong):
    assert run(*wrong)[0] == 2


def test_an_address_of_another_kind_is_refused_in_one_line(run):
    code, _, err = run("accounts", library="mysql://a/b")
    assert code == 2
    assert err.count("\n") == 1


def test_the_library_can_be_named_by_the_environment(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("WORTHSAVING_LIBRARY", str(tmp_path / "named.sqlite"))
    parser = argparse.ArgumentParser()
    library_command.add_parsers(parser.add_subparsers())
    assert library_command.run(parser.parse_args(["accounts"])) == 0
    assert "named.sqlite" in capsys.readouterr().out


def test_another_command_is_not_the_librarys():
    assert library_command.run(argparse.Namespace(command="read")) is None


def test_a_title_cannot_steer_the_terminal(run, tmp_path):
    for week in range(2):
        path = tmp_path / f"{week}.csv"
        path.write_bytes(videos_csv(made.truth(week).assign(title="\x1b[31mred")))
        run("keep", path)
    assert "\x1b" not in run("changes")[1]


def test_a_library_turned_off_is_no_file_of_that_name(run, tmp_path, monkeypatch):
    """The word that turns it off in the app makes no file called "off"."""
    monkeypatch.chdir(tmp_path)
    code, _, err = run("keep", BUSINESS, library="off")
    assert code == 2
    assert "turned off" in err
    assert not (tmp_path / "off").exists()


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31T23:59"])
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
def test_a_day_beyond_time_is_no_date(run, monkeypatch, text, zone):
    """In some zone it has no moment."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        code, _, err = run("changes", "--since", text)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert code in (0, 2)
    assert "invalid" not in err


def test_days_without_counts_are_not_said_to_be_kept(run, monkeypatch, tmp_path):
    """There is no import then, and none is named."""
    days = made.days(0)[["platform", "account", "day", "source"]]
    empty = made.reading(made.snapshot("days", daily=schema.conform(days, schema.DAYS)))
    monkeypatch.setattr(inputs, "read", lambda *_: empty)
    code, out, _ = run("keep", BUSINESS)
    assert code == 0
    assert "nothing to keep" in out
    assert "import None" not in out
    assert "Kept" not in out


def test_a_name_in_an_archive_cannot_steer_the_terminal(run, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("\x1b[31mred.csv", "no table here")
        archive.writestr("good.csv", BUSINESS.read_bytes())
    code, out, err = run("keep", tmp_path / "a.zip")
    assert code == 0
    assert "red.csv" in err
    assert "\x1b" not in out + err


def test_a_copy_that_keeps_a_forgotten_account_is_named(run, weeks, tmp_path):
    run("keep", weeks[0])
    run("backup", tmp_path / "copy.sqlite")
    run("restore", tmp_path / "copy.sqlite")
    (copy,) = tmp_path.glob("kept.before-restore-*")
    assert str(copy) in run("forget", "--account", "tiktok/tiny")[1]


@pytest.fixture
def undated(tmp_path):
    """Two weekly exports that do not say when they were made, under names of the test's choice."""

    def write(*names):
        paths = [tmp_path / name for name in names]
        for number, path in enumerate(paths):
            path.write_bytes(videos_csv(made.truth(number, timed=False)))
        return paths

    return write


@pytest.mark.parametrize(
    "names", [("a.csv", "b.csv"), ("Mar-01-2026_Mar-08-2026_1.csv", "Mar-01-2026_Mar-15-2026_1.csv")]
)
@pytest.mark.parametrize("taken", [(), ("--taken", "2026-03-15")], ids=["now", "one day told"])
def test_exports_that_would_hide_one_another_are_refused_in_one_line(run, undated, tmp_path, names, taken):
    """It says what to do; a span of days in the name does not tell when the file was made."""
    code, out, err = run("keep", *undated(*names), *taken)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert all(name in err for name in names)
    assert "Keep them one at a time, each with --taken and its day." in err
    assert not Library.open(str(tmp_path / "kept.sqlite")).imports().shape[0]


def test_exports_whose_names_tell_their_days_are_kept_with_them(run, undated):
    """What changed between them is known then, and it says which days it took."""
    code, _, err = run("keep", *undated("week 2026-03-02.csv", "week 2026-03-09.csv"))
    assert code == 0
    assert "week 2026-03-02.csv 2 Mar 2026, week 2026-03-09.csv 9 Mar 2026" in err
    (account,) = json.loads(run("accounts", "--json")[1])["accounts"]
    assert (account["first_observed"][:10], account["last_observed"][:10]) == ("2026-03-02", "2026-03-09")
    assert run("changes")[1].startswith("saves: +")


def test_a_single_export_is_of_now_whatever_its_name_says(run, undated, where):
    """As --help promises; where the name holds another day it says so, and what to do: not with --taken."""
    (path,) = undated("week 2026-03-02.csv")
    code, _, err = run("keep", path)
    assert code == 0
    assert (
        "week 2026-03-02.csv 2 Mar 2026. If they were exported then: forget --import 1, and keep them with --taken"
        in err
    )
    age = pd.Timestamp.now("UTC") - Library.open(where).accounts()["last_observed"][0]
    assert age < pd.Timedelta(hours=1)
    assert run("keep", path)[2] == ""
    run("forget", "--import", 1)
    assert run("keep", path, "--taken", "2026-03-02")[2] == ""


def test_a_file_about_followers_alone_can_be_kept(run, tmp_path, where):
    """It has neither videos nor days."""
    path = tmp_path / "FollowerGender.csv"
    path.write_text("Gender,Distribution\nMale,0.41\nFemale,0.57\nOther,0.02\n", "utf-8")
    code, out, err = run("keep", path)
    assert (code, err) == (0, "")
    assert "0 new days, 3 new follower figures. The library is at" in out
    assert len(Library.open(where).reading().audience) == 3
    run("forget", "--last")
    assert json.loads(run("keep", path, "--json")[1])["new_audience"] == 3


def test_bets_and_tests_are_told_and_listed(run, where, tmp_path):
    """By `changes` for these accounts, by `accounts` in numbers for each, by `keep` what the import did to them."""
    library = Library.open(where)
    library.keep(made.followed(9), now=made.now(8))
    library.plan_test(
        NewTest(("tiktok", "daily"), "Do posts with #rye get saved more?", "hashtag", "#rye", 6), now=made.now(8)
    )
    path = tmp_path / "next.csv"
    path.write_bytes(videos_csv(made.daily_posts(9)))
    kept = json.loads(run("keep", path, "--json")[1])
    assert kept["new_bets"] > 3
    assert kept["settled_bets"] > 3
    assert kept["judged_tests"] == 0
    found = json.loads(run("changes", "--json")[1])
    assert len(found["bets"]) == len(library.bets())
    assert {"made_at", "low", "high", "due_at", "saves", "state"} <= set(found["bets"][0])
    assert [test["question"] for test in found["tests"]] == ["Do posts with #rye get saved more?"]
    assert json.loads(run("changes", "--json", "--account", "tiktok/daily")[1])["bets"] == found["bets"]
    out = run("changes")[1]
    settled = [bet for bet in found["bets"] if bet["saves"] is not None]
    inside = [bet for bet in settled if bet["state"] == "inside"]
    assert f"{len(inside)} of your last {len(settled)} bets came out inside" in out
    assert (
        "Do posts with #rye get saved more? 4 of 6 with it, 3 of 6 without. Can't tell yet: about 5 more videos." in out
    )
    library.keep(made.week(0), now=made.now(9))
    daily, tiny = json.loads(run("accounts", "--json")[1])["accounts"]
    open_bets = len(found["bets"]) - len(settled)
    assert daily["bets"] == {
        "inside": len(inside),
        "settled": len(settled),
        "promised": round(0.8 * len(settled)),
        "open": open_bets,
    }
    assert daily["tests"] == {"open": 1, "judged": 0}
    assert tiny["bets"] == {"inside": 0, "settled": 0, "promised": 0, "open": 0}


def test_changes_say_whether_it_was_a_usual_week_of_which_account(run, where):
    """A strong week of one of two accounts is named, also as JSON; since another day no week is said."""
    library = Library.open(where)
    for week in range(14):
        hit = made.truth(week, account="a").assign(saves=lambda table, week=week: table["saves"] + 9000 * (week == 13))
        both = made.snapshot(f"a {week}", hit), made.snapshot(f"b {week}", made.truth(week, account="b", first=500))
        library.keep(made.reading(*both), now=made.now(week))
    _, out, _ = run("changes")
    assert "A strong week over all accounts together and a strong week on @a · TikTok: the week to 1 Jun 2026" in out
    assert re.search(r"  tiktok/a: \+[\d,]+ saves in 7 days\. Out of the ordinary, more than usual", out)
    assert re.search(r"  tiktok/b: \+[\d,]+ saves in 7 days\. (A usual|No clear difference)", out)
    weeks = json.loads(run("changes", "--json")[1])["weeks"]
    assert [(one["account"], one["verdict"], one["weeks_before"]) for one in weeks] == [
        ("a", "more", 12),
        ("b", "usual", 12),
    ]
    assert "a usual week" not in run("changes", "--since", "2026-03-15")[1].lower()


def test_of_many_files_dated_by_their_names_three_are_named(run, undated):
    err = run("keep", *undated(*(f"mine 2026-03-0{day}.csv" for day in range(1, 8))))[2]
    assert "the day in each name was taken: mine 2026-03-01.csv 1 Mar 2026, " in err
    assert err.strip().endswith("mine 2026-03-03.csv 3 Mar 2026 and 4 more.")


def test_changes_says_how_the_newest_judged_test_came_out(monkeypatch, tmp_path):
    """An open one, too; an older judged one no more."""
    tests = pd.DataFrame(
        {
            "question": ["Old?", "New?", "Open?"],
            "state": ["judged", "judged", "open"],
            "judged_at": pd.to_datetime(["2026-05-01", "2026-06-01", None], utc=True),
        }
    )
    monkeypatch.setattr(kept_plans.planned_tests, "state", lambda row: f"is {row['state']}")
    library = SimpleNamespace(bets=lambda _: pd.DataFrame(), tests=lambda _: tests)
    assert kept_plans.lines(library, ()) == ["New? is judged", "Open? is open"]
