"""The observations can be split by series without a change to the code: what a distributed engine would do with them."""

import pandas as pd

from tests.library import made
from worthsaving.library import Library

SPLIT = """
ALTER TABLE kept_observation RENAME TO whole;
ALTER TABLE whole RENAME CONSTRAINT kept_observation_pkey TO whole_pkey;
ALTER INDEX kept_observation_import RENAME TO whole_import;
CREATE TABLE kept_observation (LIKE whole) PARTITION BY HASH (strand_id);
ALTER TABLE kept_observation ADD PRIMARY KEY (strand_id, observed_at, import_id, counts_key);
CREATE INDEX kept_observation_import ON kept_observation (import_id);
CREATE TABLE part_0 PARTITION OF kept_observation FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE part_1 PARTITION OF kept_observation FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE part_2 PARTITION OF kept_observation FOR VALUES WITH (MODULUS 3, REMAINDER 2);
INSERT INTO kept_observation SELECT * FROM whole;
DROP TABLE whole;
"""


def test_a_library_split_by_series_answers_the_same(on_server, on_disk):
    split, plain = Library.open(on_server), Library.open(on_disk)
    for week in range(4):
        for library in (split, plain):
            library.keep(made.week(week), now=made.now(week))
        if week == 0:
            with split._store.transaction() as connection:
                for statement in SPLIT.strip().split(";\n"):
                    connection.exec_driver_sql(statement.rstrip(";"))
    assert split.dump() == plain.dump()
    pd.testing.assert_frame_equal(split.changes(), plain.changes())
    pd.testing.assert_frame_equal(split.histories(), plain.histories())
    split.undo_last()
    plain.undo_last()
    assert split.dump() == plain.dump()
    with split._store.read() as connection:
        parts = [connection.exec_driver_sql(f"SELECT count(*) FROM part_{n}").scalar_one() for n in range(3)]
    assert all(parts)
