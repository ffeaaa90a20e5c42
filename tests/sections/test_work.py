"""Each number is worked out once a choice: counted, not timed."""

from collections import Counter

import pytest
from streamlit.runtime.caching.cache_resource_api import clear_session_cache

from tests.ui.visiting import TRENDS, open_page, samples
from worthsaving.analysis import change, engagement, features, headline, relation as correlations, select, trend
from worthsaving.analysis.models import beta_binomial, nb2, rates
from worthsaving.sections.answers import Answers
from worthsaving.sections.choice.choice import Choice
from worthsaving.sections.once import MOST, Once


@pytest.fixture
def fits(monkeypatch):
    """How often each set of videos was fitted, by its counts."""
    found: Counter = Counter()
    really = rates.fit

    def counting(saves, views, **options):
        found[tuple(saves.fillna(-1)), tuple(views.fillna(-1)), *options.items()] += 1
        return really(saves, views, **options)

    monkeypatch.setattr(rates, "fit", counting)
    clear_session_cache("test session id")  # AppTest gives every visit this id: another test's answers are still there
    return found


@pytest.mark.parametrize("page", ["app.py", TRENDS])
def test_no_set_of_videos_is_fitted_twice(fits, page):
    """Headline, trend, findings and places share their fits."""
    at = open_page(page, *samples())
    assert not at.exception
    assert fits
    assert max(fits.values()) == 1


def test_a_rerun_works_nothing_out(fits):
    """The same page again, with the same choice, asks for nothing new."""
    at = open_page("app.py", *samples())
    before = sum(fits.values())
    at.run()
    assert sum(fits.values()) == before > 0


@pytest.fixture
def work(monkeypatch):
    """How often each costly function was called: (module, name) -> calls."""
    found: Counter = Counter()

    def count(module, name):
        really = getattr(module, name)

        def counting(*given, **options):
            found[name] += 1
            return really(*given, **options)

        monkeypatch.setattr(module, name, counting)

    for module, name in (
        (features, "_pieces"),
        (nb2, "fit"),
        (correlations, "correlation"),
        (beta_binomial, "maximise"),
    ):
        count(module, name)
    return found


def test_captions_are_split_once_a_question(samples, work):
    """All hashtags and words of all videos come from one look, and are not asked for again."""
    answers = Answers(samples)
    answers.what_gets_saved()
    answers.what_gets_saved()
    assert work["_pieces"] == 1


def test_saves_against_counts_and_rates_share_a_fit(samples, work):
    """Either way of looking costs its own fit; what stands out and the correlations are those of the rates."""
    answers = Answers(samples)
    for as_rates in (False, True):
        assert len(answers.relation("likes", as_rates=as_rates)[1].line.x)
    assert work["fit"] == 2
    assert work["correlation"] == 1


def test_the_first_page_asks_for_a_bounded_number_of_fits(samples, work):
    """A fit more shows here, before it shows on a slow machine: one account's level, trend, change and new videos."""
    videos = samples.videos
    most = videos.groupby(["platform", "account"], sort=False).size().idxmax()
    look = Answers(samples, Choice(most)).first_look
    assert look.level is not None
    assert len(look.new_videos)
    assert work["fit"] <= 14
    assert work["maximise"] <= 4


def test_the_posting_days_are_worked_out_once(samples):
    """Whoever asks for the posting days of the chosen videos gets the column, not a new one."""
    videos = Answers(samples).videos
    assert select.posted_day(videos) is not None
    assert select.posted_day(videos).equals(select.posted_day(samples.videos))
    changed = videos.assign(posted_at=videos["posted_at"].iloc[::-1].to_numpy())
    assert select.posted_day(changed).equals(videos["posted_day"])


def test_answers_are_those_of_the_functions(samples):
    """Sharing changes nothing: each answer is what its function gives for the same videos."""
    answers, videos = Answers(samples), samples.videos
    assert answers.headline == headline.headline(videos)
    assert answers.trend == trend.verdict(videos)
    assert answers.change == change.change_point(videos)
    assert answers.shares.equals(engagement.share_over_time(videos))


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_answers_that_stay_are_bounded(more):
    """Up to the bound every answer stays; one more, and the oldest is asked again."""
    once, asked = Once(), Counter()

    def ask(question):
        def work():
            asked[question] += 1
            return question

        return once(question, work)

    for question in range(MOST + more):
        assert ask(question) == question
    ask(0)
    assert asked[0] == (2 if more > 0 else 1)
