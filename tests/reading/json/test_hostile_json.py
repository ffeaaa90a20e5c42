"""JSON made to hurt: read or refused with a sentence, at a cost in proportion."""

from __future__ import annotations

import base64
import gzip
import itertools
import json
import sys
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies as st

from tests.reading.json.made_har import POSTS, answer, entry, har, item
from tests.reading.json_cases import as_json
from worthsaving import UnreadableFile, read_files
from worthsaving.reading.json import collect, collection
from worthsaving.reading.json.collect import Collector
from worthsaving.reading.json.events import LONGEST_NUMBER, MOST_DEPTH, Ending, as_cell, events
from worthsaving.reading.json.rules import rules

MOST_CALLS = 2_500_000  # the costliest file here makes 1.8 million


def _records(*texts: bytes) -> bytes:
    return b"[" + b",".join(texts) + b"]"


FILES: dict[str, Callable[[], bytes]] = {
    "a million open lists": lambda: b"[" * 1_000_000,
    "objects inside objects": lambda: b'{"a":' * 500_000,
    "100,000 keys": lambda: b"{" + b",".join(b'"k%d":%d' % (i, i) for i in range(100_000)) + b"}",
    "a new key a record": lambda: _records(*(b'{"k%d":1}' % i for i in range(40_000))),
    "many lists": lambda: b"{" + b",".join(b'"k%d":[{"a":%d}]' % (i, i) for i in range(15_000)) + b"}",
    "a text of 30 MB": lambda: _records(b'{"id":"' + b"x" * 30_000_000 + b'"}'),
    "a number of 9 MB": lambda: b'{"a":' + b"9" * 9_000_000 + b"}",
    "numbers beyond all bounds": lambda: _records(b'{"Title":"x","Views":1e999999999}', b'{"Title":"y","Views":-1e-99999999}'),
    "keys of 1 MB": lambda: _records(b"{" + b",".join(b'"%c' % (97 + i) * 1 + b"a" * 1_000_000 + b'":1' for i in range(9)) + b"}"),
    "a wide record and many narrow ones": lambda: _records(
        b"{" + b",".join(b'"k%d":1' % i for i in range(15_000)) + b"}", *[b'{"a":1}'] * 10_000
    ),
    "a list of 100,000 texts": lambda: _records(b'{"Title":"a","Views":1,"t":["' + b'","'.join([b"abc"] * 100_000) + b'"]}'),
    "a HAR of 20,000 entries": lambda: b'{"log":{"entries":' + _records(*[b'{"request":{"url":"https://a.b/c"}}'] * 20_000) + b"}}",
    "a HAR that is all depth": lambda: b'{"log":{"entries":[' + b'{"request":' * 300_000,
    "a bomb in a HAR": lambda: har(entry(POSTS, gzip.compress(b"[" * 50_000_000), encoding="base64")),
    "a HAR of one answer many times": lambda: har(*[entry(POSTS, answer([item(at) for at in range(10)]))] * 100),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_work_is_bounded(name: str) -> None:
    """Reading any of them takes a bounded number of calls, and something is said about it."""
    data, made = FILES[name](), itertools.count()
    sys.setprofile(lambda *_: next(made))
    try:
        reading = read_files([("x", data)])
    finally:
        sys.setprofile(None)
    assert next(made) < MOST_CALLS
    assert all(file.kept or file.problems for file in reading.files)


def test_a_list_becomes_no_cell_without_end() -> None:
    """What is left out shows."""
    found = Collector(rules()).collect(events(as_json([{"t": ["abc"] * 9_000}]), Ending()))
    table = found.collections[""].table({}, (), frozenset())
    cell = table.column(0)[0].as_py()
    assert len(cell) <= collect.LONGEST_JOINED + 1
    assert cell.endswith("…")


@pytest.mark.parametrize(("depth", "right"), [(MOST_DEPTH, True), (MOST_DEPTH + 1, False)])
def test_depth_at_its_edge(depth: int, *, right: bool) -> None:
    """As deep as is allowed is read, one deeper is not."""
    data = b"[" * depth + b"]" * depth
    if right:
        assert len(list(events(data, Ending()))) == 2 * depth
    else:
        with pytest.raises(UnreadableFile, match="more than 100 deep"):
            list(events(data, Ending()))


@settings(deadline=None, max_examples=60)
@given(before=st.integers(0, 9_000), digits=st.sampled_from([LONGEST_NUMBER - 1, LONGEST_NUMBER, LONGEST_NUMBER + 300]))
def test_a_number_too_long_never_reaches_the_parser(before: int, digits: int) -> None:
    """Wherever it stands: the parser would hand out a value that is none."""
    data = b'["' + b"x" * before + b'",' + b"7" * digits + b"]"
    if digits < LONGEST_NUMBER:
        assert [value for event, value in events(data, Ending()) if event == "number"] == [int("7" * digits)]
    else:
        with pytest.raises(UnreadableFile, match="4,000 digits"):
            list(events(data, Ending()))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.dictionaries(
            st.text(min_size=1, max_size=9).filter(lambda name: "." not in name),
            st.one_of(st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.text(max_size=40)),
            min_size=1,
            max_size=6,
        ),
        min_size=1,
        max_size=9,
    )
)
def test_flat_records_come_back_as_written(records: list[dict[str, object]]) -> None:
    """Every field of every record stands in its column and row, whatever its text."""
    found = Collector(rules()).collect(events(json.dumps(records).encode(), Ending()))
    table = found.collections[""].table({}, (), frozenset())
    for place, name in enumerate(table.header):
        wanted = [as_cell(record.get(name)) for record in records]
        got = table.column(place).to_pylist()
        assert [text.encode("utf-8", "replace") for text in wanted] == [text.encode("utf-8", "replace") for text in got]
    assert set(table.header) == {name for record in records for name in record}


def test_records_are_whole_over_many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns that begin late and end early are blank elsewhere."""
    monkeypatch.setattr(collection, "_PENDING", 7)
    records = [{f"k{at // 5}": at, "n": at} for at in range(23)]
    found = Collector(rules()).collect(events(as_json(records), Ending()))
    table = found.collections[""].table({}, (), frozenset())
    for place, name in enumerate(table.header):
        assert table.column(place).to_pylist() == [as_cell(record.get(name)) for record in records]


@pytest.mark.parametrize(
    ("value", "cell"),
    [(1, "1"), (Decimal("1E+3"), "1000"), (Decimal("1.50"), "1.50"), (True, "true"), (None, ""), ("a\0b", "a\ufffdb"), (Decimal("1E+999999"), "1E+999999")],
)  # fmt: skip
def test_values_as_cells(value: object, cell: str) -> None:
    """As a table would have them; nothing grows without end."""
    assert as_cell(value) == cell


def test_content_that_is_base64_without_saying_so() -> None:
    """Some browsers leave the word out."""
    page = entry(POSTS, answer([item(0)]))
    content = page["response"]["content"]
    content["text"] = base64.b64encode(content["text"].encode()).decode()
    assert len(read_files([("x.har", har(page))]).videos) == 1
