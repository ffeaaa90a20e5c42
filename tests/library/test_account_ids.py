"""Which account a video belongs to."""

import pytest

from tests.library import made
from worthsaving.library import Library


@pytest.mark.parametrize("order", [("ann", "bob"), ("bob", "ann")])
def test_two_names_of_one_moment_give_one_account_in_any_order(on_disk, order):
    """Neither is newer, so the order of keeping must not decide."""
    library = Library.open(on_disk)
    for name in order:
        library.keep(made.reading(made.snapshot(name, made.truth(0).assign(account=name))), now=made.now(0))
    assert library.accounts()["account"].tolist() == ["bob"]


def test_the_newest_file_names_the_account(on_disk):
    """Also where it was kept first."""
    library = Library.open(on_disk)
    for week, name in ((1, "ann"), (0, "bob")):
        library.keep(made.reading(made.snapshot(name, made.truth(week).assign(account=name))), now=made.now(week))
    assert set(library.reading().videos["account"]) == {"ann"}
