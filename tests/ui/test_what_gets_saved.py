"""What gets saved, the stand-outs, the periods compared, and In short: the pages say what the analysis found."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from tests.figures.drawn import numbers
from tests.ui.visiting import SAVES_VS, TRENDS, chart, export, headings, open_page, sample, samples, trace, words
from worthsaving.analysis import change, expected, what_gets_saved
from worthsaving.analysis.periods import compare
from worthsaving.figures import tables, what_gets_saved as what_gets_saved_figure
from worthsaving.reading import read_files
from worthsaving.ui.parts import video_selection
from worthsaving.ui.shell import session
from worthsaving.words import (
    change as change_words,
    expected as expected_words,
    format,
    periods,
    what_gets_saved as what_gets_saved_words,
)

WHAT = "pages/what_gets_saved.py"
HEADER = "title,link,date,views,likes,comments,shares,saves\n"
LINK = "https://www.tiktok.com/@cook/video/75274521129810{:05d}"


def sheet(rows: list[tuple[str, str, object, object, object, object]]) -> session.Export:
    """A hand-made sheet of (title, date, views, likes, comments, saves)."""
    lines = [f"{t},{LINK.format(n)},{d},{v},{li},{c},1,{s}\n" for n, (t, d, v, li, c, s) in enumerate(rows)]
    return export("mine.csv", (HEADER + "".join(lines)).encode())


def days(number: int) -> list[str]:
    """So many posting days, three days apart."""
    return [str(date.fromordinal(date(2025, 1, 1).toordinal() + 3 * n)) for n in range(number)]


def tagged(times: int) -> session.Export:
    """Sixty videos of which every third has #soup and `times` the saves."""
    return sheet([
        (f"Dish {n} {'#soup' if n % 3 == 0 else '#cake'}", day, 5000 + n % 11, 200 + n % 7, 20 + n % 5,
         (20 + n % 9) * (times if n % 3 == 0 else 1))
        for n, day in enumerate(days(60))
    ])  # fmt: skip


def videos_of(*files: session.Export):
    """What is read from the files."""
    return read_files([(file.name, file.data) for file in files]).videos


def table(at, first: str):
    """The one table whose first column is named so."""
    (found,) = [frame.value for frame in at.dataframe if list(frame.value.columns)[:1] == [first]]
    return found


def test_the_page_shows_what_was_found():
    """Heading, chart and table are the analysis of the same videos, in its order."""
    file = tagged(4)
    at = open_page(WHAT, file)
    assert not at.exception
    found = what_gets_saved.what_gets_saved(videos_of(file))
    assert found["clear"].any()
    assert headings(at)[0] == what_gets_saved_words.what_gets_saved(found)
    wanted = what_gets_saved_figure.drawn(found)
    drawn = numbers(trace(chart(at, "what_gets_saved"), "holds up")["x"])
    assert sorted(drawn) == pytest.approx(sorted(wanted[wanted["clear"]]["ratio"]))
    shown = table(at, "What").set_index("What")
    pd.testing.assert_series_equal(
        shown["Videos"].sort_index(), found.set_index("value")["n"].sort_index(), check_names=False, check_dtype=False
    )
    assert (
        shown["How sure"].eq("clear").sort_index().tolist() == found.set_index("value")["clear"].sort_index().tolist()
    )
    assert what_gets_saved_words.effect_legend("UTC", wanted, compared=len(found)) in words(at)


def test_more_comes_first():
    """In the table what holds up stands first, of that what is saved more, and then what is saved less; so do the others."""
    shown = table(open_page(WHAT, tagged(4)), "What")
    place = list(zip(shown["How sure"] != "clear", shown["Times as often"] < 1, strict=True))
    assert place == sorted(place)
    assert len(set(place)) > 2


def test_nothing_clear_is_said():
    """Where no tag makes a difference the heading says so, and the chart has no dot that holds up."""
    at = open_page(WHAT, tagged(1))
    assert headings(at)[0].startswith("No tag, word, length or time is clearly saved more or less")
    assert {drawn["name"] for drawn in chart(at, "what_gets_saved")["data"]} == {"could be chance"}


def test_videos_all_alike_cannot_be_compared():
    """With nothing to tell the videos apart the page says what it takes, and draws nothing."""
    at = open_page(WHAT, sheet([("Soup", "2025-01-01", 1000, 50, 5, 5)] * 12))
    assert not at.exception
    assert headings(at)[0].startswith("To compare tags, words, lengths and times we need saves")
    assert not at.get("plotly_chart")


def test_without_saves_the_page_says_so():
    """A Studio file alone: which file has saves, and the one chart of what it does count."""
    at = open_page(WHAT, sample("Content"))
    assert "None of your 15 videos has a saves count" in words(at)
    assert [element.proto.id.rsplit("chart_", 1)[1] for element in at.get("plotly_chart")] == ["no_saves"]


def test_the_zone_moves_the_hours():
    """Parts of the day are told in the zone that was picked; it stands in the address; a wrong one is UTC."""
    file = sample("tiktok_business_videos")
    utc = table(open_page(WHAT, file), "What")
    tokyo = table(open_page(WHAT, file, zone="Asia/Tokyo"), "What")

    def parts(shown):
        return shown[shown["Kind"] == "part of day"].set_index("What")["Videos"].sort_index().to_dict()

    wanted = what_gets_saved.what_gets_saved(videos_of(file), zone="Asia/Tokyo")
    wanted = wanted[wanted["kind"] == "part of day"].set_index("value")["n"].sort_index().to_dict()
    assert parts(tokyo) == wanted
    assert parts(utc) != parts(tokyo)
    wrong = open_page(WHAT, file, zone="Mars/Olympus")
    assert not wrong.exception
    assert parts(table(wrong, "What")) == parts(utc)


def test_the_stand_outs_have_their_numbers():
    """Expected, observed, range and ratio of each video that stands out, the furthest first."""
    rows = [(f"Dish {n}", day, 5000 + 13 * n, 200 + n % 7, 20 + n % 5, 20 + n % 9) for n, day in enumerate(days(60))]
    rows[7] = ("Wonder", *rows[7][1:5], 900)
    file = sheet(rows)
    at = open_page(SAVES_VS, file)
    videos = videos_of(file)
    found = expected.expected_saves(videos)
    assert (found["verdict"] == "more than expected").sum() == 1
    assert "1 video was saved more than its views, likes and comments suggest" in headings(at)
    (shown,) = [frame.value for frame in at.dataframe if tables.SUGGESTED in frame.value.columns]
    assert shown["Caption"].tolist() == ["Wonder"]
    assert shown["Saves"].tolist() == [900]
    (row,) = found[found["verdict"] == "more than expected"].index
    assert shown[tables.SUGGESTED].tolist() == [round(found["expected"][row])]
    assert shown[tables.TIMES].tolist() == pytest.approx([found["ratio"][row]])
    assert shown[tables.RANGE].tolist() == [f"{found['low'][row]:,.0f} – {found['high'][row]:,.0f}"]


def test_no_stand_out_is_said():
    """Alike videos: none stands out, no table of them."""
    rows = [(f"Dish {n}", day, 5000 + 13 * n, 200 + n % 7, 20 + n % 5, 20 + n % 9) for n, day in enumerate(days(60))]
    at = open_page(SAVES_VS, sheet(rows))
    assert (
        "No single video is out of the ordinary: your saves follow your views, likes and comments (60 videos)"
        in headings(at)
    )
    assert not [frame for frame in at.dataframe if tables.SUGGESTED in frame.value.columns]


def test_a_ticked_stand_out_opens_its_card(monkeypatch):
    """The row that was ticked is the video whose card opens, whatever the table's order."""
    opened = []
    monkeypatch.setattr(session, "pick_video", opened.append)
    event = SimpleNamespace(selection=SimpleNamespace(rows=[1]))
    monkeypatch.setattr(video_selection.st, "session_state", {"stand_outs": event})
    video_selection.from_table("stand_outs", videos_of(tagged(1)).index[[9, 4, 2]])()
    assert opened == [4]


def test_the_card_is_traced_to_its_numbers():
    """Rate and verdict on the card are the sentences of that very video; its strip has its dot."""
    rows = [(f"Dish {n}", day, 5000 + 13 * n, 200 + n % 7, 20 + n % 5, 20 + n % 9) for n, day in enumerate(days(60))]
    rows[7] = ("Wonder", *rows[7][1:5], 900)
    file = sheet(rows)
    videos = videos_of(file)
    label = videos.index[videos["title"] == "Wonder"][0]
    at = open_page(SAVES_VS, file, picked=int(label))
    said = words(at)
    raw = 1000 * 900 / float(videos["views"][label])
    assert f"{format.figures(raw)} saves per 1,000 views as counted" in said
    assert expected_words.against_expected(expected.expected_saves(videos).loc[label], 900) in said
    assert numbers(trace(chart(at, "video_card"), "video")["x"])[0] == pytest.approx(raw, rel=0.1)


@pytest.mark.parametrize(
    ("views", "saves"), [(0, 0), (10, 20), ("", 4)], ids=["0 views", "saves above views", "views unknown"]
)
def test_a_card_without_a_rate_says_why(views, saves):
    """No number is made up: the sentence says what a rate takes, and no strip is drawn."""
    rows = [(f"Dish {n}", day, 5000 + n, 200, 20, 20 + n % 9) for n, day in enumerate(days(20))]
    rows[0] = ("Odd", rows[0][1], views, 1, 1, saves)
    file = sheet(rows)
    videos = videos_of(file)
    label = int(videos.index[videos["title"] == "Odd"][0])
    at = open_page(SAVES_VS, file, picked=label)
    assert not at.exception
    if not at.get("plotly_chart"):
        pytest.fail("no chart at all: the card cannot be told from an empty page")
    assert "No save rate: that takes views and a saves count" in words(at)
    assert not [element for element in at.get("plotly_chart") if "chart_video_card" in element.proto.id]


def test_periods_are_compared_as_they_are_picked():
    """The verdict below the pickers is the analysis of the picked days; another pick, another verdict."""
    file = sample("tiktok_business_videos")
    at = open_page(TRENDS, file)
    pickers = {picker.label: picker for picker in at.date_input}
    first, second = (pickers[name].value for name in ("First period", "Second period"))
    found = compare(videos_of(file), first, second)
    assert f"{periods.comparison(found)}." in words(at)
    assert periods.compared_rates(found) in words(at)
    assert "overlap" not in words(at)
    pickers["Second period"].set_value((first[0], first[1])).run()
    assert not at.exception
    assert "Too few videos to compare: 0 in the first period, 0 in the second" in words(at)
    assert "The periods overlap: videos posted in both are left out." in words(at)


def test_a_change_is_drawn_where_it_is_said():
    """Rates that jump at one day: the sentence under the chart names it and the dashed line stands there."""
    jump = sheet([
        (f"Dish {n}", day, 5000 + 13 * n, 200, 20, (20 + n % 9) * (4 if n >= 40 else 1)) for n, day in enumerate(days(80))
    ])  # fmt: skip
    at = open_page(TRENDS, jump)
    found = change.change_point(videos_of(jump))
    assert found is not None
    assert change_words.change(found).rstrip(".") in words(at)
    lines = [shape for shape in chart(at, "save_rate_over_time")["layout"]["shapes"] if shape["type"] == "line"]
    assert [str(line["x0"])[:10] for line in lines] == [str(found.date)]


def test_without_a_change_no_line_is_drawn():
    """Steady rates have no dashed line and no sentence about a change."""
    at = open_page(TRENDS, tagged(1))
    shapes = chart(at, "save_rate_over_time")["layout"].get("shapes", [])
    assert not [shape for shape in shapes if shape["type"] == "line"]
    assert "Since about" not in words(at)


def test_posting_hours_stand_beside_the_followers_hours():
    """One line, each with its zone and without a claim; it follows the zone that is picked."""
    said = words(open_page(WHAT, *samples(), account="@tinykitchen.sample · TikTok"))
    assert "Your followers are there most from 19:00 to 22:00 (their file names no time zone)." in said
    assert "You post most from 22:00 to 01:00 in UTC: 87 of 184 videos." in said
    said = words(open_page(WHAT, *samples(), account="@tinykitchen.sample · TikTok", zone="America/New_York"))
    assert "in America/New_York" in said
    assert "You post most from 22:00" not in said
    assert "followers" not in words(open_page(WHAT, sample("tiktok_business_videos")))


def test_no_zone_is_asked_where_nothing_can_be_compared():
    """Nine videos never make five with a thing and five without it: a choice of hours would change nothing."""
    few = sheet([(f"#a {n}", day, 1000, 50, 2, n) for n, day in enumerate(days(9))])
    assert not [box for box in open_page(WHAT, few).selectbox if box.label == "Days and hours in"]
    assert [box for box in open_page(WHAT, tagged(4)).selectbox if box.label == "Days and hours in"]
