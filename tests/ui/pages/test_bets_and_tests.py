"""Bets beside new videos, on the card and in a list; a test planned from a row, and the list of tests."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.library import made
from tests.ui.library_visit import CHANGED, open_from_library
from tests.ui.visiting import SAVES_VS, headings, open_page, plain, words
from worthsaving.analysis.plans import bets, planned_tests
from worthsaving.library import Library, NewTest
from worthsaving.words.plans import bets as bets_words, planned_tests as test_words

pytestmark = pytest.mark.usefixtures("library_path")
DAILY = ("tiktok", "daily")


def keep_ten_weeks(library):
    library.keep(made.followed(9), now=made.now(8))
    library.keep(made.followed(1, first=9), now=made.now(9))


@pytest.fixture
def followed(library_path):
    """A library of ten weeks of an account with daily posts."""
    return made.once(Library.open(str(library_path)), keep_ten_weeks)


def table(at: AppTest, column: str):
    """The one table with a column of this name."""
    (found,) = [frame.value for frame in at.dataframe if column in frame.value]
    return found


def test_what_changed_has_a_bet_beside_each_new_video_and_how_the_last_came_out(followed):
    at = open_page(CHANGED)
    assert not at.exception
    kept = followed.bets()
    record = bets.record(kept)
    assert (
        f"{record.inside} of your last {record.settled} bets came out inside; {record.promised} were promised"
        in headings(at)
    )
    beside = table(at, "What happened")
    new = beside[beside["What happened"] == "new"]
    known = {row.title.strip(): f"{row.low:,} to {row.high:,}" for row in kept[kept["state"] == "open"].itertuples()}
    assert len(new) == 7
    for caption, said in zip(new["Caption"], new[bets_words.COLUMN], strict=True):
        assert said == known.get(caption, "")
    assert new[bets_words.COLUMN].ne("").sum() >= 4
    old = beside[beside["Caption"].isin(kept.loc[kept["saves"].notna(), "title"].str.strip())]
    assert old[bets_words.COLUMN].eq("").all()
    listed = table(at, "Came out")
    assert listed["Saves on day 28"].notna().sum() == record.settled
    assert (listed["Came out"] == "inside").sum() == (kept["state"] == "inside").sum()


def test_without_bets_the_page_says_what_the_first_one_needs(four_weeks):
    """Of the videos followed until day 28, those count that were seen while they were new."""
    followed = bets.followed(four_weeks.histories())
    assert 0 < followed < bets.AT_LEAST
    at = open_page(CHANGED)
    assert "No bet on a new video yet" in headings(at)
    assert f"Can't tell yet: about {bets.AT_LEAST - followed} more video" in words(at)
    assert not [frame for frame in at.dataframe if "Came out" in frame.value]


def test_a_card_has_the_bet_of_its_video(followed):
    """Also of a video that was seen once, which has no curve yet."""
    videos, kept = followed.reading().videos, followed.bets()
    newest = kept[kept["state"] == "open"].iloc[0]
    label = int(videos.index[videos["video_id"] == newest["video_id"]][0])
    said = words(open_from_library(SAVES_VS, picked=label))
    assert plain(bets_words.one(newest)) in said
    assert "it will likely have" in said
    settled = kept[kept["state"] == "inside"].iloc[0]
    label = int(videos.index[videos["video_id"] == settled["video_id"]][0])
    assert f"inside the {settled['low']} to {settled['high']} that were expected" in words(
        open_from_library(SAVES_VS, picked=label)
    )


def everything(at: AppTest) -> str:
    """All that can be read, the dialog's words too."""
    return "\n".join(
        plain(str(part.value)) for kind in ("markdown", "text", "caption", "success") for part in at.get(kind)
    )


def offering():
    """A page with nothing but the offer to plan a test on #rye."""
    import streamlit as st

    from worthsaving.sections.answers import Answers
    from worthsaving.ui.pages import planned_tests
    from worthsaving.ui.shell import session

    session.start_page()
    now = session.library()
    if now is not None:
        reading = now.library.reading(accounts=[("tiktok", "daily")])
        planned_tests.offer(Answers(reading), "hashtag", "#rye", "UTC")
    st.caption("end")


def planning():
    """A page with the dialog open: AppTest reruns the page where a browser reruns the dialog alone."""
    from worthsaving.sections.answers import Answers
    from worthsaving.ui.pages import planned_tests
    from worthsaving.ui.shell import session

    session.start_page()
    reading = session.library().library.reading(accounts=[("tiktok", "daily")])
    planned_tests._dialog(Answers(reading), ("tiktok", "daily"), "hashtag", "#rye", "UTC")


def test_a_test_is_planned_in_a_dialog_and_stands_on_what_changed(followed):
    at = AppTest.from_function(offering).run()
    (button,) = at.button
    assert plain(button.label) == "Plan a test"
    at = button.click().run()
    plan = planned_tests.plan(followed.reading().videos)
    assert "Do posts with #rye get saved more?" in everything(at)
    assert test_words.plan(plan, 0) in everything(at)
    (size,) = at.radio
    assert size.value == (plan.suggested or 30)
    at = AppTest.from_function(planning).run()
    at = at.radio[0].set_value(10).run()
    (write,) = [button for button in at.button if plain(button.label) == "Write it down"]
    at = write.click().run()
    assert test_words.WRITTEN in everything(at)
    written = followed.tests().iloc[0]
    assert (written["question"], written["value"], written["planned"]) == (
        "Do posts with #rye get saved more?",
        "#rye",
        10,
    )
    assert not [button for button in at.button if plain(button.label) == "Write it down"], "it is written down once"
    assert not at.radio
    again = AppTest.from_function(planning).run()
    (write,) = [button for button in again.button if plain(button.label) == "Write it down"]
    assert "open already" in everything(write.click().run())
    at = open_page(CHANGED)
    assert "1 open test" in headings(at)
    stands = "0 of 10 with it, 0 of 10 without. Can't tell yet: about 20 more videos."
    assert f"Do posts with #rye get saved more? {stands} Written down " in everything(at)


def test_without_a_library_no_test_is_offered(library_path):
    assert not AppTest.from_function(offering).run().button


def test_a_judged_test_shows_its_verdict(library_path):
    library = Library.open(str(library_path))
    library.keep(made.followed(2), now=made.now(1))
    library.plan_test(NewTest(DAILY, "Do posts with #rye get saved more?", "hashtag", "#rye", 6), now=made.now(1))
    for week in (2, 3, 4):
        library.keep(made.followed(1, first=week), now=made.now(week))
    at = open_page(CHANGED)
    assert "1 test judged" in headings(at)
    said = everything(at)
    assert "Do posts with #rye get saved more? No winner: saved about " in said
    assert "(6 posts of each)" in said


def test_more_tests_than_are_said_in_words_stand_in_a_table(library_path):
    library = Library.open(str(library_path))
    library.keep(made.followed(2), now=made.now(1))
    for number in range(4):
        library.plan_test(
            NewTest(DAILY, f"Question {number}?", "hashtag", f"#rye{number}", 6), now=made.now(2 + number)
        )
    at = open_page(CHANGED)
    assert table(at, "How it stands")["Question"].tolist() == [f"Question {number}?" for number in (3, 2, 1, 0)]
    said = everything(at)
    assert "Question 3? 0 of 6 with it" in said
    assert "Question 0? 0 of 6 with it" not in said
