"""Planned tests: written down before their posts, never edited, judged once by the import that completes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import sqlalchemy as sa

from worthsaving import schema
from worthsaving.analysis import features
from worthsaving.analysis.labels.columns import is_label
from worthsaving.analysis.plans import planned_tests
from worthsaving.library import current, database_tables, library_errors
from worthsaving.library.kept import labels
from worthsaving.library.stored_rows import storable
from worthsaving.schema import Account

MOST_PLANNED = 1000
"""Posts of each kind: more would take years."""
OPEN, JUDGED = "open", "judged"
_WRITTEN = ("id", "platform", "account", "made_at", "question", "kind", "value", "zone", "planned")
_FOUND = ("judged_at", "verdict", "ratio", "low", "high")
_PROGRESS = ("posted_with", "finished_with", "posted_without", "finished_without")
COLUMNS = (*_WRITTEN, "state", *_PROGRESS, *_FOUND)


@dataclass(frozen=True)
class NewTest:
    """A test to write down: the question, the `value` of a `kind` (`features.KINDS`, or a label) that it is about, posts of each.

    `zone`: the IANA name of the time zone that weekdays and hours are meant in.
    """

    account: Account
    question: str
    kind: str
    value: str
    planned: int
    zone: str = "UTC"


def write_down(connection: sa.Connection, test: NewTest, now: int) -> int:
    """Write a test down as of `now` (microseconds) and return its number.

    Raises LibraryError where the account is not in the library or has an open test about the same, and ValueError for a
    kind, zone or size that cannot be.
    """
    if not (test.kind in features.KINDS or is_label(test.kind)) or not 2 <= test.planned <= MOST_PLANNED:
        raise ValueError(f"no such test: {test.kind}, {test.planned} of each")
    features.local_time(pd.Series(dtype=schema.MOMENT), test.zone)
    t, a = database_tables.tests, database_tables.accounts
    platform, account = test.account
    mine = sa.and_(a.c.platform == platform, a.c.account == account)
    if connection.execute(sa.select(a.c.id).where(mine)).first() is None:
        raise library_errors.LibraryError(
            "A test is written down for an account in your library, and this one is not in it. Keep an export of it first."
        )
    same = {"platform": platform, "account": account, "kind": test.kind, "value": storable(test.value)}
    waiting = sa.select(t.c.id).where(*(t.c[name] == text for name, text in same.items()), t.c.judged_at.is_(None))
    if connection.execute(waiting).first() is not None:
        raise library_errors.LibraryError(
            "A test about this is open already. It is judged once, when its posts are there: find it under What changed."
        )
    row = {**same, "made_at": now, "question": storable(test.question), "zone": test.zone, "planned": test.planned}
    key = connection.execute(sa.insert(t).values(**row)).inserted_primary_key
    assert key is not None  # noqa: S101 - every engine returns the id it generated
    return int(key[0])


def judge(connection: sa.Connection, import_id: int | None = None) -> int:
    """Judge the open tests whose posts are all there and finished; return how many.

    With `import_id` only those of the accounts that it counted, and it is noted as the one that completed them; else
    the newest import of each account is.
    """
    judged = 0
    for test in _open(connection):
        last = _newest_import(connection, (test["platform"], test["account"]))
        if last is None or (import_id is not None and last != import_id):
            continue
        result = _result(labels.labelled(connection, [(test["platform"], test["account"])]), test)
        if result is not None:
            t = database_tables.tests
            connection.execute(sa.update(t).where(t.c.id == test["id"]).values(judged_by=last, **result))
            judged += 1
    return judged


def take_back(connection: sa.Connection, import_id: int) -> int:
    """Open again the tests that an import completed; return how many."""
    t = database_tables.tests
    nothing = dict.fromkeys(("judged_by", *_FOUND))
    return connection.execute(sa.update(t).where(t.c.judged_by == import_id).values(**nothing)).rowcount


def forget(connection: sa.Connection, account: Account) -> None:
    """Delete the tests of an account, those too that were written down before a file named it."""
    t = database_tables.tests
    mine = [row["id"] for row in _rows(connection) if (row["platform"], row["account"]) == account]
    connection.execute(sa.delete(t).where(t.c.id.in_(mine)))


def tests(connection: sa.Connection, accounts: Sequence[Account]) -> pd.DataFrame:
    """List the tests of these accounts (of all without any), newest first; columns: `COLUMNS`.

    `planned`: posts of each kind. `posted_with` and `posted_without`: the posts that count so far, with `value` of `kind`
    and without; `finished_...`: those of them that are not still collecting. `state`: open or judged; then `verdict` is
    more, less or no winner, and `ratio`, `low`, `high` say how many times as often those with it were saved (missing where
    that has no number). Moments UTC.
    """
    rows = [row for row in _rows(connection) if not accounts or (row["platform"], row["account"]) in set(accounts)]
    known: dict[Account, pd.DataFrame] = {}
    for row in rows:
        own = (row["platform"], row["account"])
        if own not in known:
            known[own] = labels.labelled(connection, [own])
        row.update(_counted(known[own], row))
        row["state"] = OPEN if row["judged_at"] is None else JUDGED
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    kinds = dict.fromkeys(("platform", "account", "question", "kind", "value", "zone", "state"), "str")
    kinds |= dict.fromkeys(("id", "planned", *_PROGRESS), "int64") | dict.fromkeys(("ratio", "low", "high"), "Float64")
    table["verdict"] = table["verdict"].fillna("")
    for name in ("made_at", "judged_at"):
        table[name] = current.to_moments(table[name])
    table = table.astype({**kinds, "verdict": "str", "made_at": schema.MOMENT, "judged_at": schema.MOMENT})
    return table.sort_values(["made_at", "id"], ascending=False, ignore_index=True)


def _rows(connection: sa.Connection) -> list[dict[str, Any]]:
    """Read all tests; of one that names no account, the only account of its platform."""
    t = database_tables.tests
    found = [dict(row) for row in connection.execute(sa.select(t).order_by(t.c.id)).mappings()]
    if found:
        named = current.with_only_account(connection, pd.DataFrame(found)[["platform", "account"]])
        for row, account in zip(found, named["account"], strict=True):
            row["account"] = str(account)
    return found


def _open(connection: sa.Connection) -> list[dict[str, Any]]:
    return [row for row in _rows(connection) if row["judged_at"] is None]


def _newest_import(connection: sa.Connection, account: Account) -> int | None:
    c = database_tables.coverage
    mine = sa.and_(c.c.platform == account[0], c.c.account.in_(["", account[1]]))
    number: int | None = connection.execute(sa.select(sa.func.max(c.c.import_id)).where(mine)).scalar()
    return number


def _counted(videos: pd.DataFrame, test: dict[str, Any]) -> dict[str, int]:
    try:
        found = planned_tests.progress(videos, test["kind"], test["value"], **_meant(test))
    except ValueError:  # a zone that this machine does not know
        return dict.fromkeys(_PROGRESS, 0)
    return {
        "posted_with": found.posted[0],
        "finished_with": found.finished[0],
        "posted_without": found.posted[1],
        "finished_without": found.finished[1],
    }


def _result(videos: pd.DataFrame, test: dict[str, Any]) -> dict[str, Any] | None:
    """Return what is stored of the judgement; None while the test cannot be judged."""
    try:
        ready = planned_tests.progress(videos, test["kind"], test["value"], **_meant(test)).ready
    except ValueError:  # a zone that this machine does not know
        return None
    if not ready:
        return None
    both = planned_tests.posts(videos, test["kind"], test["value"], **_meant(test))
    found = planned_tests.judge(*both)
    at = max(int(part["observed_at"].astype("int64").max()) for part in both)
    numbers = {} if found.ratio is None else {name: getattr(found.ratio, name) for name in ("low", "high")}
    ratio = None if found.ratio is None else found.ratio.value
    return {"judged_at": at, "verdict": found.verdict, "ratio": ratio, **numbers}


def _meant(test: dict[str, Any]) -> dict[str, Any]:
    return {
        "planned": int(test["planned"]),
        "since": pd.Timestamp(test["made_at"], unit="us", tz="UTC"),
        "zone": test["zone"],
    }
