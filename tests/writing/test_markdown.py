"""Markdown: text from a file stays text."""

import pandas as pd
import pytest

from worthsaving.writing import markdown


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("+892 saves, 5.4 (likely 3-7)", "+892 saves, 5.4 (likely 3-7)"),
        ("# Title", "\\# Title"),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("*a* _b_ `c` ~d~", "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~"),
        ("![x](https://evil.example/p.png)", "!\\[x\\](https\u2060://evil.example/p.png)"),
        ("www.evil.example a@b.example", "www\u2060.evil.example a\u2060\\@b.example"),
        ("<img src=x> &lt; a|b\\|c", "\\<img src\\=x\\> \\&lt; a\\|b\\\\\\|c"),
        ("two\n\nlines\u202e", "two lines"),
        (":smile: at 10:30", "\\:smile: at 10:30"),
    ],
)
def test_nothing_in_a_text_is_acted_on(text, written):
    """Signs that mean something get a backslash, addresses a joint of no width, lines become one."""
    assert markdown.text(text) == written


def test_a_table_has_its_links_in_the_first_cell():
    """Counts are to the right with thousands, days are days, what is missing is blank; an address cannot end its link."""
    rows = pd.DataFrame(
        {
            "Caption": ["a|b", "c"],
            "Link": ["https://www.tiktok.com/@a/video/1)>|x", None],
            "Posted": pd.to_datetime(["2026-11-09", None]),
            "Saves": pd.array([1234, None], dtype="Int64"),
        }
    )
    assert markdown.table(rows).splitlines() == [
        "| Caption | Posted | Saves |",
        "| --- | --- | ---: |",
        "| [a\\|b](<https://www.tiktok.com/@a/video/1%29%3E%7Cx>) | 9 Nov 2026 | 1,234 |",
        "| c |  |  |",
    ]
