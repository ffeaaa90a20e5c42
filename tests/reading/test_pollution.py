"""Files polluted as real ones are: what is read, against what was meant."""

from __future__ import annotations

import pytest

from tests.reading.polluted import Polluted, files, rows_polluted, score
from worthsaving import read_table

# What no reader can know: that a second table or header is one, or where unquoted text parts at its own blanks
LEAST = {
    "2 headers": 6.8,
    "3 headers": 6.8,
    "two tables, same": 8.3,
    "two tables, less": 8.3,
    "two tables, more": 8.3,
    "delimiter ' '": 1.0,
}


@pytest.mark.parametrize("polluted", list(files()), ids=lambda polluted: polluted.name)
def test_pollution_of_the_file(polluted: Polluted) -> None:
    """Encodings of a table by delimiter, quote, escape and line end, title lines, no header: all read as meant."""
    assert score(read_table(polluted.data), polluted.clean) >= LEAST.get(polluted.name, 9.999)


def test_pollution_of_one_row_harms_no_other() -> None:
    """A delimiter too many or too few, a stray quote, other delimiters in one row: at most that row is lost."""
    points = {polluted.name: score(read_table(polluted.data), polluted.clean) for polluted in rows_polluted(every=21)}
    worst = {name: point for name, point in points.items() if point < (6.9 if name.endswith("row 0") else 9.93)}
    assert not worst
    assert sum(points.values()) / len(points) > 9.9


def test_the_whole_benchmark_is_reached_in_proportion() -> None:
    """The mean over kinds by how often they are met is that of the best published reader or more."""
    found = [(score(read_table(polluted.data), polluted.clean), polluted.weight) for polluted in files()]
    assert sum(points * weight for points, weight in found) / sum(weight for _, weight in found) > 9.65
