"""The six steps on screen: the words of the chosen browser."""

import pytest

from tests.ui.visiting import GUIDANCE, open_page, sample, words
from worthsaving.guidance import studio_posts


@pytest.mark.parametrize(
    ("page", "files"), [("app.py", ()), ("app.py", ("Content",)), (GUIDANCE, ())], ids=["empty", "no saves", "guidance"]
)
def test_the_steps_follow_the_browser(page, files):
    """Home without files, Home with a file without saves, and the guidance show the steps, for the browser that is chosen."""
    at = open_page(page, *(sample(name) for name in files))
    said = words(at)
    assert studio_posts.title() in said
    assert "Export HAR (sanitized)" in said
    at.main.get("button_group")[0].set_value("firefox").run()
    said = words(at)
    assert "Save All As HAR" in said
    assert "Export HAR (sanitized)" not in said
