"""Sentences on accounts compared."""

import pandas as pd

from worthsaving import platforms
from worthsaving.analysis import accounts as accounts_analysis
from worthsaving.words import format
from worthsaving.words.headline import OF_VIEWS

NO_SAVES = (
    "Saves are not known for any account here: exports of a TikTok Business account, Instagram, X and others have them."
)


def accounts(table: pd.DataFrame) -> str:
    """Say which account is saved most per view, as a heading. `table`: see `analysis.accounts.side_by_side`."""
    rated = table.dropna(subset=["pooled"])
    if rated.empty:
        return "No account here has a save rate yet"
    if not rated["pooled"].any():
        return "No save yet on any account here"
    first = rated.iloc[0]
    name = platforms.account_label(first["platform"], first["account"])
    rate = f"{format.figures(format.PER * float(first['pooled']))} {OF_VIEWS}"
    if len(rated) == 1:
        return f"{name}: {rate}"
    if accounts_analysis.ahead(table):
        return f"{name} is clearly saved most: {rate}"
    return "No account is clearly ahead; the differences could be chance"


def accounts_evidence(table: pd.DataFrame) -> str:
    """Explain the chart and say what it cannot show: platforms that count differently, accounts without a rate."""
    rated = table.dropna(subset=["pooled"])
    said = ["Dot: all saves over all views. Thick line: where that rate likely lies."]
    if not rated["weak"].all():
        said.append("Thin line: 8 in 10 of its videos.")
    if rated["platform"].nunique() > 1:
        said.append("Platforms count saves and views each in their own way: compare across them with care.")
    left = len(table) - len(rated)
    if left:
        said.append(f"{format.plural(left, 'account')} without known saves left out, not taken as zero.")
    if rated["weak"].any() and not rated["weak"].all():
        said.append("Without a thin line: too few videos or views yet.")
    return " ".join(said)
