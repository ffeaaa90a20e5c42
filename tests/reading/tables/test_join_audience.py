"""Joining audience files: the newer wins, the order of files does not matter, and what is unsure is unknown."""

from __future__ import annotations

from itertools import permutations

import pandas as pd

from tests.reading.made import TODAY
from worthsaving import Reading, read_files

HOURS = "Date,Hour,Active followers\n"
GENDER = "Gender,Distribution\n"


def read(*texts: str) -> Reading:
    return read_files([(f"{at}.csv", text.encode()) for at, text in enumerate(texts)], today=TODAY)


def test_the_file_with_the_later_last_day_is_newer():
    """Its count of a day that both have is taken, whichever came first; rows that became one are counted."""
    older, newer = HOURS + "2026-11-01,5,10\n", HOURS + "2026-11-01,5,8\n2026-11-02,5,9\n"
    for files in permutations((older, newer)):
        reading = read(*files)
        assert reading.audience["value"].tolist() == [8, 9]
        assert sum(file.merged for file in reading.files) == 1
        assert sum(file.kept for file in reading.files) == 3


def test_of_two_files_with_the_same_last_day_the_larger_count_is_taken():
    """A day still grows."""
    for files in permutations((HOURS + "2026-11-01,5,10\n", HOURS + "2026-11-01,5,12\n")):
        assert read(*files).audience["value"].tolist() == [12]


def test_shares_that_differ_without_a_day_are_unknown():
    """Neither is newer: one of the two files says so, and names the other."""
    for files in permutations((GENDER + "Male,0.4\nFemale,0.6\n", GENDER + "Male,0.5\nFemale,0.5\n")):
        reading = read(*files)
        assert reading.audience["value"].isna().all()
        said = [problem for file in reading.files for problem in file.problems]
        assert len(said) == 1
        assert "give different shares" in said[0]


def test_the_same_shares_twice_are_no_doubt():
    """Only a difference is."""
    reading = read(GENDER + "Male,0.4\nFemale,0.6\n", GENDER + "Female,0.6\nMale,0.40\n")
    assert sorted(reading.audience["value"]) == [0.4, 0.6]
    assert [file.problems for file in reading.files] == [(), ()]
    assert sum(file.merged for file in reading.files) == 2


def test_shares_of_two_days_stay_beside_each_other():
    """Each is a fact of its day."""
    zips = [(f"Followers_mila ({n}).zip", _followers(f"2026-11-0{n}", share)) for n, share in ((1, 0.4), (2, 0.5))]
    found = read_files(zips, today=TODAY).audience
    gender = found[found["kind"] == "gender"]
    assert gender["value"].tolist() == [0.4, 0.5]
    assert gender["day"].tolist() == [pd.Timestamp("2026-11-01"), pd.Timestamp("2026-11-02")]


def _followers(day: str, share: float) -> bytes:
    from tests.reading.made import zipped_names

    return zipped_names({
        "FollowerActivity.csv": f"{HOURS}{day},5,10\n".encode(),
        "FollowerGender.csv": f"{GENDER}Male,{share}\n".encode(),
    })  # fmt: skip
