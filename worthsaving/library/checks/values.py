"""The values of a backup: of the right type, within what can be, and belonging together."""

import sqlite3
from collections import deque

from worthsaving.analysis.labels.rules import HOW, LONGEST_TEXT
from worthsaving.analysis.labels.table import LONGEST_LABEL, LONGEST_VALUE
from worthsaving.library import database_tables
from worthsaving.library.checks.tables import ColumnRule, columns
from worthsaving.library.kept import groups, marks
from worthsaving.library.library_errors import BadBackup

MOST_COUNT = 10**15
"""As in `reading.values.counts`: no post has so many views."""
FIRST_MOMENT, LAST_MOMENT = -2_208_988_800_000_000, 7_258_204_800_000_000
"""1900 and 2200, in microseconds since 1970: earlier or later, some computation with dates fails."""
MOST_TEXT = 1_000_000  # bytes
_LARGEST = 2**63 - 1
_MOMENTS = {"kept_at", "observed_at", "posted_at", "posted_day_local", "day", "taken_from", "taken_to", "first_posted"}
_MOMENTS |= {"made_at", "settled_at", "judged_at", "given_at", "until"}
_IMPORTS = {"settled_by", "judged_by"}  # columns that hold the id of an import
_HASHES = {"digest", "counts_key"}
_HIDDEN = -1  # some programs write it for a hidden count; version 1 kept it, the upgrade to version 2 makes it unknown
_COUNTED = ("observations", "days", "audience")  # columns of kept_import, and the tables with so many rows of it
_TABLES = {"observations": "kept_observation", "days": "kept_day", "audience": "kept_audience"}


_WHOLE = {
    # Open, or settled with everything; a range from its lower end to its upper one
    "kept_bet": "low <= high AND horizon_days > 0 AND (settled_by IS NULL) = (saves IS NULL) AND (settled_at IS NULL) = "
    "(saves IS NULL)",
    "kept_test": "planned > 1 AND (judged_by IS NULL) = (judged_at IS NULL) AND (verdict IS NULL) = (judged_at IS NULL) AND "
    "(verdict IS NULL OR verdict IN ('more', 'less', 'no winner')) AND (ratio IS NULL) = (low IS NULL) AND (ratio IS NULL) "
    "= (high IS NULL) AND (ratio IS NULL OR (verdict IS NOT NULL AND 0 < low AND low <= ratio AND ratio <= high))",
    "kept_label": f"length(label) BETWEEN 1 AND {LONGEST_LABEL} AND length(value) BETWEEN 1 AND "
    f"{LONGEST_VALUE} AND length(given) BETWEEN 1 AND {LONGEST_VALUE} AND (substr(key, 1, 3) = 'id:' OR "
    "substr(key, 1, 5) = 'link:' OR substr(key, 1, 4) = 'row:')",
    "kept_mark": f"length(text) BETWEEN 1 AND {marks.LONGEST_TEXT} AND day % {marks.DAY_US} = 0 AND (until IS NULL OR (day < "
    f"until AND until % {marks.DAY_US} = 0))",
    "kept_rule": f"length(label) BETWEEN 1 AND {LONGEST_LABEL} AND length(value) BETWEEN 1 AND {LONGEST_VALUE} AND "
    f"length(given) BETWEEN 1 AND {LONGEST_VALUE} AND length(text) BETWEEN 1 AND {LONGEST_TEXT} AND how IN "
    f"({', '.join(repr(how) for how in HOW)})",
    "kept_group": f"length(name) BETWEEN 1 AND {groups.LONGEST_NAME}",
}
"""By table: what holds in each of its rows, as SQL."""


def refuse_other_values(backup: sqlite3.Connection, version: int) -> None:
    """Raise BadBackup where a value cannot be, a row belongs to nothing, or an import has other rows than it says.

    The tables must have been found to be those of `version`. Each table is read once for its values.
    """
    found = backup.execute("PRAGMA integrity_check(1)").fetchone()
    if found != ("ok",):
        raise BadBackup.because("it is damaged")
    tables: dict[str, list[ColumnRule]] = {}
    for column in columns(version):
        tables.setdefault(column.table, []).append(column)
    for table, rules in tables.items():
        _refuse_values(backup, table, rules, version)
        _read_texts(backup, table, rules)
        if table in _WHOLE:
            _refuse_halves(backup, table)
    for column in columns(version):
        if column.name.endswith("_id"):
            _refuse_orphans(backup, column, f"kept_{column.name.removesuffix('_id')}")
        elif column.name in _IMPORTS:
            _refuse_orphans(backup, column, "kept_import")
    if any(column.table == "kept_audience" for column in columns(version)):
        _refuse_hours(backup)
    for name in _COUNTED:
        if any(column.table == _TABLES[name] for column in columns(version)):
            _refuse_counts(backup, name)


def _refuse_values(backup: sqlite3.Connection, table: str, rules: list[ColumnRule], version: int) -> None:
    cases = " ".join(f"WHEN NOT ({_condition(rule, version)}) THEN '{rule.name}'" for rule in rules)
    row = backup.execute(f'SELECT CASE {cases} END AS wrong FROM "{table}" WHERE wrong IS NOT NULL LIMIT 1').fetchone()  # noqa: S608 - names of our own
    if row is not None:
        raise BadBackup.because(f"it holds {_what(next(rule for rule in rules if rule.name == row[0]))} that cannot be")


def _refuse_halves(backup: sqlite3.Connection, table: str) -> None:
    """Raise BadBackup where the values of one row contradict each other."""
    query = f'SELECT 1 FROM "{table}" WHERE NOT ({_WHOLE[table]}) LIMIT 1'  # noqa: S608 - names of our own
    if backup.execute(query).fetchone() is not None:
        raise BadBackup.because("parts of it contradict each other")


def _read_texts(backup: sqlite3.Connection, table: str, rules: list[ColumnRule]) -> None:
    """Read every text of a table once: the driver raises an error where one is not valid UTF-8."""
    names = ", ".join(f'"{rule.name}"' for rule in rules if rule.type == "TEXT")
    if names:
        deque(backup.execute(f'SELECT {names} FROM "{table}"'), maxlen=0)  # noqa: S608


def _what(rule: ColumnRule) -> str:
    """Return what a column holds, in a creator's words."""
    if rule.name in {*database_tables.COUNTS, *database_tables.DAY_COUNTS} and rule.type == "BIGINT":
        return f"a number of {rule.name.replace('_', ' ')}"
    if rule.name in _MOMENTS and rule.type == "BIGINT":
        return "a date"
    return "a text" if rule.type == "TEXT" else "a number"


def _condition(rule: ColumnRule, version: int) -> str:
    """Return the SQL condition that a value of this column fulfils."""
    name = f'"{rule.name}"'
    if rule.type == "TEXT":
        good = f"typeof({name}) = 'text' AND instr({name}, char(0)) = 0 AND length(CAST({name} AS BLOB)) <= {MOST_TEXT}"
    elif rule.type == "FLOAT":
        good = f"typeof({name}) = 'real' AND {name} BETWEEN {-MOST_COUNT} AND {MOST_COUNT}"
    else:
        low, high = _bounds(rule, version)
        good = f"typeof({name}) = 'integer' AND {name} BETWEEN {low} AND {high}"
    return f"({good})" if rule.required else f"({name} IS NULL OR ({good}))"


def _bounds(rule: ColumnRule, version: int) -> tuple[int, int]:
    """Return the least and the largest whole number of a column."""
    if rule.name in _MOMENTS and rule.type == "BIGINT":
        return FIRST_MOMENT, LAST_MOMENT
    if rule.name in _HASHES:
        return -_LARGEST - 1, _LARGEST
    if rule.type == "BOOLEAN":
        return 0, 1
    if rule.name == "id" or rule.name.endswith("_id") or rule.name in _IMPORTS:
        return 1, _LARGEST
    if rule.name == "version":
        return 1, version
    if rule.name == "present":
        # One bit for each count of the version's own tables
        table = {"kept_strand": "kept_observation"}.get(rule.table, rule.table)
        names = {*database_tables.COUNTS, *database_tables.DAY_COUNTS}
        return 0, 2 ** sum(column.table == table and column.name in names for column in columns(version)) - 1
    if rule.table == "kept_day":
        return -MOST_COUNT, MOST_COUNT  # what a day lost is below zero
    if rule.table == "kept_observation" and version == 1:
        return _HIDDEN, MOST_COUNT
    return 0, MOST_COUNT


def _refuse_hours(backup: sqlite3.Connection) -> None:
    """Raise BadBackup where followers are counted in an hour other than 0 to 23."""
    hours = ", ".join(f"'{hour}'" for hour in range(24))
    query = f"SELECT 1 FROM kept_audience WHERE kind = 'hour' AND key NOT IN ({hours}) LIMIT 1"  # noqa: S608
    if backup.execute(query).fetchone() is not None:
        raise BadBackup.because("it holds an hour that cannot be")


def _refuse_orphans(backup: sqlite3.Connection, column: ColumnRule, other: str) -> None:
    """Raise BadBackup where a row refers to one that is not there: `import_id` is an id of `kept_import`."""
    query = f'SELECT 1 FROM "{column.table}" WHERE "{column.name}" NOT IN (SELECT id FROM "{other}") LIMIT 1'  # noqa: S608
    if backup.execute(query).fetchone() is not None:
        raise BadBackup.because("parts of it are missing")


def _refuse_counts(backup: sqlite3.Connection, name: str) -> None:
    """Raise BadBackup where an import does not hold as many rows as it says."""
    query = (
        f'SELECT 1 FROM kept_import i LEFT JOIN (SELECT import_id, count(*) AS n FROM "{_TABLES[name]}" '  # noqa: S608
        f'GROUP BY import_id) r ON r.import_id = i.id WHERE coalesce(r.n, 0) <> i."{name}" LIMIT 1'
    )
    if backup.execute(query).fetchone() is not None:
        raise BadBackup.because("an import in it does not hold as many rows as it says")
