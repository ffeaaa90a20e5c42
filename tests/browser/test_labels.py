"""Labels in a real browser: a sheet with pillars, taken in one click, compared, filtered by, tested and reported."""

import re

from tests.browser.test_library import press
from tests.ui import pillars
from worthsaving.library import Library


def test_a_sheet_with_pillars(visitor, place):
    """One click labels 180 posts; then What gets saved by pillar, the filter, a planned test and the report."""
    visitor.open()
    visitor.drop_bytes(pillars.sheet())
    press(visitor, "Pillar: 5 kinds, 180 posts")
    assert "180 posts labelled by Pillar." in visitor.text()
    press(visitor, "Keep")
    assert len(Library.open(str(place)).labels()) == 180

    visitor.go("What gets saved").wait_charts(2)
    assert re.search(r"Pillar: Recipes is saved more", visitor.text())
    visitor.page.get_by_test_id("stButtonGroup").get_by_text("Recipes", exact=True).click()
    visitor.settle()
    press(visitor, "Plan a test")
    visitor.page.get_by_text("Do Pillar “Recipes” posts get saved more?").first.wait_for()
    visitor.page.get_by_role("dialog").get_by_role("button", name="Write it down").click()
    visitor.page.get_by_text("Written down.").wait_for()
    visitor.page.keyboard.press("Escape")
    visitor.settle()
    (test,) = Library.open(str(place)).tests()[["kind", "value"]].to_numpy().tolist()
    assert test == ["label:Pillar", "Recipes"]

    box = visitor.page.get_by_role("combobox", name=re.compile("Labels"))
    box.click()
    visitor.page.get_by_role("option", name="Pillar: Tips", exact=True).click()
    visitor.page.keyboard.press("Escape")
    visitor.settle()
    assert "labels=" in visitor.page.url
    assert "Pillar: only Tips here, and nothing to compare it with" in visitor.text()

    visitor.open("?")
    visitor.go("Report").page.get_by_text("Show all of it").click()
    frame = visitor.page.frame_locator("iframe").last
    frame.get_by_text("Pillar: Recipes is saved more").first.wait_for()


def test_hostile_labels_stay_text(visitor):
    """As a heading of the sheet and as values: no tag, link, formula or script comes of them."""
    hostile = {"Recipes": "<img src=x onerror=alert(1)>", "Tips": "[x](https://outside.example/x)", "Talk": "=1+1"}
    visitor.open()
    visitor.drop_bytes(pillars.sheet(header="<b>**Pillar**</b>", names=hostile))
    visitor.page.get_by_role("button", name=re.compile("5 kinds, 180 posts")).click()
    visitor.page.wait_for_timeout(500)
    visitor.settle()
    visitor.go("What gets saved").wait_charts(2)
    assert "<b>**Pillar**</b>: " in visitor.text()
    assert visitor.page.locator('a[href*="outside.example"]').count() == 0
    assert visitor.page.locator("img[src=x]").count() == 0
    visitor.go("Report").page.get_by_text("Show all of it").click()
    frame = visitor.page.frame_locator("iframe").last
    frame.get_by_text("<b>**Pillar**</b>").first.wait_for()
    assert frame.locator("img[src=x]").count() == 0
