"""Made-up JSON, and the files that bring about each sentence about JSON (see message_cases)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.reading.json import made_har

ID = 7567452107461099521


def web_post(at: int = 0, **more: Any) -> dict[str, Any]:
    """A post as TikTok's pages hold it."""
    counts = {"playCount": 90_233 + at, "diggCount": 3_051, "commentCount": 42, "shareCount": 12, "collectCount": 889}
    return {
        "id": str(ID + at),
        "desc": f"hello {at}",
        "createTime": 1_761_934_745,
        "author": {"uniqueId": "mila.bakes", "stats": {"diggCount": 9}},
        "stats": counts,
        **more,
    }


def as_json(content: Any) -> bytes:
    """The bytes of a JSON file."""
    return json.dumps(content, ensure_ascii=False).encode()


def _file(content: Any) -> Callable[[], dict[str, bytes]]:
    return lambda: {"x.json": content if isinstance(content, bytes) else as_json(content)}


def _har(*entries: tuple[str, Any], login: bool = False) -> Callable[[], dict[str, bytes]]:
    return lambda: {"x.har": made_har.har(*(made_har.entry(url, body, login=login) for url, body in entries))}


def _pages(login: bool = False, **rest: Any) -> Callable[[], dict[str, bytes]]:
    return _har((made_har.POSTS, made_har.answer([made_har.item(0)], **rest)), login=login)


REFUSED = {
    "JSON of lists without names": ("lists of values without names", _file([["title", "saves"], ["a", 1]])),
    "JSON column by column": ("itself (“title”, “saves”)", _file({"title": ["a", "b"], "saves": [1, 2]})),
    "JSON too deep": ("more than 100 deep", _file(b'{"a":' * 200)),
    "JSON of too many values": ("more than 50 values", _file([web_post()] * 9), {"json.events.MOST_VALUES": 50}),
    "JSON with a number without end": ("more than 4,000 digits", _file(b'[{"a": 1' + b"0" * 9_000 + b"}]")),
    "JSON of too many cells": (
        "make a table of 9 rows and 10 columns",
        _file([web_post()] * 9),
        {"json.collection.MOST_CELLS": 20},
    ),
    "JSON of too much text": ("holds 0 MB of text", _file([web_post()] * 9), {"json.tables.MOST_BYTES": 100}),
    "JSON with a text without end": (
        "One text or list of this JSON is over 16 MB",
        _file([web_post(desc="x" * 200)]),
        {"json.tables.LONGEST_TEXT": 199},
    ),
    "JSON of a vast record": ("more than 20,000 fields", _file({f"k{at}": at for at in range(20_001)})),
    "JSON that never begins": ("in the middle of something, and", _file(b'{"a"')),
    "JSON damaged at once": ("is damaged: it", _file(b'[{"a" 1}]')),
    "JSON of something else": (
        "a list “comments” of 1 with “text”, “like_count”; “a”, “b.c”.",
        _file({"a": 1, "b": {"c": 2}, "comments": [{"text": "x", "like_count": 3}]}),
    ),
    "JSON of many other lists": ("1 more lists", _file({f"l{at}": [{"a": 1}] for at in range(5)})),
    "JSON with many other fields": (
        "“f” and 9 more",
        _file({"l": [{f"{chr(97 + at)}": 1 for at in range(15)}], "b": 1}),
    ),
    "JSON with an empty list": ("nothing in its list “items”", _file({"items": []})),
    "a HAR of something else": ("list of posts is not in it", _har(("https://example.com/a", {"a": 1}))),
    "a HAR of another network": ("loaded from Instagram, and", _har(("https://www.instagram.com/graphql", {"a": 1}))),
    "a HAR without content": ("was not saved with them", _har((made_har.POSTS, None))),
    "a HAR of empty answers": ("list no post", _har((made_har.POSTS, {"status_code": 8}))),
    "a HAR cut off early": ("breaks off, so", lambda: {"x.har": made_har.har()[:80]}),
    "JSON with nothing in it": ("no post in it", _file({})),
}
"""Files of which nothing is read."""

DOUBTED = {
    "JSON cut off": ("after 2 records, and", _file(as_json({"itemList": [web_post(at) for at in range(3)]})[:-60])),
    "JSON cut off early": ("after its first record, and", _file(as_json([web_post(at) for at in range(2)])[:-60])),
    "a list that went on": ("1 post, and the list went on", _pages(more=True)),
    "posts left out": ("left posts out of this list (2 at least)", _pages(extra={"fatal_item_ids": ["1", "2"]})),
    "a HAR with an answer missing": (
        "(1 of 2 did not)",
        _har((made_har.POSTS, None), (made_har.POSTS, made_har.answer([made_har.item(0)]))),
    ),
    "a HAR with a login": ("holds your TikTok login. We read", _pages(login=True)),
    "an account takeout cut off": (
        "This copy breaks off, so",
        _file(b'{"Post": {"Posts": {"VideoList": [{"Date": "2026-02-28 14:50:03", "Likes": "60"}, {"Da'),
    ),
    "JSON damaged behind a post": ("damaged after its first record: it", _file(as_json(web_post()) + b"\n{oops}")),
}
"""Files that are read in part, with what their owner can do about it."""

NOTED = {
    "a field twice": (
        "“Views” stands more than once in a record (the first is record 1)",
        _file(b'[{"Title": "x", "Views": 3, "Views": 4, "Saves": 1}]'),
    )
}
"""Files that are read, with something to know about them."""

SET_ASIDE = {
    "a scheduled post": (
        "is scheduled and not posted yet",
        _har((made_har.POSTS, made_har.answer([made_har.item(0, status=140)]))),
    )
}
"""Rows that are set aside."""

BESIDE = {"a login without posts": ("We kept nothing of it", _har(("https://example.com/a", {"a": 1}), login=True))}
"""Files of which nothing is read, with a second sentence beside the refusal."""
