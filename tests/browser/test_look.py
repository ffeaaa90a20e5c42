"""Every page at two widths, light and dark: nothing sticks out, nothing is too small to read, and there is a picture."""

import os
from pathlib import Path

import pytest

from tests.browser import looking
from worthsaving.ui.shell import frame

SIDEBAR = {
    "" if place is frame.HOME else Path(place.script).stem: place.label
    for _, places in frame.GROUPS
    for place in places
}
CHARTS = {frame.SAVES_VS: 2, frame.TRENDS: 2, frame.WHAT: 1}
WITH_CHARTS = {Path(place.script).stem: least for place, least in CHARTS.items()}


@pytest.fixture
def shots(tmp_path):
    """Where the pictures go: the folder named by WORTHSAVING_SHOTS, else a temporary one."""
    folder = Path(os.environ.get("WORTHSAVING_SHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_fits_and_can_be_read(visit, shots, width, dark):
    """Nothing cut off, too small or in the way of another, the page's own colours, and a picture that is more than empty."""
    visitor = visit(width=width, dark=dark).open().try_samples()
    for page, label in SIDEBAR.items():
        if page:
            visitor.go(label)
        if page in WITH_CHARTS:
            visitor.wait_charts(WITH_CHARTS[page])
        assert visitor.sideways() == 0, page
        assert looking.faults_at_rest(visitor.page) == [], page
        paper = visitor.page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
        assert paper == ("rgb(20, 22, 26)" if dark else "rgb(252, 251, 248)")
        picture = shots / f"{page or 'home'}-{width}-{'dark' if dark else 'light'}.png"
        visitor.shot(picture)
        assert picture.stat().st_size > 20_000
