"""Posts that are on another platform, too: their labels are offered there, never given by themselves."""

import re

import pytest

from tests.ui import pillars
from tests.ui.library_visit import click
from tests.ui.visiting import export, open_page, words

PAGE = "pages/what_gets_saved.py"


def both():
    """A sheet with pillars, and one of the same posts on Instagram without them."""
    name, data = pillars.sheet(40)
    text = data.decode().replace(" soup", " soup for all of us")
    lines = [line.rpartition(",")[0] for line in text.splitlines()]
    there = [
        re.sub(r"https://\S+/(\d+)", lambda m: f"https://www.instagram.com/reel/C{m[1][-9:]}/", one) for one in lines
    ]
    return export(name, text.encode()), export("reels.csv", ("\n".join(there) + "\n").encode())


@pytest.fixture
def at():
    """What gets saved with both, the first one's pillars taken."""
    found = open_page("app.py", *both())
    (button,) = [one for one in found.button if one.key == "take_label_0"]
    button.click().run()
    return found.switch_page(PAGE).run()


def unlabelled(at) -> bool:
    """Whether no post on Instagram has a label."""
    own = at.session_state["labels_own"]
    return not own["platform"].eq("instagram").any()


def test_they_are_offered_and_given_on_a_click_and_given_back(at):
    assert not at.exception
    said = "36 posts without Pillar have the caption and day of posts on another platform that you labelled."
    assert said in words(at)
    assert unlabelled(at)
    click(at, "Give them the same")
    own = at.session_state["labels_own"]
    assert own.groupby("platform").size().to_dict() == {"instagram": 36, "tiktok": 36}
    assert said not in words(at)
    (undo,) = [one for one in at.button if one.key == "labels_undo_now"]
    undo.click().run()
    assert said in words(at)


def test_a_no_is_not_asked_again(at):
    click(at, "No, leave them")
    assert "on another platform that you labelled" not in words(at)
    assert unlabelled(at)
