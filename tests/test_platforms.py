"""Links from a file: only the platforms' own https addresses may be clicked."""

import pytest

from worthsaving import platforms


@pytest.mark.parametrize(
    "link",
    [
        "https://www.tiktok.com/@x/video/7527623000473079054",
        "https://vm.tiktok.com/ZM123/",
        "https://www.instagram.com/p/abc/",
        "https://youtu.be/abc",
    ],
)
def test_the_platforms_links_pass(link):
    """An https link to a known platform is offered as it is."""
    assert platforms.safe_link(link) == link


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)", "http://www.tiktok.com/x", "https://tiktok.com.evil.example/x", "https://eviltiktok.com/",
        "https://user:pw@tiktok.com/", "https://tiktok.com:8443/", "https://[", "", "data:text/html,x", "//tiktok.com/x",
    ],
)  # fmt: skip
def test_anything_else_is_not_offered(link):
    """Another scheme, a look-alike host, a login or a port in the address: no link."""
    assert platforms.safe_link(link) is None


def test_an_account_is_named_with_its_platform():
    """The same handle on two platforms stays two choices."""
    assert platforms.account_label("tiktok", "cook") == "@cook · TikTok"
    assert platforms.account_label("", "") == "account not named"


def test_each_platform_has_its_own_file_with_saves():
    """Nobody on Instagram is sent to TikTok for them."""
    assert "TikTok Business" in platforms.saves_in("tiktok")
    assert "Meta Business Suite" in platforms.saves_in("instagram")
    assert (
        platforms.saves_in("youtube") == platforms.saves_in("") == "A file with a column such as “Saves” can tell them."
    )
