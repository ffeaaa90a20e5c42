-- The tables of version 4 of a library, as SQLite holds them. A backup of that version has exactly these.
CREATE TABLE kept_version (
    version INTEGER NOT NULL
);
CREATE TABLE kept_import (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kept_at BIGINT NOT NULL,
    observations BIGINT NOT NULL,
    days BIGINT NOT NULL,
    audience BIGINT DEFAULT '0' NOT NULL
);
CREATE TABLE kept_file (
    digest TEXT NOT NULL,
    import_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    kept_at BIGINT NOT NULL,
    in_part BOOLEAN NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    PRIMARY KEY (digest)
);
CREATE TABLE kept_account (
    id INTEGER NOT NULL,
    platform TEXT NOT NULL,
    account TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (platform, account)
);
CREATE TABLE kept_video (
    id INTEGER NOT NULL,
    platform TEXT NOT NULL,
    "key" TEXT NOT NULL,
    account_id INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (platform, "key")
);
CREATE TABLE kept_strand (
    id INTEGER NOT NULL,
    video_id INTEGER NOT NULL,
    digest BIGINT NOT NULL,
    account TEXT NOT NULL,
    title TEXT NOT NULL,
    link TEXT NOT NULL,
    posted_at BIGINT,
    posted_day_local BIGINT,
    duration_s FLOAT,
    media TEXT NOT NULL,
    source TEXT NOT NULL,
    present INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (video_id, digest)
);
CREATE TABLE kept_observation (
    strand_id INTEGER NOT NULL,
    observed_at BIGINT NOT NULL,
    import_id INTEGER NOT NULL,
    counts_key BIGINT NOT NULL,
    stated BOOLEAN NOT NULL,
    views BIGINT,
    likes BIGINT,
    comments BIGINT,
    shares BIGINT,
    saves BIGINT,
    downloads BIGINT,
    reach BIGINT,
    follows BIGINT,
    PRIMARY KEY (strand_id, observed_at, import_id, counts_key)
)
 WITHOUT ROWID;
CREATE TABLE kept_day (
    account_id INTEGER NOT NULL,
    day BIGINT NOT NULL,
    source TEXT NOT NULL,
    present INTEGER NOT NULL,
    observed_at BIGINT NOT NULL,
    import_id INTEGER NOT NULL,
    counts_key BIGINT NOT NULL,
    views BIGINT,
    profile_views BIGINT,
    likes BIGINT,
    comments BIGINT,
    shares BIGINT,
    saves BIGINT,
    viewers BIGINT,
    followers BIGINT,
    PRIMARY KEY (account_id, day, source, present, observed_at, import_id, counts_key)
)
 WITHOUT ROWID;
CREATE TABLE kept_audience (
    account_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    observed_at BIGINT NOT NULL,
    import_id INTEGER NOT NULL,
    digest BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    day BIGINT,
    value FLOAT,
    source TEXT NOT NULL,
    PRIMARY KEY (account_id, kind, observed_at, import_id, digest)
)
 WITHOUT ROWID;
CREATE TABLE kept_coverage (
    import_id INTEGER NOT NULL,
    platform TEXT NOT NULL,
    account TEXT NOT NULL,
    source TEXT NOT NULL,
    taken_from BIGINT NOT NULL,
    taken_to BIGINT NOT NULL,
    first_posted BIGINT,
    observations BIGINT NOT NULL,
    PRIMARY KEY (import_id, platform, account, source)
);
CREATE TABLE kept_bet (
    video_id INTEGER NOT NULL,
    horizon_days INTEGER NOT NULL,
    import_id INTEGER NOT NULL,
    made_at BIGINT NOT NULL,
    saves_then BIGINT NOT NULL,
    low BIGINT NOT NULL,
    high BIGINT NOT NULL,
    videos BIGINT NOT NULL,
    settled_by INTEGER,
    settled_at BIGINT,
    saves BIGINT,
    PRIMARY KEY (video_id, horizon_days)
);
CREATE TABLE kept_test (
    id INTEGER NOT NULL,
    platform TEXT NOT NULL,
    account TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    question TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    zone TEXT NOT NULL,
    planned BIGINT NOT NULL,
    judged_by INTEGER,
    judged_at BIGINT,
    verdict TEXT,
    ratio FLOAT,
    low FLOAT,
    high FLOAT,
    PRIMARY KEY (id)
);
CREATE TABLE kept_label (
    platform TEXT NOT NULL,
    "key" TEXT NOT NULL,
    label TEXT NOT NULL,
    account TEXT NOT NULL,
    value TEXT NOT NULL,
    given TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    PRIMARY KEY (platform, "key", label)
);
CREATE TABLE kept_mark (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    platform TEXT NOT NULL,
    account TEXT NOT NULL,
    day BIGINT NOT NULL,
    until BIGINT,
    text TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE TABLE kept_rule (
    platform TEXT NOT NULL,
    account TEXT NOT NULL,
    label TEXT NOT NULL,
    how TEXT NOT NULL,
    text TEXT NOT NULL,
    value TEXT NOT NULL,
    given TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (platform, account, label, how, text)
);
CREATE TABLE kept_group (
    name TEXT NOT NULL,
    platform TEXT NOT NULL,
    account TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (name, platform, account)
);
CREATE INDEX ix_kept_file_import_id ON kept_file (import_id);
CREATE INDEX ix_kept_video_account_id ON kept_video (account_id);
CREATE INDEX kept_observation_import ON kept_observation (import_id);
CREATE INDEX kept_day_import ON kept_day (import_id);
CREATE INDEX kept_audience_import ON kept_audience (import_id);
CREATE INDEX ix_kept_bet_import_id ON kept_bet (import_id);
CREATE INDEX ix_kept_bet_settled_by ON kept_bet (settled_by);
CREATE INDEX ix_kept_test_judged_by ON kept_test (judged_by);
CREATE INDEX kept_label_account ON kept_label (platform, account);
CREATE INDEX kept_mark_account ON kept_mark (platform, account);
