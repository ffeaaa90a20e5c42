"""The part of a library's interface for what a creator writes in it (tests, labels, rules, marks, groups), and for the bets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import pandas as pd

from worthsaving.analysis.labels.rules import Rule
from worthsaving.library import importing, overview
from worthsaving.library.engine import Store
from worthsaving.library.kept import bet_list, clock, groups, labels, marks, planned_tests, rules
from worthsaving.library.kept.marks import NewMark
from worthsaving.library.kept.planned_tests import NewTest
from worthsaving.library.library_errors import LibraryError
from worthsaving.schema import Account


class OwnWords:
    """Bets, planned tests, labels, rules, marks and groups of a library. A LibraryError says what cannot be done, as in `Library`.

    For a library that is not there yet, what would be written is refused, and none is made.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def is_empty(self) -> bool:
        """Whether nothing is kept."""
        with self._store.read() as connection:
            return connection.execute(importing.ANYTHING).first() is None

    def written(self) -> overview.Written:
        """Return texts that are others after each change of labels and rules, and of marks, tests and groups; for caches."""
        with self._store.read() as connection:
            return overview.written(connection)

    def bets(self, accounts: Sequence[Account] = ()) -> pd.DataFrame:
        """List the bets on new videos of these accounts (of all without any), newest first; columns: `bet_list.COLUMNS`."""
        with self._store.read() as connection:
            return bet_list.bets(connection, accounts)

    def tests(self, accounts: Sequence[Account] = ()) -> pd.DataFrame:
        """List the planned tests of these accounts (of all without any); columns: `planned_tests.COLUMNS`."""
        with self._store.read() as connection:
            return planned_tests.tests(connection, accounts)

    def plan_test(self, test: NewTest, *, now: dt.datetime) -> int:
        """Write down a test as of `now` (aware); return its number. It cannot be edited. See `planned_tests.write_down`."""
        with self._store.read() if self.is_empty() else self._store.write() as connection:
            return planned_tests.write_down(connection, test, clock.micros(now))

    def labels(self, accounts: Sequence[Account] = ()) -> pd.DataFrame:
        """List the labels given to posts of these accounts (of all without any); columns: `labels.COLUMNS`.

        Those that rules give are not among them: see `rules`, and the columns of `reading`.
        """
        with self._store.read() as connection:
            return labels.labels(connection, accounts)

    def keep_labels(self, table: pd.DataFrame, *, now: dt.datetime) -> int:
        """Store labels (`schema.LABELS`), as of `now` (aware); return how many are new or changed.

        A post's value of a label replaces the one it had. The posts need not be kept: their labels wait for them. See
        `labels.write`.
        """
        if self.is_empty():
            raise LibraryError("Labels are stored beside kept posts, and nothing is kept yet. Keep an export first.")
        with self._store.write() as connection:
            return labels.write(connection, table, clock.micros(now))

    def remove_labels(self, table: pd.DataFrame) -> int:
        """Delete the labels of these posts (columns platform, post, label); return how many there were."""
        if self.is_empty():
            return 0
        with self._store.write() as connection:
            return labels.remove(connection, table)

    def rules(self, accounts: Sequence[Account] = ()) -> tuple[Rule, ...]:
        """List the rules on captions for these accounts (for all without any) and those for every account."""
        with self._store.read() as connection:
            return rules.rules(connection, accounts)

    def keep_rules(self, new: Iterable[Rule], *, now: dt.datetime) -> int:
        """Store rules, as of `now` (aware): they label kept posts and all that come; return how many are new or changed.

        A label that a post was given counts before what a rule gives it. See `rules.write`.
        """
        if self.is_empty():
            raise LibraryError("Rules are stored beside kept posts, and nothing is kept yet. Keep an export first.")
        with self._store.write() as connection:
            return rules.write(connection, new, clock.micros(now))

    def remove_rules(self, gone: Iterable[Rule]) -> int:
        """Delete the rules with the keys of these, and with them what they labelled; return how many there were."""
        if self.is_empty():
            return 0
        with self._store.write() as connection:
            return rules.remove(connection, gone)

    def groups(self) -> dict[str, tuple[Account, ...]]:
        """Return the accounts of each named group, by its name."""
        with self._store.read() as connection:
            return groups.groups(connection)

    def keep_group(self, name: str, accounts: Sequence[Account], *, now: dt.datetime) -> None:
        """Store a group of accounts, as of `now` (aware), in the place of one of that name. See `groups.write`."""
        if self.is_empty():
            raise LibraryError("Groups are stored beside kept accounts, and nothing is kept yet. Keep an export first.")
        with self._store.write() as connection:
            groups.write(connection, name, accounts, clock.micros(now))

    def remove_group(self, name: str) -> tuple[Account, ...]:
        """Delete a group and return its accounts, so that it can be stored again; none where there is none."""
        if self.is_empty():
            return ()
        with self._store.write() as connection:
            return groups.remove(connection, name)

    def marks(self, accounts: Sequence[Account] = ()) -> pd.DataFrame:
        """List the marks of these accounts (of all without any) and of every account; columns: `marks.COLUMNS`."""
        with self._store.read() as connection:
            return marks.marks(connection, accounts)

    def add_mark(self, mark: NewMark, *, now: dt.datetime) -> int:
        """Write down a mark as of `now` (aware); return its number, also where it is there already. See `marks.add`."""
        with self._store.read() if self.is_empty() else self._store.write() as connection:
            return marks.add(connection, mark, clock.micros(now))

    def remove_mark(self, number: int) -> NewMark | None:
        """Delete a mark by its number and return it, so that it can be added again; None where there is none."""
        if self.is_empty():
            return None
        with self._store.write() as connection:
            return marks.remove(connection, number)
