"""What stands in the place of what is not there yet: as large as that, so that nothing jumps, and seen while the browser is busy."""

import re

import pytest

from tests.conftest import ROOT
from tests.ui import weekly
from worthsaving.library import Library
from worthsaving.reading import read_files
from worthsaving.ui.pages import overview
from worthsaving.ui.shell import browser_code

BUSINESS = ROOT / "sample_data" / "tiktok_business_videos.csv"
NEAR = 4  # pixels
MAIN = '[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"]'
HEIGHTS = """() => [...document.querySelector('.st-key-overview_head').children].map((place) => {
  const height = place.getBoundingClientRect().height;
  const leastWith = (name) => {
    const part = document.createElement('div');
    part.className = name;
    place.append(part);
    const least = parseFloat(getComputedStyle(place).minHeight) || 0;
    part.remove();
    return least;
  };
  return [height, leastWith('stSkeleton'), leastWith('stVerticalBlock')];
})"""
"""Of each part of the overview's head: its height, and the least that the page's style gives its outline, and its place while empty."""
BEFORE = "(at) => { const before = getComputedStyle(at, '::before'); return [before.animationName, parseFloat(before.height)]; }"

RUNNING = """(at) => {
  const app = document.querySelector('[data-testid="stApp"]');
  const was = app.dataset.testScriptState;
  app.dataset.testScriptState = 'running';
  const after = getComputedStyle(at, '::after'), found = [after.animationName, parseFloat(after.height)];
  app.dataset.testScriptState = was;
  return found;
}"""
"""What stands under the parts of a page while its script runs: the animation, and how tall it is."""


@pytest.mark.parametrize(
    ("width", "height"), [(1920, 1080), (1280, 800), (1024, 768), (820, 1180), (768, 1024), (390, 844)]
)
def test_outlines_of_the_overview_are_as_tall_as_what_takes_their_place(visit, width, height):
    visitor = visit(width=width, height=height).open().drop(BUSINESS).wait_charts(4)
    parts = visitor.page.evaluate(HEIGHTS)
    assert len(parts) == len(overview.HEAD_OUTLINES)
    for (real, least, empty), drawn in zip(parts, overview.HEAD_OUTLINES, strict=True):
        assert abs(max(least, drawn) - real) <= NEAR, parts
        assert empty in {least, 0}, parts
    assert sum(empty > 0 for _, _, empty in parts) == 4, parts  # the heading and the picture are one element each


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (820, 1180), (390, 844)])
def test_the_line_at_the_top_is_never_less_tall_than_when_all_of_it_is_there(visit, width, height):
    """Its parts come one after the other; while some are missing, what is below must not jump up."""
    line = visit(width=width, height=height).open().drop(BUSINESS).page.locator(".st-key-overview_files_line")
    whole = line.bounding_box()["height"]
    assert line.get_by_text("Read tiktok_business_videos.csv").is_visible()
    controls = line.locator(".st-key-control_line")
    alone = controls.bounding_box()["height"]
    controls.evaluate("(at) => { while (at.children.length > 1) at.lastChild.remove(); }")
    assert controls.bounding_box()["height"] == alone
    line.evaluate("(at) => at.replaceChildren()")
    assert abs(line.bounding_box()["height"] - whole) <= NEAR


@pytest.mark.parametrize("width", [1280, 390])
def test_the_line_above_several_samples_has_room_for_what_is_said_about_them(visit, width):
    line = visit(width=width).open().try_samples().page.locator(".st-key-overview_samples_line")
    whole = line.bounding_box()["height"]
    line.evaluate("(at) => at.replaceChildren()")
    assert abs(line.bounding_box()["height"] - whole) <= NEAR


@pytest.mark.parametrize("width", [1280, 390])
def test_the_line_above_a_library_keeps_its_height_too(visitor, place, width):
    Library.open(str(place)).keep(read_files([weekly.file(0)]), now=weekly.moment(0))
    visitor.page.set_viewport_size({"width": width, "height": 844})
    line = visitor.open().page.locator(".st-key-overview_library_line")
    whole = line.bounding_box()["height"]
    line.evaluate("(at) => at.replaceChildren()")
    assert abs(line.bounding_box()["height"] - whole) <= NEAR


def test_a_tile_has_its_height_before_its_course_is_drawn(visit):
    tile = visit(width=390).open().drop(BUSINESS).wait_charts(4).page.locator('[class*="st-key-tile_"]').first
    frame = tile.get_by_test_id("stFullScreenFrame")
    whole = frame.bounding_box()["height"]
    frame.evaluate("(at) => at.replaceChildren()")
    assert frame.bounding_box()["height"] == whole > 10


@pytest.mark.parametrize("files", [1, 4])
@pytest.mark.parametrize("width", [1280, 390])
def test_files_on_their_way_move_nothing(visit, files, width):
    """They stand in the box as one row: what is below it stays where it is."""
    visitor = visit(width=width)
    visitor.page.route(re.compile("upload_file"), lambda _: None)  # never answered
    visitor.open()
    box = visitor.page.get_by_test_id("stFileUploaderDropzone").first
    before = box.bounding_box()
    visitor.page.set_input_files(visitor.zone(), [str(BUSINESS)] * files)
    visitor.page.get_by_test_id("stFileChip").nth(files - 1).wait_for()
    assert box.bounding_box() == before
    assert visitor.sideways() == 0


def test_while_a_page_or_a_chart_is_missing_an_outline_stands_there(visit):
    """Streamlit takes a page away before it has the next one, and a chart's place is empty until it is drawn."""
    visitor = visit().open().drop(BUSINESS).wait_charts(4)
    chart = visitor.page.locator('.st-key-chart_headline [data-testid="stPlotlyChart"]')
    assert chart.evaluate(BEFORE)[0] == "none"
    chart.evaluate("(at) => at.querySelectorAll('.main-svg').forEach((part) => part.remove())")
    shown, tall = chart.evaluate(BEFORE)
    assert shown == "outline"
    assert tall == chart.bounding_box()["height"] > 200
    main = visitor.page.locator(MAIN)
    assert main.evaluate(BEFORE)[0] == "none"
    main.evaluate("(at) => at.replaceChildren()")
    shown, tall = main.evaluate(BEFORE)
    assert shown == "outline"
    assert tall > 400


def test_until_a_page_has_its_foot_an_outline_stands_under_what_is_there(visit):
    """The heading can be there seconds before the rest of the page; afterwards, and on a page without data, there is no outline."""
    visitor = visit()
    visitor.open().go("Save trends")
    main = visitor.page.locator(MAIN)
    assert main.evaluate(RUNNING)[0] == "none"
    visitor.go("Overview").drop(BUSINESS).wait_charts(4).go("Save trends").wait_charts(2)
    assert main.evaluate(RUNNING)[0] == "none"
    main.evaluate("(at) => [...at.children].slice(1).forEach((part) => part.remove())")
    assert main.inner_text().strip() == "Save trends"
    shown, tall = main.evaluate(RUNNING)
    assert shown == "outline"
    assert tall > 300


def test_the_filters_have_their_height_before_their_boxes_can_be_drawn(visit):
    visitor = visit()
    visitor.page.route(re.compile(r"/Selectbox[^/]*\.js$"), lambda _: None)  # never answered
    visitor.open().drop(BUSINESS).wait_charts(4)
    visitor.go("Saves vs")
    period = visitor.page.locator(".st-key-period")
    period.get_by_test_id("stSkeleton").wait_for()
    assert period.bounding_box()["height"] == 68


def test_an_outline_fills_a_charts_place_until_it_can_be_drawn(visit):
    """The code that draws charts is large: on a slow line or phone it comes seconds after the page."""
    visitor = visit()
    visitor.page.route(re.compile(r"/PlotlyChart[^/]*\.js$"), lambda _: None)  # never answered
    visitor.open()
    visitor.page.set_input_files(visitor.zone(), [str(BUSINESS)])
    place = visitor.page.locator(".st-key-chart_headline")
    outline = place.get_by_test_id("stSkeleton")
    outline.wait_for()
    assert outline.bounding_box()["height"] == place.bounding_box()["height"] > 200


def test_the_code_that_draws_charts_and_tables_is_fetched_before_a_file_is_dropped(visit):
    """Once, while the newcomer's page stands there without a chart; the first chart takes it from there."""
    visitor, asked = visit(), []
    fetched = re.compile("/(" + "|".join(map(re.escape, browser_code.file_names())) + ")$")
    visitor.page.on("request", lambda request: asked.append(request.url) if fetched.search(request.url) else None)
    with visitor.page.expect_response(re.compile(r"/static/js/DataFrame\.[^/]*\.js$")) as answer:
        visitor.open()
    assert answer.value.ok
    assert visitor.page.locator(".js-plotly-plot").count() == 0
    visitor.drop(BUSINESS).wait_charts(4)
    assert len(asked) == len(set(asked)) == len(browser_code.SOON_USED)
