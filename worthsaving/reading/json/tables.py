"""Tables of posts in a JSON file: which of its lists of records are read."""

from dataclasses import dataclass, replace

from worthsaving import schema
from worthsaving.errors import UnreadableFile, WorthSavingError
from worthsaving.reading.container.archive import Part
from worthsaving.reading.formats.by_cells import recognise_table
from worthsaving.reading.formats.formats import formats, general
from worthsaving.reading.formats.headers import key, named, positions
from worthsaving.reading.json.answers import remarks
from worthsaving.reading.json.collect import Collector, Found
from worthsaving.reading.json.collection import Collection
from worthsaving.reading.json.events import Ending, events, text_of
from worthsaving.reading.json.keyed import as_lists
from worthsaving.reading.json.posts_only import about
from worthsaving.reading.json.rules import rules
from worthsaving.reading.text.table import MOST_BYTES, MOST_COLUMNS, TextTable

MOST_FIELDS = 1_000  # of a document that is one post of unknown format; a scraper's has 325
MOST_ELSEWHERE = 20  # lists at no usual place, the longest first, that are looked at: each takes some milliseconds
MOST_LISTS_NAMED = 4
MOST_FIELDS_NAMED = 6
_LARGE = "This JSON holds {size:,} MB of text, more than an export does. Save fewer posts at a time."
LONGEST_TEXT = 16_000_000  # bytes without a quote mark between them, as a line of a table may have
_LONG = "One text or list of this JSON is over 16 MB long, which no export has. Save the list of posts by itself."
_WIDE = f"A record of this JSON has more than {MOST_COLUMNS:,} fields, more than any post has. Save the list of posts by itself."
_CUT = "This JSON ends in the middle of something{after}, and what came after is missing. Save or download it again."
_DAMAGED = "This JSON is damaged{after}: it can't be read from there on. Save or download it again."
_NONE = (
    "This JSON holds no list of posts that is known here. In it: {found}. Drop in the answer or file that lists your posts "
    "with their counts, or the same numbers as CSV or XLSX."
)
_EMPTY = "This JSON is empty: there is nothing in its list “{place}”. Save it again while the posts are on screen."
_NOTHING = "This JSON is empty: there is no post in it. Save it again while the posts are on screen."
_BARE = (
    "The rows of this JSON are lists of values without names, so nothing says what each value counts. "
    "Save it as CSV with a header row, and drop that in."
)
_BY_COLUMN = (
    "This JSON lists each column by itself ({found}) and not post by post, so it is not clear which numbers are one post's. "
    "Save it as CSV, with one row for each post, and drop that in."
)
_DOUBLED = "“{name}” stands more than once in a record (the first is record {record:,}); the last value is used."


@dataclass(frozen=True)
class RecordsPart(Part):
    """One list of records in a JSON file, as a `table`; `data` only tells it from other parts."""

    table: TextTable | None = None


@dataclass(frozen=True)
class _Lists:
    """The lists of records in a JSON text: as they are `found`, as `tables` by place, the places `chosen` to be read."""

    found: Found
    ending: Ending
    tables: dict[str, TextTable]
    chosen: list[str]


def read_json(part: Part) -> list[Part]:
    """Return the tables of posts in a JSON file, one for most files; a refusal that says what was found without any.

    Row numbers are record numbers, from 1. Where the text breaks off, what came before is read, and `notes` say so.
    """
    try:
        return _tables(part)
    except WorthSavingError as error:
        return [Part(part.name, refusal=str(error))]


def _tables(part: Part) -> list[Part]:
    if len(part.data) > MOST_BYTES:
        raise UnreadableFile(_LARGE.format(size=len(part.data) // 1_000_000))
    if _has_long_text(part.data):
        raise UnreadableFile(_LONG)
    text, damage = text_of(part.data)
    read = _lists_of(text)
    har = about(_first(read.tables.get("")))
    if not read.chosen and har is not None:
        return [Part(part.name, refusal=har.none(), notes=har.warning(), login_found=har.login_found)]
    read = read if read.chosen else _keyed(text) or read
    found, ending, tables, chosen = read.found, read.ending, read.tables, read.chosen
    if not chosen:
        raise UnreadableFile(_none(found, ending))
    for place in chosen:
        _check_is_by_post(found.collections[place])
    several = len(chosen) > 1
    parts: list[Part] = []
    for place in chosen:
        notes = _notes(found.collections[place], ending, damage)
        notes += remarks([*found.around.values()]) if _is_declared(place) else ()
        parts.append(
            RecordsPart(
                f"{part.name}/{place.rpartition('.')[2] or 'records'}" if several else part.name,
                data=place.encode() + part.data if several else part.data,
                table=replace(tables[place], problems=notes, cut=bool(ending.broken)),
                notes=har.notes() if har is not None and not parts else (),
                login_found=har is not None and har.login_found,
            )
        )
    return parts


def _lists_of(text: bytes) -> _Lists:
    ending = Ending()
    found = Collector(rules()).collect(events(text, ending))
    tables = {
        place: c.table(found.around, rules().around, rules().zero_is_none)
        for place, c in found.collections.items()
        if c.size and not c.wide
    }
    return _Lists(found, ending, tables, _chosen(found, tables))


def _keyed(text: bytes) -> _Lists | None:
    """Return the posts that stand under keys instead of in a list; None for none."""
    for listed in as_lists(text, rules().top):
        read = _lists_of(listed.text)
        if read.chosen == [""] and (_is_readable if listed.is_usual else _is_of_posts)(read.tables[""]):
            return read
    return None


def _check_is_by_post(collection: Collection) -> None:
    """Raise UnreadableFile for a single object whose counts or titles are lists: it holds columns, not a post."""
    columns = general("videos").columns
    counts = {alias for column in (*schema.COUNTS, "title", "link", "video_id") for alias in columns.get(column, ())}
    listed = [name for name in collection.joined if key(name) in counts]
    if collection.size == 1 and not collection.listed and len(listed) > 1:
        raise UnreadableFile(_BY_COLUMN.format(found=named(listed)))


def _has_long_text(data: bytes) -> bool:
    """Return whether more than `LONGEST_TEXT` bytes follow each other without a quote mark."""
    at = 0
    while len(data) - at > LONGEST_TEXT:
        found = data.rfind(b'"', at + 1, at + 1 + LONGEST_TEXT)
        if found < 0:
            return True
        at = found
    return False


def _first(table: TextTable | None) -> dict[str, str]:
    """Return the fields of the first record of a table."""
    if table is None or not len(table.rows):
        return {}
    return {name: table.column(at)[0].as_py() for at, name in enumerate(table.header)}


def _chosen(found: Found, tables: dict[str, TextTable]) -> list[str]:
    """Return the places of the records to read: all that fit a declared format, else the one that reads best.

    A list at no usual place is read where it alone names posts (by link or ID) and counts them.
    """
    headers = {place: set(positions(table.header)) for place, table in tables.items()}
    known = [place for place, names in headers.items() if any(f.fits(names) and not f.sideways for f in formats())]
    if known:
        return known
    usual = [place for place in tables if place == "" or place in rules().top or _is_declared(place)]
    usual = [p for p in usual if found.collections[p].listed or len(tables[p].header) <= MOST_FIELDS]
    usual.sort(key=lambda place: -found.collections[place].size)
    for place in usual:
        if _is_readable(tables[place]):
            return [place]
    others = [place for place in tables if place not in usual and found.collections[place].listed]
    others.sort(key=lambda place: -found.collections[place].size)
    of_posts = [place for place in others[:MOST_ELSEWHERE] if _is_of_posts(tables[place])]
    if len(of_posts) == 1:
        return of_posts
    lists = [place for place in usual if found.collections[place].listed and _has_fields(tables[place])]
    return lists[:1]  # its owner can say which field is which


def _is_declared(place: str) -> bool:
    return rules().holds_records(place, place.rpartition(".")[2])


def _is_readable(table: TextTable) -> bool:
    try:
        recognise_table(table)
    except WorthSavingError:
        return False
    return True


def _is_of_posts(table: TextTable) -> bool:
    """Return whether each record has a post's link or ID, and a count that only posts have."""
    try:
        columns = recognise_table(table).columns
    except WorthSavingError:
        return False
    return bool(columns.keys() & {"link", "video_id"} and columns.keys() & {"views", "saves"})


def _has_fields(table: TextTable) -> bool:
    return any(name.strip() for name in table.header)


def _notes(collection: Collection, ending: Ending, damage: str) -> tuple[str, ...]:
    notes = [damage] if damage else []
    if ending.broken:
        notes.append(_broken(ending, collection.size))
    notes += [_DOUBLED.format(name=name, record=record) for name, record in list(collection.doubled.items())[:3]]
    return tuple(notes)


def _broken(ending: Ending, size: int) -> str:
    after = f" after {size:,} records" if size != 1 else " after its first record"
    return (_CUT if ending.broken == "cut" else _DAMAGED).format(after=after if size else "")


def _none(found: Found, ending: Ending) -> str:
    """Return why nothing can be read."""
    collections = found.collections
    if any(c.wide for c in collections.values()):
        return _WIDE
    if ending.broken and not any(c.size for c in collections.values()):
        return _broken(ending, 0)
    empty = next(
        (
            c.path
            for c in collections.values()
            if c.listed and not c.size and (c.path in rules().top or _is_declared(c.path))
        ),
        None,
    )
    if any(c.bare and not c.size for c in collections.values()):
        return _BARE
    if empty is not None:
        return _EMPTY.format(place=empty)
    lists = [c for c in collections.values() if c.path and c.size]
    fields = [name for name in collections.get("", Collection("")).names if name]
    if not lists and not fields:
        return _NOTHING
    told = [f"a list “{c.path[:60]}” of {c.size:,} with {_few(list(c.names))}" for c in lists[:MOST_LISTS_NAMED]]
    told += [f"{len(lists) - MOST_LISTS_NAMED} more lists"] if len(lists) > MOST_LISTS_NAMED else []
    told += [_few(fields)] if fields else []
    sentence = _NONE.format(found="; ".join(told))
    return f"{sentence} {_broken(ending, 0)}" if ending.broken else sentence


def _few(names: list[str]) -> str:
    more = len(names) - MOST_FIELDS_NAMED
    return named(names[:MOST_FIELDS_NAMED]) + (f" and {more:,} more" if more > 0 else "")
