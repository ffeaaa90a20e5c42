"""The theme: words that stand on its colours, or are written in them, can be read."""

import pytest

from tests.test_metrics import CONFIG, contrast


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_accent_carries_its_words(theme):
    """The words on a primary button hold 4.5:1, and the accent itself does on the page, where it marks what is chosen."""
    colours = CONFIG["theme"][theme]
    assert contrast(colours["primaryColor"], colours["yellowTextColor"]) >= 4.5
    assert contrast(colours["primaryColor"], colours["backgroundColor"]) >= 4.5
    assert contrast(colours["linkColor"], colours["backgroundColor"]) >= 4.5
