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
