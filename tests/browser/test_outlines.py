"""What stands in the place of what is not there yet: as large as that, so that nothing jumps, and seen while the browser is busy."""

import re

import pytest

from tests.conftest import ROOT
from worthsaving.ui.pages import overview
from worthsaving.ui.shell import browser_code

BUSINESS = ROOT / "sample_data" / "tiktok_business_videos.csv"
NEAR = 4  # pixels
MAIN = '[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"]'
HEIGHTS = """() => [...document.querySelector('.st-key-overview_head').children].map((place) => {
  const height = place.getBoundingClientRect().height;
  const outline = document.createElement('div');
  outline.className = 'stSkeleton';
  place.append(outline);
  const least = parseFloat(getComputedStyle(place).minHeight) || 0;
  outline.remove();
  return [height, least];
})"""
"""Of each part of the overview's head: its height, and the least that the page's style gives its outline."""
BEFORE = "(at) => { const before = getComputedStyle(at, '::before'); return [before.animationName, parseFloat(before.height)]; }"


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_outlines_of_the_overview_are_as_tall_as_what_takes_their_place(visit, width, height):
    visitor = visit(width=width, height=height).open().drop(BUSINESS).wait_charts(4)
    parts = visitor.page.evaluate(HEIGHTS)
    assert len(parts) == len(overview.HEAD_OUTLINES)
    for (real, least), drawn in zip(parts, overview.HEAD_OUTLINES, strict=True):
        assert abs(max(least, drawn) - real) <= NEAR, parts


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
