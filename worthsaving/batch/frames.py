"""Many accounts in pandas frames, as Spark hands them over: the same summary of each, one row an account."""

import datetime as dt
from collections.abc import Iterable, Iterator

import pandas as pd
import pyarrow as pa

from worthsaving.batch.account import account_rows
from worthsaving.batch.columns import RESULT

AT_ONCE = 200  # accounts in a frame that comes out

_KINDS = {"string": "string", "int64": "bigint", "double": "double", "bool": "boolean", "date32[day]": "date"}
RESULT_DDL = ", ".join(f"{field.name} {_KINDS.get(str(field.type), 'array<string>')}" for field in RESULT)
"""The columns of the result as Spark names their types."""


def summarise_frames(
    frames: Iterable[pd.DataFrame], *, account: str, today: dt.datetime | None = None
) -> Iterator[pd.DataFrame]:
    """Yield the rows of the result (see `columns.RESULT`) for frames of posts sorted by the column `account`.

    An account whose rows go on in the next frame is taken together. `today` is the latest that a date can be, now by
    default. Rows without an account are taken as one account without a name. Never raises for what stands in the rows.
    """
    moment = today or dt.datetime.now(dt.UTC)
    rows: list[dict[str, object]] = []
    for name, table in _accounts(frames, account):
        rows += account_rows([(name or "rows", table)], today=moment, handle=name)
        if len(rows) >= AT_ONCE:
            yield _frame(rows)
            rows = []
    if rows:
        yield _frame(rows)


def _accounts(frames: Iterable[pd.DataFrame], account: str) -> Iterator[tuple[str, pa.Table]]:
    """Yield each account's name and rows; one that is cut by the end of a frame in one piece."""
    name, waiting = "", list[pd.DataFrame]()
    for frame in frames:
        names = frame[account].astype("str").fillna("")
        for one, rows in frame.groupby(names.ne(names.shift()).cumsum(), sort=False):
            del one
            this = str(names[rows.index[0]])
            if waiting and this != name:
                yield name, pa.Table.from_pandas(pd.concat(waiting), preserve_index=False)
                waiting = []
            name = this
            waiting.append(rows)
    if waiting:
        yield name, pa.Table.from_pandas(pd.concat(waiting), preserve_index=False)


def _frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    return pa.Table.from_pylist(rows, schema=RESULT).to_pandas()
