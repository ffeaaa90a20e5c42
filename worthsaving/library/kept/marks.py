"""Marks on the timeline: what happened on a day or in a span of days, in a creator's own words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import sqlalchemy as sa

from worthsaving import schema
from worthsaving.library import current, database_tables, library_errors
from worthsaving.library.stored_rows import storable
from worthsaving.schema import EVERY_ACCOUNT, Account

LONGEST_TEXT = 500
"""Characters of a mark's text: what stands beside a line in a chart."""
FIRST_DAY, LAST_DAY = dt.date(1900, 1, 2), dt.date(2199, 12, 31)
"""As in the check of a backup."""
DAY_US = 86_400_000_000
COLUMNS = ("id", *(column.name for column in schema.MARKS), "made_at")


@dataclass(frozen=True)
class NewMark:
    """A mark to write down: an account (or `schema.EVERY_ACCOUNT`), a day or a span of days with its last one, a text."""

    account: Account
    day: dt.date
    text: str
    until: dt.date | None = None


def add(connection: sa.Connection, mark: NewMark, now: int) -> int:
    """Write a mark down as of `now` (microseconds) and return its number; one that is there already is not added again.

    Raises LibraryError where the account is not in the library, and ValueError for an empty or too long text, a day before
    1900 or after 2199, and a span that ends before it begins.
    """
    last = mark.day if mark.until is None else mark.until
    if not FIRST_DAY <= mark.day <= last <= LAST_DAY:
        raise ValueError(f"no such day or span: {mark.day} to {last}")
    text = storable(mark.text.strip())
    if not text or len(text) > LONGEST_TEXT:
        raise ValueError(f"a mark's text has 1 to {LONGEST_TEXT} characters")
    _refuse_unknown(connection, mark.account)
    m = database_tables.marks
    row = {"platform": mark.account[0], "account": mark.account[1], "day": _micros(mark.day), "text": text}
    row["until"] = None if last == mark.day else _micros(last)
    same = [m.c[name].is_(None) if value is None else m.c[name] == value for name, value in row.items()]
    there = connection.execute(sa.select(m.c.id).where(*same).order_by(m.c.id)).scalars().first()
    if there is not None:
        return int(there)
    key = connection.execute(sa.insert(m).values(made_at=now, **row)).inserted_primary_key
    assert key is not None  # noqa: S101 - every engine returns the id it generated
    return int(key[0])


def remove(connection: sa.Connection, number: int) -> NewMark | None:
    """Delete the mark of this number and return it, so that it can be added again; None where there is none."""
    m = database_tables.marks
    row = connection.execute(sa.select(m).where(m.c.id == number)).first()
    if row is None:
        return None
    connection.execute(sa.delete(m).where(m.c.id == number))
    until = None if row.until is None else _day(row.until)
    return NewMark((row.platform, row.account), _day(row.day), row.text, until)


def forget(connection: sa.Connection, account: Account) -> None:
    """Delete the marks of an account, those too that were written down before a file named it."""
    m = database_tables.marks
    mine = [row["id"] for row in _rows(connection) if (row["platform"], row["account"]) == account]
    connection.execute(sa.delete(m).where(m.c.id.in_(mine)))


def marks(connection: sa.Connection, accounts: Sequence[Account]) -> pd.DataFrame:
    """List the marks of these accounts (of all without any) and those about every account, by day.

    Columns: id (its number), `schema.MARKS`, made_at (UTC).
    """
    asked = {*accounts, EVERY_ACCOUNT}
    rows = [row for row in _rows(connection) if not accounts or (row["platform"], row["account"]) in asked]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    days = {
        name: pd.to_datetime(table[name].astype(schema.COUNT), unit="us").astype(schema.DAY)
        for name in ("day", "until")
    }
    out = schema.conform(table.assign(**days), schema.MARKS)
    out.insert(0, "id", table["id"].astype("int64"))
    out["made_at"] = current.to_moments(table["made_at"])
    return out.sort_values(["day", "id"], ignore_index=True)


def _rows(connection: sa.Connection) -> list[dict[str, Any]]:
    """Read all marks; of one that names no account, the only account of its platform."""
    m = database_tables.marks
    found = [dict(row) for row in connection.execute(sa.select(m).order_by(m.c.id)).mappings()]
    if found:
        named = current.with_only_account(connection, pd.DataFrame(found)[["platform", "account"]])
        for row, account in zip(found, named["account"], strict=True):
            row["account"] = str(account)
    return found


def _refuse_unknown(connection: sa.Connection, account: Account) -> None:
    a = database_tables.accounts
    known = (
        sa.select(a.c.id)
        if account == EVERY_ACCOUNT
        else sa.select(a.c.id).where(a.c.platform == account[0], a.c.account == account[1])
    )
    if connection.execute(known.limit(1)).first() is None:
        raise library_errors.LibraryError(
            "A mark is made for an account in your library, and this one is not in it. Keep an export of it first."
        )


def _micros(day: dt.date) -> int:
    return (day - dt.date(1970, 1, 1)).days * DAY_US


def _day(micros: int) -> dt.date:
    return dt.date(1970, 1, 1) + dt.timedelta(days=micros // DAY_US)
