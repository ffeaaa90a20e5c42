"""What a browser saved of what it loaded (HAR): the answers with posts in it, and nothing else of it."""

import base64
import binascii
import datetime as dt
import re
import zlib
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from worthsaving.data.load import declared
from worthsaving.errors import UnreadableFile
from worthsaving.reading.formats.formats import formats
from worthsaving.reading.formats.headers import key
from worthsaving.reading.json.collect import Collector
from worthsaving.reading.json.events import MOST_VALUES, Ending, events
from worthsaving.reading.json.rules import rules

_BYTES_A_VALUE = 150  # decoding and copying so many takes as long as reading a value
MOST_HOSTS = 1_000
MOST_UNPACKED = 100_000_000  # bytes of all answers that were saved packed
_FIELDS = frozenset(
    ("request.url", "request.postData.text", "response.content.text", "response.content.encoding", "startedDateTime")
)
_SIGNS = frozenset(("log.version", "log.creator.name", "log.browser.name"))
_ASKED = re.compile(r'(?:"cursor"\s*:\s*"?|(?:^|[?&])cursor=)([0-9]{1,19})')


@dataclass
class Har:
    """What was found in a HAR.

    `pages`: each answer's posts (field -> text) and what it says around them; `insights`: posts of answers for one post.
    `entries` counts requests, `answers` those of the two kinds; `bodies_missing` the answers that were saved without
    their content, `unreadable` those whose content is no JSON, `cut` those whose content breaks off. `login_found`: a
    cookie or an authorization stood in it. `hosts`: sites that were asked. `values` and `unpacked`: how many values and
    bytes its answers held.
    """

    pages: list[dict[str, Any]] = field(default_factory=list)
    insights: list[dict[str, str]] = field(default_factory=list)
    is_one: bool = False
    entries: int = 0
    answers: int = 0
    bodies_missing: int = 0
    unreadable: int = 0
    cut: int = 0
    login_found: bool = False
    broken: str = ""
    hosts: set[str] = field(default_factory=set)
    values: int = 0
    unpacked: int = 0


@dataclass(frozen=True)
class _Answers:
    """A declared kind of answer: part of its address, the list its posts stand in ("": it is one post), fields kept."""

    path: str
    list: str
    keep: frozenset[str]


def is_har(text: bytes) -> bool:
    """Return whether JSON in UTF-8 may be a HAR, whole or in part: wherever requests and their headers are in it."""
    if re.match(rb'\s*\{\s*"log"\s*:', text):
        return True
    return b'"request"' in text and b'"response"' in text and (b'"headers"' in text or b'"cookies"' in text)


def read_har(text: bytes) -> Har:
    """Return what is in a HAR (JSON in UTF-8). Its entries stand in a list "entries", or are the whole list.

    Raises UnreadableFile for one that is nested too deeply or holds too many values.
    """
    har, ending = Har(), Ending()
    stack: list[tuple[bool, str, bool]] = []
    entry: dict[str, str] = {}
    in_map, path, name = False, "", ""  # of what is open; paths begin at the entry
    for event, value in events(text, ending):
        if event == "map_key":
            name = str(value)
        elif event == "start_map" or event == "start_array":
            below = path if not in_map else f"{path}.{name}" if path else name
            listed = not in_map and (not path or path == "entries" or path.endswith(".entries"))
            is_entry = event == "start_map" and listed
            if is_entry:
                entry, below = {}, ""
            stack.append((in_map, path, is_entry))
            in_map, path = event == "start_map", below
        elif event == "end_map" or event == "end_array":
            in_map, path, is_entry = stack.pop()
            if is_entry:
                _take(har, entry)
                entry = {}
        else:
            _note(har, entry, path, name if in_map else "", value)
    _take(har, entry)
    har.broken = ending.broken
    return har


def _note(har: Har, entry: dict[str, str], path: str, name: str, value: object) -> None:
    """Note a value of an entry if it is needed; of cookies and headers only that there are some."""
    place = f"{path}.{name}" if path and name else path or name
    if place in _FIELDS:
        entry[place] = str(value)
    elif place in _SIGNS:
        har.is_one = True
    elif path.endswith("cookies") or (name == "name" and path.endswith("headers") and _is_login(value)):
        har.login_found = True


def _is_login(header: object) -> bool:
    return str(header).casefold() in declared("json")["har"]["login_headers"]


def _take(har: Har, entry: dict[str, str]) -> None:
    """Add what an entry that ended brings."""
    if "request.url" not in entry:
        return
    har.entries += 1
    try:
        address = urlsplit(entry["request.url"])
    except ValueError:
        return
    if address.hostname and len(har.hosts) < MOST_HOSTS:
        har.hosts.add(address.hostname.lower())
    kind = next((kind for kind in _kinds() if kind.path in address.path), None)
    if kind is None:
        return
    har.answers += 1
    text = entry.get("response.content.text", "")
    if not text.strip():
        har.bodies_missing += 1
        return
    ending = Ending()
    try:
        if har.values >= MOST_VALUES:
            raise UnreadableFile
        body = _body(har, text, entry.get("response.content.encoding", ""))
        har.values += len(body) // _BYTES_A_VALUE
        found = Collector(rules()).collect(events(body, ending, before=har.values))
    except UnreadableFile:
        har.unreadable += 1
        return
    finally:
        har.values += ending.values
    har.cut += ending.broken == "cut"
    har.unreadable += ending.broken == "damaged"
    collection = next(
        (c for c in found.collections.values() if c.path.rpartition(".")[2] == kind.list and not c.wide), None
    )
    posts = collection.records(kind.keep) if collection is not None else []
    counted = _milliseconds(entry.get("startedDateTime", ""))
    if kind.list:
        around = {"extra.now": counted, **next(iter(found.around.values()), {}), "asked": _asked(entry, address.query)}
        har.pages.append({**{name: text for name, text in around.items() if text}, kind.list: posts})
    else:
        har.insights += [{"extra.now": counted, **post} for post in posts if "video_info.aweme_id" in post]


def _body(har: Har, text: str, encoding: str) -> bytes:
    """Return an answer's content as it was before it was put into the HAR. Raises UnreadableFile where it can't be."""
    body = text.encode("utf-8", errors="replace")
    if encoding == "base64" or (not text.lstrip("\ufeff \t\r\n").startswith(("{", "["))):
        try:
            body = base64.b64decode(body, validate=False)
        except (binascii.Error, ValueError) as error:
            raise UnreadableFile from error
    if body.startswith(b"\x1f\x8b"):
        stream = zlib.decompressobj(wbits=31)
        try:
            body = stream.decompress(body, MOST_UNPACKED - har.unpacked + 1)
        except zlib.error as error:
            raise UnreadableFile from error
        har.unpacked += min(len(body), MOST_UNPACKED - har.unpacked)
        if har.unpacked == MOST_UNPACKED:
            raise UnreadableFile
    return body.removeprefix(b"\xef\xbb\xbf")


def _asked(entry: dict[str, str], query: str) -> str:
    """Return the cursor that an answer was asked for, "" where the request names none."""
    found = _ASKED.search(entry.get("request.postData.text", "")) or _ASKED.search(f"?{query}")
    return found[1] if found else ""


def _milliseconds(moment: str) -> str:
    """Return a moment as HAR writes it in Unix milliseconds, "" for any other text."""
    try:
        when = dt.datetime.fromisoformat(moment)
    except ValueError:
        return ""
    return str(int(when.timestamp() * 1000)) if when.tzinfo else ""


@cache
def _kinds() -> tuple[_Answers, ...]:
    block = declared("json")["har"]
    known = {form.id: form for form in formats()}
    kinds = []
    for answer in block["answers"]:
        aliases = {name for names in known[answer["format"]].columns.values() for name in names}
        kinds.append(_Answers(answer["path"], answer["list"], frozenset(aliases | set(map(key, block["fields"])))))
    return tuple(kinds)
