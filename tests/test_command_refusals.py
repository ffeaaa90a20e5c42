"""Every refusal of the command line: one command each, and no refusal without one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.spoken import is_help, is_said, sentences
from worthsaving import __main__ as command_line
from worthsaving.cli import app, inputs, library, parser, read, report

BUSINESS = next(str(path) for path in SAMPLES if path.name == "tiktok_business_videos.csv")
DAYS = next(str(path) for path in SAMPLES if path.name.startswith("Overview"))
EVERYTHING = [str(path) for path in SAMPLES]
NO_PLACE = "nowhere/x.csv"

REFUSED = {
    "no command": ([], "Try: worthsaving --help"),
    "app with an option of its own": (["app", "--port", "1"], "Unrecognized arguments: --port"),
    "app with an unknown option": (
        ["app", "--", "--prot=1"],
        "No such option '--prot'. Try: worthsaving app -- --help",
    ),
    "an unknown option": (["read", "a.csv", "--html"], "Unrecognized arguments: --html. Try:"),
    "a path that is not there": (["read", "missing.csv"], "missing.csv: It cannot be opened (No such file"),
    "export of days": (["export", DAYS, "-o", "x.csv"], "No file holds videos"),
    "export over an export": (["export", "followers.csv", "-o", "followers.csv"], "followers.csv would be overwritten"),
    "export to nowhere": (["export", BUSINESS, "-o", NO_PLACE], "x.csv: No such file or directory. Choose another"),
    "summary of a bad file": (
        ["summary", "followers.csv"],
        "Add an export. followers.csv: This file has its header row and nothing under it:",
    ),
    "a device": (["read", "/dev/zero"], "zero: It is a device and no file, so it was not opened. Check"),
    "export over a link to an export": (["export", "followers.csv", "-o", "link.csv"], "link.csv would be overwritten"),
    "report of a bad file": (
        ["report", "followers.csv", "-o", "x.html"],
        "nothing to report. Add a videos export. followers.csv: This file has its header row and nothing under it:",
    ),
    "report of no account": (["report", BUSINESS, "-o", "x.html", "--account", "tiny"], "“tiny” is no account. Write"),
    "report of days to come": (
        ["report", BUSINESS, "-o", "x.html", "--from", "2090-01-01"],
        "sample · TikTok was posted from 1 Jan 2090. These files have Sep 2025 – Nov 2026 of it. Choose other days.",
    ),
    "report of nobody": (["report", BUSINESS, "-o", "x.html", "--account", "tiktok/x"], "do not know tiktok/x. They"),
    "report with no such section": (["report", BUSINESS, "-o", "x.html", "--sections", "sky"], "no section sky"),
    "report of days the wrong way round": (
        ["report", BUSINESS, "-o", "x.html", "--from", "2026-05-01", "--to", "2026-04-01"],
        "--from 2026-05-01 is after --to 2026-04-01",
    ),
    "report from no date": (["report", BUSINESS, "-o", "x.html", "--from", "soon"], "“soon” is no date. Write it as"),
    "report to nowhere": (
        ["report", BUSINESS, "-o", "nowhere/x.html", "--sections", "headline"],
        "Choose another place",
    ),
    "report over an export": (["report", BUSINESS, "-o", "x.html", "--tables", BUSINESS], "would be overwritten"),
    "report and picture of one name": (["report", BUSINESS, "-o", "x", "--card", "x"], "would be overwritten"),
    "keep of a path that is not there": (["keep", "missing.csv"], "missing.csv: It cannot be opened"),
    "keep of nothing": (
        ["keep", "followers.csv"],
        "so there is nothing to keep. Add an export of videos or of days. followers.csv: This file has its header row and nothing under it:",
    ),
    "keep of files that hide one another": (["keep", "a.csv", "b.csv"], "Keep them one at a time, each with --taken"),
    "keep as of no date": (["keep", BUSINESS, "--taken", "soon"], "“soon” is no date. Write it as"),
    "keep as of a day to come": (["keep", BUSINESS, "--taken", "2999-01-01"], "2999-01-01 is still to come. Write"),
    "changes since no import": (["changes", "--since", "999"], "There is no import 999 in the library. Choose"),
    "changes of nobody, as JSON": (["changes", "--account", "tiktok/x", "--json"], "does not know tiktok/x. It knows"),
    "changes of nobody": (["changes", "--account", "tiktok/x"], "does not know tiktok/x. It knows: none"),
    "changes of no account": (["changes", "--account", "tiny"], "“tiny” is no account. Write it as tiktok/name"),
    "forget of nothing": (["forget", "--last"], "nothing to take back"),
    "forget of nobody": (["forget", "--account", "tiktok/x"], "does not know tiktok/x. It knows: none"),
    "restore of a device": (["restore", "/dev/zero"], "/dev/zero: It is a device and no file"),
    "the library turned off": (["accounts", "--library", "off"], "turned off"),
}
"""A command, and what its one line on stderr has in it."""


Outcome = Callable[[Callable[[], int]], tuple[int, str, str]]


def refusal(arguments: list[str], folder: Path, outcome: Outcome) -> str:
    """What a command that is not done says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("WORTHSAVING_LIBRARY", str(folder / "library.sqlite"))
        (folder / "followers.csv").write_text("Gender,Distribution\n", encoding="utf-8")
        for name, views in (("a.csv", 100), ("b.csv", 200)):
            (folder / name).write_text(f"video id,views,saves\n7527623000473079054,{views},5\n", encoding="utf-8")
        if not (folder / "link.csv").exists():
            (folder / "link.csv").hardlink_to(folder / "followers.csv")
        code, said, refused = outcome(lambda: command_line.main(arguments))
    assert (code, said) == (2, "")
    return refused


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_command_says_why_and_what_to_do(name, tmp_path, outcome):
    """One line, which names what was asked for and says what to do."""
    arguments, says = REFUSED[name]
    said = refusal(arguments, tmp_path, outcome)
    assert says in said
    assert said.count("\n") == 1
    if "Nothing in it" not in says:  # there the action stands before the reasons
        assert is_help(said.rstrip())


def test_no_refusal_is_without_a_command(tmp_path, outcome):
    """Whatever the commands can refuse is refused by one above: a new refusal needs a new command there."""
    said = [refusal(arguments, tmp_path, outcome) for arguments, _ in REFUSED.values()]
    where = {
        app: ("refuse",),
        parser: ("refuse",),
        read: ("refuse", "why"),
        library: ("refuse", "why", "WorthSavingError", "ArgumentTypeError"),
        report: ("refuse", "ArgumentTypeError"),
        inputs: ("reason", "_DEVICE", "ArgumentTypeError"),
    }
    for module, only in where.items():
        for place, text in sentences(Path(module.__file__), only=only):
            assert is_said(text, said), f"{place}: no command brings about “{text}”"
