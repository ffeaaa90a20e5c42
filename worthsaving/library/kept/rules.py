"""Rules on captions: kept once, they label posts that are kept later, too; they stay when an import is undone."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd
import sqlalchemy as sa

from worthsaving.analysis.labels.rules import HOW, LONGEST_TEXT, MOST_RULES, Rule
from worthsaving.analysis.labels.table import LONGEST_LABEL, LONGEST_VALUE
from worthsaving.library import current, database_tables
from worthsaving.library.stored_rows import storable
from worthsaving.schema import EVERY_ACCOUNT, Account

_KEY = ("platform", "account", "label", "how", "text")


def rules(connection: sa.Connection, accounts: Sequence[Account]) -> tuple[Rule, ...]:
    """List the rules for these accounts (for all without any) and those for every account, by label and text.

    A rule whose account has no name is one for the only account of its platform.
    """
    asked = {*accounts, EVERY_ACCOUNT}
    found = (rule for _, rule in _rows(connection) if not accounts or rule.account in asked)
    return tuple(sorted(found, key=lambda rule: (rule.label, rule.text, rule.key)))


def write(connection: sa.Connection, new: Iterable[Rule], now: int) -> int:
    """Store rules as of `now` (microseconds); return how many were not there with this value.

    One with the key of a rule that is there replaces it. Raises ValueError for a rule that finds or gives nothing, for
    too long a name or text, and for more than `MOST_RULES`.
    """
    there = {rule.key: rule for _, rule in _rows(connection)}
    wanted = {rule.key: rule for rule in map(_storable, new)}
    changed = [rule for key, rule in wanted.items() if there.get(key) != rule]
    if any(_is_wrong(rule) for rule in changed):
        raise ValueError("a rule needs a label, a value and a text, none of them too long")
    if len(there.keys() | wanted.keys()) > MOST_RULES:
        raise ValueError(f"there may be {MOST_RULES} rules at most")
    remove(connection, changed)
    for rule in changed:
        named = dict(zip(_KEY, (*rule.account, rule.label, rule.how, rule.text), strict=True))
        row = {**named, "value": rule.value, "given": rule.given, "made_at": now}
        connection.execute(sa.insert(database_tables.rules).values(row))
    return len(changed)


def remove(connection: sa.Connection, gone: Iterable[Rule]) -> int:
    """Delete the rules with the keys of these; return how many there were."""
    keys = {_storable(rule).key for rule in gone}
    return _delete(connection, [stored for stored, rule in _rows(connection) if rule.key in keys])


def forget(connection: sa.Connection, account: Account) -> None:
    """Delete the rules for an account; those for every account stay."""
    _delete(connection, [stored for stored, rule in _rows(connection) if rule.account == account])


def _rows(connection: sa.Connection) -> list[tuple[dict[str, str], Rule]]:
    """Read each rule with its key as stored; a rule for a nameless account is for the only account of its platform."""
    r = database_tables.rules
    found = [dict(row) for row in connection.execute(sa.select(r)).mappings()]
    if not found:
        return []
    named = current.with_only_account(connection, pd.DataFrame(found)[["platform", "account"]])
    return [
        (
            {name: row[name] for name in _KEY},
            Rule(row["label"], row["value"], row["how"], row["text"], (row["platform"], str(account)), row["given"]),
        )
        for row, account in zip(found, named["account"], strict=True)
    ]


def _delete(connection: sa.Connection, keys: Sequence[dict[str, str]]) -> int:
    r = database_tables.rules
    for key in keys:
        connection.execute(sa.delete(r).where(*(r.c[name] == text for name, text in key.items())))
    return len(keys)


def _storable(rule: Rule) -> Rule:
    """Return a rule with texts that every engine stores; `given` is the value where it is empty."""
    platform, account = map(storable, rule.account)
    label, value, given, text = map(storable, (rule.label, rule.value, rule.first_value, rule.text.strip()))
    return replace(rule, label=label, value=value, text=text, account=(platform, account), given=given)


def _is_wrong(rule: Rule) -> bool:
    lengths = ((rule.label, LONGEST_LABEL), (rule.value, LONGEST_VALUE), (rule.given, LONGEST_VALUE))
    bounded = all(0 < len(text) <= longest for text, longest in (*lengths, (rule.text, LONGEST_TEXT)))
    return not bounded or rule.how not in HOW or not rule.text.strip("#＃ ")
