"""Accounts compared: each one's save rate with its range and its own typical range."""

import pandas as pd

from worthsaving.analysis.headline import Headline, headline

_RATES = ("pooled", "pooled_low", "pooled_high", "typical_low", "typical_high")


def side_by_side(videos: pd.DataFrame) -> pd.DataFrame:
    """Compare accounts: one row per account, highest save rate first, accounts without a rate last.

    Takes canonical `videos`. Columns: platform, account, videos, rated (videos behind the rate), saves, views (Int64,
    missing when not known), pooled with pooled_low-pooled_high (its 95 % range), typical_low-typical_high (80 % of the
    account's videos), all 0-1 and missing where not known; weak (too few videos, or too few views, for a usual range of
    its own: then the usual range is missing too). See `headline`.
    """
    rows = []
    for (platform, account), own in videos.groupby(["platform", "account"], sort=True):
        found = headline(own)
        counts = (found.videos, found.rated, found.saves, found.views)
        weak = found.weak or (found.counted is not None and found.counted.thin)
        rows.append((str(platform), str(account), *counts, *_rates(found, weak=weak), weak))
    table = pd.DataFrame(rows, columns=["platform", "account", "videos", "rated", "saves", "views", *_RATES, "weak"])
    table = table.astype({"platform": "str", "account": "str", "saves": "Int64", "views": "Int64", "weak": "bool"})
    table = table.astype(dict.fromkeys(_RATES, "Float64"))
    by = ["pooled", "platform", "account"]
    return table.sort_values(by, ascending=[False, True, True], na_position="last", ignore_index=True)


def _rates(found: Headline, *, weak: bool) -> tuple[float | None, ...]:
    """Return the values of `_RATES`; no typical range for an account that is `weak`."""
    pooled, typical = found.pooled, None if weak else found.typical
    return (
        *((None, None, None) if pooled is None else (pooled.value, pooled.low, pooled.high)),
        *((None, None) if typical is None else (typical.low, typical.high)),
    )


def ahead(table: pd.DataFrame) -> bool:
    """Tell whether the first account's rate is clearly above the others': its 95 % range meets none of theirs.

    Stricter than a test of the difference, on purpose: the accounts were ordered by the very rates compared.
    """
    rated = table.dropna(subset=["pooled", "pooled_low", "pooled_high"])
    return len(rated) > 1 and bool(rated["pooled_low"].iloc[0] > rated["pooled_high"].iloc[1:].max())
