"""Under every chart: its numbers as a table and as CSV, and the chart as a picture."""

import csv
import io

import pandas as pd
import pytest

from tests.ui.visiting import PAGES, SAVES_VS, TRENDS, export, open_page, sample, samples
from worthsaving.figures.tables import Table
from worthsaving.ui.parts import chart_tools, with_notes
from worthsaving.writing import csv as csv_writing

CHARTS = {  # with all samples and a picked video
    "app.py": {"headline"},
    SAVES_VS: {"saves_vs_likes", "saves_vs_comments", "saves_vs_views", "video_card"},
    TRENDS: {"save_rate_over_time", "saves_over_time", "engagement_share", "daily"},
    "pages/what_gets_saved.py": {"what_gets_saved"},
    "pages/accounts.py": {"accounts", "audience"},
}
BARE = {"app.py": 3}  # short lists, whose tables stand on pages of their own


@pytest.fixture
def furnished(monkeypatch):
    """What stands under the charts of the page opened: place -> its table."""
    found = {}
    real = chart_tools.tools

    def remember(place, title, table, caption, *, marked):
        found[place] = table
        real(place, title, table, caption, marked=marked)

    monkeypatch.setattr(with_notes.chart_tools, "tools", remember)
    return found


def cells(table: Table) -> list[list[str]]:
    """The CSV of a table as a spreadsheet takes it."""
    data = csv_writing.shown_csv(table.rows)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("page", PAGES)
def test_every_chart_has_its_tools(page, furnished):
    """As many tables, CSVs and pictures as charts, and the charts that are meant to be there."""
    at = open_page(page, *samples(), picked=3 if page == SAVES_VS else None)
    assert not at.exception
    assert set(furnished) == CHARTS.get(page, set())
    assert len(at.get("plotly_chart")) == len(furnished) + BARE.get(page, 0)
    keys = {button.proto.id.rsplit("-", 1)[-1] for button in at.get("download_button")}
    for place, table in furnished.items():
        assert f"csv_{place}" in keys
        head, *rows = cells(table())
        assert head == table().rows.columns.tolist()
        assert len(rows) == len(table().rows) > 0


def test_numbers_are_not_worked_out_before_they_are_asked_for(monkeypatch):
    """A closed table costs nothing."""

    def refuse(*_, **__):
        raise AssertionError("worked out too early")

    for name in ("trend_tables.save_rate_over_time", "trend_tables.saves_over_time", "trend_tables.engagement_share"):
        monkeypatch.setattr(f"worthsaving.figures.{name}", refuse)
    monkeypatch.setattr("worthsaving.figures.tables.daily", refuse)
    at = open_page(TRENDS, *samples())
    assert not at.exception
    assert not [frame for frame in at.dataframe if "First day" in frame.value]


def test_opened_it_shows_the_numbers(furnished):
    """The table on the page is the one that the CSV has; nothing in it can be changed."""
    at = open_page(TRENDS, *samples())
    at.session_state["table_saves_over_time"] = True
    at.run()
    assert not at.exception
    (shown,) = [frame for frame in at.dataframe if "Still collecting" in frame.value]
    pd.testing.assert_frame_equal(shown.value, furnished["saves_over_time"]().rows, check_dtype=False)
    assert shown.proto.disabled


def test_captions_are_harmless_in_the_csv_and_on_the_clipboard(furnished):
    """No cell of the CSV, and none that can be copied, starts like a formula; an ID is text of all its digits."""
    rows = "".join(
        f'"{start}cmd|calc, ""{n}""\nx",{7672548672479691719 + n},{1000 * n},{n},{n},{n}\n'
        for n, start in enumerate("=+-@=+-@=", start=1)
    )
    head = "title,video id,views,likes,comments,saves\n"
    at = open_page(SAVES_VS, export("mine.csv", (head + rows).encode()))
    at.session_state["table_saves_vs_likes"] = True
    at.run()
    assert not at.exception
    table = furnished["saves_vs_likes"]()
    captions, ids = ([row[at] for row in cells(table)[1:]] for at in (0, 2))
    assert len(captions) == 9
    assert {caption[:2] for caption in captions} == {"'=", "'+", "'-", "'@"}
    assert set(ids) == {str(7672548672479691719 + n) for n in range(1, 10)}
    (shown,) = [frame for frame in at.dataframe if "Corner" in frame.value]
    assert not shown.value["Caption"].str.match(r"['=+\-@]").any()
    # What keeps them harmless is not seen: the caption reads as it was written.
    assert {caption.strip(chart_tools.UNSEEN)[:4] for caption in shown.value["Caption"]} == {
        "=cmd",
        "+cmd",
        "-cmd",
        "@cmd",
    }


def test_the_longest_tables_are_cut_and_say_so(monkeypatch, furnished):
    """Above the limit the first rows are shown, and words say where the others are."""
    monkeypatch.setattr(chart_tools, "MOST_ROWS", 5)
    at = open_page(SAVES_VS, sample("tiktok_business_videos"))
    at.session_state["table_saves_vs_likes"] = True
    at.run()
    every = len(furnished["saves_vs_likes"]().rows)
    (shown,) = [frame for frame in at.dataframe if "Corner" in frame.value]
    assert len(shown.value) == 5
    assert f"The first 5 of {every} rows. The CSV has all of them." in [caption.value for caption in at.caption]
