"""Each video judged by its own account's normal, whatever the filters leave on screen."""

from __future__ import annotations

import pandas as pd

from worthsaving.analysis import rates, unusual
from worthsaving.analysis.age import is_young

_ACCOUNT = ["platform", "account"]

Account = tuple[str, str]


def models(everything: pd.DataFrame) -> dict[Account, rates.RateModel | None]:
    """The fitted normal of each (platform, account): young videos left out of the fit when enough others remain.

    None for an account without a video that has a rate.
    """
    young = is_young(everything).astype(bool)
    found: dict[Account, rates.RateModel | None] = {}
    for account, own in everything.groupby(_ACCOUNT, sort=False):
        ripe = own[~young[own.index]]
        usable = rates.usable(ripe["saves"], ripe["views"]).sum()
        base = ripe if usable >= rates.MIN_VIDEOS else own
        found[(str(account[0]), str(account[1]))] = rates.fit(base["saves"], base["views"])
    return found


def judged(shown: pd.DataFrame, normal: dict[Account, rates.RateModel | None]) -> pd.DataFrame:
    """Every video's rate and its place among its own account's videos, index of `shown`.

    Columns raw, mean, low, high (see `rates.rates`), percentile and verdict (see `unusual.stand_out`). Because the normal
    is the account's, a video's believable rate does not change when a filter hides other videos, and two accounts never
    share one. Empty for an empty table.
    """
    parts = []
    for account, own in shown.groupby(_ACCOUNT, sort=False):
        model = normal.get((str(account[0]), str(account[1])))
        place = unusual.stand_out(own, model)[["percentile", "verdict"]]
        parts.append(rates.rates(own, model).join(place))
    if not parts:
        return rates.rates(shown).join(unusual.stand_out(shown)[["percentile", "verdict"]])
    return pd.concat(parts).reindex(shown.index)
