"""The numbers and the table of the page "Accounts"."""

import pandas as pd
import streamlit as st

from worthsaving import platforms
from worthsaving.figures import tables
from worthsaving.ui.parts import table_columns
from worthsaving.words import format

MOST_ROWS = 200


def accounts_table(table: pd.DataFrame) -> None:
    """The accounts with their rates and ranges; totals stand last, as they say least about an account's saves."""
    shown = table.head(MOST_ROWS)
    rate = shown[["pooled", "pooled_low", "pooled_high", "typical_low", "typical_high"]] * format.PER
    said = pd.DataFrame(
        {
            "Account": [
                platforms.account_label(p, a) for p, a in zip(shown["platform"], shown["account"], strict=True)
            ],
            "Per 1,000 views": rate["pooled"],
            "Likely": tables.ranges(rate["pooled_low"], rate["pooled_high"], missing=None),
            "8 in 10 videos": tables.ranges(rate["typical_low"], rate["typical_high"], missing=None),
            "Videos in the rate": shown["rated"].where(shown["pooled"].notna()),
            "Videos": shown["videos"],
            "Saves": shown["saves"],
            "Views": shown["views"],
        }
    )
    if not shown["pooled"].notna().any():
        said = said.drop(columns=["Per 1,000 views", "Likely", "8 in 10 videos", "Videos in the rate"])
    table_columns.table(
        said,
        key="accounts_table",
        height="content" if len(shown) < 10 else 380,
        columns={
            "Per 1,000 views": st.column_config.NumberColumn(
                format="%.2f", help="Saves for every 1,000 views: all saves over all views"
            ),
            "Likely": st.column_config.TextColumn(help="Where that rate likely lies (95 %)"),
            "8 in 10 videos": st.column_config.TextColumn(help="The range that most of its own videos fall in"),
        },
        alt="The accounts with their save rates, ranges and totals",
    )
    if len(table) > len(shown):
        st.caption(f"The first {MOST_ROWS:,} of {format.plural(len(table), 'account')}.")
    if len(table) == 1:
        st.caption("One account so far. Drop in, or keep, another account's export to see the two side by side.")
