"""Counts of one video at one moment that differ."""

import pandas as pd
import pytest

from tests.reading.made import TODAY
from worthsaving import read_files
from worthsaving.reading.tables.disagreements import between_files, within_files


def rows(*each: tuple[int, int, str | None, int | None, int]) -> pd.DataFrame:
    """Rows of (file, video, day of counting, views, saves)."""
    table = pd.DataFrame(each, columns=["_file", "_key", "observed_at", "views", "saves"])
    table["observed_at"] = pd.to_datetime(table["observed_at"], utc=True)
    unknown = pd.Series(pd.NA, index=table.index, dtype="Int64")
    others = dict.fromkeys(("likes", "comments", "shares", "downloads", "reach", "follows"), unknown)
    return table.astype({"views": "Int64", "saves": "Int64"}).assign(**others)


def test_rows_of_one_file_are_named_by_their_places() -> None:
    """Of one video and moment with another count; an unknown count differs from none."""
    some = rows((0, 1, None, 5, 1), (0, 2, None, 5, 1), (0, 1, None, 5, 2), (0, 2, None, None, 1), (1, 1, None, 9, 9))
    assert within_files(some, 2) == (((0, 2),), ())
    dated = rows((0, 1, "2026-01-01", 5, 1), (0, 1, "2026-01-02", 6, 1), (0, 1, "2026-01-02", 7, 1))
    assert within_files(dated, 1) == (((1, 2),),)


@pytest.mark.parametrize(
    ("days", "dated"), [((None, None), False), (("2026-01-01", None), False), (("2026-01-01", "2026-01-01"), True)]
)
def test_files_that_may_have_counted_at_one_moment_differ(days: tuple[str | None, str | None], *, dated: bool) -> None:
    """The same moment, or an unknown one; videos that all count alike are left out."""
    found = between_files(rows((0, 1, days[0], 5, 1), (1, 1, days[1], 5, 2), (0, 2, None, 5, 1), (1, 2, None, 5, 1)))
    assert found["video"].nunique() == 1
    assert found["dated"].tolist() == [dated, dated]
    assert sorted(found["saves"]) == [1, 2]


def test_files_of_different_moments_may_differ() -> None:
    """Counts grow."""
    assert between_files(rows((0, 1, "2026-01-01", 5, 1), (1, 1, "2026-01-02", 6, 2))).empty


def test_a_log_is_held_against_another_file_by_its_newest_row() -> None:
    """Its own older rows are no disagreement."""
    log = [(0, 1, "2026-01-01", 5, 1), (0, 1, "2026-01-02", 6, 2)]
    assert between_files(rows(*log, (1, 1, None, 6, 2))).empty
    assert len(between_files(rows(*log, (1, 1, None, 7, 2)))) == 2


def test_the_later_file_says_so_once() -> None:
    """With the name of the first, how many posts, and which counts; a file that counts as the first did says nothing."""
    files = [
        (name, f"Video ID,Views,Saves\na,5,{saves}\nb,7,{saves}\n".encode())
        for name, saves in (("one.csv", 1), ("two.csv", 2), ("three.csv", 1))
    ]
    reports = read_files(files, today=TODAY).files
    said = [[text for text in report.problems if "nothing says which is newer" in text] for report in reports]
    assert [len(texts) for texts in said] == [0, 1, 0]
    assert said[1][0].startswith("2 of its videos have other saves in “one.csv”")
    same = read_files([files[0], ("copy.csv", files[0][1] + b"c,1,1\n")], today=TODAY).files
    assert all(not report.problems for report in same)
