"""The order of accounts in their table."""

import pandas as pd

from worthsaving.analysis.changes import by_account
from worthsaving.sections import accounts
from worthsaving.sections.accounts import Gained

TABLE = pd.DataFrame(
    {
        "platform": "tiktok",
        "account": ["steady", "up", "halved", "rising"],
        "kind": ["steady", "step", "step", "rising"],
        "ratio": pd.array([None, 1.4, 0.5, None], dtype="Float64"),
    }
)


def names(by, gained=None):
    return accounts.ordered(TABLE, by, gained)["account"].tolist()


def test_what_moved_most_comes_first():
    """A step by its size, up or down; then a trend; then what stood still."""
    assert names("What moved") == ["halved", "up", "rising", "steady"]
    assert names("Level") == TABLE["account"].tolist()


def test_most_saves_gained_comes_first():
    """Accounts whose gain is not known come last."""
    changes = pd.DataFrame(
        {
            "platform": "tiktok",
            "account": ["up", "rising"],
            **{f"{name}_gained": pd.array([3, 8], dtype="Int64") for name in ("saves", "likes", "comments", "views")},
            **dict.fromkeys(("new", "vanished", "fell"), False),
            **{
                name: pd.to_datetime(["2026-11-02", "2026-11-09"][at]).tz_localize("UTC")
                for at, name in enumerate(("before_at", "after_at"))
            },
        }
    )
    gained = Gained(by_account(changes, 4), pd.DataFrame(), pd.DataFrame())
    assert names("Saves gained", gained)[:2] == ["rising", "up"]
