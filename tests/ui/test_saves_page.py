"""Saves against likes and comments: the points, the switches, the filters, the card and the table."""

import csv
import io
import re
from types import SimpleNamespace

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from tests.figures.drawn import numbers
from tests.ui import by_hand
from tests.ui.visiting import SAVES_VS, chart, export, headings, open_page, sample, samples, trace, words
from worthsaving.analysis import relation
from worthsaving.figures import relation as relation_figure, tables
from worthsaving.figures.finished import Finished
from worthsaving.reading import read_files
from worthsaving.ui.parts import video_selection
from worthsaving.ui.shell import session
from worthsaving.writing.csv import videos_csv

LINK = "https://www.tiktok.com/@tinykitchen.sample/video/"


def points(at, against: str) -> np.ndarray:
    """The points of a chart as sorted (x, y)."""
    videos = trace(chart(at, f"saves_vs_{against}"), "videos")
    pairs = np.column_stack([numbers(videos["x"]), numbers(videos["y"])])
    return pairs[np.lexsort(pairs.T)]


def videos_table(at) -> pd.DataFrame | None:
    """The table of all videos, None where it is not drawn."""
    found = [table.value for table in at.dataframe if "Link" in table.value.columns]
    assert len(found) < 2
    return found[0] if found else None


def zero_lines(at, against: str) -> tuple[float, float]:
    """Where the two axes put zero."""
    layout = chart(at, f"saves_vs_{against}")["layout"]
    for axis in ("xaxis", "yaxis"):
        assert layout[axis]["ticktext"][0] == "0"
    return layout["xaxis"]["tickvals"][0], layout["yaxis"]["tickvals"][0]


def expected(videos: list[dict], against: str, zero: tuple[float, float], *, as_rates: bool = False) -> np.ndarray:
    """The same points by hand."""
    pairs = np.array(
        [[v[name] * (1000 / v["views"] if as_rates else 1) for name in (against, "saves")] for v in videos],
        dtype="float64",
    )
    pairs = np.where(pairs == 0, zero, pairs)
    return pairs[np.lexsort(pairs.T)]


@pytest.mark.parametrize("against", ["likes", "comments"])
def test_every_video_is_one_point_at_its_counts(against):
    """The points are the files' counts; a zero stands on the line ticked "0"."""
    at = open_page(SAVES_VS, *samples(), show="Counts")
    wanted = expected(by_hand.tiktok(), against, zero_lines(at, against))
    np.testing.assert_allclose(points(at, against), wanted, rtol=1e-6)


@pytest.mark.parametrize("against", ["likes", "comments"])
def test_rates_come_first(against):
    """Without a choice the axes say "per 1,000 views", and each video with a rate is one point; the switch shows counts."""
    at = open_page(SAVES_VS, *samples())
    with_rates = [video for video in by_hand.tiktok() if video["views"]]
    assert len(points(at, against)) == len(with_rates)
    label = against.capitalize()
    assert chart(at, f"saves_vs_{against}")["layout"]["xaxis"]["title"]["text"] == f"{label} per 1,000 views"
    next(group for group in at.button_group if group.label == "Show").set_value("Counts").run()
    assert not at.exception
    assert chart(at, f"saves_vs_{against}")["layout"]["xaxis"]["title"]["text"] == label


def test_the_title_counts_what_the_list_names():
    """The heading's numbers are those beside the chart, each quadrant by its name; comments have names of their own."""
    at = open_page(SAVES_VS, sample("tiktok_business_videos"))
    likes, comments = headings(at)[1:3] if headings(at)[0].startswith("Saves vs") else headings(at)[:2]
    listed = dict(re.findall(r"^([A-Z][a-z ,]+) (\d+)$", words(at), flags=re.MULTILINE))
    assert likes.startswith(f"{listed['Loved and kept']} of your videos are loved and kept")
    assert f"{listed['Liked, not kept']} are liked but hardly kept" in likes
    assert comments.startswith(f"{listed['Talked about and kept']} of your videos are talked about and kept")
    assert "loved" not in comments


def test_none_stands_out_is_not_said_beside_named_quadrants():
    """Where the quadrants name videos, no sentence says that none stands out."""
    at = open_page(SAVES_VS, sample("tiktok_business_videos"))
    assert "loved and kept" in words(at)
    assert "out of the ordinary" not in words(at)
    assert "out of the ordinary" not in words(open_page("app.py", sample("tiktok_business_videos")))


def test_a_listed_video_opens_its_card_at_the_side():
    """A click in the list beside the comments chart opens the card there; in either list the video itself is named."""
    at = open_page(SAVES_VS, sample("tiktok_business_videos"))
    button = next(button for button in at.button if str(button.key).startswith("saves_vs_comments_both"))
    button.click().run()
    assert not at.exception
    assert {metric.label for metric in at.metric} == {"Saves", "Likes", "Comments", "Shares", "Views"}
    order = [element for element in at.main if element.type in {"metric", "plotly_chart"}]
    before = [element.proto.id for element in order[: [element.type for element in order].index("metric")]]
    assert [place for place in ("likes", "comments") if any(f"chart_saves_vs_{place}" in one for one in before)] == [
        "likes",
        "comments",
    ]


def test_a_file_without_views_shows_counts():
    """Where no video has a rate, the counts are drawn instead of an empty picture."""
    rows = "".join(f"Soup {n},{10 * n},{n},{n}\n" for n in range(1, 12))
    at = open_page(SAVES_VS, export("mine.csv", f"title,likes,comments,saves\n{rows}".encode()))
    assert len(points(at, "likes")) == 11
    assert chart(at, "saves_vs_likes")["layout"]["xaxis"]["title"]["text"] == "Likes"


def test_the_views_filter_changes_the_points():
    """Only videos with at least that many views stay, on the charts and in the table; an address with the choice shows the same."""
    at = open_page(SAVES_VS, *samples())
    next(box for box in at.selectbox if box.label == "Views").select("10,000 or more").run()
    large = [video for video in by_hand.tiktok() if video["views"] >= 10_000]
    assert 0 < len(large) < len(by_hand.tiktok())
    assert len(points(at, "likes")) == len(videos_table(at)) == len(large)
    again = open_page(SAVES_VS, *samples(), views="10,000 or more")
    assert len(points(again, "likes")) == len(large)


def test_the_period_counts_back_from_the_newest_video():
    """ "Last 30 days" of an old export are the 30 days up to its newest post."""
    at = open_page(SAVES_VS, sample("tiktok_business_videos"), period="Last 30 days")
    days = [video["posted"].date() for video in by_hand.business().values()]
    recent = [day for day in days if (max(days) - day).days < 30]
    assert len(points(at, "likes")) == len(recent)


def test_the_media_filter():
    """Photo posts alone."""
    at = open_page(SAVES_VS, sample("tiktok_business_videos"), media="Photo")
    links = [row["Video link"] for row in by_hand.rows(sample("tiktok_business_videos").data)]
    assert len(points(at, "likes")) == sum("/photo/" in link for link in links) > 0


def test_filters_that_leave_nothing_say_so():
    """No empty chart: one sentence, with how many videos there are."""
    at = open_page(SAVES_VS, sample("Content"), views="100,000 or more")
    at_all = max(video["views"] for video in by_hand.studio().values())
    assert (at_all < 100_000) == ("fits these filters" in words(at))
    at = open_page(SAVES_VS, export("small.csv", b"title,views,likes,saves\nSoup,10,1,1\n"), views="100,000 or more")
    assert "None of your 1 video fits these filters" in words(at)
    assert not at.get("plotly_chart")


def test_the_filters_can_be_cleared():
    """Where they leave nothing one click shows all videos again, and takes the filters out of the address."""
    at = open_page(SAVES_VS, *samples(), views="100,000 or more", period="Last 30 days")
    assert videos_table(at) is None
    next(button for button in at.button if button.label == "Clear the filters").click().run()
    assert not at.exception
    assert len(videos_table(at)) == len(by_hand.tiktok())
    assert not {"views", "period"} & set(at.query_params)
    assert {box.label: box.value for box in at.selectbox}["Views"] == "Any"


def test_the_account_is_chosen_first():
    """The account stands before the other filters, which offer what that account has."""
    at = open_page(SAVES_VS, *samples())
    assert [box.label for box in at.selectbox][:3] == ["Account", "Posted", "Views"]
    assert [group.options for group in at.button_group if group.label == "Media"] == [["Video", "Photo"]]
    at.selectbox[0].select("@tinykitchen.sample · Instagram").run()
    assert [group.options for group in at.button_group if group.label == "Media"] == [
        ["Video", "Photo", "Carousel", "Story"]
    ]


def test_filters_go_along_to_the_other_pages():
    """Every link to a page carries the chosen filters in its address."""
    at = open_page(SAVES_VS, *samples(), views="10,000 or more", period="Last 90 days")
    for link in at.sidebar.get("page_link"):
        assert "views=10" in link.proto.query_string
        assert "period=Last" in link.proto.query_string


def test_the_table_holds_the_same_videos():
    """The table under the charts has every video, the most saved first, with its own counts."""
    table = videos_table(open_page(SAVES_VS, *samples()))
    videos = by_hand.tiktok()
    assert table["Saves"].tolist() == sorted((video["saves"] for video in videos), reverse=True)
    assert sorted(table["Views"]) == sorted(video["views"] for video in videos)
    assert table["Likes"].sum() == by_hand.total(videos, "likes")


@pytest.mark.parametrize(
    ("order", "column"),
    [
        ("Most saved", "Saves"),
        ("Highest adjusted rate", tables.ADJUSTED),
        ("Most views", "Views"),
        ("Newest", "Posted"),
    ],
)
def test_the_table_has_an_order(order, column):
    """The videos come in the chosen order, which the address keeps; all of them stay."""
    table = videos_table(open_page(SAVES_VS, *samples(), order=order))
    assert len(table) == len(by_hand.tiktok())
    assert table[column].is_monotonic_decreasing


def test_the_tables_rates():
    """As counted: saves per 1,000 views by hand. Adjusted: between that and the usual, inside the likely range."""
    table = videos_table(open_page(SAVES_VS, *samples()))
    known = table[table["Views"] > 0]
    counted = 1000 * known["Saves"].astype("float64") / known["Views"].astype("float64")
    np.testing.assert_allclose(known["Per 1,000 views"].astype("float64"), counted)
    adjusted = known[tables.ADJUSTED].astype("float64")
    assert adjusted.std() < counted.std()
    ends = known[tables.RANGE].str.replace(",", "").str.split(" – ", expand=True).astype("float64")
    assert (ends[0] <= adjusted * 1.06).all()
    assert (adjusted <= ends[1] * 1.06).all()


def test_the_table_without_saves_has_no_rates():
    """Where no saves are known no rate stands in the table, and Saves is blank."""
    table = videos_table(open_page(SAVES_VS, sample("Content")))
    assert not {tables.PER_THOUSAND, tables.ADJUSTED, tables.RANGE, "Saves per like"} & set(table.columns)
    assert table["Saves"].isna().all()


def test_the_table_search():
    """A word leaves the captions that hold it, in either case; a word nobody used says so."""
    at = open_page(SAVES_VS, *samples())
    at.text_input[0].input("NOODLES").run()
    found = videos_table(at)
    assert len(found) == sum("noodles" in video["title"].lower() for video in by_hand.tiktok()) > 0
    at.text_input[0].input("(zzz").run()
    assert videos_table(at) is None
    assert "No caption has these words" in words(at)


def test_the_picked_video_has_its_card():
    """The card shows the video's caption, its five counts and its save rate with the range; Close takes it away."""
    at = open_page(SAVES_VS, sample("tiktok_business_videos"))
    assert "Click a point" in words(at)
    videos = list(by_hand.business().values())
    picked = max(range(len(videos)), key=lambda at: videos[at]["saves"])
    at = open_page(SAVES_VS, sample("tiktok_business_videos"), picked=picked)
    video = videos[picked]
    figures = {metric.label: metric.value for metric in at.metric}
    assert figures["Saves"] == f"{video['saves']:,}"
    assert figures["Comments"] == f"{video['comments']:,}"
    assert " ".join(video["title"].split()) in [text.value for text in at.text]
    assert f"{1000 * video['saves'] / video['views']:.1f} saves per 1,000 views as counted" in words(at)
    assert "(likely " in words(at)
    assert at.get("link_button")[0].proto.url.startswith(LINK)
    next(button for button in at.button if button.label == "Close").click().run()
    assert not at.metric


def test_a_card_without_saves_has_no_rate():
    """For a video whose saves are not known the card says so; none of its figures is a zero it does not have."""
    at = open_page(SAVES_VS, sample("Content"), picked=0)
    figures = {metric.label: metric.value for metric in at.metric}
    assert figures["Saves"] == "not known"
    assert "No save rate: that takes views and a saves count" in words(at)


def test_a_link_that_leads_elsewhere_is_no_button():
    """A link to another site or a script is never offered for a click."""
    rows = "title,link,views,likes,saves\nSoup,javascript:alert(1),100,5,1\nBread,https://tiktok.com.example.org/video/1,90,4,1\n"
    for picked in (0, 1):
        at = open_page(SAVES_VS, export("mine.csv", rows.encode()), picked=picked)
        assert at.metric
        assert not at.get("link_button")
        assert videos_table(at)["Link"].isna().all()


def test_the_table_says_where_the_card_is():
    """A row picked far down the page opens a card far above it; nothing is said while no video is picked."""
    hint = "has its card beside the charts, further up"
    assert words(open_page(SAVES_VS, sample("tiktok_business_videos"), picked=0)).count(hint) == 1
    assert hint not in words(open_page(SAVES_VS, sample("tiktok_business_videos")))


def test_the_card_stands_beside_the_first_chart():
    """A row ticked in the table has its card after the first chart, at its side, and pushes no chart away."""
    at = open_page(SAVES_VS, sample("tiktok_business_videos"), picked=0)
    kinds = [element.type for element in at.main if element.type in {"metric", "plotly_chart"}]
    assert kinds[:2] == ["plotly_chart", "metric"]
    assert trace(chart(at, "saves_vs_likes"), "picked")


def test_the_card_has_one_verdict():
    """One sentence judges the video; the rest of the card is numbers."""
    at = open_page(SAVES_VS, sample("tiktok_business_videos"), picked=5)
    verdicts = (
        "Loved and kept:",
        "Kept quietly:",
        "Liked, not kept:",
        "Low on likes",
        "usual for you",
        "suggest about",
    )
    assert sum(verdict in words(at) for verdict in verdicts) == 1


@pytest.mark.parametrize(
    ("clicked", "opens"),
    [
        ([{"curve_number": 1, "point_index": 1}], [42]),
        ([], []),
        ([{"curve_number": 0, "point_index": 1}], []),
        ([{"curve_number": 2, "point_index": [0, 1]}], []),
    ],
    ids=["a point", "beside the points", "the line", "a bin"],
)
def test_a_click_opens_the_card_of_that_video(monkeypatch, clicked, opens):
    """A clicked point opens its video's card; a click elsewhere leaves the card as it is (only Close closes it)."""
    opened = []
    monkeypatch.setattr(session, "pick_video", lambda label, place: opened.append(label))
    event = SimpleNamespace(selection=SimpleNamespace(points=clicked))
    monkeypatch.setattr(video_selection.st, "session_state", {"chart_saves_vs_likes": event})
    figure = go.Figure(go.Scatter(x=[1, 2], y=[1, 2]))
    figure.add_scatter(
        x=[1, 2], y=[3, 4], customdata=[["Soup", 41], ["Stew", 42]], hovertemplate="%{customdata[0]}<extra></extra>"
    )
    figure.add_heatmap(x=[1, 2], y=[1], z=[[3, 4]], customdata=np.array([[3.0, 4.0]]), hovertemplate="%{customdata}")
    video_selection.from_chart("saves_vs_likes", Finished(figure))()
    assert opened == opens


def test_the_callback_reads_what_the_chart_draws(monkeypatch, make_videos):
    """The custom data of a drawn point, handed back by a click, opens that very video."""
    videos = make_videos(views=[10, 20, 30], likes=[1, 2, 3], saves=[1, 0, 2], title=["a", "b", "c"]).iloc[1:]
    figure = relation_figure.saves_against(
        relation.points(videos, "likes", as_rates=False),
        None,
        videos,
        pd.Series("middle", index=videos.index),
        against="likes",
    )
    opened = []
    monkeypatch.setattr(session, "pick_video", lambda label, place: opened.append(label))
    (curve,) = [at for at, trace in enumerate(figure.data) if trace.name == "videos"]
    for at in range(len(videos)):
        points = [{"curve_number": curve, "point_index": at}]
        event = SimpleNamespace(selection=SimpleNamespace(points=points))
        monkeypatch.setattr(video_selection.st, "session_state", {"chart_saves_vs_likes": event})
        video_selection.from_chart("saves_vs_likes", Finished(figure))()
    assert sorted(opened) == [1, 2]


def test_the_download_is_the_canonical_table():
    """The table's download reads back, every video of it, formulas made harmless."""
    at = open_page(SAVES_VS, sample("tiktok_business_videos"))
    assert "Download as CSV" in [button.proto.label for button in at.get("download_button")]
    file = sample("tiktok_business_videos")
    data = videos_csv(read_files([(file.name, file.data)]).videos)
    cells = [row["title"] for row in csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))]
    assert len(cells) == len(by_hand.business())
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r")]


def test_too_few_videos_for_a_line():
    """Under eight videos the points stand alone, and the page says what is missing."""
    rows = "".join(f"Soup {n},{1000 * n},{10 * n},{n},{n}\n" for n in range(1, 6))
    at = open_page(SAVES_VS, export("mine.csv", f"title,views,likes,comments,saves\n{rows}".encode()))
    assert "too few videos to say (5)" in words(at)
    assert "loved" not in words(at)


def test_markup_in_a_caption_is_text():
    """A caption with markup is escaped where the chart would read it as HTML."""
    rows = "".join(f"<b>{n}</b> & <a href='https://example.org'>x</a>,{1000 * n},{n},{n},{n}\n" for n in range(1, 10))
    at = open_page(SAVES_VS, export("mine.csv", f"title,views,likes,comments,saves\n{rows}".encode()), picked=0)
    figure = chart(at, "saves_vs_likes")
    for text in [row[0] for row in trace(figure, "videos")["customdata"]] + [
        note["text"] for note in figure["layout"].get("annotations", []) if note.get("name") == "name"
    ]:
        assert "<" not in text
        assert "&lt;b&gt;" in text
    assert at.text[0].value.startswith("<b>1</b> & <a href=")
