"""Exceptions that nobody expected: what the log says of them."""

import logging

import pytest

from worthsaving.ui.shell import surprises


@pytest.fixture
def log(monkeypatch):
    """A logger that writes lines; afterwards exceptions are logged as before."""
    before = logging.getLogRecordFactory()
    surprises.keep_messages_out_of_the_log()
    surprises.keep_messages_out_of_the_log()
    lines = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(handler.format(record))
    logger = logging.getLogger("tests.surprises")
    logger.addHandler(handler)
    yield logger, lines
    logger.removeHandler(handler)
    logging.setLogRecordFactory(before)


def test_the_log_has_names_and_places_but_no_messages(log):
    """A message may quote a caption; of an exception and of what led to it only the names and the places are logged."""
    logger, lines = log
    try:
        try:
            int("secret caption")
        except ValueError as error:
            raise KeyError("secret account") from error
    except KeyError:
        logger.exception("It failed")
    assert "secret" not in lines[0].replace('int("secret caption")', "").replace('KeyError("secret account")', "")
    assert lines[0].startswith("It failed\n")
    assert lines[0].index("ValueError") < lines[0].rindex("KeyError")
    assert "test_surprises.py" in lines[0]


def test_a_line_without_an_exception_is_as_ever(log):
    """Only exceptions are shortened."""
    logger, lines = log
    logger.warning("%s files", 3)
    assert lines == ["3 files"]
