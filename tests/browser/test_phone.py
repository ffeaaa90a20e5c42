"""Way round on a phone: one navigation at the foot, every page at most two taps away."""

import re

from worthsaving.ui.shell import frame
from worthsaving.words.desktop import about

PLACES = [label for _, label in frame.ON_PHONES]


def bar(visitor):
    """The bar at the foot of the page."""
    return visitor.page.get_by_test_id("stBottom")


def test_the_bar_is_the_one_navigation(visit):
    """No button for the sidebar at the top; what it says opens from "More", without links, and closes again."""
    visitor = visit(width=390, height=844).open()
    side = visitor.page.get_by_test_id("stSidebar")
    for label, title in (("Save trends", "Save trends"), ("Report", "Report")):
        visitor.go(label)
        assert visitor.page.get_by_role("heading", name=title).first.is_visible()
    assert not visitor.page.get_by_test_id("stExpandSidebarButton").is_visible()
    assert not side.is_visible()
    bar(visitor).get_by_role("button", name="More").click()
    visitor.page.get_by_test_id("stPopoverBody").get_by_role("button", name=about.ON_PHONES).click()
    side.get_by_text("Your files stay on this machine").wait_for()
    assert not side.get_by_role("link").first.is_visible()
    visitor.page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    side.wait_for(state="hidden")


def test_on_a_wide_screen_the_sidebar_stays(visit):
    """There it covers nothing, and the bar at the foot is not shown."""
    visitor = visit(width=1280).open().go("Save trends")
    assert visitor.page.get_by_test_id("stSidebar").is_visible()
    assert not bar(visitor).is_visible()


def test_five_places_in_one_row_lead_on(visit):
    """All five in sight at the foot, of one height, each with its word; the page one is on is marked; filters go along."""
    visitor = visit(width=390, height=844).open("save_trends?views=100+or+more")
    links = bar(visitor).get_by_role("link")
    assert [text.split("\n")[-1] for text in links.all_inner_texts()] == PLACES
    boxes = [link.bounding_box() for link in links.all()]
    assert len(boxes) == 5
    assert len({round(box["y"]) for box in boxes}) == 1
    assert all(box["y"] + box["height"] <= 844 and box["height"] >= 44 for box in boxes)
    assert boxes[-1]["x"] + boxes[-1]["width"] <= 390
    bar(visitor).get_by_role("link", name="Gets saved").click()
    visitor.page.wait_for_url(re.compile("what_gets_saved.*views="))
    assert visitor.settle().sideways() == 0


def test_more_leads_to_the_other_pages(visit):
    """Beside the five, "More" opens links to all the others: no page is left out on a phone."""
    visitor = visit(width=390, height=844).open()
    more = bar(visitor).get_by_role("button", name="More")
    box = more.bounding_box()
    assert box["x"] + box["width"] <= 390
    words = [word.bounding_box() for word in bar(visitor).locator("p").all()]
    assert len({round(word["y"]) for word in words}) == 1, "its word stands in line with the others"
    assert box["height"] >= 44
    more.click()
    opened = visitor.page.get_by_test_id("stPopoverBody")
    opened.wait_for()
    links = [text.split("\n")[-1] for text in opened.get_by_role("link").all_inner_texts()]
    every = {place.label for _, places in frame.GROUPS for place in places}
    assert {place.label for place, _ in frame.ON_PHONES} | set(links) == every
    opened.get_by_role("link", name="Saves, answered").click()
    visitor.page.get_by_text("Does TikTok tell you when somebody saves your video?").wait_for()
    assert "save_guidance" in visitor.settle().page.url


def test_the_controls_of_the_overview_are_one_row_with_one_menu(visit):
    """Account and menu in one row; the menu opens the files, Add files, Keep and the report under it, and closes again."""
    visitor = visit(width=390, height=844).open().try_samples()
    line = visitor.page.locator(".st-key-control_line")
    assert line.bounding_box()["height"] <= 52
    keep = visitor.page.get_by_role("button", name="Keep", exact=True)
    assert not keep.is_visible()
    menu = visitor.page.get_by_role("button", name="Files", exact=True)
    assert menu.get_attribute("aria-expanded") == "false"
    menu.click()
    assert menu.get_attribute("aria-expanded") == "true"
    for button in (
        keep,
        visitor.page.get_by_role("button", name="Add files"),
        visitor.page.get_by_role("link", name="Share"),
    ):
        assert button.first.is_visible()
    assert visitor.sideways() == 0
    menu.click()
    assert not keep.is_visible()
