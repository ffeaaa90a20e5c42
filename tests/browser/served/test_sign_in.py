"""Signing in at a served app, through nginx with TLS: every page asks, one lands where one was, and out is out."""

import pytest

from tests.ui.visiting import PAGES

ADDRESSES = ["", *(page.removeprefix("pages/").removesuffix(".py") for page in PAGES if page != "app.py")]


@pytest.mark.parametrize("page", ADDRESSES)
def test_every_page_asks(member, page):
    """A deep link shows nothing but the way to sign in."""
    stranger = member(at=page)
    assert "Sign in to see your saves" in stranger.text()
    assert stranger.page.get_by_test_id("stSidebar").count() == 0
    assert stranger.page.get_by_test_id("stFileUploader").count() == 0


def test_one_lands_on_the_page_one_came_from(member):
    """With what stood in its address; and everything is there: a place for files, a library, a way out."""
    anna = member("anna", at="save_trends?period=Last+90+days")
    assert anna.page.url.endswith("/save_trends?period=Last+90+days")
    assert "Save trends" in anna.text()
    assert anna.page.get_by_role("button", name="Signed in as Anna").count() == 1
