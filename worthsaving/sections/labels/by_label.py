"""What gets saved by a label: a part for each, with its kinds compared."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from worthsaving.figures import tables, what_gets_saved as figure
from worthsaving.sections.parts import Chart, Part, lines
from worthsaving.words import labels as label_words, what_gets_saved as words

if TYPE_CHECKING:
    from worthsaving.analysis.labels.winner import Standing
    from worthsaving.sections.answers import Answers

MOST = 6
"""So many labels have a part, the first by name: each more is another question asked of the same videos."""


def by_label(answers: Answers) -> tuple[Part, ...]:
    """Return a part for each label of the videos that are left; none without saves or labels."""
    if not answers.has_saves:
        return ()
    return tuple(_part(answers.further.standing(label)) for label in answers.further.labels[:MOST])


def _part(found: Standing) -> Part:
    heading, evidence = label_words.standing(found), label_words.evidence(found)
    if found.found.empty:
        return Part("", heading, lines=lines(evidence))
    chart = Chart(
        f"label_{found.label}",
        partial(figure.effects, found.found),
        partial(tables.what_gets_saved, found.found),
        alt=heading,
        title=heading,
        caption=words.label_legend(),
    )
    return Part("", heading, lines=lines(evidence), charts=(chart,))
