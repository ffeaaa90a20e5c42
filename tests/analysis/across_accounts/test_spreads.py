"""How far an account's videos spread: its own estimate is pulled towards that of all accounts, as far as these agree."""

import numpy as np
import pytest

from worthsaving.analysis.across_accounts.spreads import FEWEST_VIDEOS, shrunk_spreads


def drawn(differ: float, accounts: int = 3_000) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """True spreads about 0.4, own estimates of them, numbers of videos of equal views, and saves by the thousand."""
    chance = np.random.default_rng(2)
    videos = chance.integers(4, 60, accounts).astype("float64")
    true = 0.4 * np.exp(chance.normal(-(differ**2) / 2, differ, accounts))
    own = true * chance.chisquare(videos - 1) / (videos - 1)
    return true, np.where(videos < FEWEST_VIDEOS, 1.0, own), videos, videos * 1_000


def error(found: np.ndarray, true: np.ndarray) -> float:
    """Mean absolute difference of the logarithms."""
    return float(np.abs(np.log(np.maximum(found, 1e-3) / true)).mean())


@pytest.mark.parametrize("differ", [0.0, 0.3, 0.8])
def test_nearer_to_the_truth_than_either_alone(differ):
    """Accounts that hardly differ share one spread; where they differ each keeps more of its own."""
    true, own, videos, saves = drawn(differ)
    found = shrunk_spreads(videos, own, videos, saves)
    assert error(found, true) < error(own, true)
    assert error(found, true) <= error(np.full_like(true, 0.4), true) + 0.03
    assert error(found, true) < 0.04 + differ / 2


def test_an_account_of_few_videos_or_saves_has_the_spread_of_all():
    """Below the fewest videos an own estimate counts nothing, nor where counting alone explains it."""
    _, own, videos, saves = drawn(0.3)
    own[0], videos[0] = 50.0, FEWEST_VIDEOS - 1
    own[1], videos[1], saves[1] = 50.0, 30.0, 1.0
    found = shrunk_spreads(videos, own, videos, saves)
    assert found[0] == pytest.approx(0.4, rel=0.1)
    assert found[1] < 1
    videos[0] = FEWEST_VIDEOS
    assert shrunk_spreads(videos, own, videos, saves)[0] > 5


def test_hardly_any_account_with_an_estimate():
    """The median of all then serves for each."""
    one = np.ones(30)
    assert (shrunk_spreads(3 * one, np.arange(30.0), 3 * one, 9 * one) == 14.5).all()
    assert (shrunk_spreads(30 * one, 0 * one, 30 * one, 9 * one) == 0).all()
