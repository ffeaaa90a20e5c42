"""Header names, in a form to compare and as sentences quote them: without differences in case, blanks, wide characters, stray marks, separators."""

import re
import unicodedata
from collections.abc import Sequence

MOST_HEADERS_NAMED = 12  # in a sentence
MORE_THAN_ONE = "More than one column could be the {column}"
LONGEST = 40  # characters of a header in a sentence
_CURLY = re.compile("[“”„«»]")
_SEPARATORS = re.compile(r"[\s/._\-:]+")
_NEW_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def plain(header: str) -> str:
    """Return a header without case, outer or double blanks and wide characters."""
    text = header
    if not header.isascii():
        # A Turkish capital İ would become an i and a loose dot
        text = _CURLY.sub('"', unicodedata.normalize("NFKC", header).replace("\ufeff", "").replace("İ", "i"))
    return " ".join(text.strip(" \t\r\n\"'").split()).casefold()


def key(header: str) -> str:
    """Return a header in the form that is compared: "stats/playCount", "stats.playCount", "stats playcount" are one.

    Always the whole name: "authorMeta/digg" is not "digg".
    """
    return _SEPARATORS.sub("_", plain(header)).strip("_")


def spaced(header: str) -> str:
    """Return a header with a blank where small letters are followed by a capital one: "shareUrl" becomes "share Url"."""
    return _NEW_WORD.sub(" ", header)


def positions(headers: Sequence[str]) -> dict[str, list[int]]:
    """Return key of each header -> its positions."""
    found: dict[str, list[int]] = {}
    for at, header in enumerate(headers):
        name = key(header)
        if name:
            found.setdefault(name, []).append(at)
    return found


def short(header: str) -> str:
    """Return a header as a sentence quotes it: on one line, at most `LONGEST` characters."""
    text = " ".join(header.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def one_of_several(column: str, header: Sequence[str], used: int, others: Sequence[int]) -> str:
    """Return the sentence on a canonical column that several places of the header could be."""
    return (
        f"{MORE_THAN_ONE.format(column=column.replace('_', ' '))}: “{short(header[used])}” is used, "
        f"{named([header[at] for at in others])} not. "
        "If that is wrong, delete the column that is not meant and drop the file in again."
    )


def named(header: Sequence[str]) -> str:
    """Name headers in a sentence: in quotes, without blank ones, the first twelve of many."""
    names = [f"“{short(h)}”" for h in header if h.strip()]
    more = len(names) - MOST_HEADERS_NAMED
    return ", ".join(names[:MOST_HEADERS_NAMED]) + (f" and {more} more" if more > 0 else "") if names else "(all blank)"
