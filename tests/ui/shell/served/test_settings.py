"""Settings of a served app: whole or refused by name, in the environment or in a file."""

import pytest
from streamlit.runtime.secrets import Secrets

from worthsaving.errors import HostingError
from worthsaving.ui.shell.served import settings
from worthsaving.ui.shell.served.settings import Limits

WHOLE = {
    "redirect_uri": "https://saves.example.com/oauth2callback",
    "cookie_secret": "c" * 32,
    "client_id": "app",
    "client_secret": "s",
    "server_metadata_url": "https://id.example.com/.well-known/openid-configuration",
}
SERVER = "postgresql://app@db/worthsaving"


@pytest.fixture(autouse=True)
def _server(monkeypatch):
    monkeypatch.setenv("WORTHSAVING_LIBRARY", SERVER)


def told(monkeypatch, **sections):
    """The settings with these sections in the secrets."""
    monkeypatch.setattr(settings, "_secrets", lambda: sections)
    return settings.read()


def test_without_settings_nobody_signs_in_and_nothing_is_limited(monkeypatch):
    """The single user's app: a file of secrets that is not there, or that other programs use, changes nothing."""
    for sections in ({}, {"connections": {"db": {"url": "x"}}, "token": "x"}):
        found = told(monkeypatch, **sections)
        assert (found.auth, found.rules, found.limits) == ({}, None, None)


def test_the_file_turns_sign_in_on(monkeypatch):
    """Then everybody has a library on the server, and a visit its limits."""
    found = told(monkeypatch, auth=WHOLE)
    assert found.auth == WHOLE
    assert found.rules.address == SERVER
    assert found.limits == settings.SERVED


def test_the_environment_turns_sign_in_on(monkeypatch):
    """It comes before the file, name by name."""
    for name, value in WHOLE.items():
        monkeypatch.setenv(f"WORTHSAVING_AUTH_{name.upper()}", value)
    assert told(monkeypatch).auth == WHOLE
    assert told(monkeypatch, auth={"client_id": "other"}).auth == WHOLE


@pytest.mark.parametrize("name", WHOLE)
def test_half_a_sign_in_is_refused(monkeypatch, name):
    """What is missing is named: an app that was to ask for a sign-in never starts without one."""
    with pytest.raises(HostingError, match=name):
        told(monkeypatch, auth={key: value for key, value in WHOLE.items() if key != name})
    with pytest.raises(HostingError, match=name):
        told(monkeypatch, auth={**WHOLE, name: ""})


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"cookie_secret": "c" * 31}, "openssl"),
        ({"redirect_uri": "http://saves.example.com/oauth2callback"}, "https://"),
        ({"server_metadata_url": "http://id.example.com/.well-known"}, "https://"),
        ({"redirect_uri": "https://saves.example.com/callback"}, "/oauth2callback"),
        ({"redirect_uri": "https://saves.example.com/oauth2callback?x=1"}, "/oauth2callback"),
        ({"client_id": 7}, "text"),
        ({"google": {"client_id": "x"}}, "auth.google"),
    ],
)
def test_a_sign_in_that_could_be_stolen_is_refused(monkeypatch, changed, said):
    """A short secret, an address without TLS, a way back that is none."""
    with pytest.raises(HostingError, match=said):
        told(monkeypatch, auth={**WHOLE, **changed})


def test_on_this_machine_a_sign_in_may_do_without_tls(monkeypatch):
    """To try it."""
    tried = {"redirect_uri": "http://localhost:8501/oauth2callback", "server_metadata_url": "http://localhost:9400/x"}
    assert told(monkeypatch, auth={**WHOLE, **tried, "client_kwargs": {"prompt": "login"}}).auth


@pytest.mark.parametrize(
    ("sections", "said"),
    [
        ({"auth": "yes"}, "section"),
        ({"auth": WHOLE, "hosting": 1}, "hosting"),
        ({"auth": WHOLE, "hosting": {"limit": {}}}, "limit"),
        ({"hosting": {"shared": {}}}, "needs sign-in"),
        ({"auth": WHOLE, "hosting": {"limits": {"visits": 0}}}, "visits = 0"),
        ({"auth": WHOLE, "hosting": {"limits": {"visits": True}}}, "visits = True"),
        ({"auth": WHOLE, "hosting": {"limits": {"files": "9"}}}, "files = '9'"),
        ({"auth": WHOLE, "hosting": {"limits": {"memory": 9}}}, "memory = 9"),
        ({"auth": WHOLE, "hosting": {"shared": {"acme": {"members": "all"}}}}, "acme"),
    ],
)
def test_other_wrong_settings_are_named(monkeypatch, sections, said):
    """A word that nobody reads is no setting."""
    with pytest.raises(HostingError, match=said):
        told(monkeypatch, **sections)


def test_a_damaged_file_is_no_missing_file(monkeypatch, tmp_path):
    """Else a slip in it would open the app to everybody."""
    damaged = tmp_path / "secrets.toml"
    damaged.write_text("[auth\n")
    monkeypatch.setattr(settings.st, "get_option", {"secrets.files": [str(damaged)]}.get)
    monkeypatch.setattr("streamlit.runtime.secrets.config.get_option", {"secrets.files": [str(damaged)]}.get)
    monkeypatch.setattr(settings.st, "secrets", Secrets())
    with pytest.raises(HostingError, match="cannot be read"):
        settings.read()


def test_limits_can_be_changed_one_by_one(monkeypatch):
    """Also without sign-in."""
    found = told(monkeypatch, hosting={"limits": {"visits": 1}})
    assert found.limits == Limits(1, settings.SERVED.files, settings.SERVED.held_mb)
    assert found.auth == {}


def test_no_libraries_where_they_are_off(monkeypatch):
    """People sign in, and drop files in."""
    monkeypatch.setenv("WORTHSAVING_LIBRARY", "off")
    assert told(monkeypatch, auth=WHOLE).rules.address == ""
