"""Records of JSON documents: objects in lists, flattened to dotted paths ("stats.playCount")."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from worthsaving.reading.json.collection import Collection
from worthsaving.reading.json.events import as_cell
from worthsaving.reading.json.rules import Named, Rules
from worthsaving.reading.text.table import MOST_COLUMNS

MOST_PLACES = 200  # lists of objects that are looked at in a document
LONGEST_JOINED = 2_000  # characters of a cell that holds a nested list
LONGEST_NAME = 200  # characters of a key
_STARTS = frozenset(("start_map", "start_array"))
_ENDS = frozenset(("end_map", "end_array"))


@dataclass
class Found:
    """What stands in JSON: the `collections` by path; `around`: number of a record -> what it says of those in it."""

    collections: dict[str, Collection] = field(default_factory=dict)
    around: dict[int, dict[str, str]] = field(default_factory=dict)
    documents: int = 0


@dataclass(slots=True)
class _Record:
    """A record that is being read. `base`: how much of a path is the place it stands at."""

    number: int
    collection: Collection | None
    base: int
    parent: "_Record | None" = None
    named: Named | None = None
    into: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    holds_records: bool = False
    wide: bool = False


@dataclass(slots=True)
class _Frame:
    """An object or a list that is open. `starts`: its record ends with it; `listed`: it stands in a list of the record.

    `prefix`: the path from the record to it, with a dot at its end.
    """

    is_map: bool
    path: str
    record: _Record | None
    starts: bool = False
    listed: bool = False
    collection: Collection | None = None
    named: Named | None = None
    prefix: str = ""

    def __post_init__(self) -> None:
        inside = self.path[self.record.base :] if self.record is not None else ""
        self.prefix = f"{inside}." if inside else ""


class Collector:
    """Reads events into collections."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.found = Found()
        self._records = 0

    def collect(self, events: Iterable[tuple[str, object]]) -> Found:
        """Return the records in the events of one or more documents."""
        stack: list[_Frame] = []
        frame: _Frame | None = None
        key = ""
        for event, value in events:
            if event == "map_key":
                key = str(value)
                if len(key) > LONGEST_NAME:
                    key = key[: LONGEST_NAME - 1] + "…"
            elif event in _STARTS:
                opened = self._open(frame, key, is_map=event == "start_map")
                stack.append(opened)
                frame = opened
            elif event in _ENDS:
                closed = stack.pop()
                if closed.starts and closed.record is not None:
                    self._finish(closed.record)
                frame = stack[-1] if stack else None
            elif frame is not None and frame.record is not None:
                name = frame.prefix + key if frame.is_map else frame.prefix[:-1]
                self._put(frame.record, name, as_cell(value), listed=frame.listed)
        for left in stack:  # what a broken file says around its records counts, a record that is cut off does not
            if left.starts and left.record is not None:
                self._note_around(left.record)
        return self.found

    def _open(self, frame: _Frame | None, key: str, *, is_map: bool) -> _Frame:
        """Return the frame of an object or a list that begins under `key` of `frame`."""
        if frame is None:
            self.found.documents += 1
            lines = self._collection("", listed=self.found.documents > 1 or not is_map)
            if is_map:
                return _Frame(True, "", self._record(lines, "", None), starts=True)
            return _Frame(False, "", None, collection=lines)
        path, last = frame.path, ""
        if frame.is_map:
            path, last = (f"{path}.{key}" if path else key), key
        record = frame.record
        if record is not None and last and self.rules.holds_records(path, last):
            record.holds_records = True
            collection = self._collection(path, listed=not is_map)
            if is_map:
                return _Frame(True, path, self._record(collection, path, record), starts=True)
            return _Frame(False, path, record, listed=True, collection=collection)
        if is_map:
            return self._open_map(frame, path)
        return self._open_list(frame, path, last)

    def _open_map(self, frame: _Frame, path: str) -> _Frame:
        record = frame.record
        if frame.named is not None and record is not None:
            into = path[record.base :].removesuffix(frame.named.list) + frame.named.into
            part = _Record(0, None, len(path) + 1, record, frame.named, into)
            return _Frame(True, path, part, starts=True)
        if frame.collection is not None and not frame.is_map:
            return _Frame(True, path, self._record(frame.collection, path, record), starts=True)
        return _Frame(True, path, record, listed=frame.listed)

    def _open_list(self, frame: _Frame, path: str, last: str) -> _Frame:
        record = frame.record
        if frame.collection is not None and not frame.is_map:
            frame.collection.bare = True
        if record is None:
            return _Frame(False, path, None)
        named = self.rules.named_list(path, last) if last else None
        outermost = (
            record.collection is not None and record.parent is None and not record.collection.path and not frame.listed
        )
        if outermost and named is None and self._is_candidate(path):
            return _Frame(False, path, record, listed=True, collection=self._collection(path, listed=True))
        return _Frame(False, path, record, listed=True, named=named)

    def _is_candidate(self, path: str) -> bool:
        """Return whether a list that no rule names may hold records: one at a usual place, or any of the first document."""
        if path in self.found.collections:
            return True
        first = self.found.documents == 1 and not self.found.collections[""].listed
        return (first or path in self.rules.top) and len(self.found.collections) < MOST_PLACES

    def _collection(self, path: str, *, listed: bool) -> Collection:
        collection = self.found.collections.setdefault(path, Collection(path))
        collection.listed |= listed
        return collection

    def _record(self, collection: Collection, path: str, parent: _Record | None) -> _Record:
        self._records += 1
        if parent is not None:
            parent.holds_records = True
        return _Record(self._records, collection, len(path) + 1 if path else 0, parent)

    def _put(self, record: _Record, name: str, text: str, *, listed: bool) -> None:
        """Set a field of a record. The values of a list are joined; of a field that stands twice the later counts."""
        cells = record.cells
        old = cells.get(name)
        if "=" in text:
            self._look_inside(cells, text)
        if old is None:
            if len(cells) < MOST_COLUMNS:
                cells[name] = text
            else:
                record.wide = True
        elif not listed:
            if record.collection is not None:
                record.collection.doubled.setdefault(name, record.collection.size + 1)
            cells[name] = text
        elif text and not old.endswith("…"):
            if record.collection is not None:
                record.collection.joined[name] = None
            joined = f"{old}, {text}" if old else text
            cells[name] = joined if len(joined) <= LONGEST_JOINED else f"{old[:LONGEST_JOINED]}…"

    def _look_inside(self, cells: dict[str, str], text: str) -> None:
        for rule in self.rules.inside:
            if rule.sign in text and rule.name not in cells and (found := rule.pattern.search(text)):
                cells[rule.name] = found[1]

    def _finish(self, record: _Record) -> None:
        """Hand a record that ended to its collection, or a named value to the record that it is part of."""
        parent = record.parent
        if record.named is not None and parent is not None:
            name = record.cells.get(record.named.name, "")
            value = next((record.cells[field] for field in record.named.value if field in record.cells), "")
            period = record.cells.get(record.named.period, record.named.only)
            if name and period != record.named.only:
                name = f"{name}.{period}"
            if name:
                self._put(parent, f"{record.into}.{name[:LONGEST_NAME]}", value, listed=False)
        elif record.collection is not None:
            self._note_around(record)
            record.collection.wide |= record.wide
            record.collection.add(record.cells, parent.number if parent is not None else 0)

    def _note_around(self, record: _Record) -> None:
        if record.holds_records:
            said = {name: record.cells[name] for name in (*self.rules.around, *self.rules.said) if name in record.cells}
            if said:
                self.found.around[record.number] = said
