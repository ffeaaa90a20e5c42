"""Reports of several accounts: one file each in a ZIP, and one page over all of them."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence

import pandas as pd

from worthsaving.analysis import select
from worthsaving.reading.result import Reading
from worthsaving.report.html import html_report, page
from worthsaving.schema import Account
from worthsaving.sections import accounts as accounts_section
from worthsaving.sections.answers import Answers
from worthsaving.sections.choice.accounts import named
from worthsaving.sections.choice.choice import Choice
from worthsaving.sections.history import History
from worthsaving.sections.parts import Part, Section
from worthsaving.sections.week import week
from worthsaving.sections.week.look import Look
from worthsaving.words import accounts as words, format
from worthsaving.words.report import cover
from worthsaving.words.report.file_name import file_name

Marks = Callable[[], pd.DataFrame]


def zipped(
    reading: Reading,
    accounts: Sequence[Account],
    *,
    made_at: dt.datetime,
    history: History | None = None,
    marks: Marks | None = None,
    found: Look | None = None,
    note: str = "",
) -> bytes:
    """Return a ZIP with a report of each of these accounts, and the one over all of them where there are several.

    Names are those of single reports, a number after those that would be alike. `found`: the newest week of an open library.
    `note`: what is to be known of these reports, as a text file of its own.
    """
    packed, taken = io.BytesIO(), dict[str, int]()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        if len(accounts) > 1:
            whole = over_all(reading, accounts, made_at=made_at, history=history, found=found)
            archive.writestr(_unlike(_name(tuple(accounts), reading), taken), whole)
        for account, content in _each(reading, accounts, made_at, history, marks):
            archive.writestr(_unlike(_name((account,), reading), taken), content)
        if note:
            archive.writestr(words.NOTE_FILE, f"{note}\n")
    return packed.getvalue()


def over_all(
    reading: Reading,
    accounts: Sequence[Account],
    *,
    made_at: dt.datetime,
    history: History | None = None,
    found: Look | None = None,
) -> bytes:
    """Return one HTML page over these accounts: what came in last week, their levels side by side, a row each."""
    own = Reading(
        videos=select.select(reading.videos, accounts=tuple(accounts)),
        days=select.select_days(reading.days, accounts=tuple(accounts)),
    )
    answers = Answers(own, history=history)
    made = [
        *([] if found is None or not found.accounts else week.sections(found)[:1]),
        Section("accounts", words.TITLE, (*accounts_section.accounts(answers), _table(answers))),
    ]
    first = answers.headline
    return page(
        made,
        made_at=made_at,
        cover=None,
        folded=(),
        subtitle=cover.KEPT_BY_YOURS,
        who=named(tuple(accounts)),
        when=format.span(first.first_day, first.last_day),
        how_many=format.plural(first.videos, "video"),
        choice="",
        mixed=False,
        sample=cover.sample(tuple(accounts)),
        files="",
    )


def _table(answers: Answers) -> Part:
    bounded = words.bounded(len(answers.accounts))
    table = accounts_section.listed(answers.side_by_side)
    return Part(heading=words.EACH, table=table, under=(bounded,) if bounded else ())


def _each(
    reading: Reading, accounts: Sequence[Account], made_at: dt.datetime, history: History | None, marks: Marks | None
) -> Iterator[tuple[Account, bytes]]:
    for account in accounts:
        yield account, html_report(reading, Choice(account), made_at=made_at, history=history, marks=marks)


def _name(accounts: tuple[Account, ...], reading: Reading) -> str:
    observed = select.select(reading.videos, accounts=accounts)["observed_at"]
    day = observed.max().date() if observed.notna().any() else None
    return file_name("report", "html", accounts=accounts, day=day)


def _unlike(name: str, taken: dict[str, int]) -> str:
    """Return the name with a number where it was given before; upper and lower case are alike to some systems."""
    taken[name.lower()] = taken.get(name.lower(), 0) + 1
    number = taken[name.lower()]
    stem, dot, ending = name.rpartition(".")
    return name if number == 1 else f"{stem} ({number}){dot}{ending}"
