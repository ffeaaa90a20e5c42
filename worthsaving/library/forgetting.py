"""Take back: the last import, an account, everything. Each in the transaction of its caller."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from worthsaving.library import account_ids, database_tables, library_errors


@dataclass(frozen=True)
class Undone:
    """What was taken back: the import's number, its files' names, and how many rows of videos and days it held."""

    import_id: int
    files: tuple[str, ...]
    observations: int
    days: int


def undo_last(connection: sa.Connection, import_id: int | None = None) -> Undone | None:
    """Take back the import that was kept last, with all that only it told; None where there is none.

    Raises LibraryError when it is not the one of that number: somebody else kept something since.
    """
    o, s, f, i = database_tables.observations, database_tables.strands, database_tables.files, database_tables.imports
    last = connection.execute(
        sa.select(database_tables.imports).order_by(database_tables.imports.c.id.desc()).limit(1)
    ).first()
    if last is None:
        return None
    if import_id is not None and last.id != import_id:
        raise library_errors.LibraryError(
            "Something else was kept meanwhile, so nothing was taken back. Look again, then undo."
        )
    names = connection.execute(
        sa.select(database_tables.files.c.name).where(database_tables.files.c.import_id == last.id)
    ).scalars()
    undone = Undone(last.id, tuple(sorted(names)), last.observations, last.days)
    mine = sa.select(o.c.strand_id).where(o.c.import_id == last.id)
    touched = connection.execute(sa.select(s.c.video_id).where(s.c.id.in_(mine)).distinct()).scalars().all()
    # A file kept again after a part of it was forgotten: its rest is still there, told by the import that kept it first.
    first = sa.select(sa.func.min(i.c.id)).where(i.c.kept_at == f.c.kept_at, i.c.id < last.id).scalar_subquery()
    again = sa.update(f).where(f.c.import_id == last.id, f.c.kept_at < last.kept_at, first.is_not(None))
    connection.execute(again.values(import_id=first, in_part=True, name=""))
    for table in (o, database_tables.days, database_tables.coverage, f):
        connection.execute(sa.delete(table).where(table.c.import_id == last.id))
    connection.execute(sa.delete(database_tables.imports).where(database_tables.imports.c.id == last.id))
    account_ids.sweep(connection)
    account_ids.settle(connection, sorted(touched))
    account_ids.sweep(connection)
    return undone


def forget_account(connection: sa.Connection, platform: str, account: str) -> int:
    """Take away all that is kept of an account; how many videos that were.

    An import of which nothing is left goes too, with its files' names. A file that also told of another account is
    known only in part from then on: dropped again, it is kept again.
    """
    o, s, v, a, d = (
        database_tables.observations,
        database_tables.strands,
        database_tables.videos,
        database_tables.accounts,
        database_tables.days,
    )
    f, i, c = database_tables.files, database_tables.imports, database_tables.coverage
    me = connection.execute(sa.select(a.c.id).where(a.c.platform == platform, a.c.account == account)).scalar()
    if me is None:
        return 0
    videos = sa.select(v.c.id).where(v.c.account_id == me)
    strands = sa.select(s.c.id).where(s.c.video_id.in_(videos))
    touched = set(connection.execute(sa.select(o.c.import_id).where(o.c.strand_id.in_(strands)).distinct()).scalars())
    touched |= set(connection.execute(sa.select(d.c.import_id).where(d.c.account_id == me).distinct()).scalars())
    count = connection.execute(sa.select(sa.func.count()).select_from(videos.subquery())).scalar_one()
    connection.execute(sa.delete(o).where(o.c.strand_id.in_(strands)))
    connection.execute(sa.delete(d).where(d.c.account_id == me))
    connection.execute(sa.delete(c).where(c.c.platform == platform, c.c.account == account))
    for number in sorted(touched):
        left = [
            connection.execute(sa.select(sa.func.count()).select_from(t).where(t.c.import_id == number)).scalar_one()
            for t in (o, d)
        ]
        if not any(left):
            for table in (f, c):
                connection.execute(sa.delete(table).where(table.c.import_id == number))
            connection.execute(sa.delete(i).where(i.c.id == number))
            continue
        connection.execute(sa.update(i).where(i.c.id == number).values(observations=left[0], days=left[1]))
        connection.execute(sa.update(f).where(f.c.import_id == number).values(in_part=True))
        if account:
            speaks = f.c.name.icontains(account, autoescape=True)
            connection.execute(sa.update(f).where(f.c.import_id == number, speaks).values(name=""))
    account_ids.sweep(connection)
    return count


def forget_everything(connection: sa.Connection) -> None:
    """Take away every row, of every table but the version."""
    for table in database_tables.TABLES.sorted_tables:
        if table is not database_tables.version:
            connection.execute(sa.delete(table))
