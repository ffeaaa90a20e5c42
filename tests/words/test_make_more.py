"""The few words on what to make more and less of: sure and unsure kept apart."""

import pytest

from tests.words.test_overview import DOWN, DOWN_TOO, LEANS_DOWN, LEANS_UP, UP, UP_TOO
from tests.words.test_video import found
from worthsaving.words.overview import make_more
from worthsaving.words.overview.make_more import Advice


@pytest.mark.parametrize(
    ("rows", "way", "said"),
    [
        (
            (UP, UP_TOO),
            "more",
            Advice("more", "Make more of", ("#soup", "#stew"), "#soup: saved about twice as often", sure=True),
        ),
        ((UP,), "more", Advice("more", "Make more of", ("#soup",), "saved about twice as often", sure=True)),
        ((UP, LEANS_UP), "more", Advice("more", "Make more of", ("#soup",), "saved about twice as often", sure=True)),
        (
            (DOWN_TOO, DOWN),
            "less",
            Advice("less", "Make less of", ("#meh", "#cozy"), "#meh: saved about a third as often", sure=True),
        ),
        (
            (LEANS_UP,),
            "more",
            Advice("more", "Maybe more of", ("“pan”",), "leaning this way, could be chance", sure=False),
        ),
        (
            (LEANS_DOWN,),
            "less",
            Advice("less", "Maybe less of", ("“hello”",), "leaning this way, could be chance", sure=False),
        ),
    ],
)
def test_what_leans_is_a_maybe(rows, way, said):
    """Only what holds up is advice, with how often it is saved; beside it what leans is not named."""
    assert make_more.things(found(*rows), way) == said
    assert said.named == " · ".join(said.names)


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("weekday", "Thursday", "posts on Thursday"),
        ("part of day", "evening, 18 to 24", "evening, 18 to 24"),
        ("hashtag", "#soup", "#soup"),
        ("label: Pillar", "how-to", "how-to"),
    ],
)
def test_a_weekday_reads_as_something_to_make(kind, value, said):
    """Nobody makes more of Thursday."""
    assert make_more.things(found((kind, value, 9, 1.6, 0.9, 2.9, False)), "more").names == (said,)


def test_nothing_compared_is_no_advice():
    """Without rows there is no piece."""
    assert make_more.things(found(), "more") is None


def test_a_video_to_take_after_has_both_rates():
    """Its own and the usual one, and its caption cut at a word."""
    said = make_more.video("The crispiest udon carbonara of my whole life", 0.0187, 0.0082)
    assert said == Advice(
        "like",
        "More like this one",
        ("The crispiest udon carbonara…",),
        "19 saves per 1,000 views; usual: 8.2",
        sure=True,
    )
