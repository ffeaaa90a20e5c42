"""Where followers live, their gender and age: the newest known shares of one account."""

import pandas as pd

from worthsaving.schema import Account

REST = frozenset({"other", "others"})
"""What TikTok calls the rest of a list: it stands last, however large it is."""


def shares(audience: pd.DataFrame, account: Account, kind: str) -> pd.DataFrame:
    """Return key, value (0 to 1) and day of the newest day that knows any share of that kind, largest first, the rest last.

    `audience`: see `schema.AUDIENCE`; `kind`: territory, gender or age. Rows without a day count where no row has one.
    Empty where nothing is known.
    """
    platform, name = account
    mine = audience["platform"].eq(platform) & audience["account"].eq(name) & audience["kind"].eq(kind)
    rows = audience[mine & audience["value"].notna()]
    newest = rows["day"].max()
    rows = rows[rows["day"].isna() if pd.isna(newest) else rows["day"].eq(newest)]
    last = rows["key"].str.casefold().isin(REST)
    order = rows.assign(_last=last).sort_values(["_last", "value"], ascending=[True, False], kind="stable")
    return order[["key", "value", "day"]].reset_index(drop=True)
