"""ZIP, JSON and HAR files that are made to hurt; see hostile_files."""

from __future__ import annotations

import gzip
import json
import struct
from collections.abc import Callable
from typing import Any

from tests.reading.json import made_har
from tests.reading.json_cases import web_post
from tests.reading.made import zipped_names


def lying_zip(size: int, stated: int) -> bytes:
    """A ZIP whose member unpacks to `size` bytes although both of its headers state another size."""
    data = bytearray(zipped_names({"a.csv": b"0" * size}))
    for sign, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(sign) + at
        data[place : place + 4] = struct.pack("<L", stated)
    return bytes(data)


def long_end(members: dict[str, bytes], size: int) -> bytes:
    """A ZIP whose ZIP64 record states a table of contents of `size` bytes."""
    data = zipped_names(members)
    end = data.index(b"PK\x05\x06")
    count, _, start = struct.unpack("<HLL", data[end + 10 : end + 20])
    record = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    short = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return data[:end] + record + locator + short


def lines(count: int, bad: int) -> bytes:
    """JSON lines of `count` posts, the one at `bad` damaged."""
    each = [json.dumps(web_post(at)).encode() for at in range(count)]
    each[bad] = each[bad][:-9] + b"oops"
    return b"\n".join(each)


def har(body: bytes, times: int) -> bytes:
    """A HAR with the same answer of Studio's list `times` times, its content in base64."""
    one = json.dumps(made_har.entry(made_har.POSTS, body, encoding="base64")).encode()
    return b'{"log": {"version": "1.2", "entries": [' + b",".join([one] * times) + b"]}}"


def entries(count: int) -> bytes:
    """A HAR of `count` requests of something else."""
    one: Any = made_har.entry("https://www.tiktok.com/api/x", {"a": 1})
    return b'{"log": {"entries": [' + b",".join([json.dumps(one).encode()] * count) + b"]}}"


def posts(count: int) -> bytes:
    """An answer of Studio's list with `count` posts."""
    return json.dumps(made_har.answer([made_har.item(at) for at in range(count)])).encode()


MESSAGE = b'{"Date": "2026-02-01 10:00:00", "From": "a", "Content": "b"},'
TAKEOUT = b'{"Direct Messages": {"Chat": [' + MESSAGE * 400_000 + b'{}]}, "Post": {"Posts": {"VideoList": ['
TEXT = b"Date: 2026-02-28 14:50:03 UTC\nLink: https://x\nLike(s): 60\nTitle: a\n\n"

FILES: dict[str, Callable[[], bytes]] = {
    "ZIP that states 1 kB and holds 1 GB": lambda: lying_zip(1_000_000_000, 1_000),
    "ZIP that states 90 kB and holds 1 kB": lambda: lying_zip(1_000, 90_000),
    "ZIP64 end": lambda: long_end({"a.csv": b"Title,Views\na,1\n"}, 51),
    "ZIP64 end that states 1 TB of names": lambda: long_end({"a.csv": b"Title,Views\na,1\n"}, 10**12),
    "ZIP with names that climb 20,000 steps": lambda: zipped_names(
        {"../" * 20_000 + f"{at}.csv": b"Title,Views\na,1\n" for at in range(15)}
    ),
    "header of 40 MB of blanks": lambda: b"x" + b" " * 40_000_000 + b"y",
    "header of 12 MB of blanks": lambda: b"x" + b" " * 12_000_000 + b"y\n1\n",
    "date of 12 MB of blanks": lambda: b"Title,Views,Posted\na,1,2025-01-01" + b" " * 12_000_000 + b"x\n",
    "JSON, 100 MB of objects in objects": lambda: b'{"a":' * 20_000_000,
    "JSON, 100 MB of lists in lists": lambda: b"[" * 100_000_000,
    "JSON, a million keys": lambda: json.dumps({f"k{at}": at for at in range(1_000_000)}).encode(),
    "JSON, a thousand records of other keys": lambda: json.dumps(
        [{f"k{at}_{key}": 1 for key in range(1_000)} for at in range(1_000)]
    ).encode(),
    "JSON, one text of 200 MB": lambda: b'{"a": "' + b"x" * 200_000_000 + b'"}',
    "JSON, 200 MB of numbers": lambda: b'{"a": [' + b"1," * 100_000_000 + b"1]}",
    "JSON, 200 MB of blanks": lambda: b'{"a":' + b" " * 200_000_000 + b"1}",
    "JSON, 200 MB of NaN": lambda: b'{"a": [' + b"NaN," * 50_000_000 + b"1]}",
    "JSON, 1.7 million NaN": lambda: b'{"a": [' + b"NaN," * 1_700_000 + b"1]}",
    "JSON, one key a million times": lambda: b'[{"Title": "a"' + b', "Views": 1' * 1_000_000 + b"}]",
    "JSON, a number of 5,000 digits": lambda: b'[{"Title": "a", "Views": ' + b"1" * 5_000 + b"}]",
    "JSON lines, 100,000 posts, one damaged": lambda: lines(100_000, 60_000),
    "HAR, 100 MB of lists in lists": lambda: b'{"log": {"entries": [' + b"[" * 100_000_000,
    "HAR, 400,000 requests": lambda: entries(400_000),
    "HAR, an answer of 100 MB in base64": lambda: har(posts(200_000), 1),
    "HAR, 20 answers of 3 million values": lambda: har(b"[" + b"1," * 3_000_000 + b"1]", 20),
    "HAR, 100 answers that unpack to 1 GB": lambda: har(gzip.compress(b"0" * 1_000_000_000), 100),
    "HAR, 100 answers that unpack to 90 MB of posts": lambda: har(gzip.compress(posts(2_000) + b" " * 90_000_000), 100),
    "takeout, 400,000 messages": lambda: TAKEOUT + b"]}}}",
    "takeout, 200 MB of posts as text": lambda: TEXT * (200_000_000 // len(TEXT)),
}
"""Name of a row -> its file."""
