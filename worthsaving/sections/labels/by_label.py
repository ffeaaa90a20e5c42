"""What gets saved by a label: a part for each, with its kinds compared."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from worthsaving.figures import tables, what_gets_saved as figure
from worthsaving.sections.once import kept
from worthsaving.sections.parts import Chart, Part, lines
from worthsaving.words import what_gets_saved as words
from worthsaving.words.own import labels as label_words

if TYPE_CHECKING:
    from worthsaving.analysis.labels.winner import Standing
    from worthsaving.sections.answers import Answers

MOST = 6
"""So many labels have a part, the first by name: each more is another question asked of the same videos."""
KINDS_DRAWN = 15
"""Kinds of one label drawn on either side: a creator's own have all to be there."""


def by_label(answers: Answers) -> tuple[Part, ...]:
    """Return a part for each label of the videos that are left; none without saves or labels."""
    if not answers.has_saves:
        return ()
    return tuple(part(answers.further.standing(name), at) for at, name in enumerate(answers.further.labels[:MOST]))


@kept
def of_label(answers: Answers, label: str, number: int) -> Part:
    """Return the part about one of the answers' labels, see `part`."""
    return part(answers.further.standing(label), number)


def part(found: Standing, number: int) -> Part:
    """Return the finding on one label, how many videos it stands on, and its chart; `number` tells it from the others."""
    heading, evidence = label_words.standing(found), label_words.evidence(found)
    if found.found.empty:
        return Part("", heading, lines=lines(evidence))
    chart = Chart(
        f"label_{number}",
        partial(figure.effects, found.found, KINDS_DRAWN),
        partial(tables.what_gets_saved, found.found, KINDS_DRAWN),
        alt=heading,
        title=heading,
        caption=words.label_legend(figure.drawn(found.found, KINDS_DRAWN), compared=len(found.found)),
    )
    return Part("", heading, lines=lines(evidence), charts=(chart,))
