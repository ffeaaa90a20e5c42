"""The cosine transform is scipy's."""

import numpy as np
import pytest
from scipy import fft

from worthsaving.analysis.models.cosine_transform import dct, idct


@pytest.mark.parametrize("n", [1, 2, 3, 4, 7, 400, 1009])
def test_the_transform_and_its_inverse_are_those_of_scipy(n):
    """Of even and odd, small and prime lengths, row by row."""
    rows = np.random.default_rng(n).normal(size=(3, n))
    assert dct(rows) == pytest.approx(fft.dct(rows, norm="ortho"), abs=1e-12)
    assert idct(rows) == pytest.approx(fft.idct(rows, norm="ortho"), abs=1e-12)
    assert dct(rows[0]) == pytest.approx(dct(rows)[0], abs=1e-12)
