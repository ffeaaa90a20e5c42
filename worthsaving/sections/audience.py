"""When an account's followers are there, where they live and their gender."""

from functools import partial

from worthsaving.analysis.audience import hours, shares
from worthsaving.figures import audience as audience_figure
from worthsaving.sections.answers import Answers
from worthsaving.sections.parts import Chart, Part, lines
from worthsaving.words import audience as audience_words

KINDS = ("territory", "gender", "age")
MOST_NAMED = 5  # accounts with a line of their own


def audience(answers: Answers) -> tuple[Part, ...]:
    """Return when the followers of the chosen accounts are there and who they are; nothing where no file tells."""
    found = answers.active
    accounts = tuple(dict.fromkeys(zip(answers.audience["platform"], answers.audience["account"], strict=True)))
    several = len(accounts) > 1
    who = [
        (account, said)
        for account in accounts[:MOST_NAMED]
        if (said := audience_words.who({kind: shares.shares(answers.audience, account, kind) for kind in KINDS}))
    ]
    named = tuple(audience_words.of_account(account, said) if several else said for account, said in who)
    if not found:
        return (Part(lines=lines(*named)),) if named else ()
    finding = audience_words.followers(found)
    chart = Chart(
        "audience",
        partial(audience_figure.hours, found),
        partial(audience_figure.table, found),
        alt=finding,
        caption=audience_words.legend(found, drawn=audience_figure.MOST_LINES),
    )
    evidence = (audience_words.evidence(one, named=several) for one in found[:MOST_NAMED])
    return (Part(lines=lines(*evidence, *named), charts=(chart,)),)


def beside_posting(answers: Answers, zone: str) -> str:
    """Say when the followers of the one chosen account are there and when it posts; empty where either is not known."""
    posted = hours.posted(answers.videos, zone=zone)
    if len(answers.active) != 1 or len(answers.accounts) != 1 or posted is None:
        return ""
    return audience_words.beside_posting(answers.active[0], posted, zone)
