"""Day-by-day counts of an account, as its daily file has them."""

import pandas as pd

from worthsaving import schema

COUNTS = tuple(column.name for column in schema.DAYS if column.dtype == schema.COUNT)


def daily(days: pd.DataFrame) -> pd.DataFrame:
    """Sort the rows of `days` by platform, account and day, index kept (for a choice of them: `select.select_days`).

    Values stand as in the file: missing days stay away, negative counts stay negative. A row without a day is left out,
    since it has no place in time.
    """
    return days[days["day"].notna()].sort_values(["platform", "account", "day"], kind="stable")


def available(days: pd.DataFrame) -> list[str]:
    """List the count columns of `days` with at least one known value, in the schema's order."""
    return [name for name in COUNTS if days[name].notna().any()]
