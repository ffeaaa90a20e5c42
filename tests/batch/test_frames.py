"""Accounts in pandas frames, as Spark's mapInPandas hands them over."""

import pandas as pd

from tests.batch.conftest import TODAY
from tests.benchmarks import accounts_made as made
from worthsaving.batch.account import account_rows
from worthsaving.batch.columns import RESULT
from worthsaving.batch.frames import RESULT_DDL, summarise_frames


def test_an_account_cut_by_the_end_of_a_frame_is_whole():
    """However the rows are cut into frames, each account has the numbers of its own file."""
    table = pd.concat([made.account(number, 25) for number in range(4)], ignore_index=True)
    alone = [row for number in range(4) for row in account_rows([("x.csv", made.csv(number, 25))], today=TODAY)]
    assert len(alone) == 4
    for size in (7, 40, 1_000):
        frames = [table.iloc[at : at + size] for at in range(0, len(table), size)]
        found = pd.concat(summarise_frames(iter(frames), account="author", today=TODAY), ignore_index=True)
        assert found["account"].tolist() == [f"maker{number}" for number in range(4)]
        for number, row in enumerate(alone):
            assert found.loc[number, ["saves", "save_rate_low", "usual_high"]].tolist() == [
                row["saves"], row["save_rate_low"], row["usual_high"],
            ]  # fmt: skip


def test_rows_that_are_no_posts_give_a_reason():
    """Nothing raises inside a cluster's task."""
    table = pd.DataFrame({"author": ["a", None], "words": ["x", "y"]})
    (found,) = summarise_frames([table], account="author", today=TODAY)
    assert found["status"].tolist() == ["account not read"] * 2
    assert found["reason"].str.len().gt(20).all()


def test_spark_knows_every_column():
    """Each column of the result has a type in Spark's words."""
    assert [part.split()[0] for part in RESULT_DDL.split(", ")] == RESULT.names
    assert "problems array<string>" in RESULT_DDL
    assert "save_rate double" in RESULT_DDL
    assert "first_day date" in RESULT_DDL
