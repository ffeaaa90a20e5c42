"""Way round on a phone: the sidebar closes after its link, and five places stand at the foot of every page."""

from worthsaving.ui.shell import frame

PLACES = [label for _, label in frame.ON_PHONES]


def bar(visitor):
    """The bar at the foot of the page."""
    return visitor.page.get_by_test_id("stBottom")


def test_the_sidebar_closes_after_its_link_and_opens_again(visit):
    """Whoever follows a link sees the page; the sidebar still opens, and closes again."""
    visitor = visit(width=390, height=844).open()
    side = visitor.page.get_by_test_id("stSidebar")
    for label, title in (("Save trends", "Save trends"), ("What gets saved", "What gets saved")):
        visitor.go(label)
        side.wait_for(state="hidden")
        assert visitor.page.get_by_role("heading", name=title).first.is_visible()


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
    bar(visitor).get_by_role("link", name="Guide").click()
    visitor.page.get_by_text("Does TikTok tell you when somebody saves your video?").wait_for()
    visitor.settle()
    assert "save_guidance" in visitor.page.url
    assert visitor.sideways() == 0
