"""The command line: what it prints, and how it ends."""

import csv
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import ROOT, SAMPLES
from tests.ui import by_hand
from worthsaving import __main__ as command_line
from worthsaving.reading import read_files

FOLDER = ROOT / "sample_data"
BUSINESS = FOLDER / "tiktok_business_videos.csv"
STUDIO = next(FOLDER.glob("Content_*.zip"))
OVERVIEW = next(FOLDER.glob("Overview_*.zip"))
FILE_KEYS = {
    "name",
    "format",
    "table",
    "rows",
    "kept",
    "set_aside",
    "columns",
    "saves",
    "problems",
    "unused",
    "merged",
    "login_found",
}
SUMMARY_KEYS = {"videos", "videos_with_saves", "views", "saves", "save_rate", "trend"}
RATES = ("pooled", "pooled_low", "pooled_high", "median", "typical_low", "typical_high")


@pytest.fixture
def run(outcome):
    """Runs one command in this process: (exit code, stdout, stderr)."""
    return lambda *arguments: outcome(lambda: command_line.main([str(argument) for argument in arguments]))


@pytest.fixture
def bad_files(tmp_path):
    """Files that hold no table, by what is wrong with them."""
    contents = {
        "empty.csv": b"",
        "photo.csv": b"\xff\xd8\xff\xe0JFIF" + bytes(range(256)),
        "page.csv": b"<!DOCTYPE html><html><body>Log in</body></html>",
        "torn.zip": STUDIO.read_bytes()[:900],
        "shopping.csv": b"item,price\nflour,2\neggs,3\n",
        "words.txt": b"just a line of words",
    }
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


BAD = ["empty.csv", "photo.csv", "page.csv", "torn.zip", "shopping.csv", "words.txt", "not there.csv"]


@pytest.mark.parametrize("command", ["read", "summary", "export"])
@pytest.mark.parametrize("name", BAD)
def test_when_nothing_was_read_one_line_says_why(run, bad_files, command, name):
    """Exit code 2 and one line on stderr that names the file, says why and ends as a sentence; nothing on stdout."""
    extra = ["-o", bad_files / "out.csv"] if command == "export" else []
    code, out, err = run(command, bad_files / name, *extra)
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith(f"{name}: ")
    assert err.rstrip().endswith(".")
    assert not (bad_files / "out.csv").exists()


def test_every_bad_file_gives_its_reason(run, bad_files):
    """Several bad files: still one line, with a reason for each."""
    code, _, err = run("read", *(bad_files / name for name in BAD))
    assert code == 2
    assert err.count("\n") == 1
    assert all(f"{name}: " in err for name in BAD)


def test_read_json_of_nothing_is_still_json(run, bad_files):
    """With --json the report is printed as well, each file with its reason."""
    code, out, err = run("read", "--json", bad_files / "photo.csv")
    assert code == 2
    assert err.count("\n") == 1
    (file,) = json.loads(out)["files"]
    assert file["format"] is None
    assert file["problems"]


@pytest.mark.parametrize(
    "arguments", [[], ["read"], ["bogus", "x.csv"], ["export", "x.csv"], ["read", "x.csv", "--html"]]
)
def test_a_wrong_command_is_refused_in_one_line(run, arguments):
    """A missing or unknown argument: exit code 2, one line, and where to look."""
    code, out, err = run(*arguments)
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1
    assert "--help" in err


def test_help_explains_the_commands(run):
    """--help names the commands and ends well."""
    code, out, _ = run("--help")
    assert code == 0
    assert all(command in out for command in ("read", "export", "summary"))


def test_a_missing_path_among_good_ones_costs_nothing(run):
    """The others are read, and the missing one is in the report."""
    code, out, _ = run("read", "--json", FOLDER / "nothing.csv", BUSINESS)
    assert code == 0
    found = json.loads(out)
    assert found["videos"] == len(by_hand.business())
    (closed,) = [file for file in found["files"] if file["name"] == "nothing.csv"]
    assert closed["format"] is None
    assert "cannot be opened" in closed["problems"][0]


def test_a_folder_is_not_a_file(run, tmp_path):
    """A folder is named with what to do, not read."""
    code, _, err = run("read", tmp_path)
    assert code == 2
    assert "cannot be opened" in err


def test_the_whole_sample_folder_is_read(run):
    """`read sample_data/*` takes the exports and says of the README and the scripts that they are none."""
    code, out, err = run("read", *sorted(FOLDER.iterdir()), "--json")
    assert code == 0
    assert err == ""
    found = json.loads(out)
    unread = {file["name"] for file in found["files"] if file["format"] is None}
    assert unread == {p.name for p in FOLDER.iterdir() if p.is_dir() or p.suffix not in {".csv", ".zip"}}
    instagram = by_hand.rows(next(FOLDER.glob("Sep-01-2026*")).read_bytes())
    assert found["videos"] == len(by_hand.business()) + len(instagram)


def test_read_json_has_exactly_the_contract(run):
    """The keys scripts depend on, no more and no fewer, with the types they expect."""
    _, out, _ = run("read", "--json", *SAMPLES)
    found = json.loads(out)
    assert set(found) == {"files", "videos", "days", "videos_with_saves", "could_be_labels"}
    for file in found["files"]:
        assert set(file) == FILE_KEYS
        assert file["table"] in {"videos", "days", "audience", "other"}
        assert file["rows"] == file["kept"] + len(file["set_aside"])
        assert all(set(row) == {"row", "reason"} and row["row"] > 1 and row["reason"] for row in file["set_aside"])
        assert file["saves"] is None or file["columns"][file["saves"]] == "saves"
        assert not set(file["unused"]) & set(file["columns"])
        assert 0 <= file["merged"] <= file["kept"]


def test_read_json_counts(run):
    """The Business file alone, by hand: all rows kept, its headers, the one that counts saves."""
    _, out, _ = run("read", "--json", BUSINESS)
    (file,) = json.loads(out)["files"]
    rows = by_hand.rows(BUSINESS.read_bytes())
    assert (file["rows"], file["kept"], file["table"]) == (len(rows), len(rows), "videos")
    assert file["saves"] == "Add to Favorites"
    assert set(file["columns"]) == set(rows[0])


def test_read_json_numbers_rows_from_the_header(run, tmp_path):
    """The header is row 1, so the first row under it is row 2."""
    (tmp_path / "mine.csv").write_text(
        "title,views,saves\nSoup,10,1\nBread,many,1\nRice,12,0\nCake,9,0\n", encoding="utf-8"
    )
    _, out, _ = run("read", "--json", tmp_path / "mine.csv")
    assert [row["row"] for row in json.loads(out)["files"][0]["set_aside"]] == [3]


def test_read_says_it_in_words(run):
    """Without --json: what the file is, how many rows, which column counts saves."""
    code, out, _ = run("read", BUSINESS, STUDIO)
    assert code == 0
    assert "TikTok Business account: videos, 184 of 184 rows kept" in out
    assert "saves: “Add to Favorites”: how many times people added" in out
    assert "saves: no column counts them" in out


def test_export_and_read_give_the_same_table(run, tmp_path):
    """What export writes reads back to the same table, by the command line alone."""
    out = tmp_path / "videos.csv"
    assert run("export", *SAMPLES, "-o", out)[0] == 0
    before = read_files([(path.name, path.read_bytes()) for path in SAMPLES]).videos
    after = read_files([(out.name, out.read_bytes())]).videos
    pd.testing.assert_frame_equal(after, before)
    code, printed, _ = run("read", "--json", out)
    found = json.loads(printed)
    assert code == 0
    assert found["videos"] == len(before)
    assert found["videos_with_saves"] == int(before["saves"].notna().sum())


def test_export_writes_the_counts_of_the_file(run, tmp_path):
    """Saves and views by id, as in the export itself."""
    out = tmp_path / "videos.csv"
    run("export", BUSINESS, "-o", out)
    with out.open(encoding="utf-8", newline="") as file:
        rows = {row["video_id"]: (int(row["views"]), int(row["saves"])) for row in csv.DictReader(file)}
    assert rows == {key: (video["views"], video["saves"]) for key, video in by_hand.business().items()}


def test_export_needs_videos_and_a_place(run, tmp_path):
    """Only daily files, or a place that cannot be written: exit code 2 and one line; nothing half written."""
    code, _, err = run("export", OVERVIEW, "-o", tmp_path / "videos.csv")
    assert (code, err.count("\n")) == (2, 1)
    code, _, err = run("export", BUSINESS, "-o", tmp_path / "no such folder" / "videos.csv")
    assert (code, err.count("\n")) == (2, 1)
    assert list(tmp_path.iterdir()) == []


def test_read_names_a_refused_file_in_its_answer(run, bad_files):
    """What became of each file is what it was asked for, so it says that once."""
    code, out, err = run("read", BUSINESS, bad_files / "photo.csv")
    assert (code, err) == (0, "")
    assert "photo.csv: not read. " in out


@pytest.mark.parametrize("form", ["export", "report"])
@pytest.mark.parametrize("place", ["no such folder/x", "over an export"])
def test_a_command_that_is_not_done_says_one_line(run, bad_files, form, place):
    """The files refused beside the others are then not spoken of: the reason is another one."""
    export = bad_files / "videos.csv"
    export.write_bytes(BUSINESS.read_bytes())
    output = export if place == "over an export" else bad_files / place
    more = ["--sections", "headline"] if form == "report" else []
    code, out, err = run(form, export, bad_files / "photo.csv", "-o", output, *more)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert output.name in err
    assert export.read_bytes() == BUSINESS.read_bytes()


@pytest.mark.parametrize("command", ["summary", "export"])
def test_a_refused_file_is_named_and_costs_nothing(run, bad_files, command):
    """Beside a good file each refused one gets one line on stderr; the rest is done and the exit code stays 0."""
    extra = ["-o", bad_files / "out.csv"] if command == "export" else []
    bad = [bad_files / "photo.csv", bad_files / "not there.csv"]
    code, out, err = run(command, bad[0], BUSINESS, bad[1], *extra)
    assert code == 0
    assert sorted(line.split(": ")[0] for line in err.splitlines()) == ["not there.csv", "photo.csv"]
    assert all(line.endswith(".") for line in err.splitlines())
    assert out == run(command, BUSINESS, *extra)[1]
    assert not extra or (bad_files / "out.csv").exists()


@pytest.mark.parametrize("command", [["summary"], ["summary", "--json"], ["export"]], ids=" ".join)
@pytest.mark.parametrize("kind", ["header only", "audience only", "both, and a photo"])
def test_files_of_no_use_are_nothing_read(run, bad_files, command, kind):
    """Files that hold neither videos nor days: exit code 2, one line that names each with its reason, no output."""
    header, audience = bad_files / "header.csv", bad_files / "audience.zip"
    header.write_text("title,views,likes,saves\n", encoding="utf-8")
    with zipfile.ZipFile(audience, "w") as bundle:
        bundle.writestr("FollowerGender.csv", by_hand.member("Followers_*.zip", "FollowerGender.csv"))
    files = {
        "header only": [header],
        "audience only": [audience],
        "both, and a photo": [header, audience, bad_files / "photo.csv"],
    }[kind]
    extra = ["-o", bad_files / "out.csv"] if command == ["export"] else []
    code, out, err = run(*command, *files, *extra)
    assert (code, out, err.count("\n")) == (2, "", 1)
    for file in files:
        assert f"{'FollowerGender.csv' if file is audience else file.name}: " in err
    assert err.rstrip().endswith(".")
    assert not (bad_files / "out.csv").exists()


def test_summary_json_has_the_contract(run):
    """The headline numbers as counted by hand."""
    code, out, _ = run("summary", "--json", BUSINESS)
    found = json.loads(out)
    assert code == 0
    assert set(found) >= SUMMARY_KEYS
    videos = list(by_hand.business().values())
    newest = max(video["posted"] for video in videos)
    rated = [video for video in videos if newest - video["posted"] >= by_hand.YOUNG]
    assert found["videos"] == found["videos_with_saves"] == len(videos)
    assert found["views"] == by_hand.total(videos, "views")
    assert found["saves"] == by_hand.total(videos, "saves")
    rate = found["save_rate"]
    assert rate["pooled"] == pytest.approx(by_hand.total(rated, "saves") / by_hand.total(rated, "views"))
    assert rate["typical_low"] < rate["median"] < rate["typical_high"]
    assert rate["pooled_low"] < rate["pooled"] < rate["pooled_high"]
    assert found["trend"]["verdict"] in {"rising", "falling", "no clear trend", "too few videos"}


def test_summary_without_saves_is_null(run):
    """Where no file counts saves, saves and every rate are null, never 0."""
    code, out, _ = run("summary", "--json", STUDIO)
    found = json.loads(out)
    assert code == 0
    assert found["saves"] is None
    assert [found["save_rate"][name] for name in RATES] == [None] * len(RATES)
    assert found["most_saved"] is None
    assert found["views"] == sum(video["views"] for video in by_hand.studio().values())


def test_summary_says_it_in_words(run):
    """With saves the rate and the trend; without them that they are not known; without videos that there are none."""
    assert "people save" in run("summary", BUSINESS)[1]
    assert "Saves: not known" in run("summary", STUDIO)[1]
    assert " 0 saves" not in run("summary", STUDIO)[1]
    assert run("summary", OVERVIEW)[1].startswith("No videos")


def test_summary_keeps_accounts_apart(run):
    """Several accounts: a block each under its name, with its own numbers; nothing is added up over them."""
    code, out, _ = run("summary", *SAMPLES)
    assert code == 0
    blocks = out.rstrip("\n").split("\n\n")
    names = [block.splitlines()[0] for block in blocks]
    assert names == [
        "@tinykitchen.sample · TikTok",
        "@tinykitchen.sample · Instagram",
        "@harvestcorner.sample · Instagram",
    ]
    assert (
        f"\n{by_hand.total(by_hand.tiktok(), 'saves'):,} saves, known for {len(by_hand.tiktok())} videos" in blocks[0]
    )
    posts = by_hand.rows(next(FOLDER.glob("Sep-01-2026*")).read_bytes())
    own = [int(row["Saves"]) for row in posts if row["Account username"] == "tinykitchen.sample" and row["Saves"]]
    assert f"\n{sum(own):,} saves, known for {len(own)} videos" in blocks[1]
    assert "Saves: not known" in blocks[2]
    videos = read_files([(path.name, path.read_bytes()) for path in SAMPLES]).videos
    assert f"{int(videos['saves'].sum()):,}" not in out
    assert f"{int(videos['views'].sum()):,}" not in out


def test_summary_json_keeps_accounts_apart(run):
    """Several accounts: each has its own numbers under its name, in the same keys."""
    whole = json.loads(run("summary", "--json", *SAMPLES)[1])
    names = [(own.pop("platform"), own.pop("account")) for own in whole["accounts"]]
    assert names == [
        ("tiktok", "tinykitchen.sample"),
        ("instagram", "tinykitchen.sample"),
        ("instagram", "harvestcorner.sample"),
    ]
    assert set(whole) == {*whole["accounts"][0], "accounts"}
    assert whole["accounts"][0]["saves"] == by_hand.total(by_hand.tiktok(), "saves")
    assert whole["accounts"][2]["saves"] is None
    assert sum(own["videos"] for own in whole["accounts"]) == whole["videos"]
    assert whole["accounts"][0]["save_rate"]["pooled"] != whole["save_rate"]["pooled"]


def test_summary_sends_nobody_to_another_platform_for_saves(run):
    """Which file counts saves is said of the account's own platform."""
    _, out, _ = run("summary", *SAMPLES)
    instagram = out[out.index("@harvestcorner.sample") :]
    assert "Saves: not known. Meta Business Suite's content export counts them" in instagram
    assert "TikTok Business" not in instagram
    assert "Saves: not known. A TikTok Business account's" in run("summary", STUDIO)[1]


def test_summary_of_one_account_names_none(run):
    """With a single account there is one block and no name above it."""
    out = run("summary", BUSINESS)[1]
    assert "\n\n" not in out
    assert "accounts" not in json.loads(run("summary", "--json", BUSINESS)[1])
    assert out.startswith(f"{len(by_hand.business())} videos, ")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Soup,100,4,1", ["1 video, 100 views", "1 save, known for 1 video", "1 video). One video says little"]),
        ("Soup,1,1,0", ["1 video, 1 view\n", "0 saves, known for 1 video", "Your video has not been saved yet."]),
        ("Soup,,4,1", ["1 video, views not known", "1 save, known for 1 video", "No save rate yet"]),
    ],
)
def test_summary_counts_one_as_one(run, tmp_path, row, said):
    """1 save, 1 view, 1 video; unknown views are said; every line is whole and none ends in two full stops."""
    (tmp_path / "mine.csv").write_text(f"title,views,likes,saves\n{row}\n", encoding="utf-8")
    code, out, err = run("summary", tmp_path / "mine.csv")
    assert (code, err) == (0, "")
    for part in said:
        assert part in out
    assert ".." not in out
    assert " %" not in out


def test_summary_without_dates_calls_for_dates(run, tmp_path):
    """Without posting days the trend line says that, and not that videos are too few."""
    rows = "".join(f"Soup {n},{1000 * n},{n}\n" for n in range(1, 21))
    (tmp_path / "mine.csv").write_text(f"title,views,saves\n{rows}", encoding="utf-8")
    out = run("summary", tmp_path / "mine.csv")[1]
    assert "None of your 20 videos has a posting day" in out
    assert "Too few videos" not in out


def run_outside(*arguments, stdout=subprocess.PIPE, **settings) -> subprocess.CompletedProcess:
    """The command in a Python of its own, as a script runs it."""
    command = [sys.executable, "-m", "worthsaving", *map(str, arguments)]
    environment = {**os.environ, **settings}
    streams = {"stdout": stdout, "stderr": subprocess.PIPE}
    return subprocess.run(command, cwd=ROOT, env=environment, **streams, check=False, timeout=60)


@pytest.mark.subprocess
def test_the_module_runs_as_a_command(tmp_path):
    """`python -m worthsaving` hands its exit code on and leaves no traceback."""
    done = run_outside("read", tmp_path / "nothing.csv")
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.subprocess
def test_json_survives_any_terminal():
    """Captions beyond the terminal's encoding do not break the JSON."""
    done = run_outside("summary", "--json", BUSINESS, PYTHONIOENCODING="cp1252")
    assert done.returncode == 0
    assert "🍜" in json.loads(done.stdout)["most_saved"]["title"]


@pytest.mark.subprocess
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("arguments", [["read", BUSINESS, "--json"], ["summary", BUSINESS], ["--help"], ["read", "-h"]])
def test_an_answer_without_room_is_one_line(arguments):
    """Where the answer cannot be written: exit code 2, one line, no traceback."""
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = run_outside(*arguments, stdout=full)
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert b"The answer could not be written (No space left on device)." in done.stderr


@pytest.mark.subprocess
@pytest.mark.skipif(os.name != "posix", reason="no shell that closes a stream")
def test_a_refusal_does_not_get_into_the_answer(tmp_path):
    """With standard error closed, what would be said there is not written into the JSON."""
    (tmp_path / "junk.txt").write_bytes(b"")
    command = ["sh", "-c", '"$@" 2>&-', "sh", sys.executable, "-m", "worthsaving", "summary", str(BUSINESS)]
    done = subprocess.run(
        [*command, str(tmp_path / "junk.txt"), "--json"], cwd=ROOT, stdout=subprocess.PIPE, check=False, timeout=60
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)["videos"] == len(by_hand.business())


@pytest.mark.subprocess
def test_a_reader_who_has_seen_enough_is_no_error():
    """Piped into a program that closes early, the command ends without a traceback."""
    command = [sys.executable, "-m", "worthsaving", "read", *map(str, SAMPLES)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""


def test_the_librarys_commands_are_part_of_the_command_line(run, tmp_path):
    """They stand beside read, export and summary, with the same exit codes."""
    library = tmp_path / "kept.sqlite"
    assert run("keep", BUSINESS, "--library", library)[0] == 0
    code, out, _ = run("accounts", "--library", library, "--json")
    assert code == 0
    assert json.loads(out)["accounts"][0]["account"] == "tinykitchen.sample"
    assert run("forget", "--library", library)[0] == 2
