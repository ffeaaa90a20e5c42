"""The way to saves out of TikTok Studio's page, by browser."""

import pytest

from tests.conftest import ROOT
from worthsaving.guidance import studio_posts


@pytest.mark.parametrize("browser", studio_posts.browsers())
def test_every_browser_has_its_six_steps(browser):
    """Six steps, each with what to do and what one sees, and no gap left open."""
    steps = studio_posts.steps(browser)
    assert len(steps) == 6
    assert all(step.does and step.sees for step in steps)
    assert not any(sign in step.does + step.sees for step in steps for sign in "{}")
    assert "item_list" in steps[2].does


def test_browsers_differ_in_their_words():
    """Firefox and Safari save a HAR in another place than Chrome."""
    last = {browser: studio_posts.steps(browser)[-1].does for browser in studio_posts.browsers()}
    assert len({last[browser] for browser in ("chrome", "firefox", "safari")}) == 3


def test_the_readme_has_the_same_way():
    """What one does and sees in the app's steps stands in the README, too."""
    readme = " ".join((ROOT / "README.md").read_text("utf-8").split())
    for step in studio_posts.steps("chrome")[:1]:
        assert step.does.rstrip(".") in readme
    for browser in studio_posts.browsers():
        assert studio_posts.browser_label(browser) in readme
    for word in ("item_list", "Save All As HAR", "Export", "to the very end", "Delete it when you are done"):
        assert word in readme
        assert any(word in step.does for name in studio_posts.browsers() for step in studio_posts.steps(name)) or (
            word in studio_posts.after()
        )
