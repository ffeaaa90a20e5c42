"""The whole way in a real browser: drop files, walk the pages, click, filter, download."""

import csv
import io
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.browser.conftest import Visitor, app_server

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sample_data"
BUSINESS = SAMPLES / "tiktok_business_videos.csv"
STUDIO = SAMPLES / "Content_tinykitchen.sample.zip"
LINKS = ["Your data", "Saves vs likes & comments", "Save trends", "Save guidance"]
PAGES = ["", *sorted(p.stem for p in (ROOT / "pages").glob("*.py"))]


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


@pytest.mark.parametrize("page", PAGES)
def test_a_deep_link_as_the_first_request_shows_the_whole_frame(chromium, page):
    """Whichever page is asked for first after the start, all links, the files line and the privacy line are there."""
    with app_server() as address:
        visitor = Visitor(chromium, address).open(page)
        bar = visitor.page.get_by_test_id("stSidebar").inner_text()
        for wanted in (*LINKS, "No files yet", "Your files stay on this machine"):
            assert wanted in bar
        assert visitor.page.get_by_role("heading", level=1).count() == 1
        assert visitor.outside == []
        visitor.context.close()


def test_the_business_export_shows_its_numbers_on_every_page(visit):
    """The counts on screen are those of the file, added up by hand here."""
    table = rows(BUSINESS)
    saves = sum(int(row["Add to Favorites"]) for row in table)
    visitor = visit().open().drop(BUSINESS)
    text = visitor.text()
    assert f"{len(table)}" in text
    assert f"{saves:,}" in text
    assert "Add to Favorites" in visitor.page.get_by_test_id("stMain").inner_html()
    visitor.go("Saves vs likes").wait_charts(2)
    points = visitor.page.locator(".js-plotly-plot").first.locator(".scatterlayer path.point")
    assert points.count() == len(table)
    visitor.go("Save trends").wait_charts(3)
    assert re.search(r"Your save rate is rising: .* times the rate \(likely", visitor.text())


@pytest.mark.parametrize(
    "sample", sorted(p for p in SAMPLES.iterdir() if p.suffix in {".csv", ".zip"}), ids=lambda p: p.name
)
def test_every_sample_is_read(visit, sample):
    """Each sample alone: it is named, recognised, and nothing in it is refused."""
    visitor = visit().open().drop(sample)
    text = visitor.text()
    assert sample.stem[:12] in text
    assert "not read" not in text
    assert re.search(r"(TikTok|Instagram)", text)


def test_a_studio_file_has_no_saves_and_no_zero(visit):
    """Without saves every page says so by name, says which file has them, and draws no saves."""
    visitor = visit().open().drop(STUDIO)
    for go in (None, "Saves vs likes", "Save trends"):
        if go:
            visitor.go(go)
        text = visitor.text()
        assert "None of your 15 videos has a saves count" in text
        assert "Add to Favorites" in text
        assert not re.search(r"\b0 saves|0 %|0 of every 1,000", text)
        assert visitor.page.locator(".js-plotly-plot").count() == 0


def test_a_click_on_a_point_opens_the_videos_card(visit):
    """The card names the video that was clicked and links to it on TikTok only."""
    visitor = visit().open().drop(BUSINESS).go("Saves vs likes").wait_charts(2)
    chart = visitor.page.locator(".js-plotly-plot").first
    top = max(rows(BUSINESS), key=lambda row: int(row["Add to Favorites"]))
    # The most-saved video is the point that stands highest.
    boxes = [point.bounding_box() for point in chart.locator(".scatterlayer path.point").all()]
    box = min(boxes, key=lambda b: b["y"])
    visitor.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    link = visitor.page.get_by_role("link", name="Open the video")
    link.wait_for()
    assert link.get_attribute("href") == top["Video link"]
    assert f"{int(top['Likes']):,}"[:4] in visitor.text() or "14.0K" in visitor.text()
    visitor.page.get_by_role("button", name="Close").click()
    link.wait_for(state="detached")


def test_filters_live_in_the_address_and_go_along(visit):
    """A filter stands in the URL, survives a change of page, and a shared link opens with it."""
    visitor = visit().open().drop(BUSINESS).go("Saves vs likes")
    visitor.page.get_by_test_id("stSelectbox").first.locator("input").click()
    visitor.page.get_by_role("option", name="Last 90 days").click()
    visitor.page.wait_for_url(re.compile("period=Last"))
    visitor.settle().go("Save trends")
    assert "period=Last" in visitor.page.url
    assert visitor.page.get_by_test_id("stSelectbox").first.locator("input").input_value() == "Last 90 days"
    visitor.go("Save guidance").go("Saves vs likes").wait_charts(2)
    newest = max(row["Post time"] for row in rows(BUSINESS))[:10]
    assert visitor.page.get_by_test_id("stSelectbox").first.locator("input").input_value() == "Last 90 days"
    points = visitor.page.locator(".js-plotly-plot").first.locator(".scatterlayer path.point").count()
    first = date.fromisoformat(newest.replace("/", "-")) - timedelta(days=89)
    assert points == sum(row["Post time"][:10] >= first.strftime("%Y/%m/%d") for row in rows(BUSINESS))


def test_rates_take_the_size_out(visit):
    """The switch to rates changes both axes to per 1,000 views and is kept in the address."""
    visitor = visit().open().drop(BUSINESS).go("Saves vs likes").wait_charts(2)
    visitor.page.get_by_text("Rates", exact=True).click()
    visitor.page.wait_for_url(re.compile("show=Rates"))
    visitor.settle().wait_charts(2)
    titles = visitor.page.locator(".js-plotly-plot").first.locator(".xtitle, .ytitle").all_text_contents()
    assert titles == ["Likes per 1,000 views", "Saves per 1,000 views"]


def test_the_table_downloads_as_csv_with_formulas_made_harmless(visit):
    """The download holds every video, IDs digit by digit, and no cell that a spreadsheet would run."""
    visitor = visit().open().drop(BUSINESS).go("Saves vs likes").wait_charts(2)
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_role("button", name="Download as CSV").click()
    got = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text("utf-8"))))
    table = rows(BUSINESS)
    assert sorted(row["video_id"] for row in got) == sorted(row["Video link"].rsplit("/", 1)[1] for row in table)
    assert sum(int(row["saves"]) for row in got) == sum(int(row["Add to Favorites"]) for row in table)
    assert not [row["title"] for row in got if row["title"][:1] in tuple("=+-@")]


def test_a_note_beside_a_chart_opens_in_full(visit):
    """ "Read more" under a margin note leads to that very note."""
    visitor = visit().open().drop(BUSINESS)
    note = visitor.page.get_by_test_id("stMain").get_by_text("A save here is an add to Favorites")
    assert note.count() == 1
    visitor.page.get_by_role("link", name="Read more").first.click()
    visitor.page.wait_for_url(re.compile("note="))
    visitor.settle()
    assert "The note you came for" in visitor.text()
    assert visitor.text().count("A save here is an add to Favorites") == 2


def test_guidance_can_be_searched(visit):
    """A word leaves the notes that have it; a word nobody wrote says so kindly."""
    visitor = visit().open("save_guidance")
    box = visitor.page.get_by_role("textbox")
    box.fill("watermark")
    box.press("Enter")
    visitor.page.get_by_text(re.compile(r"\d+ notes? of \d+")).wait_for()
    assert "watermark" in visitor.text().lower()
    box.fill("zzzz")
    box.press("Enter")
    visitor.page.get_by_text("No note has these words").wait_for()


def test_removing_the_files_empties_the_app(visit):
    """ "Remove all" forgets everything: the next page has nothing to show."""
    visitor = visit().open().try_samples()
    visitor.page.get_by_role("button", name="Remove all").click()
    visitor.page.get_by_text("Where to get your file").wait_for()
    visitor.go("Save trends")
    assert "Nothing to show yet" in visitor.text()
