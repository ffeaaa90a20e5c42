"""Each account's rates, worked out once for all choices of a reading."""

import pandas as pd
import pytest

from tests.analysis.making import table
from worthsaving.analysis import video_rates
from worthsaving.analysis.models import rates
from worthsaving.reading.result import Reading
from worthsaving.sections.choice.account_rates import AccountRates


def of(accounts):
    """Twelve videos of these accounts in turn."""
    names = [accounts[at % len(accounts)] for at in range(12)]
    views = [1000 + 100 * at for at in range(12)]
    return table(
        platform=["tiktok"] * 12, account=names, views=views, saves=[3 + at for at in range(12)], posted_at="2026-01-05",
        observed_at="2026-03-01",
    )  # fmt: skip


@pytest.mark.parametrize("accounts", [["a"], ["a", "b"]])
def test_a_choice_has_its_rows_of_all_rates(accounts):
    """In the order of the choice, whichever of the two is asked for first."""
    videos = of(accounts)
    models = video_rates.models(videos)
    judged = video_rates.judged(videos, models)
    some = videos.iloc[[7, 2, 4]]
    for first in ("believable", "rates"):
        found = AccountRates(Reading(videos))
        getattr(found, first)(videos)
        pd.testing.assert_frame_equal(found.rates(some), judged.loc[some.index])
        pd.testing.assert_frame_equal(found.believable(some), judged.loc[some.index, ["raw", "mean", "low", "high"]])
        pd.testing.assert_frame_equal(found.rates(videos), judged)


def test_of_one_account_no_copy_is_made(monkeypatch):
    """All its videos have the table that is kept, and the range of a rate is worked out once."""
    videos, asked = of(["a"]), []
    plain = rates.rates
    monkeypatch.setattr(rates, "rates", lambda *given: asked.append(given) or plain(*given))
    found = AccountRates(Reading(videos))
    assert found.believable(videos) is found.believable(videos)
    assert found.rates(videos) is found.rates(videos)
    assert len(asked) == 1
