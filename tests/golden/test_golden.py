"""The words of every command and page stay as they are, or change on purpose (`python -m tests.golden --accept`)."""

from functools import cache

import pytest

from tests.golden import capture

EXPECTED = sorted(path.name for path in capture.EXPECTED.iterdir())


@cache
def captured() -> dict[str, str]:
    return dict(capture.of_samples())


@pytest.mark.parametrize("name", EXPECTED)
def test_words_stay(name):
    """A page or command says what it said; a wording that changes is accepted by its author, in the same commit."""
    assert captured()[name] == (capture.EXPECTED / name).read_text("utf-8")


def test_nothing_is_left_out():
    """Everything captured has its expectation, so a new page cannot go unnoticed."""
    assert sorted(captured()) == EXPECTED
