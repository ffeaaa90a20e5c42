"""Kill a program that restores, keeps, undoes, forgets and backs up at random moments, and check what is left.

    python -m tests.library.killing_changes ADDRESS KILLS [--torn] [--seed N]

Prints JSON: kills, changes (how many were acknowledged), bad (states that are neither that before a change nor that
after it, or do not pass the check of a backup), temporary (files left in the folder for temporary files), cut_short
(backups and copies under their own names that are not whole), partial (what kills left under another name). With
--torn each statement stands alone: then there must be bad states, otherwise this test could not find one.
"""

import os
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.library import forked, made, version_1
from tests.library.killing import tear
from worthsaving.library import Library, LibraryError, NewTest, copying
from worthsaving.library.checks import file, tables, values

DAILY, FOLLOWED = ("tiktok", "daily"), 7
"""The account that has bets, and for how many weeks it was followed before."""


@dataclass
class Found:
    """What the kills left."""

    kills: int = 0
    changes: int = 0
    bad: int = 0
    temporary: int = 0
    cut_short: int = 0
    partial: int = 0


def steps(library: Library, good: Path, backups: Path) -> list[Callable[[], object]]:
    """The changes of one round; the first leads from any state to one that is known."""
    followers = made.reading(made.snapshot("more", made.truth(3), made.days(3), made.audience(3)))
    test = NewTest(DAILY, "Rye?", "hashtag", "#rye", 4)
    return [
        lambda: library.restore(good),
        lambda: library.keep(made.week(2), now=made.now(2)),
        lambda: library.undo(int(library.imports()["import_id"].iloc[-1])),
        lambda: library.plan_test(test, now=made.now(FOLLOWED)),
        lambda: library.keep_labels(made.labels(), now=made.now(FOLLOWED)),
        lambda: library.keep_labels(made.labels(("Rye", "Rolls")), now=made.now(FOLLOWED)),
        lambda: library.remove_labels(made.labels().head(3)),
        lambda: library.add_mark(made.mark(), now=made.now(FOLLOWED)),
        lambda: library.add_mark(made.mark("Featured", day=3, length=4), now=made.now(FOLLOWED)),
        lambda: library.remove_mark(int(library.marks()["id"].iloc[0])),
        lambda: library.keep_rules(made.rules(), now=made.now(FOLLOWED)),
        lambda: library.keep_rules(made.rules(value="Rolls"), now=made.now(FOLLOWED)),
        lambda: library.remove_rules(made.rules()[:1]),
        lambda: library.keep_group("Bakers", [DAILY, ("tiktok", "tiny")], now=made.now(FOLLOWED)),
        lambda: library.keep_group("Bakers", [DAILY, ("tiktok", "other")], now=made.now(FOLLOWED)),
        # Makes bets, settles some, and judges the test
        lambda: library.keep(made.followed(3, first=FOLLOWED), now=made.now(FOLLOWED + 3)),
        lambda: library.keep(followers, now=made.now(3)),
        lambda: library.backup(backups / f"{time.time_ns()}.sqlite"),
        lambda: library.undo_last(),
        lambda: library.undo_last(),
        lambda: library.forget_account(*DAILY),
        lambda: library.forget_account("tiktok", "tiny"),
        lambda: library.restore(version_1.BACKUP),
        lambda: library.restore(good.read_bytes()),
        lambda: library.forget_everything(),
    ]


def is_whole(source: Path | bytes) -> bool:
    """Whether this passes the check of a backup."""
    try:
        with file.opened(source) as backup:
            values.refuse_other_values(backup, tables.refuse_other_tables(backup))
    except LibraryError:
        return False
    return True


def kill_often(address: str, kills: int, folder: Path, *, torn: bool = False, seed: int = 0) -> Found:
    """Let a child go through the changes without end and kill it at a random moment, `kills` times."""
    random.seed(seed)
    found, library = Found(), Library.open(address)
    temporary, backups, good = folder / "temporary", folder / "backups", folder / "good.sqlite"
    for each in (temporary, backups):
        each.mkdir()
    os.environ.update(TMPDIR=str(temporary), SQLITE_TMPDIR=str(temporary))
    tempfile.tempdir = None
    for week, account in enumerate(("tiny", "other")):
        videos = made.truth(week, account=account, first=100 * week)
        one = made.snapshot(
            f"{account}", videos, made.days(week, account=account), made.audience(week, account=account)
        )
        library.keep(made.reading(one), now=made.now(week))
    library.keep(made.followed(FOLLOWED), now=made.now(FOLLOWED - 1))
    assert len(library.bets()), "no bets: this would find nothing of them"
    library.backup(good)
    known, start = {library.dump()}, time.perf_counter()
    for step in steps(library, good, backups):
        step()
        known.add(library.dump())
    longest = time.perf_counter() - start
    if torn:
        tear()
    for _ in range(kills):
        found.kills += 1
        found.changes += run_and_kill(address, good, backups, longest)
        try:
            right = library.dump() in known and (library.is_empty() or is_whole(library.backup_bytes()))
        except LibraryError:
            right = False
        found.bad += not right
        found.temporary += len(list(temporary.iterdir()))
        for left in (*backups.iterdir(), *library.copies()):
            if copying.PARTIAL in left.name:
                found.partial += 1
            else:
                found.cut_short += not is_whole(left)
            left.unlink()
        if torn and found.bad:
            break  # found: more kills would show nothing new
    return found


def run_and_kill(address: str, good: Path, backups: Path, longest: float) -> int:
    """Let a forked child make changes, kill it after at most `longest` seconds; return how many it acknowledged."""

    def change(write: Callable[[str], None]) -> None:
        library = Library.open(address)
        write("begun")
        while True:
            for step in steps(library, good, backups):
                step()
                write("done")

    killed = forked.kill(change, longest)
    assert killed.by_kill, "a change failed before the kill"
    return killed.lines.count("done")


def in_folder(*given: Any, **options: Any) -> Found:
    """Kill often, with a folder for the backups that is deleted afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        return kill_often(*given, Path(folder), **options)


if __name__ == "__main__":
    forked.main(in_folder)
