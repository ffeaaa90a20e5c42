"""The database tables of a library. Rows are only added; undoing and forgetting delete them.

A *series* is all observations of one video that came from the same kind of export: same caption, link and account, and
the same counts present. The newest value of each column is thus in the last observation of one of the video's series,
which the primary key of the observations finds without reading the others. In the database a series is called a
strand (`kept_strand`, `strand_id`): the names of version 1 stay. Moments and days are whole microseconds since 1970
(UTC), the same in every engine.
"""

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, MetaData, Table, Text, UniqueConstraint

from worthsaving import schema

VERSION = 5
"""The version of these tables. A change to them raises it and adds a step to `migrations.STEPS`."""

COUNTS = ("views", "likes", "comments", "shares", "saves", "downloads", "reach", "follows")
"""The counts of a video, in the order of their bits in `present`: a new one goes to the end."""

DAY_COUNTS = tuple(column.name for column in schema.DAYS if column.dtype == schema.COUNT)

_ID = BigInteger().with_variant(Integer, "sqlite")  # SQLite generates ids only in an INTEGER key
TABLES = MetaData()

version = Table("kept_version", TABLES, Column("version", Integer, nullable=False))

imports = Table(
    "kept_import",
    TABLES,
    Column("id", _ID, primary_key=True),
    Column("kept_at", BigInteger, nullable=False),
    Column("observations", BigInteger, nullable=False),  # how many rows it wrote, so that a partial import would show
    Column("days", BigInteger, nullable=False),
    Column("audience", BigInteger, nullable=False, server_default="0"),
    sqlite_autoincrement=True,  # the id of an undone import is not used again
)

files = Table(
    "kept_file",
    TABLES,
    Column("digest", Text, primary_key=True),
    Column("import_id", _ID, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("kept_at", BigInteger, nullable=False),
    Column("in_part", Boolean, nullable=False),  # one of its accounts was forgotten: the file may be kept again
    Column(
        "version", Integer, nullable=False, server_default="1"
    ),  # of the tables it was kept in: an older one stored less
)

accounts = Table(
    "kept_account",
    TABLES,
    Column("id", _ID, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("account", Text, nullable=False),
    UniqueConstraint("platform", "account"),
)

videos = Table(
    "kept_video",
    TABLES,
    Column("id", _ID, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("key", Text, nullable=False),  # id:..., link:... or row:..., see stored_rows.py
    Column("account_id", _ID, nullable=False, index=True),
    UniqueConstraint("platform", "key"),
)

series = Table(
    "kept_strand",
    TABLES,
    Column("id", _ID, primary_key=True),
    Column("video_id", _ID, nullable=False),
    Column("digest", BigInteger, nullable=False),  # hash of all the columns below
    Column("account", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("posted_at", BigInteger),
    Column("posted_day_local", BigInteger),
    Column("duration_s", Float),
    Column("media", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("present", Integer, nullable=False),  # which counts it has, one bit each in the order of COUNTS
    UniqueConstraint("video_id", "digest"),
)

observations = Table(
    "kept_observation",
    TABLES,
    Column("strand_id", _ID, primary_key=True),
    Column("observed_at", BigInteger, primary_key=True),
    Column("import_id", _ID, primary_key=True),
    Column("counts_key", BigInteger, primary_key=True),  # hash of the counts and of `stated`
    Column("stated", Boolean, nullable=False),  # False: the file gives no date, this is when it was kept
    *(Column(name, BigInteger) for name in COUNTS),
    Index("kept_observation_import", "import_id"),
    sqlite_with_rowid=False,  # stored in the order of its key: a series' observations are adjacent on disk
)

days = Table(
    "kept_day",
    TABLES,
    Column("account_id", _ID, primary_key=True),
    Column("day", BigInteger, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("present", Integer, primary_key=True),  # which counts it has, one bit each in the order of DAY_COUNTS
    Column("observed_at", BigInteger, primary_key=True),
    Column("import_id", _ID, primary_key=True),
    Column("counts_key", BigInteger, primary_key=True),
    *(Column(name, BigInteger) for name in DAY_COUNTS),
    Index("kept_day_import", "import_id"),
    sqlite_with_rowid=False,
)

audience = Table(
    "kept_audience",
    TABLES,
    Column("account_id", _ID, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("observed_at", BigInteger, primary_key=True),
    Column("import_id", _ID, primary_key=True),
    Column("digest", BigInteger, primary_key=True),  # hash of all the columns below
    Column("key", Text, nullable=False),
    Column("day", BigInteger),
    Column("value", Float),
    Column("source", Text, nullable=False),
    Index("kept_audience_import", "import_id"),
    sqlite_with_rowid=False,
)

coverage = Table(  # what one import held of one account and format
    "kept_coverage",
    TABLES,
    Column("import_id", _ID, primary_key=True),
    Column("platform", Text, primary_key=True),
    Column("account", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("taken_from", BigInteger, nullable=False),
    Column("taken_to", BigInteger, nullable=False),
    Column("first_posted", BigInteger),
    Column("observations", BigInteger, nullable=False),
)

bets = Table(  # what a new video was expected to have at an age; a settled one is never changed
    "kept_bet",
    TABLES,
    Column("video_id", _ID, primary_key=True),
    Column("horizon_days", Integer, primary_key=True),
    Column("import_id", _ID, nullable=False, index=True),  # the import that it was made from
    Column("made_at", BigInteger, nullable=False),  # when the video's saves were counted that it was made from
    Column("saves_then", BigInteger, nullable=False),
    Column("low", BigInteger, nullable=False),
    Column("high", BigInteger, nullable=False),
    Column("videos", BigInteger, nullable=False),  # how many finished videos it was made from
    Column("settled_by", _ID, index=True),  # the import that settled it
    Column("settled_at", BigInteger),
    Column("saves", BigInteger),
)

tests = Table(  # written down before its posts, never edited, judged once
    "kept_test",
    TABLES,
    Column("id", _ID, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("question", Text, nullable=False),
    Column("kind", Text, nullable=False),  # the two kinds of posts: those that have this value, and those that have not
    Column("value", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("planned", BigInteger, nullable=False),  # posts of each kind
    Column("judged_by", _ID, index=True),  # the import that brought the last post it needed
    Column("judged_at", BigInteger),
    Column("verdict", Text),
    Column("ratio", Float),
    Column("low", Float),
    Column("high", Float),
)

labels = Table(  # a creator's own words on posts: they stay when an import is undone
    "kept_label",
    TABLES,
    Column("platform", Text, primary_key=True),
    Column("key", Text, primary_key=True),  # of the video, as in kept_video; it need not be there
    Column("label", Text, primary_key=True),
    Column("account", Text, nullable=False),  # whose the post was when it was labelled
    Column("value", Text, nullable=False),
    Column("given", Text, nullable=False),  # the value before it was renamed or merged into another
    Column("given_at", BigInteger, nullable=False),
    Index("kept_label_account", "platform", "account"),
)

marks = Table(  # what happened on a day or in a span of days, in a creator's own words
    "kept_mark",
    TABLES,
    Column("id", _ID, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("day", BigInteger, nullable=False),
    Column("until", BigInteger),  # the span's last day
    Column("text", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Index("kept_mark_account", "platform", "account"),
    sqlite_autoincrement=True,  # the number of a removed mark is not used again
)

rules = Table(  # which captions get a label, those of posts to come, too
    "kept_rule",
    TABLES,
    Column("platform", Text, primary_key=True),
    Column("account", Text, primary_key=True),
    Column("label", Text, primary_key=True),
    Column("how", Text, primary_key=True),
    Column("text", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("given", Text, nullable=False),  # the value before it was renamed or merged into another
    Column("made_at", BigInteger, nullable=False),
)

groups = Table(  # accounts that a creator or agency looks at together, under a name
    "kept_group",
    TABLES,
    Column("name", Text, primary_key=True),
    Column("platform", Text, primary_key=True),
    Column("account", Text, primary_key=True),
    Column("made_at", BigInteger, nullable=False),
)
