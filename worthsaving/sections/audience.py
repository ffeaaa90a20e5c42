"""When an account's followers are there, where they live and their gender."""

from functools import partial

import pandas as pd

from worthsaving.figures import audience as audience_figure
from worthsaving.schema import Account
from worthsaving.sections.answers import Answers
from worthsaving.sections.once import kept
from worthsaving.sections.parts import Chart, Part, lines
from worthsaving.words import audience as audience_words

KINDS = ("territory", "gender", "age")
MOST_NAMED = 5  # accounts with a line of their own


@kept
def audience(answers: Answers) -> tuple[Part, ...]:
    """Return when the followers of the chosen accounts are there and who they are; nothing where no file tells.

    Of one account everything is said, of several in short; each is named as soon as there is another account.
    """
    found, accounts = answers.active, _accounts(answers.audience)
    said = {account: _said(answers, account, briefly=len(accounts) > 1) for account in accounts[:MOST_NAMED]}
    if len({*accounts, *answers.accounts}) > 1:
        said = {account: audience_words.of_account(account, said[account]) for account in said}
    sentences = tuple(sentence for each in said.values() for sentence in each)
    if not found:
        return (Part(lines=lines(*sentences)),) if sentences else ()
    finding = audience_words.followers(found)
    chart = Chart(
        "audience",
        partial(audience_figure.hours, found),
        partial(audience_figure.table, found),
        alt=finding,
        caption=audience_words.legend(found, drawn=audience_figure.MOST_LINES),
    )
    if len(accounts) > 1:
        return (Part(charts=(chart,), under=sentences),)
    return (Part(lines=lines(*sentences), charts=(chart,)),)


def _accounts(audience: pd.DataFrame) -> tuple[Account, ...]:
    """Return the accounts of an audience table, in its order."""
    pairs = audience[["platform", "account"]].drop_duplicates().itertuples(index=False, name=None)
    return tuple((str(platform), str(account)) for platform, account in pairs)


def _said(answers: Answers, account: Account, *, briefly: bool) -> tuple[str, ...]:
    """Return what is known of an account's followers: when they are there, and who they are; in one sentence if `briefly`."""
    one = next((one for one in answers.active if one.account == account), None)
    who = audience_words.who({kind: answers.followers(account, kind) for kind in KINDS})
    when = "" if one is None else audience_words.briefly(one) if briefly else audience_words.evidence(one)
    said = tuple(filter(None, (when, who)))
    return (" ".join(said),) if said and briefly else said


@kept
def beside_posting(answers: Answers, zone: str) -> str:
    """Say when the followers of the one chosen account are there and when it posts; empty where either is not known."""
    posted = answers.posting_hours(zone)
    whose = {one.account for one in answers.active}
    if posted is None or len(answers.accounts) != 1 or whose != set(answers.accounts):
        return ""
    return audience_words.beside_posting(answers.active[0], posted, zone)
