"""Second pass: the rows of one account -> its row of the result, by the same functions as the app's pages."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from worthsaving.analysis.across_accounts.evidence import evidence
from worthsaving.analysis.eligible import eligible
from worthsaving.batch.columns import NO_ACCOUNT, READ
from worthsaving.errors import WorthSavingError
from worthsaving.reading import read_files
from worthsaving.reading.read import Source
from worthsaving.reading.result import Reading
from worthsaving.schema import Account, Estimate
from worthsaving.sections.answers import Answers
from worthsaving.sections.choice.accounts import accounts_of
from worthsaving.sections.choice.choice import EVERYTHING, Choice

MOST_PROBLEMS = 10
"""Sentences kept about an account: a broken export says the same of many rows."""

_SURPRISE = (
    "Something unexpected in its numbers stopped the summary ({kind}). Please report it with this account's file."
)
_NOTHING = "None of its rows counts a post or a day."
_QUADRANTS = {
    "loved_and_kept": "both",
    "kept_quietly": "silent compliments",
    "liked_not_kept": "liked, not kept",
    "neither": "neither",
    "middle": "middle",
}


def account_rows(
    tables: Sequence[tuple[str, Source]], *, today: dt.datetime, rows_are: str = "", source: str = "", handle: str = ""
) -> list[dict[str, Any]]:
    """Read what belongs together and return a row for each account in it (see `columns.RESULT`); never raises.

    `tables`: (name, bytes of a file, or table). `source`: the path of a file that names no account. `handle`: how the
    account is called where nothing of it can be read. Several rows come from one handle on several networks.
    """
    try:
        reading = read_files(tables, today=today, rows_are=rows_are)
        accounts = accounts_of(reading.videos, reading.days)
        if not accounts:
            return [not_read(_why(reading), source, handle, reading)]
        single = len(accounts) == 1
        return [
            {**account_row(reading, one, single=single), "source": source if not one[1] else ""} for one in accounts
        ]
    except WorthSavingError as error:
        return [not_read(str(error), source, handle)]
    except Exception as error:  # one account must not end the run of all
        return [not_read(_SURPRISE.format(kind=type(error).__name__), source, handle)]


def account_row(reading: Reading, account: Account, *, single: bool = True) -> dict[str, Any]:
    """Return the row of one account of a reading; `single`: there is no other in it."""
    answers = Answers(reading, EVERYTHING if single else Choice(account))
    top, trend = answers.headline, answers.trend
    labels = answers.further.quadrants("likes")["label"].value_counts()
    row: dict[str, Any] = {
        "status": READ,
        "platform": account[0],
        "account": account[1],
        **_files(reading, account, single=single),
        "videos": top.videos,
        "days": len(answers.days),
        "videos_with_saves": top.videos_with_saves,
        "views": top.views,
        "saves": top.saves,
        "first_day": top.first_day,
        "last_day": top.last_day,
        "rated": top.rated,
        "left_out_young": top.left_out_young,
        **_ranged(top.pooled, "save_rate", "save_rate_low", "save_rate_high"),
        **_ranged(top.typical, "median", "usual_low", "usual_high"),
        "few_videos": top.weak if top.rated else None,
        **_evidence(answers),
        "trend": trend.verdict,
        **_ranged(trend.per_year, "trend_per_year", "trend_low", "trend_high"),
        "change_date": None if answers.change is None else answers.change.date,
        **_ranged(
            None if answers.change is None else answers.change.ratio, "change_ratio", "change_low", "change_high"
        ),
    }
    return row | {column: int(labels.get(label, 0)) for column, label in _QUADRANTS.items()}


def _ranged(found: Estimate | None, *names: str) -> dict[str, float | None]:
    """The value, low and high end of an estimate by these three names, all None without one."""
    values = (None, None, None) if found is None else (found.value, found.low, found.high)
    return dict(zip(names, values, strict=True))


def _evidence(answers: Answers) -> dict[str, float | None]:
    """What comparing accounts needs (see `analysis.across_accounts.evidence`)."""
    rows, _ = eligible(answers.videos, or_all=True)
    saves, views = (answers.videos[name][rows].to_numpy("float64") for name in ("saves", "views"))
    found = evidence(saves, views, answers.rate_model)
    return {
        "rated_saves": None if found is None else found.saves,
        "rated_views": None if found is None else found.views,
        "effective_videos": None if found is None else found.effective_videos,
        "spread": None if found is None else found.spread,
    }


def _files(reading: Reading, account: Account, *, single: bool) -> dict[str, Any]:
    """Count files, rows and rows set aside, and name the problems; of several accounts in one file each has the file's."""
    files = reading.files if single else Choice(account).files(reading)
    return {
        "files": len(files),
        "rows": sum(file.rows for file in files),
        "set_aside": sum(len(file.set_aside) for file in files),
        "problems": list(dict.fromkeys(text for file in files for text in file.problems))[:MOST_PROBLEMS],
    }


def _why(reading: Reading) -> str:
    problems = list(dict.fromkeys(text for file in reading.files for text in file.problems))
    return " ".join(problems[:MOST_PROBLEMS]) or _NOTHING


def not_read(reason: str, source: str = "", handle: str = "", reading: Reading | None = None) -> dict[str, Any]:
    """Return the row of an account that could not be read, with the reason."""
    files = () if reading is None else reading.files
    return {
        "status": NO_ACCOUNT,
        "platform": "",
        "account": handle,
        "source": source,
        "files": len(files),
        "rows": sum(file.rows for file in files),
        "set_aside": sum(len(file.set_aside) for file in files),
        "problems": [],
        "reason": reason,
    }
