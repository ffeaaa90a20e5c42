"""What the sidebar says of where files stay, and that a served app without sign-in offers no library."""

import pytest

from tests.ui.library_visit import CHANGED, button_labels
from tests.ui.visiting import PAGES, open_page, sample, words
from worthsaving.ui.shell import library_access
from worthsaving.ui.shell.served import settings, way_back
from worthsaving.words.served import sentences


def sidebar(at) -> str:
    return " ".join(str(element.value) for element in at.sidebar.caption)


def test_on_ones_own_machine_nothing_is_said_of_others(library_path):
    """Files stay on this machine; no way in or out is drawn."""
    at = open_page("app.py", sample("tiktok_business_videos"))
    assert sentences.ON_THIS_MACHINE in sidebar(at)
    assert sentences.NO_LIBRARY_HERE not in sidebar(at)
    assert "Keep" in button_labels(at)
    assert sentences.SIGN_OUT not in button_labels(at)


@pytest.mark.parametrize("page", PAGES)
def test_served_without_sign_in_there_is_no_library(four_weeks, monkeypatch, page):
    """Also where one is named and full: nobody sees anything of it, and every page says why."""
    monkeypatch.setattr(library_access, "serves_this_machine_alone", lambda: False)
    at = open_page(page)
    assert sentences.NO_LIBRARY_HERE in sidebar(at)
    assert sentences.ON_THIS_SERVER in sidebar(at)
    assert "Soup" not in words(at)
    dropped = open_page(page, sample("tiktok_business_videos"))
    assert "Keep" not in button_labels(dropped)
    if page == CHANGED:
        assert "no library is set up" in words(at)


def test_where_people_sign_in_a_stranger_sees_nothing(four_weeks, monkeypatch):
    """Not even files that were dropped in before the sign-in ended: they are forgotten."""
    told = settings.Settings({"cookie_secret": "c" * 32}, None, None)
    monkeypatch.setattr(settings, "_once", [told])
    monkeypatch.setattr("streamlit.user_info.get_secrets_auth_section", lambda: {"auth": 1})
    monkeypatch.setattr(way_back, "has_failed", lambda cookies: False)
    at = open_page("app.py", sample("tiktok_business_videos"))
    assert "Sign in to see your saves" in words(at)
    assert [button.label for button in at.button] == [f":yellow[{sentences.SIGN_IN}]"]
    assert not at.sidebar.caption
    assert "files" not in at.session_state
