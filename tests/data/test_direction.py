"""Text of a file never turns the direction of what is shown after it: a number in a sentence stays where it is."""

import pytest

from tests.report import making
from tests.ui.visiting import PAGES, export, open_page, words
from worthsaving import platforms
from worthsaving.cli.terminal import show
from worthsaving.data.direction import unturned
from worthsaving.ui.shell import markdown
from worthsaving.words import format

TURNING = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
OVERRIDE = "\u202e"
FILE = "\n".join(
    [
        f"Video link,Title,Views,Likes,Saves,Odd{OVERRIDE}head",
        *(
            f"https://www.tiktok.com/@a/video/{7300000000000000000 + at * 2**32 * 86400},"
            f"{OVERRIDE}Soup {at} #tag,{1000 + at},{50 + at},{at},{OVERRIDE}"
            for at in range(12)
        ),
        f"https://www.tiktok.com/@a/video/7300000000000000001,{OVERRIDE},{OVERRIDE}many,1,1,x",
    ]
).encode()


@pytest.mark.parametrize("sign", TURNING, ids=ascii)
@pytest.mark.parametrize(
    "outlet",
    [
        unturned,
        lambda text: format.clip(text, 40),
        format.title_of,
        lambda text: platforms.account_label("tiktok", text),
        lambda text: platforms.account_label(text, "a"),
        markdown.escape,
    ],
    ids=["unturned", "clip", "title", "account", "network", "escape"],
)
def test_nothing_that_turns_is_shown(outlet, sign):
    """At every place through which text of a file comes on the screen; the words themselves stay."""
    shown = outlet(f"cat {sign}12")
    assert sign not in shown
    assert "cat" in shown
    assert "12" in shown


def test_other_scripts_stay_as_they_are():
    """Their own letters say which way they are written; joined signs stay joined."""
    for text in ("مرحبا بالعالم", "שלום", "👩\u200d🍳 soup", "a\u200eb\u200fc"):
        assert unturned(text) == text


def test_the_terminal_shows_no_control_character(capsys):
    """Nor any that turns; lines stay lines."""
    show(f"@a\x1b[2J{OVERRIDE} · TikTok\n12 saves")
    assert capsys.readouterr().out == "@a [2J  · TikTok\n12 saves\n"


def test_the_report_holds_nothing_that_turns():
    """Whatever stands in a caption or a handle."""
    page = making.made(making.hostile())
    assert "exe.tac" in page
    assert not set(TURNING) & set(page)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_shows_anything_that_turns(page):
    """Not in a name, a header, a cell that was set aside or a caption."""
    at = open_page(
        page, export(f"mine{OVERRIDE}.csv", FILE), export(f"other{OVERRIDE}.csv", f"{OVERRIDE}a,b\n1,2\n".encode())
    )
    assert not at.exception
    assert not set(TURNING) & set(words(at))
    assert not set(TURNING) & set("".join(box.label for box in at.selectbox))
