"""The save rates of each account, fitted once for all choices of one reading."""

import pandas as pd

from worthsaving.analysis import select, video_rates
from worthsaving.analysis.models import rates
from worthsaving.analysis.models.rates import RateModel
from worthsaving.reading.result import Reading
from worthsaving.schema import Account
from worthsaving.sections.choice.accounts import accounts_in


class AccountRates:
    """Each account's usual save rate and its videos' rates, fitted to all that a reading holds of it.

    A filter picks rows of the answer, so that no video becomes unusual because others are hidden, and every choice of one
    reading shares the fits.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._models: dict[Account, RateModel | None] = {}
        self._believable: dict[Account, pd.DataFrame] = {}
        self._rates: dict[Account, pd.DataFrame] = {}

    def models(self, videos: pd.DataFrame) -> dict[Account, RateModel | None]:
        """Return the fitted rates of each account of these videos; None where no video of it has a rate."""
        accounts = accounts_in(videos)
        for account in accounts:
            if account not in self._models:
                self._models |= {account: None, **video_rates.models(self._own(account))}
        return {account: self._models[account] for account in accounts}

    def believable(self, videos: pd.DataFrame) -> pd.DataFrame:
        """Return raw, mean, low and high (see `rates.rates`) of each of these videos, index as in `videos`."""
        for account, model in self.models(videos).items():
            if account not in self._believable:
                self._believable[account] = rates.rates(self._own(account), model)
        found = [self._believable[account] for account in accounts_in(videos)]
        return _of(videos, found) if found else rates.rates(videos)

    def rates(self, videos: pd.DataFrame) -> pd.DataFrame:
        """Return rate, range and place of each of these videos (see `video_rates.judged`), index as in `videos`."""
        models = self.models(videos)
        for account in models:
            if account not in self._rates:
                self._rates[account] = video_rates.judged(self._own(account), models, self._believable)
        found = [self._rates[account] for account in models]
        return _of(videos, found) if found else video_rates.judged(videos, {})

    def _own(self, account: Account) -> pd.DataFrame:
        return select.select(self._reading.videos, accounts=(account,))


def _of(videos: pd.DataFrame, found: list[pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of `videos`, in their order; the table found itself, not a copy, where it is of these videos alone."""
    whole = found[0] if len(found) == 1 else pd.concat(found)
    return whole if whole.index.equals(videos.index) else whole.loc[videos.index]
