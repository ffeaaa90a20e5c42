"""The report in a real browser: opened from a file, offline, on screen and on paper."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.conftest import PATIENCE
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
        contexts[-1].set_default_timeout(PATIENCE)
        page = contexts[-1].new_page()
        page.on("request", lambda r: seen["requests"].append(r.url) if r.url != path.as_uri() else None)
        page.on("pageerror", lambda e: seen["errors"].append(str(e)))
        page.on("console", lambda m: seen["errors"].append(m.text) if m.type == "error" else None)
        page.on("dialog", lambda d: (seen["dialogs"].append(d.message), d.dismiss()))
        page.goto(path.as_uri())
        page.wait_for_function(DRAWN, timeout=PATIENCE)
        return page

    yield make
    for context in contexts:
        context.close()
    assert seen == {"requests": [], "errors": [], "dialogs": []}


@pytest.mark.parametrize(("name", "charts"), [("samples", 18), ("hostile", 10), ("no saves", 1)])
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


MEASURED = """() => {
  const shown = [...document.querySelectorAll(".chart")].map((chart) => {
    const place = chart.getBoundingClientRect(), drawn = chart.querySelector(".main-svg").getBoundingClientRect();
    return {id: chart.id, place: [place.width, place.height], drawn: [drawn.width, drawn.height]};
  });
  const over = [];
  for (const chart of document.querySelectorAll(".chart")) {
    const words = [...chart.querySelectorAll("svg text")].filter((text) => text.textContent.trim());
    const boxes = words.map((text) => text.getBoundingClientRect());
    for (let one = 0; one < words.length; one++) for (let two = one + 1; two < words.length; two++) {
      const a = boxes[one], b = boxes[two];
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 2 && tall > 3) over.push([chart.id, words[one].textContent, words[two].textContent]);
    }
  }
  return {shown, over};
}"""
"""The size of every chart's place and drawing, and the pairs of words in one chart that lie on each other."""
FITTED = """() => [...document.querySelectorAll(".chart")].every((chart) =>
  Math.abs(chart.clientWidth - chart.querySelector(".main-svg").getBoundingClientRect().width) < 1)"""


def test_a_turned_phone_or_a_resized_window_ruins_no_chart(opened):
    """At every width that follows another, a chart has its height, its place's width, and no word on another."""
    page = opened("samples")
    tall = {chart["id"]: chart["drawn"][1] for chart in page.evaluate(MEASURED)["shown"]}
    assert len(tall) == 18
    assert min(tall.values()) >= 200
    for width in (900, 390, 844, 390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(FITTED, timeout=PATIENCE)
        page.wait_for_timeout(300)  # words move last
        now = page.evaluate(MEASURED)
        assert {chart["id"]: chart["drawn"][1] for chart in now["shown"]} == tall, width
        assert all(chart["place"] == pytest.approx(chart["drawn"], abs=1) for chart in now["shown"]), width
        assert now["over"] == [], width


def test_nothing_moves_when_the_charts_are_drawn(chromium, tmp_path):
    """The place of every chart has its height before the first one is drawn, so nothing below it shifts."""
    path = tmp_path / "report.html"
    path.write_text(made(samples(), account=OWN), "utf-8")
    context = chromium.new_context(viewport={"width": 390, "height": 844}, offline=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    heights = "[...document.querySelectorAll('.chart')].map((chart) => chart.offsetHeight)"
    page.add_init_script(
        "new MutationObserver(() => { if (!window.before && document.getElementById('charts')) "
        f"window.before = {heights}; }}).observe(document, {{childList: true, subtree: true}});"
    )
    page.goto(path.as_uri())
    page.wait_for_function(DRAWN, timeout=PATIENCE)
    before, after = page.evaluate("window.before"), page.evaluate(heights)
    context.close()
    assert before == after


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
        "Download the report": b"<!doctype html>", "Tables (XLSX)": b"PK", "Videos (CSV)": b"\xef\xbb\xbfplatform",
        "Story picture": b"\x89PNG", "Wide picture": b"\x89PNG",
    }  # fmt: skip
    for label, start in starts.items():
        button = visitor.page.get_by_role("button", name=label, exact=True)
        if not button.is_visible():
            visitor.page.get_by_test_id("stPopoverButton").filter(has_text="Other files").click()
        with visitor.page.expect_download() as taken:
            button.click()
        assert "tinykitchen.sample" in taken.value.suggested_filename
        assert Path(taken.value.path()).read_bytes().lstrip().startswith(start), label
    visitor.page.keyboard.press("Escape")
    visitor.page.get_by_text("Show all of it").click()
    report = visitor.page.frame_locator("iframe")
    report.locator(".chart[data-drawn]").first.wait_for(timeout=PATIENCE)
    assert report.locator("h1").inner_text() == "@tinykitchen.sample · TikTok"


def test_the_page_fits_a_phone(visit):
    """On a phone the page Report does not scroll sideways, and the report and the picture are inside the screen."""
    visitor = visit(width=390, height=844).open().try_samples().go("Report")
    assert visitor.sideways() == 0
    box = visitor.page.locator("iframe").last.bounding_box()
    assert box["x"] + box["width"] <= 390
    visitor.page.get_by_text("Show the wide picture").click()
    box = visitor.page.get_by_test_id("stImage").bounding_box()
    assert box["x"] + box["width"] <= 390
