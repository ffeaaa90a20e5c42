"""Whose a request is, and which files it may have."""

import json
import time
from types import SimpleNamespace

import pytest

from worthsaving.library.served import Person
from worthsaving.ui.shell.served import own_files, settings, sign_in

ANNA, BEN = Person("https://id.example.com", "anna"), Person("https://id.example.com", "ben")
CLAIMS = {"is_logged_in": True, "iss": "https://id.example.com", "sub": "anna", "exp": time.time() + 86_400}


@pytest.fixture(autouse=True)
def _signed_in(monkeypatch):
    monkeypatch.setattr(settings, "_once", [settings.Settings({"cookie_secret": "c" * 32}, None, None)])


def test_a_download_is_its_owners():
    """By the mark in its type, which nobody can make for another person."""
    mine = f"text/csv; file=1; owner={sign_in.mark(ANNA)}"
    assert own_files.may_download(ANNA, "x", mine)
    assert not own_files.may_download(BEN, "x", mine)
    assert not own_files.may_download(None, "x", mine)
    assert not own_files.may_download(ANNA, "x", "text/csv; owner=")


def test_a_picture_is_of_whoevers_page_shows_it(monkeypatch):
    """Of both where both see the same one; nobody has it without a sign-in."""
    showing = []
    monkeypatch.setattr(own_files, "_visits_that_show", lambda file: showing)
    monkeypatch.setattr(own_files, "_is_of", lambda visit, who: visit == who.subject)
    for showing, may in ((["anna"], True), (["ben"], False), (["ben", "anna"], True), ([], True)):  # noqa: B007 - the lambda's
        assert own_files.may_download(ANNA, "x", "image/png") == may
        assert not own_files.may_download(None, "x", "image/png")


@pytest.mark.parametrize(
    "changed",
    [
        {"is_logged_in": False},
        {"is_logged_in": "yes"},
        {"iss": ""},
        {"sub": None},
        {"sub": 7},
        {"exp": time.time() - 1},
        {"exp": None},
        {"exp": "soon"},
    ],
)
def test_a_cookie_that_names_nobody_opens_nothing(monkeypatch, changed):
    """Nor does one whose sign-in has ended: Streamlit's cookie lasts 30 days, whatever the token says."""
    for claims, who in ((CLAIMS, ANNA), ({**CLAIMS, **changed}, None)):
        text = json.dumps(claims).encode()
        monkeypatch.setattr(own_files, "_get_signed_cookie_with_chunks", lambda *_, text=text: text)
        assert own_files.asking({"type": "http", "headers": []}) == who


def test_an_address_counts_where_the_service_vouches_for_it():
    """`email_verified` must be true, and not only there."""
    for said, email in ((True, "a@example.com"), (False, ""), ("true", ""), (None, "")):
        found = sign_in.person_of({**CLAIMS, "email": "a@example.com", "email_verified": said})
        assert found.email == email


def test_uploads_go_into_ones_own_visit(monkeypatch):
    """Whoever knows the id of another's visit puts nothing into it."""
    visit = SimpleNamespace(session=SimpleNamespace(_user_info=CLAIMS))
    server = SimpleNamespace(_session_mgr=SimpleNamespace(get_session_info={"v": visit}.get))
    monkeypatch.setattr(own_files, "runtime", SimpleNamespace(exists=lambda: True, get_instance=lambda: server))
    assert own_files.may_upload(ANNA, "v")
    assert not own_files.may_upload(BEN, "v")
    assert not own_files.may_upload(None, "v")
    assert not own_files.may_upload(ANNA, "w")
