"""Accounts side by side on their save rates."""

from functools import partial

from worthsaving.figures import accounts as accounts_figure, tables
from worthsaving.sections.answers import Answers
from worthsaving.sections.parts import Chart, Part, lines
from worthsaving.words import accounts as accounts_words


def accounts(answers: Answers) -> tuple[Part, ...]:
    """Return which account is saved most for its views, with the chart; a sentence alone where no saves are known."""
    table = answers.side_by_side
    finding = accounts_words.accounts(table)
    if not table["pooled"].notna().any():
        return (Part("accounts", finding, lines=lines(accounts_words.NO_SAVES)),)
    chart = Chart(
        "accounts",
        partial(accounts_figure.accounts, table),
        partial(tables.accounts, table),
        alt=finding,
        caption=accounts_words.accounts_evidence(table),
    )
    return (Part("accounts", finding, charts=(chart,)),)
