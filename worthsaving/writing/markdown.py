"""Markdown to read and to send: text from a file stays text in it."""

import re
from typing import Any

import pandas as pd

from worthsaving.data.direction import unturned
from worthsaving.words import format

# What CommonMark and its dialects act on anywhere in a line: emphasis, code, links, HTML, entities, tables, mentions, maths
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~&$#@^=]|:(?=\w+:))")
_AT_START = re.compile(r"^(\d+(?=[.)])|[-+!](?=\s|\[|-))")
_ADDRESS = re.compile(r"(?i)(https?|ftp|mailto|xmpp)(?=:)|\b(www)(?=\.)|(?<=[-.\w+])(?=@[-\w])")
_JOINER = "\u2060"  # of no width: a bare address with it in is no link, which a backslash would not prevent


def text(value: str) -> str:
    """Write a text in one line so that Markdown acts on nothing in it and makes no address a link."""
    plain = _ADDRESS.sub(rf"\g<0>{_JOINER}", " ".join(unturned(str(value)).split()))
    marked = _SPECIAL.sub(r"\\\1", plain)
    return _AT_START.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", marked)


def table(rows: pd.DataFrame) -> str:
    """Write a table; a column `Link` (addresses that `platforms.safe_link` let through) is the link of the first cell."""
    links = rows["Link"].tolist() if "Link" in rows else [None] * len(rows)
    shown = rows.drop(columns=["Link"], errors="ignore")
    numbers = [pd.api.types.is_numeric_dtype(values) for _, values in shown.items()]
    cells = [[_cell(value) for value in values] for _, values in shown.items()]
    for place, link in enumerate(links):
        if isinstance(link, str):
            cells[0][place] = f"[{cells[0][place]}](<{_address(link)}>)"
    lines = [_line([text(str(name)) for name in shown.columns]), _line(["---:" if n else "---" for n in numbers])]
    return "\n".join([*lines, *(_line(row) for row in zip(*cells, strict=True))])


def _line(cells: Any) -> str:  # noqa: ANN401 - any texts
    return f"| {' | '.join(cells)} |"


def _address(link: str) -> str:
    """Write an address so that it ends neither the link nor the cell."""
    return re.sub(r"[\s<>|\\()\[\]`]", lambda found: f"%{ord(found[0]):02X}", link)


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever a table holds
    if format.is_missing(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return format.day(value)
    if isinstance(value, int) or pd.api.types.is_integer(value):
        return f"{int(value):,}"
    return format.figures(float(value)) if pd.api.types.is_float(value) else text(str(value))
