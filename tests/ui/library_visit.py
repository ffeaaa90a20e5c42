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
    """Open a page in a visit that has clicked "Show what is kept"."""
    at = click(open_page("app.py"), "Show what is kept")
    if picked is not None:
        at.session_state["video"] = picked
    return at if page == "app.py" else at.switch_page(page).run()
