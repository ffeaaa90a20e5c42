"""Counts that are an account's, not a video's."""

import pytest

from tests.reading.made import TODAY
from worthsaving import read_files


def read(text: str):
    """The reading of one made-up file."""
    return read_files([("x.csv", text.encode())], today=TODAY)


@pytest.mark.parametrize(
    "header",
    [
        "Follows",
        "New follows",
        "Followers gained",
        "New followers",
        "Total follows",
        "涨粉",
        "粉丝增量",
        "Nuevos seguidores",
    ],
)
def test_followers_gained_are_follows(header: str) -> None:
    """By any of their names, and the column is not named as unused."""
    reading = read(f"Title,Views,Saves,{header}\na,90,5,3\nb,80,4,3\n")
    assert reading.videos["follows"].tolist() == [3, 3]
    assert reading.files[0].ignored == ()
    assert reading.files[0].problems == () or "Total" in header


@pytest.mark.parametrize(
    "header", ["Reach", "Accounts reached", "People reached", "Post reach", "Reichweite", "Охват", "リーチ"]
)
def test_accounts_reached_are_reach(header: str) -> None:
    """By any of their names, and never views."""
    reading = read(f"Title,Views,Saves,{header}\na,90,5,30\nb,80,4,31\n")
    assert reading.videos["reach"].tolist() == [30, 31]
    assert reading.videos["views"].tolist() == [90, 80]


@pytest.mark.parametrize(
    "header",
    ["Followers", "Follower count", "Total followers", "Following", "Net followers", "Reach rate", "Avg reach"],
)
def test_what_an_account_has_is_no_follows(header: str) -> None:
    """The followers an account has, whom it follows, and rates stay unused."""
    reading = read(f"Title,Views,Saves,{header}\na,90,5,300\nb,80,4,310\n")
    assert reading.videos[["follows", "reach"]].isna().all(axis=None)
    assert reading.files[0].ignored == (header,)


def test_follows_that_stand_with_followers_may_be_whom_the_account_follows() -> None:
    """With one video an account nothing tells them apart: unknown, with a line."""
    reading = read("Title,User,Views,Followers,Follows\na,x,90,5000,300\nb,y,80,400,20\n")
    assert reading.videos["follows"].isna().all()
    assert any("may count whom an account follows" in problem for problem in reading.files[0].problems)


def test_follows_that_do_not_differ_within_an_account_are_its_own() -> None:
    """As any other total that stands with the followers."""
    reading = read("Title,User,Views,Followers,Follows\na,x,90,5000,300\nb,x,70,5000,300\nc,y,80,400,20\n")
    assert reading.videos["follows"].isna().all()
    reading = read("Title,User,Views,Followers,Follows\na,x,90,5000,3\nb,x,70,5000,0\nc,y,80,400,2\n")
    assert reading.videos["follows"].tolist() == [3, 0, 2]


def test_followers_gained_are_no_sign_of_an_accounts_totals() -> None:
    """A count that is the same in two rows stays, where only followers gained stand beside it."""
    reading = read("Title,Views,Likes,Followers gained\na,90,5,3\nb,80,5,4\n")
    assert reading.videos["likes"].tolist() == [5, 5]
