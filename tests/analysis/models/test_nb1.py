"""Negative-binomial counts whose mean and size rise together."""

import numpy as np
import pytest
from scipy import optimize, stats

from worthsaving.analysis.models import nb1


def made(n=80, seed=0):
    rng = np.random.default_rng(seed)
    x = rng.standard_normal(n)
    exposure = np.exp(8 + rng.standard_normal(n))
    size = np.exp(0.5 + 0.4 * x)
    return rng.poisson(rng.gamma(size, 1.0) * exposure / 1500).astype(float), exposure, x


def test_the_maximum_is_that_of_a_general_optimiser():
    """Same likelihood as an independent search over scipy's negative binomial."""
    y, exposure, x = made()

    def loss(at):
        k = np.exp(at[0] + at[1] * x)
        return -stats.nbinom.logpmf(y, k, 1 / (1 + exposure * np.exp(-at[2]))).sum()

    best = optimize.minimize(
        loss, [0, 0, 7], method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-9, "maxiter": 2000}
    )
    design = np.column_stack([np.ones(len(x)), x])
    found = nb1.fit(y, exposure, design, np.zeros(len(x)), size=1.0, scale=7.0)
    assert [*found.coef, found.scale] == pytest.approx(best.x, abs=2e-3)
    assert found.loglik == pytest.approx(-best.fun, abs=1e-2)
    assert found.error == pytest.approx(0.14, abs=0.05)


def test_a_shift_stands_for_a_known_slope():
    """With the fitted slope given as a shift the likelihood is the same."""
    y, exposure, x = made()
    design = np.column_stack([np.ones(len(x)), x])
    full = nb1.fit(y, exposure, design, np.zeros(len(x)), size=1.0, scale=7.0)
    given = nb1.fit(y, exposure, design[:, :1], full.coef[1] * x, size=1.0, scale=7.0)
    assert given.loglik == pytest.approx(full.loglik, abs=1e-3)


@pytest.mark.parametrize("y", [[9.0] * 20, [0.0] * 19 + [50.0], [1.0] + [0.0] * 19], ids=["constant", "one", "single"])
def test_strange_counts_stay_finite(y):
    """Constant counts or a single one end at a bound, not in a NaN."""
    design = np.column_stack([np.ones(20), np.linspace(-1.7, 1.7, 20)])
    found = nb1.fit(np.array(y), np.full(20, 1e4), design, np.zeros(20), size=1.0, scale=7.0)
    assert np.isfinite([*found.coef, found.scale, found.loglik, found.error]).all()
