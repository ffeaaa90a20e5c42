"""The report on many accounts: which of them are kept, as one HTML page."""

import datetime as dt
from functools import partial

import pandas as pd

from worthsaving.figures.across_accounts import ranking as ranking_figure
from worthsaving.report.html import page
from worthsaving.sections.parts import Chart, Part, Section, lines
from worthsaving.words import format, ranking as words
from worthsaving.words.report import cover as cover_words


def ranking_html(ranked: pd.DataFrame, *, read: int, not_read: int, made_at: dt.datetime, source: str) -> bytes:
    """Return the page as UTF-8 HTML that opens offline: the surest `figures.across_accounts.ranking.MOST` accounts with chart and table.

    `ranked`: see `analysis.across_accounts.shrunk`. `read` accounts and `not_read` files and accounts are in the batch's
    result, whose file is called `source`.
    """
    shown = min(len(ranked), ranking_figure.MOST)
    several = ranked["platform"].nunique() > 1
    chart = Chart(
        "ranking",
        partial(ranking_figure.ranking, ranked),
        partial(ranking_figure.table, ranked),
        alt=words.finding(ranked),
        caption=words.CAPTION,
        long=True,
    )
    part = Part(
        "ranking",
        words.finding(ranked),
        lines=lines(words.evidence(ranked, shown), words.how(len(ranked))),
        charts=(chart,),
        under=tuple(filter(None, (words.ACROSS if several else "", words.left_out(read, len(ranked), not_read)))),
        table=ranking_figure.table(ranked),
    )
    return page(
        (Section("ranking", words.TITLE, (part,)),),
        made_at=made_at,
        cover=None,
        folded=(),
        subtitle=cover_words.KEPT_BY_THEIRS,
        who=words.TITLE,
        when="",
        how_many=format.plural(len(ranked), "account"),
        choice="",
        mixed=False,
        sample="",
        files=source,
    )
