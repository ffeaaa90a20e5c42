"""Undo and forget: delete the last import, an account, or everything, in the caller's transaction."""

from dataclasses import dataclass

import sqlalchemy as sa

from worthsaving.library import account_ids, database_tables, library_errors
from worthsaving.library.kept import bets, groups, labels, marks, planned_tests, rules


@dataclass(frozen=True)
class UndoneImport:
    """An import that was undone: its id and its files' names."""

    import_id: int
    files: tuple[str, ...]


def undo_last(connection: sa.Connection, import_id: int | None = None) -> UndoneImport | None:
    """Delete the newest import, and what nothing else refers to; None where there is none.

    Raises LibraryError where `import_id` is given and is not the newest: another program kept something since, or it
    was undone before.
    """
    i = database_tables.imports
    last = connection.execute(sa.select(sa.func.max(i.c.id))).scalar()
    if last is None:
        return None
    if import_id is not None and last != import_id:
        if connection.execute(sa.select(i.c.id).where(i.c.id == import_id)).first() is None:
            raise library_errors.ImportGone
        raise library_errors.LibraryError(
            "Something else was kept meanwhile, so nothing was taken back. Look again, then undo."
        )
    return undo(connection, last)


def undo(connection: sa.Connection, import_id: int) -> UndoneImport:
    """Delete one import, the newest or an earlier one, and what nothing else refers to. Raises ImportGone.

    With it go the bets made from it; those that it settled, and tests that it completed, are open again.
    """
    o, s, f, i = database_tables.observations, database_tables.series, database_tables.files, database_tables.imports
    mine = connection.execute(sa.select(i).where(i.c.id == import_id)).first()
    if mine is None:
        raise library_errors.ImportGone
    names = connection.execute(sa.select(f.c.name).where(f.c.import_id == import_id)).scalars()
    undone = UndoneImport(import_id, tuple(sorted(names)))
    observed = sa.select(o.c.strand_id).where(o.c.import_id == import_id)
    touched = connection.execute(sa.select(s.c.video_id).where(s.c.id.in_(observed)).distinct()).scalars().all()
    # A file kept again after one of its accounts was forgotten: the first import still holds the rest of it.
    first = sa.select(sa.func.min(i.c.id)).where(i.c.kept_at == f.c.kept_at, i.c.id < import_id).scalar_subquery()
    again = sa.update(f).where(f.c.import_id == import_id, f.c.kept_at != mine.kept_at, first.is_not(None))
    connection.execute(again.values(import_id=first, in_part=True, name=""))
    # Or a later import holds the rest of it, and goes on holding that
    connection.execute(sa.update(f).where(f.c.import_id != import_id, f.c.kept_at == mine.kept_at).values(in_part=True))
    opened, judged = bets.take_back(connection, import_id), planned_tests.take_back(connection, import_id)
    for table in (o, database_tables.days, database_tables.audience, database_tables.coverage, f):
        connection.execute(sa.delete(table).where(table.c.import_id == import_id))
    connection.execute(sa.delete(i).where(i.c.id == import_id))
    account_ids.delete_orphans(connection)
    account_ids.reassign_videos(connection, sorted(touched))
    account_ids.delete_orphans(connection)
    # Another import may hold what settles or judges them, too
    if opened:
        bets.settle_again(connection, opened)
    if judged:
        planned_tests.judge(connection)
    return undone


def forget_account(connection: sa.Connection, platform: str, account: str) -> int:
    """Delete all that is kept of an account; return how many videos that were (0 for an unknown account).

    Also deletes an import of which nothing is left, with its files' names. A file that also holds another account is
    marked `in_part`: it can be kept again. Where its name contains the account's, the name is blanked. Its bets,
    planned tests, labels, marks and rules go with it, and its place in groups.
    """
    o, s, v, a = database_tables.observations, database_tables.series, database_tables.videos, database_tables.accounts
    d, f, i, c = database_tables.days, database_tables.files, database_tables.imports, database_tables.coverage
    u = database_tables.audience
    for own_words in (planned_tests, labels, marks, rules, groups):
        own_words.forget(connection, (platform, account))
    account_id = connection.execute(sa.select(a.c.id).where(a.c.platform == platform, a.c.account == account)).scalar()
    if account_id is None:
        return 0
    videos = sa.select(v.c.id).where(v.c.account_id == account_id)
    series = sa.select(s.c.id).where(s.c.video_id.in_(videos))
    observed = sa.select(o.c.import_id).where(o.c.strand_id.in_(series))
    by_day = sa.select(d.c.import_id).where(d.c.account_id == account_id)
    about = sa.select(u.c.import_id).where(u.c.account_id == account_id)
    touched = connection.execute(sa.union(observed, by_day, about)).scalars().all()
    size = sa.select(sa.func.count())
    count = connection.execute(size.select_from(videos.subquery())).scalar_one()
    connection.execute(sa.delete(o).where(o.c.strand_id.in_(series)))
    for table in (d, u):
        connection.execute(sa.delete(table).where(table.c.account_id == account_id))
    connection.execute(sa.delete(c).where(c.c.platform == platform, c.c.account == account))
    judged = 0
    for number in sorted(touched):
        left = [connection.execute(size.select_from(t).where(t.c.import_id == number)).scalar_one() for t in (o, d, u)]
        if not any(left):
            judged += planned_tests.take_back(connection, number)
            for table in (f, c):
                connection.execute(sa.delete(table).where(table.c.import_id == number))
            connection.execute(sa.delete(i).where(i.c.id == number))
            continue
        connection.execute(
            sa.update(i).where(i.c.id == number).values(observations=left[0], days=left[1], audience=left[2])
        )
        connection.execute(sa.update(f).where(f.c.import_id == number).values(in_part=True))
        if account:
            names_it = f.c.name.icontains(account, autoescape=True)
            connection.execute(sa.update(f).where(f.c.import_id == number, names_it).values(name=""))
    account_ids.delete_orphans(connection)
    if judged:  # by an import that is gone: what is still kept judges them
        planned_tests.judge(connection)
    return count


def forget_everything(connection: sa.Connection) -> None:
    """Delete every row of every table but the version's."""
    for table in database_tables.TABLES.sorted_tables:
        if table is not database_tables.version:
            connection.execute(sa.delete(table))
