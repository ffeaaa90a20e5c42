"""A video's growth on its card, from the library."""

import pytest
from streamlit.runtime.caching.cache_resource_api import clear_session_cache

from tests.ui import weekly
from tests.ui.library_visit import open_from_library
from tests.ui.visiting import SAVES_VS, chart, export, open_page, trace, words
from worthsaving.analysis import growth
from worthsaving.library import Library
from worthsaving.reading import read_files
from worthsaving.ui.shell import library_access

pytestmark = pytest.mark.usefixtures("library_path")


def video_at(number: int) -> int:
    """The index label of a video in the library's reading."""
    videos = library_access.open_library().reading().videos
    return int(videos.index[videos["title"] == f"Soup {number}"][0])


def test_a_card_shows_how_the_video_grew(four_weeks):
    """The points are the exports; gains a day and the comparison at equal age are those of the simulated account."""
    at = open_from_library(SAVES_VS, picked=video_at(weekly.STAR))
    saves = trace(chart(at, "growth"), "Saves")
    weeks = [week for week in range(4) if weekly.STAR in weekly.truth(week)]
    assert [row[0] for row in saves["customdata"]] == [
        f"{weekly.truth(week)[weekly.STAR]['saves']:,}" for week in weeks
    ]
    said = words(at)
    last = weekly.gained(2, 3)[weekly.STAR]
    assert f"Between 16 Mar 2026 and 23 Mar 2026 it gained {last} saves" in said
    assert "At 7 days it had" in said
    # Those seen once before they were 7 days old and once after; the video itself is not among its others.
    born = {number: 7 * number / weekly.PER_WEEK - weekly.BEFORE for number in weekly.truth(3)}
    others = [number for number, day in born.items() if number != weekly.STAR and -7 <= day <= 14]
    assert f"{len(others)} other videos had" in said
    assert "more than usual" in said
    assert "of its saves came after its first week" in said


def test_a_usual_video_is_about_usual(four_weeks):
    """The verdict is not always the same."""
    said = words(open_from_library(SAVES_VS, picked=video_at(21)))
    assert "about usual" in said


def test_a_card_compares_a_video_once_a_visit(four_weeks, monkeypatch):
    """A rerun says the same without working it out again."""
    compared, really = [], growth.equal_age

    def counting(*asked):
        compared.append(asked)
        return really(*asked)

    monkeypatch.setattr(growth, "equal_age", counting)
    clear_session_cache("test session id")  # AppTest gives every visit this id: another test's answer is still there
    at = open_from_library(SAVES_VS, picked=video_at(weekly.STAR))
    assert "At 7 days it had" in words(at)
    assert "At 7 days it had" in words(at.run())
    assert len(compared) == 1


def test_a_video_too_old_for_the_comparison_says_so(four_weeks):
    """Of a video first seen weeks after posting nobody knows how it stood at 7 days."""
    said = words(open_from_library(SAVES_VS, picked=video_at(0)))
    assert "How it stood at 7 days can't be told" in said
    assert "times your usual" not in said


def test_growth_shows_for_a_dropped_file_too(four_weeks):
    """The library is asked although the page shows a dropped file."""
    at = open_page(SAVES_VS, export(*weekly.file(3)), picked=weekly.STAR)
    assert trace(chart(at, "growth"), "Likes")


def test_one_observation_is_no_growth(library_path):
    """With a single export there is no curve, and no word about one."""
    Library.open(str(library_path)).keep(read_files([weekly.file(0)]), now=weekly.moment(0))
    assert "How it grew" not in words(open_from_library(SAVES_VS, picked=0))
