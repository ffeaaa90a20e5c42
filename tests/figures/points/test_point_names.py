"""Names of points: where they find room."""

import numpy as np
import pytest

from worthsaving.figures.points.point_names import DOT, Box, Crowd


@pytest.mark.parametrize("n", [1, 40, 20_000])
def test_a_name_is_held_against_every_point(n):
    """Counting by cells gives what holding the name against each point gives, on the edge of the chart and off it, too."""
    rng = np.random.default_rng(n)
    across, up = rng.uniform(-0.2, 0.6, n).round(2), rng.normal(0.5, 0.3, n).round(2)
    crowd, found = Crowd(across, up), set()
    for _ in range(300):
        left, low, but = *rng.uniform(0, 0.98, 2).round(2), int(rng.integers(n))
        box = Box(left, left + rng.uniform(0, 0.3), low, low + 0.05, "left")
        others = np.arange(n) != but
        wanted = bool((box.holds(across, up, reach=DOT) & others).any())
        assert crowd.covered(box, but=but) == wanted
        found.add(wanted)
    assert len(found) == min(n, 2)
