"""Tables of one post whose headers stand down the first column, the values beside them."""

from collections.abc import Sequence

from worthsaving.reading.formats.formats import sideways_headers
from worthsaving.reading.formats.headers import key

MOST_ROWS = 200  # such a file has some twenty


def turned(rows: Sequence[Sequence[str]]) -> list[list[str]] | None:
    """Return the header row and the one row of values of such a table; None for any other table.

    The labels are found by their names, never by their place; lines above them or between them are left out.
    """
    if len(rows) > MOST_ROWS:
        return None
    pairs = [(row[0].strip(), row[1].strip()) for row in rows if len(row) > 1 and row[0].strip()]
    labels = {key(label) for label, _ in pairs}
    if not any(required <= labels for required in sideways_headers()):
        return None
    return [[label for label, _ in pairs], [value for _, value in pairs]]
