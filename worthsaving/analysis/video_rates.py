"""Video rates: each video judged by its own account's distribution, whatever the filters show."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import pandas as pd

from worthsaving.analysis import unusual
from worthsaving.analysis.eligible import eligible
from worthsaving.analysis.models import rates
from worthsaving.schema import Account

_NEEDED = ["platform", "account", "posted_at", "posted_day_local", "observed_at", "saves", "views"]
_PLACE = ["lower", "higher", "others", "verdict"]


def models(everything: pd.DataFrame) -> dict[Account, rates.RateModel | None]:
    """Fit each (platform, account)'s eligible videos where enough, else all; None where no video has a rate."""
    found: dict[Account, rates.RateModel | None] = {}
    for account, own, base in _accounts(everything[_NEEDED]):
        found[account] = rates.fit(own["saves"][base], own["views"][base])
    return found


def judged(
    everything: pd.DataFrame,
    normal: dict[Account, rates.RateModel | None],
    known: Mapping[Account, pd.DataFrame] = MappingProxyType({}),
) -> pd.DataFrame:
    """Work out every video's rate and its place among its own account's videos, index of `everything`.

    Columns raw, mean, low, high (see `rates.rates`), lower, higher, others, verdict (see `unusual.stand_out`). It takes all that
    is known of the accounts: a filter then picks rows of the answer, so that no video becomes unusual, or its believable
    rate another, because others are hidden; two accounts never share a normal. `known`: the accounts' `rates.rates` under
    `normal`, where they were worked out before. Empty for an empty table.
    """
    parts = []
    for account, own, base in _accounts(everything[_NEEDED]):
        place = unusual.stand_out(own, base=base)[_PLACE]
        rate = known[account] if account in known else rates.rates(own, normal.get(account))
        parts.append(rate.join(place))
    if not parts:
        return rates.rates(everything).join(unusual.stand_out(everything)[_PLACE])
    whole = pd.concat(parts) if len(parts) > 1 else parts[0]
    return whole if whole.index.equals(everything.index) else whole.reindex(everything.index)


def _accounts(everything: pd.DataFrame) -> Iterator[tuple[Account, pd.DataFrame, pd.Series]]:
    """Yield each account's videos, and which of them (bool) its model is fitted to."""
    for (platform, account), own in everything.groupby(["platform", "account"], sort=False):
        yield (str(platform), str(account)), own, eligible(own, or_all=True)[0]
