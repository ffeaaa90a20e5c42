"""Dialect of a text file: delimiter, quote, escape and header line, decided on a sample."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from statistics import median

from worthsaving.reading.text.records import Record, records
from worthsaving.reading.text.repair import reread

DELIMITERS = (",", ";", "\t", "|")
RARE = ("~", "^", "¦", "\x1f", "\x01")
"""Signs that programs choose because no caption has them: looked for where none of the usual ones divides the records."""
SAMPLE_CHARACTERS = 262_144
SAMPLE_RECORDS = 200
MOST_TITLE_LINES = 30
SHORTEST_TITLE = 6  # characters of one that is repeated in every cell
CLEARLY = 0.02  # an unusual dialect must score better by this much
_DECLARED = re.compile(r'"?sep=([,;|:~^!# \t])"?[,;]*(?:\r\n|\r|\n)', re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_LINE = re.compile(r"([^\r\n]+)(?:\r\n|\r|\n)")
_ENDING = re.compile(r"(?:\r\n|\r|\n)\Z")
_NUMBER = re.compile(r"[-+]?[\d.,:/-]*\d[\d.,:/%eE+-]*\Z")


@dataclass(frozen=True)
class Dialect:
    """How a text writes its table.

    `delimiter` is ", " for a comma with a space; `header` the header's cells; `width` how many cells a record has;
    `start` how many characters stand before the first record; `quote` the quote character, `escaped` whether a
    backslash stands before those inside a cell; `requoted`: each record was packed into a single quoted cell (a
    spreadsheet program saved a comma file it had not split); `titles` the lines above the header, each as its cells
    joined by spaces.
    """

    delimiter: str
    header: tuple[str, ...]
    width: int
    start: int
    quote: str = '"'
    escaped: bool = False
    requoted: bool = False
    titles: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Reading:
    """One way to read the sample, and how well it explains the records (0: not at all)."""

    delimiter: str
    quote: str
    escaped: bool
    found: list[Record]
    score: float


def find_dialect(text: str, *, unpacked: bool = False) -> Dialect | None:
    """Return the dialect of `text`, None when it has no record at all. `unpacked`: it came out of packed records."""
    declared = _DECLARED.match(text)  # the line "sep=;"
    offset = declared.end() if declared else 0
    sample = text[offset : offset + SAMPLE_CHARACTERS]
    cut = len(text) - offset > SAMPLE_CHARACTERS
    best: _Reading | None = None
    for reading in _readings(sample, declared[1] if declared else "", cut=cut):
        if best is None or reading.score > _to_beat(reading, best.score):
            best = reading
    if best is None or not best.found:
        return None
    if not declared and not any(sign in best.found[0].text for sign in DELIMITERS):
        best = _by_rare_sign(sample, cut=cut) or best
    if best.score == 0 and not declared:
        best = _by_spaces(sample, cut=cut) or best
    if best.score == 0 and not (declared or unpacked) and _packed(best.found):
        return Dialect(",", (), 0, offset, requoted=True)
    width = _width(best.found)
    top = [_first_line(record, best, width, sample) for record in best.found[:MOST_TITLE_LINES]]
    found = [reread(record, best.delimiter, width, best.quote) for record in top]
    at = header_at([record.cells for record in (*found, *best.found[len(found) :])], width)
    header, delimiter = found[at].cells, best.delimiter
    if delimiter == "," and _spaced(best.found):
        header, delimiter = tuple(cell.removeprefix(" ") for cell in header), ", "
    header = without_blanks(header, width)
    titles = tuple(title for record in found[:at] if (title := title_of(record.cells)))
    return Dialect(delimiter, header, width, offset + found[at].end, best.quote, best.escaped, titles=titles)


def _to_beat(reading: _Reading, score: float) -> float:
    """Return the score to exceed. Escapes must explain more; apostrophes join cells, which lowers their score."""
    if reading.quote == "'":
        return 0.8 * score
    return score + CLEARLY if reading.escaped else score


def _first_line(record: Record, best: _Reading, width: int, sample: str) -> Record:
    """Return only the first line if it has the right width: an unclosed header quote would swallow records."""
    line = _LINE.match(record.text)
    if len(record.cells) == width or line is None:
        return record
    first = reread(replace(record, cells=(), text=line[1]), best.delimiter, width, best.quote)
    if len(first.cells) != width:
        return record
    ending = _ENDING.search(sample[max(record.end - 2, 0) : record.end])
    after = len(record.text) - line.end() + (len(ending[0]) if ending else 0)
    return replace(first, end=record.end - after)


def header_at(found: Sequence[Sequence[str]], width: int) -> int:
    """Return which of the first records is the header: title lines before it have fewer cells, or fewer with text.

    A title that a program repeated in every cell it was merged over counts as one cell.
    """
    filled = [sum(cell.strip() != "" for cell in cells) for cells in found]
    for at, (cells, below) in enumerate(pairwise(found[: MOST_TITLE_LINES + 1])):
        filled[at] = 1 if is_repeated(cells) and _is_named(below) else filled[at]
    for at, cells in enumerate(found[:MOST_TITLE_LINES]):
        if filled[at] > 1 and 2 * len(cells) >= width and 2 * filled[at] >= median(filled[at + 1 :] or [0]):
            return at
    return 0


def is_repeated(cells: Sequence[str]) -> bool:
    """Return whether three or more cells hold one and the same longer text, and no others any."""
    texts = [text for cell in cells if (text := cell.strip())]
    return len(texts) > 2 and len(set(texts)) == 1 and len(texts[0]) >= SHORTEST_TITLE


def _is_named(cells: Sequence[str]) -> bool:
    """Return whether the cells could be a header: different texts and no numbers."""
    texts = [text for cell in cells if (text := cell.strip())]
    return len(texts) > 2 and len(set(texts)) == len(texts) and not any(_NUMBER.match(text) for text in texts)


def title_of(cells: Sequence[str]) -> str:
    """Return the text of a line above the header: its cells joined by spaces, empty and repeated ones left out."""
    texts = [cell.strip() for cell in cells if cell.strip()]
    return texts[0] if is_repeated(cells) else " ".join(texts)


def without_blanks(header: Sequence[str], width: int) -> tuple[str, ...]:
    """Return a header without its empty cells, where those are just as many as it has more than the records."""
    cells = list(header)
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    if len(cells) > width and sum(not cell.strip() for cell in cells) == len(cells) - width:
        cells = [cell for cell in cells if cell.strip()]
    return tuple(cells)


def _readings(sample: str, declared: str, *, cut: bool) -> Iterator[_Reading]:
    """Yield the usual readings first, then those that something in the sample suggests."""
    delimiters = [declared] if declared else [d for d in DELIMITERS if d in sample] or [DELIMITERS[0]]
    for delimiter in delimiters:
        yield _reading(sample, delimiter, cut=cut)
    if '\\"' in sample:
        for delimiter in delimiters:
            yield _reading(sample.replace('\\"', '""'), delimiter, escaped=True, cut=cut)
    if sample.count("'") > 3:
        for delimiter in delimiters:
            d = re.escape(delimiter)
            whole = rf"(?:^|{d}){{q}}[^{{q}}\n]*{{q}}(?=\s*(?:{d}|$))"
            single, double = (len(re.findall(whole.format(q=q), sample, re.MULTILINE)) for q in "'\"")
            if single > 3 and single > 3 * double:
                yield _reading(sample, delimiter, quote="'", cut=cut)


def _by_rare_sign(sample: str, *, cut: bool) -> _Reading | None:
    """Read records divided by an unusual sign, only where all of them have as many cells, three or more."""
    readings = [_reading(sample, sign, cut=cut) for sign in RARE if sign in sample]
    alike = [one for one in readings if len(one.found) > 1 and len({len(record.cells) for record in one.found}) == 1]
    return next((one for one in alike if len(one.found[0].cells) > 2), None)


def _by_spaces(sample: str, *, cut: bool) -> _Reading | None:
    """Read columns of numbers separated by single spaces: the last resort, and only where all records are alike."""
    reading = _reading(sample, " ", cut=cut)
    cells = [cell for record in reading.found[1:] for cell in record.cells]
    alike = len({len(record.cells) for record in reading.found}) == 1
    numbers = sum(_NUMBER.match(cell) is not None for cell in cells)
    return reading if alike and 2 * numbers > len(cells) > 1 else None


def _reading(sample: str, delimiter: str, *, quote: str = '"', escaped: bool = False, cut: bool) -> _Reading:
    found = list(islice(records(sample, delimiter, quote), SAMPLE_RECORDS))
    if len(found) > 1 and cut and found[-1].end >= len(sample):
        found.pop()  # the sample's end cut it
    return _Reading(delimiter, quote, escaped, found, _score(found))


def _score(found: list[Record]) -> float:
    """Return how well a delimiter explains the records: 0 when it never occurs."""
    width = _width(found)
    if width < 2:
        return 0.0
    share = sum(len(r.cells) == width for r in found) / len(found)
    header = found[header_at([record.cells for record in found], width)]
    return share * (1 - 1 / width) * (1.0 if len(header.cells) == width else 0.5)


def _width(found: list[Record]) -> int:
    """Return the usual number of cells of a record, title lines at the top left out; on a tie the first."""
    titles = next((at for at, record in enumerate(found) if len(record.cells) > 1), 0)
    if titles <= min(MOST_TITLE_LINES, len(found) - 2):
        found = found[titles:]
    return Counter(len(record.cells) for record in found).most_common(1)[0][0] if found else 0


def _spaced(found: list[Record]) -> bool:
    """Return whether a space follows every comma between two cells."""
    bare = [_QUOTED.sub("", record.text) for record in found]
    commas = sum(text.count(",") for text in bare)
    return len(found) > 1 and 0 < commas == sum(text.count(", ") for text in bare)


def _packed(found: list[Record]) -> bool:
    """Return whether each record is one quoted cell that holds a whole record."""
    if not found:
        return False
    first = found[0]
    return first.text.lstrip().startswith('"') and any(first.cells[0].count(sign) >= 2 for sign in DELIMITERS)
