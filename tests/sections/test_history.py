"""What an open library adds to a video's card."""

import datetime as dt
from types import SimpleNamespace

import pandas as pd
import pytest

from tests.library import made
from worthsaving.analysis import age
from worthsaving.library import Library
from worthsaving.sections.answers import Answers
from worthsaving.sections.history import History
from worthsaving.sections.video import growth


def notes(week: int) -> pd.DataFrame:
    """A week's export of posts without id and link."""
    return made.truth(week).assign(video_id="", link="", source="xiaohongshu-notes", platform="xiaohongshu")


def keep_notes(library: Library, weeks: int) -> None:
    for week in range(weeks):
        library.keep(made.reading(made.snapshot(str(week), notes(week))), now=made.now(week))


@pytest.fixture
def library(tmp_path):
    """A library of four exports of posts without an id."""
    return made.once(Library.open(str(tmp_path / "library.sqlite")), keep_notes, 4)


@pytest.fixture
def settled_library(tmp_path):
    """A library of nine of them: long enough to see when saves settle."""
    return made.once(Library.open(str(tmp_path / "library.sqlite")), keep_notes, 9)


def answers(library: Library, videos: pd.DataFrame) -> Answers:
    look = SimpleNamespace(library=library, key=("one",), notes="", empty=False)
    return Answers(made.reading(made.snapshot("dropped", videos)), history=History(lambda: look))


def test_a_post_without_an_id_has_its_curve(library):
    """From the file that was dropped in as from the library."""
    (part,) = growth(answers(library, notes(3)), 0)
    assert part.charts
    assert growth(answers(library, library.reading().videos), 0)


def test_posts_that_nothing_tells_apart_have_no_curve(library):
    twins = pd.concat([notes(3).head(1)] * 2, ignore_index=True)
    assert growth(answers(library, twins), 0) == ()


def test_when_saves_settle_is_asked_of_the_accounts_shown(settled_library):
    """The other accounts of a library say nothing of when this one's saves are there."""
    known = answers(settled_library, notes(8))
    assert known.settled_days == age.settling_days(settled_library.histories())
    assert known.settled_days > age.YOUNG_DAYS
    assert answers(settled_library, notes(8).assign(account="another")).settled_days is None
    assert answers(settled_library, notes(8).head(0)).settled_days is None


def test_the_reason_of_a_difference_is_sought_among_the_videos_that_are_compared(settled_library):
    """Videos still collecting, by the library's age of settling, take no part in either."""
    mixed = notes(8)
    known = answers(
        settled_library, mixed.assign(title=[f"Soup {number} {'#rye' * (number % 2)}" for number in mixed.index])
    )
    day = known.videos["posted_day"]
    first, middle, last = day.min().date(), day.median().date(), day.max().date()
    a, b = (first, middle), (middle + dt.timedelta(days=1), last)
    assert known.comparison(a, b).left_out_young
    found = known.comparison(a, b)
    assert known.further.split(a, b).n == found.n_a + found.n_b


def test_planned_tests_are_read_once_until_one_is_written_down(library):
    """Writing one down is seen, and asks nothing else again."""
    asked: list[str] = []

    class Counted:
        def tests(self, accounts):
            asked.append("tests")
            return library.tests(accounts)

        def bets(self, accounts):
            asked.append("bets")
            return library.bets(accounts)

    look = SimpleNamespace(library=Counted(), key=("one",), notes="none", empty=False)
    history = History(lambda: look)
    for _ in range(2):
        history.tests(())
        history.bets(())
    assert asked == ["tests", "bets"]
    look.notes = "one"
    history.tests(())
    history.bets(())
    assert asked == ["tests", "bets", "tests"]
