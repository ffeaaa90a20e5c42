"""The beta-binomial fit."""

import numpy as np
import pytest
from scipy import optimize, stats

from worthsaving.analysis.models import beta_binomial


def made(n, seed=0, alpha=1.74, beta=1497.0):
    rng = np.random.default_rng(seed)
    views = np.exp(8 + 2 * rng.standard_normal(n)).astype(int) + 1
    return rng.binomial(views, rng.beta(alpha, beta, n)).astype(float), views.astype(float)


@pytest.mark.parametrize(("alpha", "beta"), [(1.74, 1497.0), (20.0, 400.0), (0.4, 4.0)])
def test_the_maximum_is_that_of_a_general_optimiser(alpha, beta):
    """Same likelihood as an independent search over scipy's beta-binomial, for rare, even and wild rates."""
    s, v = made(150, alpha=alpha, beta=beta)

    def loss(point):
        return -stats.betabinom.logpmf(s, v, *np.exp(point)).sum()

    best = optimize.minimize(loss, np.log([1.0, 100.0]), method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-9})
    found = beta_binomial.maximise(s, v)
    assert -loss(np.log(found)) == pytest.approx(-best.fun, abs=1e-4)
    assert found == pytest.approx(tuple(np.exp(best.x)), rel=1e-2)


def test_derivatives_agree_with_differences():
    """Gradient and Hessian in (logit mean, log alpha) are those of small steps."""
    s, v = made(40)
    point = np.array([-6.5, 0.4])

    def value(x, y):
        alpha = np.exp(y)
        return stats.betabinom.logpmf(s, v, alpha, alpha * np.exp(-x)).sum()

    slope, bend = beta_binomial._derivatives(s, v, point)
    numeric = optimize.approx_fprime(point, lambda p: value(*p), 1e-6)
    assert slope == pytest.approx(numeric, rel=1e-3, abs=1e-3)
    for i in (0, 1):
        moved = point.copy()
        moved[i] += 1e-5
        numeric = (beta_binomial._derivatives(s, v, moved)[0] - slope) / 1e-5
        assert bend[i] == pytest.approx(numeric, rel=1e-3, abs=1e-2)


def test_bounds_hold_on_constant_and_extreme_counts():
    """The same rate everywhere reaches the largest alpha; all saves on one video stays inside the bounds too."""
    views = np.full(30, 1000.0)
    assert beta_binomial.maximise(np.full(30, 10.0), views)[0] == pytest.approx(beta_binomial.ALPHA[1])
    alpha, beta = beta_binomial.maximise(np.array([0.0] * 29 + [900.0]), views)
    assert beta_binomial.ALPHA[0] <= alpha < 1 < beta


def test_posterior_surrounds_the_maximum():
    """Weights sum to 1, their mean is near the fit, and few videos allow more than many."""
    width = []
    for n in (12, 300):
        nodes = beta_binomial.posterior(*made(n, seed=4))
        assert nodes[:, 0].sum() == pytest.approx(1)
        centre = (nodes[:, 0] * np.log(nodes[:, 1])).sum()
        width.append(np.sqrt((nodes[:, 0] * (np.log(nodes[:, 1]) - centre) ** 2).sum()))
    assert centre == pytest.approx(np.log(beta_binomial.maximise(*made(300, seed=4))[0]), abs=0.1)
    assert width[0] > 2 * width[1]


def test_the_log_likelihood_is_scipys():
    """Binomial coefficients included, so that it can be set against that of another law."""
    s, v = made(40)
    law = stats.betabinom(v.astype(int), 1.3, 900.0)
    assert beta_binomial.loglik(s, v, 1.3, 900.0) == pytest.approx(law.logpmf(s.astype(int)).sum(), rel=1e-6)
