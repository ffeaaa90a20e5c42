"""Text from a file inside Markdown."""

import pytest

from worthsaving.ui import plain


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Content (2).csv", r"Content \(2\)\.csv"),
        ("![x](https://example.org/a.png)", r"\!\[x\]\(https\:\/\/example\.org\/a\.png\)"),
        (":red[x] $a$ <b>", r"\:red\[x\] \$a\$ \<b\>"),
        ("two\nlines", "two lines"),
        ("soup 🍜 дом", "soup 🍜 дом"),
    ],
)
def test_markup_is_made_literal(text, safe):
    """Every character that Markdown acts on has a backslash before it; letters of any script stay."""
    assert plain.escape(text) == safe
