"""TikTok's copy of an account's data (takeout), as JSON or text: the account's own posts in it, and nothing else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from worthsaving.data.load import declared
from worthsaving.reading.container.file_type import HEAD, is_takeout_text
from worthsaving.reading.json.events import Ending, as_cell, events

_UTC = " UTC"
_FIRST = "Date:"  # how a post begins
_BLANK = "\ufeff \t\r\n"


@dataclass
class Takeout:
    """`posts`: the account's own ones, of each the declared fields; `broken` as in `events.Ending`."""

    posts: list[dict[str, str]] = field(default_factory=list)
    broken: str = ""


def is_takeout_json(text: bytes) -> bool:
    """Return whether JSON in UTF-8 is an account takeout, by the keys that only it has, wherever they stand."""
    return any(word.encode() in text for word in declared("filekinds")["takeout"]["json"])


def may_be_takeout_text(head: bytes) -> bool:
    """Return whether a file begins as a text file of an account takeout does, in any encoding that has no mark or UTF-8's."""
    plain = head[:HEAD].replace(b"\0", b"").decode("utf-8", errors="ignore")
    return is_takeout_text(plain.lstrip("\ufeff\ufffd"))


def read_takeout_json(text: bytes) -> Takeout:
    """Return the account's own posts in a takeout (JSON in UTF-8); only lists at the declared places are looked at.

    Raises UnreadableFile for one that is nested too deeply or holds too many values.
    """
    rules, found, ending = declared("filekinds")["takeout"], Takeout(), Ending()
    places = tuple(f".{place}" for place in rules["lists"])
    stack: list[tuple[bool, str, bool]] = []
    post: dict[str, str] = {}
    in_map, path, name, in_post = False, "", "", False
    for event, value in events(text, ending):
        if event == "map_key":
            name = str(value)
        elif event == "start_map" or event == "start_array":
            stack.append((in_map, path, in_post))
            in_post = event == "start_map" and not in_map and path.endswith(places)
            post = {} if in_post else post
            path, in_map = f"{path}.{name}" if in_map else path, event == "start_map"
        elif event == "end_map" or event == "end_array":
            if in_post:
                _add(found, post)
            in_map, path, in_post = stack.pop()
        elif in_post:
            post[name] = as_cell(value)
    found.broken = ending.broken
    return found


def read_takeout_text(text: str) -> Takeout:
    """Return the account's own posts in a text file of a takeout: blocks of "Name: value" lines, one with likes a post.

    A file that begins with anything else than such a block has none.
    """
    found = Takeout()
    names = declared("filekinds")["takeout"]["text_fields"]
    if not text.lstrip(_BLANK).startswith(_FIRST):
        return found
    for block in re.split(r"\n[ \t]*\r?\n", text):
        lines = [line.partition(":") for line in block.lstrip(_BLANK).splitlines()]
        if lines and lines[0][0] + lines[0][1] == _FIRST:
            _add(found, {names.get(name, name): value.strip() for name, sign, value in lines if sign})
    return found


def _add(found: Takeout, post: Mapping[str, str]) -> None:
    """Add what is kept of a post; what has no date and no likes is none."""
    rules = declared("filekinds")["takeout"]
    if not {"Date", "Likes"} <= post.keys():
        return
    kept = {name: post[name] for name in rules["fields"] if post.get(name, "") not in ("", "N/A")}
    kept["Date"] = post["Date"].removesuffix(_UTC)
    if not re.search(rules["link"], kept.get("Link", "")):  # of the video file itself: it opens it for whoever has it
        kept.pop("Link", None)
    found.posts.append({f"VideoList.{name}": value for name, value in kept.items()})
