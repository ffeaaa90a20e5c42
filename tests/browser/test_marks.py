"""A mark written by keyboard under a chart: in seconds, on every chart over time, and in the report."""

import re

from tests.browser.conftest import Visitor
from tests.browser.test_pages import BUSINESS

HOSTILE = "<img src=x onerror=alert(1)> **hook**"


def by_keyboard(visitor: Visitor, text: str) -> None:
    """From the page's first chart: open the form, one Tab, write, Enter. No mouse."""
    visitor.page.locator('[class*="st-key-mark_"] button').first.focus()
    visitor.page.keyboard.press("Enter")
    visitor.page.get_by_label("What happened").wait_for()
    visitor.settle()
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.type(text)
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_timeout(600)
    visitor.settle()


def letters(visitor: Visitor) -> int:
    """How many charts on the page have the mark's letter."""
    charts = visitor.page.locator(".js-plotly-plot")
    return sum(bool(re.search(r">A</tspan>", chart.evaluate("c => c.outerHTML"))) for chart in charts.all())


def test_a_mark_by_keyboard_stands_on_every_chart_over_time_and_in_the_report(visit):
    """Its text stays text; the day is the chart's last one unless another is written; what changed there is said."""
    visitor = visit().open().drop(BUSINESS)
    visitor.go("Save trends").wait_charts(3)
    by_keyboard(visitor, HOSTILE)
    visitor.wait_charts(3)
    assert letters(visitor) == 3
    said = visitor.text()
    assert said.count(f"“{HOSTILE}”") == 3
    assert "Your marks" in said
    assert not visitor.dialogs
    visitor.go("Overview").wait_charts(1)
    assert letters(visitor) == 1
    assert f"“{HOSTILE}”" in visitor.text()
    visitor.go("Report")
    visitor.page.get_by_text("Show all of it").click()
    visitor.settle()
    frame = visitor.page.frame_locator("iframe[title]").first
    report = frame.locator("#marks").inner_text()
    assert HOSTILE in report
    assert f"“{HOSTILE}”" in frame.locator("#trend").inner_text()
    visitor.go("Save trends").wait_charts(3)
    visitor.page.get_by_role("button", name="Remove").click()
    visitor.page.wait_for_timeout(500)
    visitor.settle()
    assert HOSTILE not in visitor.text()
