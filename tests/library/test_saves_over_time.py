"""Saves of every video in the last weeks, for the gains from export to export."""

import pytest

from tests.library import made
from worthsaving.analysis import accounts, changes


def keep_both(library):
    for week in range(4):
        library.keep(made.week(week), now=made.now(week))
        if week < 3:
            library.keep(made.week(week, account="other", first=500), now=made.now(week))


@pytest.fixture
def weeks(library):
    """A library of two accounts with four weekly exports, the second a week behind."""
    return made.once(library, keep_both)


def test_every_observation_with_saves_is_there(weeks):
    """Oldest first, with when its video was posted; one account or all."""
    found = weeks.saves_over_time()
    assert len(found) == sum(len(made.truth(week)) for week in (0, 0, 1, 1, 2, 2, 3))
    assert found["observed_at"].is_monotonic_increasing
    assert found["posted_at"].notna().all()
    one = weeks.saves_over_time([("tiktok", "tiny")])
    assert set(one["account"]) == {"tiny"}
    assert one["saves"].sum() == sum(made.truth(week)["saves"].sum() for week in range(4))


def test_weeks_are_counted_back_from_each_accounts_newest_export(weeks):
    """An account that was not exported lately keeps its last weeks."""
    found = weeks.saves_over_time(weeks=1).groupby("account")["observed_at"]
    assert found.min().to_dict() == {"tiny": made.now(2), "other": made.now(1)}
    assert found.max().to_dict() == {"tiny": made.now(3), "other": made.now(2)}


def test_the_last_period_is_what_changed(weeks):
    """Both ways to the gain since the export before agree."""
    last = accounts.by_export(weeks.saves_over_time()).drop_duplicates("account", keep="last")
    each = changes.by_account(weeks.changes(), 2)
    assert last.set_index("account")["gained"].to_dict() == {
        account: found.saves for (_, account), found in each.items()
    }


def test_nothing_kept_has_nothing(library):
    """An empty table with its columns."""
    assert library.saves_over_time().empty
    assert "saves" in library.saves_over_time()
