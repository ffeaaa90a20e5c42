"""Weekly exports of several accounts: the sample's TikTok Business file told again by account and by week."""

import datetime as dt
from functools import cache

import numpy as np
import pandas as pd

from tests.conftest import SAMPLES
from tests.library import made
from worthsaving.library import Library
from worthsaving.reading import read_files

HANDLES = ("tinykitchen.sample", "bakebright", "papercraft_jo", "fit.with.lena", "urban.garden.co", "studio.nord")
WEEKS = 8
LAST = dt.datetime(2026, 11, 9, 18, 40, tzinfo=dt.UTC)


def taken(week: int, weeks: int = WEEKS) -> dt.datetime:
    """When the export of a week is made; the last one is `LAST`."""
    return LAST - dt.timedelta(days=7 * (weeks - 1 - week))


@cache
def _sample() -> pd.DataFrame:
    path = next(path for path in SAMPLES if path.name == "tiktok_business_videos.csv")
    return read_files([(path.name, path.read_bytes())]).videos


def videos(account: int, moment: dt.datetime) -> pd.DataFrame:
    """The canonical videos of one account at a moment: each has come as far as its age, at a level of the account's own."""
    dice = np.random.default_rng(account)
    sample = _sample().iloc[dice.permutation(len(_sample()))[: 184 - 20 * account]] if account else _sample()
    age = (pd.Timestamp(moment) - sample["posted_at"]).dt.total_seconds() / 86_400
    here, age = sample[age > 0], age[age > 0]
    came = {name: here[name].astype("float64") * (1 - np.exp(-age / days)) for name, days in _DAYS.items()}
    came["saves"] *= (1.0, 0.8, 2.0, 0.6, 0.5, 0.4)[account % 6]
    table = here.assign(**{name: counts.round().astype("Int64") for name, counts in came.items()})
    ids = [str(int(number) + 1_000 * account) for number in table["video_id"]]
    return table.assign(account=HANDLES[account], video_id=ids, observed_at=pd.Timestamp(moment))


_DAYS = {"views": 4, "likes": 4, "comments": 5, "shares": 6, "saves": 12}


def kept(library: Library, accounts: int = len(HANDLES), weeks: int = WEEKS) -> Library:
    """Keep each account's exports of each week in the library, and return it."""
    for week in range(weeks):
        moment = taken(week, weeks)
        files = []
        for account in range(accounts):
            table = videos(account, moment)
            name = f"{HANDLES[account]} {moment:%Y-%m-%d}.csv"
            files.append(made.snapshot(name, table))
        library.keep(made.reading(*files), now=moment)
    return library
