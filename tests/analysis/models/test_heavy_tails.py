"""P-values that must hold under two laws."""

import numpy as np
import pytest

from worthsaving.analysis.models import heavy_tails, multiple_tests, nb2, poisson_log_normal

MEAN, SIZE = np.full(40, 30.0), np.full(40, 2.0)


def counts(*far):
    """Forty counts near their mean, the first of them far out."""
    return np.array([*far, *np.linspace(20, 40, 40 - len(far)).round()])


def test_what_could_be_found_holds_under_both_laws():
    """Far out in the upper tail the log-normal law is the one that counts; whoever is near keeps the other's value."""
    y = counts(300.0, 280.0)
    found = heavy_tails.two_sided(y, MEAN, SIZE)
    by_size = nb2.two_sided(y, MEAN, SIZE)
    by_log_normal = poisson_log_normal.two_sided(y, MEAN, poisson_log_normal.sigma_of(SIZE))
    assert (by_log_normal[:2] > 5 * by_size[:2]).all()
    assert found[:2] == pytest.approx(by_log_normal[:2])
    assert found[2:] == pytest.approx(by_size[2:])
    over = heavy_tails.upper_tail(y, MEAN, SIZE)
    assert over[:2] == pytest.approx(by_log_normal[:2] / 2)
    assert over[2:] == pytest.approx(nb2.upper_tail(y, MEAN, SIZE)[2:])


def test_in_the_lower_tail_the_gamma_law_counts():
    """A log-normal rate hardly ever comes near 0."""
    y = counts(0.0)
    assert heavy_tails.two_sided(y, MEAN, SIZE)[0] == pytest.approx(nb2.two_sided(y, MEAN, SIZE)[0])


def test_leaving_the_near_ones_alone_changes_no_finding():
    """The findings are those of both laws worked out for all."""
    rng = np.random.default_rng(0)
    for _ in range(50):
        y = rng.poisson(30 * rng.lognormal(-0.3, 0.9, 40)).astype(float)
        both = np.maximum(
            nb2.two_sided(y, MEAN, SIZE), poisson_log_normal.two_sided(y, MEAN, poisson_log_normal.sigma_of(SIZE))
        )
        found = heavy_tails.two_sided(y, MEAN, SIZE)
        assert (multiple_tests.clear(found) == multiple_tests.clear(both)).all()
        assert (multiple_tests.could_pass(found) == multiple_tests.could_pass(both)).all()


def counted(sigma, seed=0, videos=150):
    """Counts of log-normal rates about 30, and the p-values of a law that takes them for less spread than they are."""
    rng = np.random.default_rng(seed)
    y = rng.poisson(30 * np.exp(sigma * rng.standard_normal(videos))).astype(float)
    return y, np.full(videos, 30.0), nb2.two_sided(y, np.full(videos, 30.0), np.full(videos, 6.0))


def raised(y, exposure, p, *, inside=None, rival=-1e6):
    """The p-values under the counts' own law, where that is certain to be the right one."""
    every = np.ones(len(y), dtype=bool)
    return heavy_tails.under_own_law(p, y, exposure, every, every if inside is None else inside, lambda rows: rival)


def test_its_own_law_takes_away_what_is_usual_under_it():
    """Twice as spread as the law of `p` has it: the findings go, and no p-value becomes smaller."""
    y, exposure, p = counted(0.9)
    assert multiple_tests.clear(p).sum() > 5
    found = raised(y, exposure, p)
    assert not multiple_tests.clear(found).any()
    assert (found >= p).all()


def test_a_law_that_is_not_likely_raises_nothing():
    """By the two likelihoods: ten units ahead, the rival's p-values are as good as alone; level, half counts."""
    y, exposure, p = counted(0.9)
    own = poisson_log_normal.fit(y, exposure).loglik
    whole, half = raised(y, exposure, p), raised(y, exposure, p, rival=own)
    assert raised(y, exposure, p, rival=own + 100) == pytest.approx(p)
    up = whole > 3 * p
    assert half[up] == pytest.approx(np.maximum(whole / 2, p)[up])


def test_what_was_set_aside_makes_the_law_wider():
    """The extremes of a quiet account were left out of the fit: it counts as 1 + 3 times their share wider."""
    y, exposure, p = counted(0.9)
    far = p <= np.sort(p)[6]
    fit = poisson_log_normal.fit(y[~far], exposure[~far])
    sigma = fit.sigma * np.sqrt((1 + 4 / 143) * (1 + 3 * 7 / 150))
    mean = 30 * np.exp(fit.middle + sigma**2 / 2)
    wanted = poisson_log_normal.two_sided(y[far], np.full(7, mean), np.full(7, sigma))
    assert raised(y, exposure, p, inside=~far)[far] == pytest.approx(np.maximum(wanted, p[far]))


def test_without_a_candidate_or_a_save_nothing_is_fitted():
    """The p-values come back as they are."""
    y, exposure, _ = counted(0.3)
    even = np.full(len(y), 0.5)
    assert raised(y, exposure, even) is even
    none = np.full(len(y), 1e-9)
    assert raised(np.zeros(len(y)), exposure, none) is none
