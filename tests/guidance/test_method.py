"""How this is worked out: the words are there, and the worked example's numbers are those of the data."""

import pandas as pd
import pytest

from tests.analysis.making import table
from worthsaving.analysis import change, expected, growth, headline, trend, unusual, video_rates, what_gets_saved
from worthsaving.analysis.models import rates
from worthsaving.guidance import method
from worthsaving.words import format


def test_every_question_is_answered_in_plain_words():
    """Sections have a title and more than a line; the references are there; nothing is said twice."""
    titles = [title for title, _ in method.sections()]
    assert len(titles) >= 6
    assert len(set(titles)) == len(titles)
    assert all(len(text) > 100 and "\n" not in text for _, text in method.sections())
    assert len(method.references()) >= 3


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Under {} videos, or without a single save, nobody's usual is known", rates.MIN_VIDEOS),
        ("1 more save in {} more views", rates.PRIOR_VIEWS),
        ("at least {} videos is compared", what_gets_saved.MIN_WITH),
        ("Hochberg's rule at {} %", round(100 * unusual.FALSE_SHARE)),
        ("for its views and likes at {} %", round(100 * expected.FALSE_SHARE)),
        ("fewer than {} saves", headline.FEW_SAVES),
        ("({} in 10 or more of all that have either)", round(10 * what_gets_saved.SAME)),
        ("about 1 of {} quiet accounts", round(1 / change.LEVEL)),
        ("about 1 of {} quiet accounts", round(1 / trend.LEVEL)),
        ("say {} days after posting", round(growth.WEEK)),
        ("more than {} days apart", round(growth.MAX_GAP_DAYS)),
        ("at least {} of them", growth.MIN_OTHERS),
        ("28 days, {} or more of them", growth.MIN_FOLLOWED),
        ("Under {} saves we say nothing", growth.MIN_COUNT),
        ("followed for at least {} days", round(growth.SETTLED_DAYS)),
    ],
)
def test_the_numbers_in_the_text_are_those_of_the_code(words, number):
    """What the page says is what is done."""
    assert words.format(number) in " ".join(text for _, text in method.sections())


def test_the_first_guess_is_as_wide_as_the_text_says():
    """Nineteen in twenty rates lie between next to nothing and about four times its mean, which is one half at most."""
    assert "from next to nothing to about four times that" in " ".join(text for _, text in method.sections())
    guess = rates.fit(pd.Series([5], dtype="Int64"), pd.Series([1000], dtype="Int64"))
    low, high = guess.interval(0.95)
    assert low < 0.03 * guess.mean
    assert 3.5 < high / guess.mean < 4
    assert rates.fit(pd.Series([900], dtype="Int64"), pd.Series([900], dtype="Int64")).mean == 0.5


def test_one_viral_video_is_not_said_to_be_harmless():
    """It is called a trend now and then, and the text does not say never."""
    text = " ".join(text for _, text in method.sections())
    assert "One viral video can hardly do it" in text


def worked(**columns) -> str:
    """The example of a table and its own rates."""
    videos = table(**columns)
    return method.worked_example(videos, rates.rates(videos), video_rates.models(videos))


def test_the_example_is_the_video_that_moved_furthest():
    """Its views, saves, counted and believable rate stand in the sentence."""
    videos = table(views=[50, *[10_000] * 19], saves=[2, *[30 + n for n in range(19)]])
    found = rates.rates(videos)
    said = method.worked_example(videos, found, video_rates.models(videos))
    assert (
        "Of 20 videos the one whose rate was moved most has 50 views and 2 saves: counted, that is 40 per 1,000 views."
        in said
    )
    fair, low, high = (format.fine_rate(found[name][0]) for name in ("mean", "low", "high"))
    assert f"Set beside your other videos, {fair} is a fairer guess (likely {low} to {high})." in said


def test_few_videos_are_set_beside_nothing():
    """Under eight videos nobody's usual is known, and the sentence does not say so."""
    said = worked(views=[50], saves=[1])
    assert said.startswith("Your one video with a save rate has 50 views and 1 save: counted, that is 20")
    assert "your other videos" not in said
    assert "With so few videos" in worked(views=[50, 900], saves=[1, 3])


def test_accounts_of_few_videos_are_set_beside_nothing():
    """Fifteen videos of three accounts of five: each account's normal is a guess, and nothing else is said."""
    videos = table(views=[50] * 15, saves=[3, *range(14)], platform="tiktok", account=["a", "b", "c"] * 5)
    normal = video_rates.models(videos)
    said = method.worked_example(videos, video_rates.judged(videos, normal), normal)
    assert "With so few videos to set it beside" in said


def test_one_of_several_accounts_is_set_beside_its_own():
    """The other accounts' videos had no part in it."""
    videos = table(views=[50, *[10_000] * 19], saves=[2, *[30 + n for n in range(19)]], account=["a"] * 10 + ["b"] * 10)
    normal = video_rates.models(videos)
    said = method.worked_example(videos, video_rates.judged(videos, normal), normal)
    assert "Set beside the other videos of its account, " in said


def test_a_few_of_many_videos_are_set_beside_all_of_them():
    """Where the page shows some of an account's videos, the models say what they were judged by."""
    videos = table(views=[50, *[10_000] * 19], saves=[2, *[30 + n for n in range(19)]])
    normal = video_rates.models(videos)
    some = video_rates.judged(videos, normal).head(5)
    assert "Set beside your other videos" in method.worked_example(videos.head(5), some, normal)
    assert "With so few videos" in method.worked_example(videos.head(5), some, video_rates.models(videos.head(5)))


def test_no_rate_no_example():
    """Unknown saves, 0 views, more saves than views and no video at all give no example."""
    assert worked(views=[50, 0, 10, None], saves=[None, 0, 20, 3]) == ""
    empty = table(0)
    assert (
        method.worked_example(empty, pd.DataFrame(columns=["raw", "mean", "low", "high"], index=empty.index), {}) == ""
    )


def test_all_zero_saves_are_an_example_too():
    """A true zero is said as 0."""
    said = worked(views=list(range(100, 130)), saves=[0] * 30)
    assert "counted, that is 0 per 1,000 views. With no difference between your rates to learn from, " in said
