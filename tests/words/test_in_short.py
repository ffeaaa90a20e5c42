"""In short: which sentences, in what order, from which numbers; and none that the data cannot carry."""

from dataclasses import replace

import pandas as pd
import pytest

from tests.analysis.making import creator
from tests.words.test_headline import HEADLINE, RISING
from tests.words.test_video import CHANGE, FAULTY, found, verdicts
from worthsaving.analysis import change, expected, headline, trend, what_gets_saved
from worthsaving.schema import Estimate
from worthsaving.words import (
    change as change_words,
    expected as expected_words,
    trend as trend_words,
    what_gets_saved as what_gets_saved_words,
)
from worthsaving.words.overview import in_short

NOTHING = found()
MORE = ("hashtag", "#soup", 12, 2.1, 1.4, 3.0, True)
LESS = ("weekday", "Monday", 20, 0.5, 0.3, 0.8, True)
CHANCE = ("word", "hello", 9, 1.6, 0.9, 2.9, False)
JUDGED = verdicts(("more than expected", 2), ("as expected", 20))


def lines(videos: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """The sentences of a table."""
    return in_short.in_short(
        headline.headline(videos),
        trend.verdict(videos),
        change.change_point(videos),
        expected.expected_saves(videos),
        what_gets_saved.what_gets_saved(videos),
    )


def test_each_sentence_is_that_of_its_page():
    """Change, what to make more and less of, stand-outs: in this order, worded as on the page they lead to."""
    got = in_short.in_short(HEADLINE, RISING, CHANGE, JUDGED, found(MORE, CHANCE, LESS))
    assert [(section, text) for text, section in got] == [
        ("trend", f"{change_words.change(CHANGE)} {change_words.evidence(CHANGE)}"),
        ("what", what_gets_saved_words.one_thing(found(MORE).iloc[0])),
        ("what", what_gets_saved_words.one_thing(found(LESS).iloc[0])),
        ("saves_vs", f"{expected_words.stand_outs(JUDGED)}."),
    ]


def test_without_a_change_the_trend_leads():
    """The same sentence as on the page of trends."""
    text, section = in_short.in_short(HEADLINE, RISING, None, JUDGED, NOTHING)[0]
    assert (text, section) == (f"{trend_words.trend(RISING, HEADLINE)}.", "trend")


def test_what_stands_right_above_is_not_said_again():
    """After the headline, which has the level, its change and the trend, only the days of the change are new."""
    got = in_short.in_short(HEADLINE, RISING, CHANGE, JUDGED, found(MORE), after_headline=True)
    assert got[0] == (change_words.when(CHANGE), "trend")
    assert got[0][0] in change_words.evidence(CHANGE)
    got = in_short.in_short(HEADLINE, RISING, None, JUDGED, found(MORE), after_headline=True)
    assert [section for _, section in got] == ["what", "saves_vs"]


def test_nothing_clear_has_its_own_words():
    """Without a change, a finding or a video that stands out, three sentences say so."""
    unclear = replace(RISING, verdict="no clear trend", per_year=Estimate(1.0, 0.5, 1.5, 178))
    got = in_short.in_short(HEADLINE, unclear, None, verdicts(("as expected", 20)), found(CHANCE))
    assert [text.split(":")[0].split(" in your")[0].split(" (")[0] for text, _ in got] == [
        "No clear trend", "No tag, word, length or time is clearly saved more or less", "No single video is out of the ordinary",
    ]  # fmt: skip


def test_what_could_be_chance_is_not_said():
    """A finding that does not hold up is in no sentence, however strong."""
    assert not any(
        "hello" in text for text, _ in in_short.in_short(HEADLINE, RISING, None, JUDGED, found(CHANCE, LESS))
    )


@pytest.mark.parametrize("changes", [{"saves": 0}, {"saves": None, "pooled": None}, {"pooled": None}])
def test_without_saves_or_rates_nothing_is_said(changes):
    """No saves, unknown saves or no rate: the heading says it, and no sentence pretends more."""
    assert in_short.in_short(replace(HEADLINE, **changes), RISING, CHANGE, JUDGED, found(MORE)) == ()


@pytest.mark.parametrize("case", FAULTY)
def test_odd_tables_get_sensible_words(case, make_videos):
    """Whatever the counts, no sentence claims a finding, and none is broken."""
    columns = FAULTY[case]
    n = len(columns["saves"])
    days = pd.date_range("2025-01-01", periods=n, freq="3D", tz="UTC")
    videos = make_videos(title=["Soup #a"] * n, posted_at=days, observed_at=["2026-11-01"] * n, **columns)
    got = lines(videos)
    assert bool(got) == (case not in {"all zero", "no views", "0 views", "saves above views"})
    for text, _ in got:
        assert text.endswith(".")
        assert not text.endswith("..")
        assert not any(word in text for word in ("nan", "inf ", "None ", "<NA>")) or text.startswith("None of your")
        assert "as your others" not in text
        assert "saved more" not in text or text.startswith(("No tag", "Your newer videos were"))


def test_fifteen_videos_carry_no_finding():
    """Fifteen quiet videos: no trend, no change, no tag and no video is claimed."""
    videos, _ = creator(15, seed=5)
    said = " ".join(text for text, _ in lines(videos.assign(title="Soup #a")))
    assert "No clear trend" in said
    assert "Newer videos are saved" not in said
    assert "Since about" not in said
    assert "as your others" not in said
    assert "No single video is out of the ordinary" in said
