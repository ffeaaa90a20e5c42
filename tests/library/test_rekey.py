"""Videos of version 1 under the keys of version 2: a profile's posts come apart, a log's rows come together."""

import pytest
import sqlalchemy as sa

from tests.library import made, version_1
from worthsaving.library import Library, stored_rows
from worthsaving.library.kept.hashes import digests
from worthsaving.library.location import parse_address

LOG = {"platform": "tiktok", "title": "Knots", "posted_at": made.START, "source": "plain-videos"}
PROFILE = {**LOG, "link": "https://www.tiktok.com/@tiny"}


def rows_of_version_1(rows: list[dict]):
    """The rows of one file, with the keys that version 1 gave them: any link, else a hash and the row's number."""
    found = stored_rows.observations(made.frame(rows), 0)
    text = digests(found, ("account", "title", "posted_at", "posted_day_local")).astype("str")
    numbered = "row:" + text + ":" + text.groupby(text).cumcount().astype("str")
    link = "link:" + found["link"].str.removeprefix("https://www.")
    return found.assign(key=numbered.where(found["link"].eq(""), link))


def keep_as_version_1(address: str, rows: list[dict]) -> None:
    """Write the rows as one import of a library of version 1."""
    tables = version_1.tables().tables
    engine = sa.create_engine(parse_address(address).url, poolclass=sa.NullPool)
    found = rows_of_version_1(rows)
    with engine.begin() as connection:

        def number(name: str, **values: object) -> int:
            table = tables[name]
            same = [
                table.c[c] == values[c] for c in ("platform", "account", "key", "video_id", "digest") if c in values
            ]
            there = connection.execute(sa.select(table.c.id).where(*same)).scalar() if same else None
            return there or connection.execute(sa.insert(table).values(**values)).inserted_primary_key[0]

        kept = number("kept_import", kept_at=0, observations=len(found), days=0)
        for row in found.to_dict("records"):
            owner = number("kept_account", platform=row["platform"], account=row["account"])
            v, s = tables["kept_video"], tables["kept_strand"]
            there = connection.execute(sa.select(v.c.id).where(v.c.key == row["key"])).scalar()
            video = there or number("kept_video", platform=row["platform"], key=row["key"], account_id=owner)
            names = [c.name for c in s.c if c.name not in ("id", "video_id")]
            there = connection.execute(
                sa.select(s.c.id).where(s.c.video_id == video, s.c.digest == row["digest"])
            ).scalar()
            strand = there or number("kept_strand", video_id=video, **{name: row[name] for name in names})
            o = tables["kept_observation"]
            values = {c.name: row[c.name] for c in o.c if c.name not in ("strand_id", "import_id")}
            connection.execute(sa.insert(o).values(strand_id=strand, import_id=kept, **values))


@pytest.fixture
def older(address):
    """The address of a library of version 1, on each engine."""
    version_1.put_at(address)
    return address


def found(library: Library) -> dict[str, list[int]]:
    """The views of each video without an id, oldest first."""
    views: dict[str, list[int]] = {}
    videos = sorted(line for line in library.dump().splitlines() if '"row:' in line or '"link:' in line)
    import json

    for line in videos:
        values = json.loads(line)
        views.setdefault(f"{values[2]} {values[3]}", []).append(values[-8])
    return {key: sorted(each) for key, each in views.items()}


def at(week: int, views: int, row: dict) -> dict:
    return {**row, "observed_at": made.now(week), "views": views}


def test_a_log_is_one_post_after_the_upgrade(older):
    """Its readings were a video each. The next log finds them there."""
    log = [at(1, 10, LOG), at(2, 20, LOG), at(3, 30, LOG)]
    keep_as_version_1(older, log)
    library = Library.open(older)
    assert [*found(library).values()] == [[10, 20, 30]]
    kept = library.keep(made.reading(made.snapshot("log", made.frame([*log, at(4, 40, LOG)]))), now=made.now(5))
    assert (kept.new_videos, kept.new_observations, kept.unchanged) == (0, 1, 3)


def test_two_posts_of_one_title_and_time_stay_two(older):
    both = [at(1, 10, LOG), at(1, 11, LOG), at(2, 20, LOG), at(2, 21, LOG)]
    keep_as_version_1(older, both)
    library = Library.open(older)
    assert sorted(found(library).values()) == [[10, 20], [11, 21]]
    assert library.keep(made.reading(made.snapshot("same", made.frame(both))), now=made.now(5)).unchanged == 4


def test_posts_under_the_link_of_a_profile_come_apart(older):
    posts = [at(1, 10, PROFILE), at(1, 11, {**PROFILE, "title": "Ropes", "account": "tiny"})]
    keep_as_version_1(older, posts)
    library = Library.open(older)
    assert sorted(found(library).values()) == [[10], [11]]
    assert library.keep(made.reading(made.snapshot("same", made.frame(posts))), now=made.now(5)).unchanged == 2
    assert len(library.reading(accounts=[("tiktok", "tiny")]).videos) == 37


def test_what_is_right_is_left_as_it_is(older):
    """One post with its history, a post's link, a row that nothing describes."""
    rows = [
        at(1, 10, LOG),
        at(1, 11, {**LOG, "platform": "instagram", "link": "https://www.instagram.com/p/C8abcde"}),
        at(1, 12, {"platform": "tiktok", "source": "plain-videos"}),
    ]
    keep_as_version_1(older, rows[:1])
    keep_as_version_1(older, [*rows[1:], at(2, 20, LOG)])
    before = sorted(rows_of_version_1(rows)["key"])
    assert sorted(key.split()[0] for key in found(Library.open(older))) == before


def test_no_observation_is_lost(older):
    """Each import still has as many rows as it recorded."""
    keep_as_version_1(
        older, [at(week, week, row) for week in (1, 2) for row in (LOG, PROFILE, {**PROFILE, "title": "b"})]
    )
    library = Library.open(older)
    library.dump()
    with library._store.read() as connection:
        counted = connection.exec_driver_sql(
            "SELECT i.observations, (SELECT count(*) FROM kept_observation o WHERE o.import_id = i.id) FROM kept_import i"
        )
        assert all(recorded == there for recorded, there in counted)
    videos = len(library.reading().videos)
    library.undo_last()
    assert videos - len(library.reading().videos) == 2  # LOG and PROFILE are one post, "b" another
