"""The trigamma function."""

import numpy as np
import pytest
from scipy.special import zeta

from worthsaving.analysis.models import trigamma as module
from worthsaving.analysis.models.trigamma import trigamma


def test_it_is_that_of_scipy():
    """Small and large values, in any order, to the last digits."""
    x = np.concatenate([np.geomspace(1e-6, 1e16, 500), np.linspace(0.01, 30, 500)])[::-1]
    assert trigamma(x) == pytest.approx(zeta(2, x), rel=1e-14)
    assert trigamma(x.reshape(10, 100)) == pytest.approx(zeta(2, x).reshape(10, 100), rel=1e-14)
    assert trigamma(1.0) == pytest.approx(np.pi**2 / 6)


@pytest.mark.parametrize("n", [0, module._FEW - 1, module._FEW, module._FEW + 1])
@pytest.mark.parametrize("x", [module._FAR - 1e-9, module._FAR, module._FAR + 1e-9])
def test_both_forms_agree_at_their_edges(n, x):
    """Few and many values, and the values between series and recurrence."""
    assert list(trigamma(np.full(n, x))) == pytest.approx([zeta(2, x)] * n, rel=1e-14)
