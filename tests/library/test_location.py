"""The address of a library: as an argument, or in the environment."""

from __future__ import annotations

import pytest

from worthsaving.library import location


@pytest.mark.parametrize(
    ("named", "variable", "address"),
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
def test_an_argument_comes_before_the_environment(monkeypatch, named, variable, address):
    """Spaces alone are no address; "off" in upper or lower case disables the library."""
    monkeypatch.setenv(location.ADDRESS, variable)
    assert location.configured_address(named) == address


def test_without_the_variable_there_is_no_address(monkeypatch):
    """Then the user's own file is used."""
    monkeypatch.delenv(location.ADDRESS, raising=False)
    assert location.configured_address() == ""
