"""Text from a file inside Markdown."""

import pytest

from tests.ui.visiting import ROOT
from worthsaving.ui.shell import markdown


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Content (2).csv", r"Content \(2\)\.csv"),
        ("![x](https://example.org/a.png)", "\\!\\[x\\]\\(https\u2060\\:\\/\\/example\\.org\\/a\\.png\\)"),
        ("WWW.example.org", "WWW\u2060\\.example\\.org"),
        ("ana@example.org", "ana\u2060\\@example\\.org"),
        ("@ana, http 1.1, wwww.", "\\@ana, http 1\\.1, wwww\\."),
        (":red[x] $a$ <b>", r"\:red\[x\] \$a\$ \<b\>"),
        ("two\nlines", "two lines"),
        ("soup 🍜 дом", "soup 🍜 дом"),
    ],
)
def test_markup_is_made_literal(text, safe):
    """Every character that Markdown acts on has a backslash before it; letters of any script stay."""
    assert markdown.escape(text) == safe


def test_every_primary_button_can_be_read_in_the_dark():
    """White on the dark theme's amber cannot: as many labels in the accent's own colour as there are such buttons."""
    modules = sorted((ROOT / "worthsaving" / "ui").rglob("*.py"))
    buttons = {path.name: path.read_text("utf-8").count('"primary"') for path in modules}
    labels = {path.name: path.read_text("utf-8").count("on_accent(") for path in modules if path.name != "markdown.py"}
    assert sum(buttons.values()) >= 6
    assert {name: number for name, number in buttons.items() if number} == {n: k for n, k in labels.items() if k}
