"""Turned tables: the headers stand down the first column, the values of one post, or of several posts, beside them."""

from collections.abc import Sequence

from worthsaving import schema
from worthsaving.errors import WorthSavingError
from worthsaving.reading.formats.formats import general, recognise, sideways_headers
from worthsaving.reading.formats.headers import key

MOST_ROWS = 200  # such a file has some twenty
_FEWEST_COUNTS = 3  # labels that name counts, before a table without a declared format is taken for a turned one


def turned(rows: Sequence[Sequence[str]]) -> tuple[list[list[str]], bool] | None:
    """Return the header row and the rows of values of such a table, and whether a declared format is written so.

    None for any other table. The labels are found by their names, never by their place; lines above them or between them
    are left out. A column is one more post where it has a cell beside the label of the link or the ID.
    """
    if len(rows) > MOST_ROWS:
        return None
    lines = [[cell.strip() for cell in row] for row in rows if len(row) > 1 and row[0].strip()]
    labels = [line[0] for line in lines]
    is_declared = any(required <= set(map(key, labels)) for required in sideways_headers())
    naming = next((line for line in lines if _names_a_post(line[0])), None)
    if not is_declared and (naming is None or not _is_turned(labels, rows)):
        return None
    wide = max(map(len, lines))
    values = [1, *(at for at in range(2, wide) if naming and at < len(naming) and naming[at])]
    return [labels, *([line[at] if at < len(line) else "" for line in lines] for at in values)], is_declared


def _names_a_post(label: str) -> bool:
    columns = general("videos").columns
    return key(label) in (*columns["link"], *columns["video_id"])


def _is_turned(labels: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the first column names a post and its counts, and no row does."""
    try:
        found = set(recognise(labels).columns)
    except WorthSavingError:
        return False
    if not found & {"link", "video_id"} or len(found & {*schema.COUNTS}) < _FEWEST_COUNTS:
        return False
    try:
        return len(recognise(rows[0]).columns) < len(found)
    except WorthSavingError:
        return True
