"""Every page there is, with data, with a file without saves, and with nothing; as the first request of a visit."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.test_places import WITHOUT
from tests.ui.visiting import (
    GUIDANCE,
    METHOD,
    PAGES,
    ROOT,
    SAVES_VS,
    TRENDS,
    chart,
    charts,
    counts,
    export,
    headings,
    open_page,
    plain,
    sample,
    samples,
    words,
)
from worthsaving.figures import tables
from worthsaving.guidance import notes
from worthsaving.ui.shell import frame

LOADS = {"nothing": (), "no saves": (sample("Content"),), "days only": (sample("Overview"),), "samples": samples()}
WITHOUT_SAVES = [(page, load) for page in PAGES for load in ("no saves", "days only") if page != GUIDANCE]
ZERO_RATE = re.compile(r"(?<![\d.,])0(\.0+)? ?(%|saves|people|per 1,000)|Saves: 0|Save rate: 0|Out of 1,0")


@pytest.fixture(scope="module", params=[(page, load) for page in PAGES for load in LOADS], ids=" with ".join)
def opened(request):
    """(page, load, the page after its script ran): one run serves all the rules below."""
    page, load = request.param
    return page, load, open_page(page, *LOADS[load])


def test_no_page_fails(opened):
    """No page raises or shows an error, whatever is loaded."""
    _, _, at = opened
    assert [error.value for error in at.exception] == []
    assert [error.value for error in at.error] == []
    assert at.title


def test_a_deep_link_shows_the_whole_frame(opened):
    """The sidebar links every page there is, once, says what is loaded and that nothing leaves the machine."""
    _, load, at = opened
    linked = {link.proto.page_script_hash for link in at.sidebar.get("page_link")}
    assert len(linked) == len(at.sidebar.get("page_link")) == len(PAGES)
    said = " ".join(caption.value for caption in at.sidebar.caption)
    assert "stay on this machine" in said
    assert ("No files yet" in said) == (load == "nothing")


def test_the_frame_knows_the_pages_on_disk():
    """A page in the folder that the frame does not link, or the reverse, is a mistake."""
    assert sorted(place.script for _, places in frame.GROUPS for place in places) == sorted(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_on_its_own(page):
    """A page's script started alone, without its neighbours, still shows its data."""
    at = AppTest.from_file(ROOT / page, default_timeout=60)
    at.session_state["files"] = samples()
    assert not at.run().exception
    assert at.title


def test_every_chart_has_a_note_and_words(opened):
    """Each chart says what it shows to somebody who cannot see it, and has notes that name it as their place."""
    _, _, at = opened
    places = dict(notes.places())
    for element in at.get("plotly_chart"):
        assert element.proto.alt.strip()
        assert element.proto.id.rsplit("chart_", 1)[1] in {*places, *WITHOUT}


@pytest.mark.parametrize(
    ("page", "state"),
    [
        ("app.py", "15 videos read. Saves are missing"),
        (SAVES_VS, "None of your 15 videos has a saves count"),
        (TRENDS, "None of your 15 videos has a saves count"),
    ],
)
def test_without_saves_the_page_says_so_by_name(page, state):
    """Studio's Content file gives the named state: what was dropped in, which file has saves, what to do today."""
    at = open_page(page, *LOADS["no saves"])
    said = words(at)
    assert state in said
    for part in ("TikTok Studio: Content", "Business", "Add to Favorites"):
        assert part in said
    assert {plain(button.label) for button in at.button} >= {"Type them in", "Which file?"}


def draws_saves(figure: dict) -> bool:
    """Whether an axis of the figure is about saves."""
    axes = [figure["layout"].get(axis, {}) for axis in ("xaxis", "yaxis")]
    return "save" in " ".join(axis.get("title", {}).get("text", "") for axis in axes).lower()


@pytest.mark.parametrize("opened", WITHOUT_SAVES, ids=" with ".join, indirect=True)
def test_without_saves_nothing_is_zero(opened):
    """Where saves are unknown no sentence, figure, table or chart shows a zero or a rate."""
    _, _, at = opened
    assert ZERO_RATE.search(words(at)) is None
    assert [figure for figure in charts(at) if draws_saves(figure)] == []
    for table in at.dataframe:
        saved = [name for name in table.value.columns if "save" in name.lower()]
        assert table.value[saved].isna().all(axis=None)
        assert not {tables.PER_THOUSAND, tables.ADJUSTED, tables.RANGE} & set(table.value.columns)


def test_the_zero_check_can_fail():
    """The pattern finds the ways a zero rate could be worded, and passes honest text."""
    for bad in ("Saves: 0", "0 % of views", "0.0 % of all", "0 saves on it", "Out of 1,000 views"):
        assert ZERO_RATE.search(bad), bad
    assert not ZERO_RATE.search("None of your 10 videos; 100 % of 20 saves")


@pytest.mark.parametrize(("page", "drawn"), [(SAVES_VS, 3), (TRENDS, 3)])
def test_the_check_for_saves_charts_can_fail(page, drawn):
    """With saves the charts of saves are found as such, and the daily chart of views is none of them."""
    assert sum(draws_saves(figure) for figure in charts(open_page(page, *samples()))) == drawn
    assert not draws_saves(chart(open_page(TRENDS, *samples()), "daily"))


@pytest.mark.parametrize("page", [SAVES_VS, TRENDS])
def test_an_empty_page_offers_a_way_on(page):
    """With no data a page says so and offers the drop zone and the samples."""
    at = open_page(page)
    assert "Drop in an export" in words(at)
    assert [link.value for link in at.main.get("page_link")]
    at.button[0].click().run()
    assert not at.exception
    assert charts(at)


def test_a_file_without_videos_is_no_riddle():
    """With only an unreadable file loaded the saves page says that no video could be read and where the reason stands."""
    at = open_page(SAVES_VS, export("holiday.csv", b"\xff\xd8\xff\xe0JFIF" + bytes(range(256))))
    assert "No video could be read" in words(at)
    assert not at.exception


HEADER = "title,date,views,likes,comments,shares,saves\n"
THIN = {
    "no dates": HEADER + "".join(f"Soup {n},,{1000 * n},{10 * n},{n},1,{n % 4}\n" for n in range(1, 21)),
    "never saved": HEADER + "".join(f"Soup {n},2026-{n % 9 + 1:02d}-03,{1000 * n},{10 * n},{n},1,0\n" for n in range(1, 21)),
    "one video": HEADER + "Soup,2026-03-01,1000,10,1,1,3\n",
    "one never saved": HEADER + "Soup,2026-03-01,1000,10,1,1,0\n",
}  # fmt: skip


@pytest.fixture(scope="module", params=[(page, load) for page in PAGES for load in THIN], ids=" with ".join)
def thin(request):
    """(page, load, the page with a file that can tell little, its first video's card open)."""
    page, load = request.param
    return page, load, open_page(page, export("mine.csv", THIN[load].encode()), picked=0)


def test_a_file_that_tells_little_gets_sensible_words(thin):
    """No page fails, says "0 %" or "1 videos", calls for more videos where not they are missing, or knows a usual range."""
    page, load, at = thin
    assert [error.value for error in at.exception] == []
    said = words(at)
    if page == GUIDANCE:
        return
    assert not re.search(r"(?<![\d.,])0(\.0+)? ?%", said)
    assert not re.search(r"(?<![\d.,])1 (videos|saves|views)\b", said.replace("Saves: 1", ""))
    assert "nan" not in said.lower().split()
    if load == "no dates":
        assert "Too early for a trend" not in said
        return
    if page == METHOD:  # it explains the usual range
        return
    assert not re.search("8 in 10|most g[eo]t|Grey strip|usual for you", said)
    for figure in charts(at):
        assert not {"usual", "usual range", "middle"} & {trace.get("name") for trace in figure["data"]}
        assert not figure["layout"].get("shapes")
    if "never saved" in load:
        assert "Too few videos" not in said.replace("too few videos to say (1)", "")


def test_without_posting_days_nothing_is_put_over_time():
    """Trends says that no video has a posting day, and how to get one; no chart of saves is drawn on invented dates."""
    at = open_page(TRENDS, export("mine.csv", THIN["no dates"].encode()))
    assert "None of your 20 videos has a posting day" in words(at)
    assert charts(at) == []
    assert "None of your 20 videos has a posting day" in words(
        open_page("app.py", export("mine.csv", THIN["no dates"].encode()))
    )


@pytest.mark.parametrize(
    ("load", "heading"),
    [("never saved", "None of your 20 videos has been saved yet."), ("one never saved", "Your video has not been saved yet.")],
)  # fmt: skip
def test_never_saved_is_said_as_that(load, heading):
    """Home and Trends say that nothing has been saved; a true zero stays a zero."""
    file = export("mine.csv", THIN[load].encode())
    at = open_page("app.py", file)
    assert plain(at.title[0].value) == heading
    assert counts(at)["Saves"] == "0"
    assert headings(open_page(TRENDS, file))[0] == f"No trend yet: {heading[:1].lower()}{heading[1:]}"


@pytest.mark.parametrize("page", [SAVES_VS, "pages/what_gets_saved.py", "pages/accounts.py"])
def test_a_page_of_videos_sends_days_to_their_page(page):
    """It says that the files list days and links Save trends, in place of a video that "could not be read"."""
    said = words(open_page(page, sample("Overview")))
    assert "Your files list days and no videos" in said
    assert "See them day by day" in said
    assert "could be read" not in said


def test_days_alone_are_shown_day_by_day():
    """A daily file without any video file still has its own charts."""
    at = open_page(TRENDS, sample("Overview"))
    assert chart(at, "daily")
    assert "0 videos" not in words(at)
