"""Signing in at a served app, through nginx with TLS: every page asks, one lands where one was, and out is out."""

from tests.ui.visiting import PAGES

ADDRESSES = ["", *(page.removeprefix("pages/").removesuffix(".py") for page in PAGES if page != "app.py")]


def test_every_page_asks(member):
    """A deep link shows nothing but the way to sign in."""
    stranger = member()
    for page in ADDRESSES:
        stranger.open(page)
        assert "Sign in to see your saves" in stranger.text()
        assert stranger.page.get_by_test_id("stSidebar").count() == 0
        assert stranger.page.get_by_test_id("stFileUploader").count() == 0


def test_one_lands_on_the_page_one_came_from(member):
    """With what stood in its address; and everything is there: a place for files, a library, a way out."""
    anna = member("anna", at="save_trends?period=Last+90+days")
    assert anna.page.url.endswith("/save_trends?period=Last+90+days")
    assert "Save trends" in anna.text()
    assert anna.page.get_by_role("button", name="Signed in as Anna").count() == 1
