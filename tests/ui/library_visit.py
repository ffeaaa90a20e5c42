"""Visits to the app with a library: open a page from what is kept, click a button by its label."""

from streamlit.testing.v1 import AppTest

from tests.ui.visiting import open_page, plain

CHANGED = "pages/what_changed.py"


def click(at: AppTest, label: str) -> AppTest:
    """Click the one button of that label."""
    (button,) = [button for button in at.button if plain(button.label) == label]
    return button.click().run()


def button_labels(at: AppTest) -> list[str]:
    """The labels of all buttons on the page, as they read."""
    return [plain(button.label) for button in at.button]


def open_from_library(page: str = "app.py", picked: int | None = None) -> AppTest:
    """Open a page in a visit that drops nothing in: the library opens by itself."""
    return open_page(page, picked=picked)
