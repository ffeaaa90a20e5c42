"""Every sentence that a creator can get about a file: one made-up file each, and no sentence without one.

A refusal says what was wrong, what was found and what to do, in words that need no manual.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import worthsaving.reading
from tests.reading import made
from tests.reading.message_cases import CASES, DOUBTED, NOTED, REFUSED, SET_ASIDE
from tests.spoken import JARGON, is_help, is_said, sentences
from worthsaving import read_files
from worthsaving.data.load import declared
from worthsaving.reading.formats import formats
from worthsaving.reading.result import FileReport

FOLDER = Path(worthsaving.reading.__file__).parent


@cache
def read(name: str) -> tuple[FileReport, ...]:
    """The reports of a case's files."""
    with pytest.MonkeyPatch.context() as patch:
        for limit, value in CASES[name].limits.items():
            patch.setattr(f"worthsaving.reading.{limit}", value)
        return read_files(list(CASES[name].files().items()), today=made.TODAY).files


def sentence(name: str) -> str:
    """The one problem of a case's files that its `says` is in."""
    (found,) = {text for report in read(name) for text in report.problems if CASES[name].says in text}
    return found


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_says_what_was_found_and_what_to_do(name: str) -> None:
    """Nothing of the file is read, its one sentence names what was found in it and ends with what to do."""
    report = read(name)[0]
    assert report.format is None
    assert report.problems == (sentence(name),)
    assert is_help(sentence(name))


@pytest.mark.parametrize("name", DOUBTED)
def test_a_doubt_says_what_was_found_and_what_to_do(name: str) -> None:
    """The file is read, and a sentence names what is doubtful and what would mend it."""
    assert all(report.format for report in read(name))
    assert is_help(sentence(name))


@pytest.mark.parametrize("name", NOTED)
def test_what_is_only_to_know_is_told_plainly(name: str) -> None:
    """The file is read, and a sentence tells what is so about it."""
    assert all(report.format for report in read(name))
    assert not JARGON.search(sentence(name))


@pytest.mark.parametrize("name", SET_ASIDE)
def test_a_row_set_aside_has_its_reason(name: str) -> None:
    """The reason names what was found in the row, and the row stands beside it."""
    (report,) = read(name)
    reasons = report.set_aside["reason"]
    assert reasons.str.contains(CASES[name].says, regex=False).any()
    assert report.rows == report.kept + len(report.set_aside)
    assert not any(map(JARGON.search, reasons))


@pytest.mark.parametrize("form", [f for f in formats.formats() if f.table == "refused"], ids=lambda form: form.id)
def test_a_known_format_that_is_refused_says_what_to_drop_in(form: formats.Format) -> None:
    """Its header row gives its own sentence."""
    header = [*sorted(form.required), *sorted(form.one_of)[:1]]
    (report,) = read_files([("x.csv", made.table(header).encode())]).files
    assert report.problems == (form.refusal,)
    assert is_help(form.refusal)


def _other_files() -> Iterator[tuple[str, bytes, str]]:
    """Name, content and expected sentence of a file of each kind in filekinds.toml."""
    kinds = declared("filekinds")
    for kind in kinds["kind"]:
        for begin in kind.get("begins", ()):
            yield "x.csv", b"\0" * kind.get("skip", 0) + bytes.fromhex(begin) + b"\0" * 64, kind["says"]
        for begin in kind.get("text", ()):
            yield "x.csv", begin.encode() + b" a,b\n", kind["says"]
    for member, says in kinds["office"].items():
        inside = f"{member}a" if member.endswith("/") else member
        yield "x.zip", made.zipped_names({inside: b"a"}), says
    for name in ("user_data_tiktok.json", "Like List.txt", "Posts.txt"):
        yield name, b"Date: x", kinds["takeout"]["says"]
    for word in kinds["takeout"]["json"]:
        yield "x.txt", f'{{"a": {{{word}: 1}}}}'.encode(), kinds["takeout"]["says"]
    yield "x.txt", b"Date: 2025-03-31 22:33:17 UTC\nLink: https://x\n", kinds["takeout"]["says"]


OTHER_FILES = [pytest.param(*each, id=each[2][8:40].strip()) for each in _other_files()]


@pytest.mark.parametrize(("name", "data", "says"), OTHER_FILES)
def test_a_file_that_is_no_export_hears_what_it_is(name: str, data: bytes, says: str) -> None:
    """A picture, a web page or a document gets the sentence for its kind, which ends with what to do."""
    (report,) = read_files([(name, data)]).files
    assert (report.format, report.problems) == (None, (says,))
    assert is_help(says)


LACKS = [pytest.param(form, lack, id=form.id) for form in formats.formats() for lack in form.lacks]


@pytest.mark.parametrize(("form", "lack"), LACKS)
def test_what_a_format_cannot_tell_is_said(form: formats.Format, lack: formats.Lack) -> None:
    """A file with only the headers that the format must have says what it cannot tell."""
    unless = form.columns.get(lack.unless, ())
    one = sorted(form.one_of - set(unless))[:1]
    header = [name for name in (*form.required, *one, lack.header) if name and name not in unless]
    rows = (
        made.table(header) if not form.sideways else made.table([header[0], "1"], *[[name, 1] for name in header[1:]])
    )
    (report,) = read_files([("x.csv", rows.encode())]).files
    assert report.format == form.id
    assert lack.text in report.lacks
    assert not JARGON.search(lack.text)


def test_a_plain_table_says_what_it_cannot_tell() -> None:
    """Without a column of saves, and with times that have no zone, both are said."""
    rules = declared("formats")["generic"]["videos"]
    (report,) = read_files([("x.csv", b"Title,Views,Posted\na,5,2025-03-04 10:00\n")], today=made.TODAY).files
    assert report.lacks == (rules["no_saves"], rules["no_zone"])


SENTENCES = [pytest.param(*each, id=each[0]) for path in sorted(FOLDER.rglob("*.py")) for each in sentences(path)]


@pytest.mark.parametrize(("place", "text"), SENTENCES)
def test_no_sentence_is_without_a_case(place: str, text: str) -> None:
    """Whatever the reading layer can say is said by one of the files in `told`: a new sentence needs a new file."""
    assert not JARGON.search(text)
    reports = [report for name in CASES for report in read(name)]
    said = [one for report in reports for one in (*report.problems, *report.set_aside["reason"], report.label)]
    assert is_said(text, said), f"{place}: no file in told.py brings about “{text}”"
