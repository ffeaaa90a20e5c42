"""Saves, answered: every point in sight at once, on a laptop and on a phone; and the lines under the charts."""

import pytest

from worthsaving.guidance import points

LINES = [point.line for box in points.boxes() for point in box.points]


def tops(visitor) -> dict[str, float]:
    """How far down each line ends that can be read without a click, in pixels."""
    return {
        line: box["y"] + box["height"]
        for line in (points.answer().question, *LINES)
        if (box := visitor.page.get_by_text(line, exact=True).first.bounding_box())
    }


def test_every_point_is_seen_at_once_on_a_laptop(visit):
    """The short answer and the eighteen lines end at most 800 px down, and a line opens in place."""
    visitor = visit(width=1280, height=800).open("save_guidance")
    found = tops(visitor)
    assert len(found) == 19
    assert max(found.values()) <= 800
    text = points.boxes()[3].points[1].note.text
    assert not visitor.page.get_by_text(text).first.is_visible()
    visitor.page.get_by_text(LINES[10], exact=True).click()
    visitor.page.get_by_text(text).first.wait_for(state="visible")


def test_a_phone_needs_three_screens(visit):
    """At 390 px the page is at most three screens tall, with no sideways scroll."""
    visitor = visit(width=390, height=844).open("save_guidance")
    assert visitor.sideways() == 0
    height = visitor.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    assert height <= 3 * 844
    assert max(tops(visitor).values()) <= 2 * 844


@pytest.mark.parametrize("width", [1280, 390])
def test_a_line_under_a_chart_opens_its_note(visit, width):
    """One line a note; it opens to the whole text and the way to all answers."""
    visitor = visit(width=width).open("save_trends").try_samples().wait_charts(3)
    line = visitor.page.get_by_test_id("stPopoverButton").filter(has=visitor.page.get_by_text("sticky_note_2")).last
    line.scroll_into_view_if_needed()
    assert line.bounding_box()["height"] < 60
    line.click()
    visitor.page.get_by_role("link", name="All answers").wait_for()
    assert visitor.page.get_by_text("Source:").first.is_visible()
