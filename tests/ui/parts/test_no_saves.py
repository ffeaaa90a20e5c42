"""A file without saves on every page: a chart of what there is, and the ways to the saves in one strip."""

import json

import pytest

from tests.ui.visiting import SAVES_VS, TRENDS, chart, charts, export, open_page, plain, sample, trace, words
from worthsaving.guidance import studio_posts

PAGES = ("app.py", SAVES_VS, TRENDS, "pages/what_gets_saved.py")


def press(at, key: str):
    """Press the button with that key."""
    (button,) = [button for button in at.button if button.key == key]
    return button.click().run()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_a_chart(page):
    """Shares, likes and comments are drawn, the saves' place is open, and one strip names the ways to them."""
    at = open_page(page, sample("Content"))
    assert not at.exception
    assert len(charts(at)) == 1
    drawn = chart(at, "no_saves")
    assert [each["name"] for each in drawn["data"]] == ["shares", "likes", "comments"]
    said = words(at)
    once = (
        "Saves are missing" if page == "app.py" else "None of your 15 videos has a saves count. That is not zero saves"
    )
    assert said.count(once) == 1
    assert ("has a saves count" in said) is (page != "app.py")
    assert "not zero" in json.dumps(drawn["layout"])
    assert "Add saves in two minutes" in said
    assert "Add to Favorites" in said
    assert "HAR" in said
    assert {plain(button.label) for button in at.button} >= {"Type them in", "Which file?"}


def test_the_trends_page_draws_them_over_time():
    """Dots by posting day there, bars elsewhere."""
    assert trace(chart(open_page(TRENDS, sample("Content")), "no_saves"), "shares")["type"] == "scatter"
    assert trace(chart(open_page(SAVES_VS, sample("Content")), "no_saves"), "shares")["type"] == "bar"


def test_which_file_opens_the_steps():
    """The files that have them, and the six steps for the browser one has."""
    at = press(open_page(SAVES_VS, sample("Content")), "which_file")
    said = "\n".join(plain(str(each.value)) for each in at.markdown)
    assert studio_posts.why() in said
    assert "Business Suite on the web" in said
    at.get("button_group")[-1].set_value("safari").run()
    assert not at.exception


def test_without_links_nothing_can_be_typed_in():
    """Typed saves are joined by the video's link: without one only the files are offered."""
    data = b"Title,Views,Likes\nSoup,100,5\nBread,200,9\nCake,300,2\n"
    at = open_page(SAVES_VS, export("x.csv", data))
    labels = {plain(button.label) for button in at.button}
    assert "Which file?" in labels
    assert "Type them in" not in labels
    assert "Drop in a Business export" in words(at)


def test_another_network_is_not_told_of_tiktoks_files():
    """A file of Facebook's posts: no word of Favorites or of TikTok Studio in the strip."""
    data = b"Platform,Title,Views,Likes\nFacebook,Soup,100,5\nFacebook,Bread,200,9\nFacebook,Cake,300,2\n"
    said = words(open_page(SAVES_VS, export("x.csv", data)))
    (strip,) = [line for line in said.split("\n") if "Add saves in two minutes" in line]
    assert strip.endswith("a file that counts them.")
