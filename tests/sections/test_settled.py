"""The age from which a library shows saves to be nearly all there holds for every number, not for some of them."""

import pytest

from tests.report.making import OWN, samples
from worthsaving.analysis.age import YOUNG_DAYS, age_days
from worthsaving.analysis.labels import columns
from worthsaving.analysis.models import rates
from worthsaving.sections.answers import Answers, Choice
from worthsaving.sections.headline import headline, picture

SETTLED = 30.0


@pytest.fixture(scope="module")
def slow():
    """The samples where a library has shown that saves take a month."""
    answers = Answers(samples(), Choice(OWN))
    answers.settled_days = SETTLED
    return answers


@pytest.fixture(scope="module")
def finished(slow):
    """How many videos have a rate and are so old."""
    old = (age_days(slow.videos) >= SETTLED).fillna(False)
    return int((old & rates.usable(slow.videos["saves"], slow.videos["views"])).sum())


def test_the_headline_and_todays_level_wait_as_long(slow, finished):
    """Rates, the level with its videos, the dots and the videos kept most leave the same ones out."""
    assert slow.headline.rated == slow.trend.n == finished
    assert slow.headline.settled_days == SETTLED
    assert int(slow.buckets["n_rate"].sum()) == finished
    level = slow.first_look.level
    assert level.rate.n == int(
        ((slow.first_look.dots["day"] >= str(level.since)) & ~slow.first_look.dots["young"]).sum()
    )
    assert not (age_days(slow.videos)[slow.first_look.kept_most] < SETTLED).any()


def test_what_comes_next_and_the_corners_wait_as_long(slow):
    """The next video is judged by finished ones, and no younger one stands in a corner."""
    assert slow.further.next_video.since < Answers(samples(), Choice(OWN)).further.next_video.since
    young = (age_days(slow.videos) < SETTLED).fillna(False).astype(bool)
    for against in ("likes", "comments"):
        labels = slow.further.quadrants(against)["label"]
        assert set(labels[young].dropna()) == {"middle"}
        assert set(labels.dropna()) > {"middle"}
    fewer = slow.expected["verdict"].eq("fewer than expected").fillna(False)
    assert not (fewer & young).any()


def test_labels_wait_as_long(slow, finished):
    """The kinds of a label are compared on the same finished videos as everything else."""
    kinds = ["one", "other"] * (len(slow.videos) // 2 + 1)
    labelled = Answers(samples(), Choice(OWN))
    labelled.settled_days = SETTLED
    labelled.videos = slow.videos.assign(**{columns.kind("Pillar"): kinds[: len(slow.videos)]})
    assert labelled.further.standing("Pillar").n == finished


def test_new_videos_are_new_as_long(slow):
    """A video between a week and that age has no final rate yet."""
    found = slow.first_look.new_videos
    assert (found["age_days"] >= YOUNG_DAYS).any() or len(found) == 5
    assert set(found["basis"][found["age_days"] < SETTLED]) == {"so far"}


def test_the_sentences_name_that_age(slow):
    """Whoever reads why videos are left out reads the age that was used."""
    said = " ".join(line.text for part in headline(slow) for line in part.lines)
    assert "under 30 days old" in said
    assert "once it has been up for 30 days" in said
    assert "under 30 days old" in picture(slow).caption
