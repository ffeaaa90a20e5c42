"""Where a library lies, and what names it."""

from __future__ import annotations

import pytest

from worthsaving.library import location


@pytest.mark.parametrize(
    ("named", "variable", "told"),
    [
        (None, "", ""),
        (None, " ", ""),
        ("", "/a/b.sqlite", "/a/b.sqlite"),
        (" ", "/a/b.sqlite", "/a/b.sqlite"),
        (None, " /a/b c.sqlite\n", "/a/b c.sqlite"),
        ("/x.sqlite", "/a/b.sqlite", "/x.sqlite"),
        ("/x.sqlite", "off", "/x.sqlite"),
        (None, " OFF ", location.OFF),
        ("Off", "/a/b.sqlite", location.OFF),
    ],
)
def test_an_address_is_told_in_one_way(monkeypatch, named, variable, told):
    """By name before the environment's variable; spaces alone are none; "off" in any letters turns it off."""
    monkeypatch.setenv(location.ADDRESS, variable)
    assert location.configured_address(named) == told


def test_without_the_variable_nothing_is_told(monkeypatch):
    """Then it is the user's own file, where one is offered."""
    monkeypatch.delenv(location.ADDRESS, raising=False)
    assert location.configured_address() == ""
