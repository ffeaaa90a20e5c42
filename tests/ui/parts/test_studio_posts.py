"""The six steps on screen: the words of the chosen browser."""

import pytest

from tests.ui.visiting import GUIDANCE, open_page, words
from worthsaving.guidance import studio_posts


@pytest.mark.parametrize("page", ["app.py", GUIDANCE], ids=["empty", "guidance"])
def test_the_steps_follow_the_browser(page):
    """Home without files and the guidance show the steps, for the browser that is chosen."""
    at = open_page(page)
    said = words(at)
    assert studio_posts.title() in said
    assert "Export HAR (sanitized)" in said
    at.main.get("button_group")[0].set_value("firefox").run()
    said = words(at)
    assert "Save All As HAR" in said
    assert "Export HAR (sanitized)" not in said
