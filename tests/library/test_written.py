"""The text that is another one after each change of labels and marks, for caches."""

import datetime as dt

import pandas as pd
import pytest

from tests.library import made
from worthsaving.library import NewMark

EARLY, LATE = dt.datetime(2026, 5, 1, tzinfo=dt.UTC), dt.datetime(2026, 5, 2, tzinfo=dt.UTC)
OWNER = ("tiktok", "tiny")


def label(post: int) -> pd.DataFrame:
    row = {
        "platform": "tiktok",
        "account": "tiny",
        "post": str(post),
        "label": "Pillar",
        "value": "Soup",
        "given": "Soup",
    }
    return pd.DataFrame([row])


@pytest.fixture
def written(library):
    """A library with a label and a mark of an early day, and of a late one."""
    library.keep(made.week(1), now=made.now(1))
    for post, now in ((1, EARLY), (2, LATE)):
        library.keep_labels(label(post), now=now)
    numbers = [
        library.add_mark(NewMark(OWNER, dt.date(2026, 5, day), "New camera"), now=now)
        for day, now in ((1, EARLY), (2, LATE))
    ]
    return library, numbers


def test_one_removed_and_an_older_one_added_is_a_change(written):
    """By another visit, on a machine whose clock is behind: as many as before, and the newest is the same."""
    library, (first, _) = written
    texts = [library.written()]
    library.remove_labels(label(1))
    library.keep_labels(label(3), now=EARLY - dt.timedelta(days=1))
    texts.append(library.written())
    library.remove_mark(first)
    library.add_mark(NewMark(OWNER, dt.date(2026, 5, 3), "New camera"), now=EARLY - dt.timedelta(days=1))
    texts.append(library.written())
    assert len(set(texts)) == 3


def test_looking_is_no_change(written):
    """Else every page would be worked out anew."""
    library, _ = written
    assert library.written() == library.written()
