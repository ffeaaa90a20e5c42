"""A creator's own words from the sheet to the report, in one visit: label, comparison, filter, planned test, mark."""

import re

from tests.browser.test_library import press
from tests.browser.test_marks import by_keyboard, letters
from tests.ui import pillars
from worthsaving.library import Library

MARK = "Moved to mornings"


def test_from_a_sheet_with_pillars_to_the_report(visitor, place):
    """Each step goes on from the one before; what was filtered, tested and marked is the same in the report."""
    visitor.open().drop_bytes(pillars.sheet())
    press(visitor, "Pillar: 5 kinds, 180 posts")
    press(visitor, "Keep")
    library = Library.open(str(place))
    assert library.labels()["value"].nunique() == 5

    visitor.go("What gets saved").wait_charts(2)
    assert re.search(r"Pillar: Recipes is saved more", visitor.text())
    visitor.page.get_by_role("combobox", name=re.compile("Labels")).click()
    for pillar in ("Recipes", "Tips"):
        visitor.page.get_by_role("option", name=f"Pillar: {pillar}", exact=True).click()
        visitor.settle()
    visitor.page.keyboard.press("Escape")
    visitor.settle().wait_charts(2)
    assert "labels=" in visitor.page.url
    assert "Behind the scenes" not in visitor.page.locator("[data-testid='stMain'] .js-plotly-plot").first.inner_text()

    visitor.page.get_by_test_id("stButtonGroup").get_by_text("Recipes", exact=True).click()
    visitor.settle()
    press(visitor, "Plan a test")
    visitor.page.get_by_role("dialog").get_by_role("button", name="Write it down").click()
    visitor.page.get_by_text("Written down.").wait_for()
    visitor.page.keyboard.press("Escape")
    visitor.settle()
    assert library.tests()[["kind", "value"]].to_numpy().tolist() == [["label:Pillar", "Recipes"]]

    visitor.go("Save trends").wait_charts(2)
    by_keyboard(visitor, MARK)
    visitor.wait_charts(2)
    assert letters(visitor) >= 2
    assert library.marks()["text"].tolist() == [MARK]
    visitor.go("Overview").wait_charts(1)
    assert letters(visitor) == 1

    visitor.go("Report").page.get_by_text("Show all of it").click()
    frame = visitor.page.frame_locator("iframe").last
    frame.get_by_text("Pillar: Recipes is saved more").first.wait_for()
    assert MARK in frame.locator("#marks").inner_text()
    assert "Pillar: Recipes or Tips only" in frame.locator("body").inner_text()
    visitor.go("What changed")
    assert "1 open test" in visitor.text()
