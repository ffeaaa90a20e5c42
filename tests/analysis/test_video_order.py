"""The videos in an order somebody asks for."""

import pandas as pd
import pytest

from tests.analysis.making import table
from worthsaving.analysis import video_order

VIDEOS = table(
    title=["Soup (easy)", "Bread", "soup.*", "Rice", "Cake"],
    saves=[5, None, 9, 0, None],
    views=[100, 700, 900, None, 300],
    posted_at=["2026-03-01", None, "2026-01-01", "2026-05-01", None],
).set_axis([10, 11, 12, 13, 14])
RATES = pd.DataFrame({"mean": [0.05, float("nan"), 0.01, 0.0, float("nan")]}, index=VIDEOS.index)


@pytest.mark.parametrize(
    ("order", "labels"),
    [
        ("Most saved", [12, 10, 13, 11, 14]),
        ("Highest adjusted rate", [10, 12, 13, 11, 14]),
        ("Most views", [12, 11, 14, 10, 13]),
        ("Newest", [13, 10, 12, 11, 14]),
    ],
)
def test_each_order(order, labels):
    """The largest (newest) first; what is not known comes last, the more viewed before the less; a zero is known."""
    found, how_many = video_order.find(VIDEOS, RATES, words="", order=order)
    assert found.index.tolist() == labels
    assert how_many == 5
    pd.testing.assert_frame_equal(found, VIDEOS.loc[labels])


def test_every_order_has_its_case():
    """No order is offered that the rule above does not cover."""
    assert set(video_order.ORDERS) == {"Most saved", "Highest adjusted rate", "Most views", "Newest"}


@pytest.mark.parametrize(
    ("missing", "offered"),
    [
        ([], ["Most saved", "Highest adjusted rate", "Most views", "Newest"]),
        (["saves"], ["Most views", "Newest"]),
        (["posted_at"], ["Most saved", "Highest adjusted rate", "Most views"]),
        (["saves", "posted_at", "views"], ["Most views"]),
    ],
)
def test_only_orders_that_say_something_are_offered(missing, offered):
    """Without any saves known nothing can be most saved; one order always is there."""
    videos = VIDEOS.assign(**{name: VIDEOS[name].iloc[:0].reindex(VIDEOS.index) for name in missing})
    rates = RATES.iloc[:0].reindex(RATES.index) if "saves" in missing else RATES
    assert video_order.offered(videos, rates) == offered


def test_a_day_alone_is_a_posting_time():
    """Where only the printed day is known it counts."""
    videos = table(title=["a", "b"], posted_day_local=["2026-01-01", "2026-02-01"])
    assert video_order.find(videos, RATES, words="", order="Newest")[0]["title"].tolist() == ["b", "a"]


@pytest.mark.parametrize(("words", "labels"), [("SOUP", [12, 10]), (".*", [12]), ("(easy", [10]), ("noodles", [])])
def test_words_are_found_as_they_are(words, labels):
    """In any case, and never as a pattern."""
    found, how_many = video_order.find(VIDEOS, RATES, words=words, order="Most saved")
    assert found.index.tolist() == labels
    assert how_many == len(labels)


def test_the_first_of_many_are_the_first_of_all(monkeypatch):
    """The cut comes after sorting over all videos, and the number found is that of all."""
    monkeypatch.setattr(video_order, "ROWS", 2)
    found, how_many = video_order.find(VIDEOS, RATES, words="", order="Newest")
    assert found.index.tolist() == [13, 10]
    assert how_many == 5


@pytest.mark.parametrize(("page", "labels"), [(1, [13, 10]), (2, [12, 11]), (3, [14]), (4, [])])
def test_pages_follow_each_other_over_all_videos(monkeypatch, page, labels):
    """Every page is sorted over all videos, and the last one has what is left."""
    monkeypatch.setattr(video_order, "ROWS", 2)
    found, how_many = video_order.find(VIDEOS, RATES, words="", order="Newest", page=page)
    assert found.index.tolist() == labels
    assert how_many == 5


def test_an_unknown_order_is_a_bug():
    """An order that nobody offers is refused, not guessed."""
    with pytest.raises(KeyError):
        video_order.find(VIDEOS, RATES, words="", order="Best")


def test_the_input_stays_as_it_was():
    """Neither table is changed, and an empty one has an empty answer."""
    before = VIDEOS.copy()
    video_order.find(VIDEOS, RATES, words="soup", order="Most saved")
    pd.testing.assert_frame_equal(VIDEOS, before)
    found, how_many = video_order.find(VIDEOS.iloc[:0], RATES, words="", order="Most saved")
    assert (len(found), how_many) == (0, 0)
