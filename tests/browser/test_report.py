"""The report in a real browser: opened from a file, offline, on screen and on paper."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.report.making import OWN, hostile, made, sample, samples

DRAWN = "document.querySelectorAll('.chart').length === document.querySelectorAll('.chart[data-drawn]').length"
REPORTS = {
    "samples": (samples, {"account": OWN}),
    "hostile": (hostile, {}),
    "no saves": (lambda: sample("Content"), {}),
}


@pytest.fixture
def opened(chromium, tmp_path):
    """Opens reports from disk without a network; none may ask for anything, fail or show a dialog."""
    seen = {"requests": [], "errors": [], "dialogs": []}
    contexts = []

    def make(name: str, *, width: int = 1280):
        reading, options = REPORTS[name]
        path = tmp_path / "report.html"
        path.write_text(made(reading(), **options), "utf-8")
        contexts.append(chromium.new_context(viewport={"width": width, "height": 900}, offline=True))
        page = contexts[-1].new_page()
        page.on("request", lambda r: seen["requests"].append(r.url) if r.url != path.as_uri() else None)
        page.on("pageerror", lambda e: seen["errors"].append(str(e)))
        page.on("console", lambda m: seen["errors"].append(m.text) if m.type == "error" else None)
        page.on("dialog", lambda d: (seen["dialogs"].append(d.message), d.dismiss()))
        page.goto(path.as_uri())
        page.wait_for_function(DRAWN, timeout=60_000)
        return page

    yield make
    for context in contexts:
        context.close()
    assert seen == {"requests": [], "errors": [], "dialogs": []}


@pytest.mark.parametrize(("name", "charts"), [("samples", 15), ("hostile", 8), ("no saves", 0)])
def test_it_opens_offline_and_draws_its_charts(opened, name, charts):
    """From a file and without a network every chart is drawn, nothing is asked for, nothing fails, nothing pops up."""
    page = opened(name)
    assert page.locator(".chart .main-svg >> nth=0").count() == min(charts, 1)
    assert page.locator(".chart[data-drawn]").count() == charts
    assert "See what" not in page.title()


@pytest.mark.parametrize("width", [390, 768, 1920])
@pytest.mark.parametrize("name", ["samples", "hostile"])
def test_nothing_sticks_out(opened, name, width):
    """At no width does the page scroll sideways, and notes come after their chart on a phone."""
    page = opened(name, width=width)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    note = page.locator(".noted aside").first.bounding_box()
    body = page.locator(".noted .body").first.bounding_box()
    if width < 900:
        assert note["y"] >= body["y"] + body["height"]
    else:
        assert note["x"] >= body["x"] + body["width"]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_on_paper_no_chart_is_cut(opened, tmp_path, paper):
    """Printed, every chart lies inside the page's width, and the whole is a handful of pages."""
    page = opened("samples")
    path = tmp_path / "report.pdf"
    page.pdf(path=str(path), format=paper)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688 if paper == "A4" else 710, "height": 1000})
    for chart in page.locator(".chart").all():
        whole, drawn = chart.bounding_box(), chart.locator(".main-svg").first.bounding_box()
        assert drawn["x"] + drawn["width"] <= whole["x"] + whole["width"] + 1
        assert drawn["height"] <= 480
    assert path.read_bytes().startswith(b"%PDF")
    if shutil.which("pdfinfo"):
        told = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
        assert 8 <= int(told.split("Pages:")[1].split()[0]) <= 14


def test_the_pages_buttons_give_the_files(visit):
    """Each button of the page Report hands over its file, made on the spot; the switch shows the report, drawn."""
    visitor = visit().open().try_samples().go("Report")
    starts = {
        "Report (HTML)": b"<!doctype html>", "Tables (XLSX)": b"PK", "Videos (CSV)": b"\xef\xbb\xbfplatform",
        "Story picture": b"\x89PNG", "Wide picture": b"\x89PNG",
    }  # fmt: skip
    for label, start in starts.items():
        with visitor.page.expect_download() as taken:
            visitor.page.get_by_role("button", name=label, exact=True).click()
        assert Path(taken.value.path()).read_bytes().lstrip().startswith(start), label
    visitor.page.get_by_text("Show the whole report here").click()
    report = visitor.page.frame_locator("iframe")
    report.locator(".chart[data-drawn]").first.wait_for(timeout=60_000)
    assert report.locator("h1").inner_text() == "@tinykitchen.sample · TikTok"


def test_the_page_fits_a_phone(visit):
    """On a phone the page Report does not scroll sideways, and the picture is inside the screen."""
    visitor = visit(width=390, height=844).open().try_samples().go("Report")
    assert visitor.sideways() == 0
    box = visitor.page.get_by_test_id("stImage").bounding_box()
    assert box["x"] + box["width"] <= 390
