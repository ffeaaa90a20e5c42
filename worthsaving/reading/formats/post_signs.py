"""Signs that the names in a table without links or dates are those of posts, not of accounts."""

import re

from worthsaving.data.load import declared
from worthsaving.reading.formats.cell_kinds import sample
from worthsaving.reading.formats.formats import Match
from worthsaving.reading.formats.headers import key, spaced
from worthsaving.reading.text.table import TextTable

_WORDS = 4  # of a name: more than most people have, fewer than a caption has
_LETTERS = 40  # the same in scripts that put no blanks between words, and links
_WIDE_LETTERS = 14
_SAME_ROWS = 3  # rows with one number of followers, before they are one account's posts
_WIDE = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def shows_posts(table: TextTable, match: Match, followers: int) -> bool:
    """Return whether the rows of a table with titles are posts, though it counts followers (column `followers`).

    They are where the header of the titles names a post, the lengths or kinds of posts stand beside them, most titles read
    like captions, or all rows have the same followers: those of one account.
    """
    title, columns = match.columns["title"], match.columns
    words = set(key(spaced(table.header[title])).split("_"))
    if words & set(declared("formats")["header_words"]["post"]) or "duration_s" in columns:
        return True
    if "media" in columns and _are_kinds(table, columns["media"]):
        return True
    texts, _ = sample(table, title)
    captions = sum(map(_is_caption, texts.to_pylist()))
    if captions * 2 > len(texts):
        return True
    numbers, filled = sample(table, followers)
    return len(numbers) == 1 and filled >= _SAME_ROWS and len(texts) > 1


def _are_kinds(table: TextTable, at: int) -> bool:
    """Return whether the cells of a column name kinds of posts ("Reel", "Carousel")."""
    texts, _ = sample(table, at)
    kinds = declared("formats")["media"]
    return len(texts) > 0 and all(text.casefold() in kinds for text in texts.to_pylist())


def _is_caption(text: str) -> bool:
    """Return whether a text is longer than a name, or has a hashtag."""
    return (
        "#" in text or len(text.split()) >= _WORDS or len(text) >= (_WIDE_LETTERS if _WIDE.search(text) else _LETTERS)
    )
