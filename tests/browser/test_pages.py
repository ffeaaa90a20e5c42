"""The whole way in a real browser: drop files, walk the pages, click, filter, download."""

import csv
import io
import os
import re
import threading
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.browser.conftest import Visitor, app_process, app_server
from tests.conftest import ROOT
from worthsaving.guidance import notes
from worthsaving.ui.shell import frame

SAMPLES = ROOT / "sample_data"
BUSINESS = SAMPLES / "tiktok_business_videos.csv"
STUDIO = SAMPLES / "Content_tinykitchen.sample.zip"
LINKS = [place.label for _, places in frame.GROUPS for place in places]
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
    visitor.page.get_by_role("button", name=re.compile("1 file")).click()
    visitor.page.get_by_text("Saves are read from").first.wait_for(state="attached")  # in the file's folded part
    visitor.page.keyboard.press("Escape")
    visitor.go("Saves vs likes").wait_charts(2)
    points = visitor.page.locator(".js-plotly-plot").first.locator(".scatterlayer path.point")
    assert points.count() == len(table)
    visitor.go("Save trends").wait_charts(3)
    assert re.search(r"Since about .* your usual video gets .* saves per 1,000 views; it was", visitor.text())


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
    """Without saves every page says so by name, says which file has them, and leaves the place of the saves open."""
    visitor = visit().open().drop(STUDIO)
    for go in (None, "Saves vs likes", "Save trends"):
        if go:
            visitor.go(go)
        text = visitor.text()
        assert ("None of your 15 videos has a saves count" if go else "15 videos read. Saves are missing") in text
        assert "Add to Favorites" in text
        assert not re.search(r"\b0 saves|0 %|0 of every 1,000", text)
        visitor.wait_charts(1)
        assert visitor.page.locator(".js-plotly-plot").count() == 1
        assert "(not zero:" in visitor.page.locator(".js-plotly-plot").text_content()


def test_a_click_on_a_point_opens_the_videos_card(visit):
    """The card names the video that was clicked and links to it on TikTok only."""
    visitor = visit().open().drop(BUSINESS).go("Saves vs likes").wait_charts(2)
    visitor.page.get_by_text("Counts", exact=True).click()
    visitor.page.wait_for_url(re.compile("show=Counts"))
    visitor.settle().wait_charts(2)
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
    visitor.go("Saves, answered").go("Saves vs likes").wait_charts(2)
    newest = max(row["Post time"] for row in rows(BUSINESS))[:10]
    assert visitor.page.get_by_test_id("stSelectbox").first.locator("input").input_value() == "Last 90 days"
    points = visitor.page.locator(".js-plotly-plot").first.locator(".scatterlayer path.point").count()
    first = date.fromisoformat(newest.replace("/", "-")) - timedelta(days=89)
    assert points == sum(row["Post time"][:10] >= first.strftime("%Y/%m/%d") for row in rows(BUSINESS))


def test_rates_take_the_size_out(visit):
    """Rates come first, per 1,000 views on both axes; the switch to counts changes both and is kept in the address."""
    visitor = visit().open().drop(BUSINESS).go("Saves vs likes").wait_charts(2)
    axes = visitor.page.locator(".js-plotly-plot").first.locator(".xtitle, .ytitle")
    assert axes.all_text_contents() == ["Likes per 1,000 views", "Saves per 1,000 views"]
    visitor.page.get_by_text("Counts", exact=True).click()
    visitor.page.wait_for_url(re.compile("show=Counts"))
    visitor.settle().wait_charts(2)
    assert axes.all_text_contents() == ["Likes", "Saves"]


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


def test_a_note_under_a_chart_opens_in_full(visit):
    """Its line opens the whole note with its source in place; "All answers" in it leads to that very note."""
    visitor = visit().open().drop(BUSINESS).go("Saves vs likes").wait_charts(2)
    visitor.page.get_by_text("Counts", exact=True).click()
    visitor.page.wait_for_url(re.compile("show=Counts"))
    visitor.settle().wait_charts(2)
    more = visitor.page.get_by_test_id("stMain").get_by_test_id("stPopoverButton").filter(has_text="sticky_note_2")
    assert more.count() >= 3
    more.last.click()
    opened = visitor.page.get_by_test_id("stPopoverBody")
    opened.wait_for()
    (note,) = [note for note in notes.all_notes() if note.title in opened.inner_text()]
    assert "videos_table" in note.places
    assert note.text in opened.inner_text()
    assert "Source: " in opened.inner_text()
    assert "show=Counts" in visitor.page.url  # neither the page nor its switches are lost
    assert "saves_vs" in visitor.page.url
    opened.get_by_role("link", name="All answers").click()
    visitor.page.wait_for_url(re.compile(f"note={note.id}"))
    visitor.settle()
    assert "The note you came for" in visitor.text()
    assert note.text in visitor.text()


def test_the_card_stays_until_it_is_closed(visit):
    """The card opens beside its chart, which stays where it is; a click on the empty chart leaves it open, Close closes it."""
    visitor = visit().open().drop(BUSINESS).go("Saves vs likes").wait_charts(2)
    chart = visitor.page.locator(".js-plotly-plot").first
    box = min((point.bounding_box() for point in chart.locator(".scatterlayer path.point").all()), key=lambda b: b["y"])
    plot = chart.locator(".nsewdrag").first
    before = plot.bounding_box()
    visitor.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    link = visitor.page.get_by_role("link", name="Open the video")
    link.wait_for()
    visitor.settle()
    named = link.get_attribute("href")
    assert plot.bounding_box()["y"] == before["y"]
    assert link.bounding_box()["x"] > before["x"] + before["width"]
    plot.click(position={"x": 3, "y": 3})
    visitor.page.wait_for_timeout(800)
    visitor.settle()
    assert link.get_attribute("href") == named
    visitor.page.get_by_role("button", name="Close", exact=True).click()
    link.wait_for(state="detached")


def test_cleared_filters_leave_the_address(visit):
    """Where the filters leave nothing, one click brings all videos back and the address forgets them."""
    visitor = visit().open().drop(BUSINESS)
    visitor.go("Saves vs likes").wait_charts(2)
    for value, name in (("Last 30 days", "period"), ("100,000 or more", "views")):
        label = "Posted" if name == "period" else "Views"
        visitor.page.get_by_test_id("stSelectbox").filter(has_text=label).locator("input").first.click()
        visitor.page.get_by_role("option", name=value).click()
        visitor.page.wait_for_url(re.compile(f"{name}="))
        visitor.settle()
    assert "None of your 184 videos fits these filters" in visitor.text()
    visitor.page.get_by_role("button", name="Clear the filters").click()
    visitor.page.wait_for_timeout(500)
    visitor.settle().wait_charts(2)
    assert "period=" not in visitor.page.url
    assert "views=" not in visitor.page.url


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks into /proc, which only Linux has")
def test_a_large_upload_never_touches_the_disk(chromium, tmp_path):
    """While 5 MB are dropped in, read and shown, the server opens no temporary file with anything in it."""
    lines = ["title,link,views,likes,comments,shares,saves"]
    filler = "a soup for a long evening " * 6
    lines += [
        f"{filler} {n},https://www.tiktok.com/@cook/video/75{n:017d},{1000 + n},{n % 90},3,1,{n % 40}"
        for n in range(24_000)
    ]
    data = "\n".join(lines).encode()
    assert len(data) > 4_500_000
    with app_process(TMPDIR=str(tmp_path)) as (address, process), written_by(process, tmp_path) as seen:
        visitor = Visitor(chromium, address).open()
        visitor.drop_bytes(("large.csv", data))
        visitor.page.get_by_text("24,000 rows").wait_for()
        visitor.settle()
        assert visitor.outside == []
        visitor.context.close()
    assert seen == {}
    assert list(tmp_path.iterdir()) == []


@contextmanager
def written_by(process: int, temporary: Path):
    """Watches a process: name -> bytes of every file in its folder for temporary ones, nameless ones too, that is not empty."""
    seen: dict[str, int] = {}
    done = threading.Event()
    inside = str(temporary.resolve()) + os.sep  # a nameless file stands there as "#inode (deleted)"

    def look() -> None:
        for handle in Path(f"/proc/{process}/fd").iterdir():
            try:
                name, about = os.readlink(handle), handle.stat()
            except OSError:  # closed while we looked
                continue
            if name.startswith(inside) and about.st_size:
                seen[name] = max(seen.get(name, 0), about.st_size)

    def watch() -> None:
        while not done.wait(0.003):
            look()

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield seen
        look()
    finally:
        done.set()
        watcher.join()


def test_guidance_can_be_searched(visit):
    """A word leaves the notes that have it; a word nobody wrote says so kindly."""
    visitor = visit().open("save_guidance")
    box = visitor.page.get_by_role("textbox")
    box.fill("watermark")
    box.press("Enter")
    visitor.page.get_by_text(re.compile(r"\d+ notes? of \d+")).wait_for()
    visitor.settle()
    assert "watermark" in visitor.text().lower()
    box.fill("zzzz")
    box.press("Enter")
    visitor.page.get_by_text("No note has these words").wait_for()


def test_removing_the_files_empties_the_app(visit):
    """ "Remove all" forgets everything: the next page has nothing to show."""
    visitor = visit().open().try_samples()
    visitor.page.get_by_role("button", name=re.compile("7 files")).click()
    visitor.page.get_by_role("button", name="Remove all").click()
    visitor.page.get_by_text("Where to get your file").wait_for()
    visitor.go("Save trends")
    assert "Nothing to show yet" in visitor.text()
