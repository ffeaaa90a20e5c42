"""Which files are one export: those at most 20 hours apart."""

import pandas as pd
import pytest

from tests.library import made
from worthsaving.library import Library

NEWEST = pd.Timestamp(made.now(1))
HOURS = pd.Timedelta(hours=20)
MICROSECOND = pd.Timedelta(microseconds=1)
EDGES = [(HOURS - MICROSECOND, True), (HOURS, True), (HOURS + MICROSECOND, False)]


@pytest.mark.parametrize(("apart", "one"), EDGES, ids=["below", "at", "above"])
def test_the_export_before_is_more_than_20_hours_older(on_disk, apart, one):
    """At 20 hours it belongs to the newest, which is compared with the week before."""
    library = Library.open(on_disk)
    for moment in (pd.Timestamp(made.now(0)), NEWEST - apart, NEWEST):
        table = made.truth(0).assign(observed_at=moment)
        library.keep(made.reading(made.snapshot(str(moment), table)), now=moment)
    before = pd.Timestamp(made.now(0)) if one else NEWEST - apart
    assert set(library.changes()["before_at"]) == {before}


@pytest.mark.parametrize(("apart", "one"), EDGES, ids=["below", "at", "above"])
def test_files_of_one_import_are_several_exports_more_than_20_hours_apart(on_disk, apart, one):
    """Then they are compared with each other; up to 20 hours there is nothing to compare."""
    library = Library.open(on_disk)
    tables = [made.truth(0).assign(observed_at=moment) for moment in (NEWEST - apart, NEWEST)]
    library.keep(made.reading(*(made.snapshot(str(n), table) for n, table in enumerate(tables))), now=NEWEST)
    assert library.changes().empty == one


@pytest.mark.parametrize(("apart", "one"), EDGES, ids=["below", "at", "above"])
def test_an_export_ends_where_the_next_file_is_more_than_20_hours_later(on_disk, apart, one):
    """However long the whole import is: it is the gap between two files that counts."""
    library = Library.open(on_disk)
    moments = [NEWEST - apart - HOURS, NEWEST - apart, NEWEST]
    tables = [made.truth(0).assign(observed_at=moment) for moment in moments]
    library.keep(made.reading(*(made.snapshot(str(n), table) for n, table in enumerate(tables))), now=NEWEST)
    assert library.changes().empty == one
