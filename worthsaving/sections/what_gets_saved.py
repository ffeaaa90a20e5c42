"""Tags, words, lengths and times that go with more or fewer saves."""

from functools import partial

from worthsaving.figures import tables, what_gets_saved as what_gets_saved_figure
from worthsaving.sections.answers import ZONE, Answers
from worthsaving.sections.audience import beside_posting
from worthsaving.sections.labels.by_label import by_label
from worthsaving.sections.once import kept
from worthsaving.sections.parts import Chart, Part
from worthsaving.words import what_gets_saved as what_gets_saved_words


def what_gets_saved(answers: Answers, zone: str = ZONE) -> tuple[Part, ...]:
    """Return the labels' parts, then that of tags, words, lengths and times; none without saves."""
    if not answers.has_saves:
        return ()
    return by_label(answers) + tags_and_times(answers, zone)


@kept
def tags_and_times(answers: Answers, zone: str = ZONE) -> tuple[Part, ...]:
    """Return the finding and its chart, days and hours in `zone`; the finding alone where nothing can be compared."""
    found = answers.what_gets_saved(zone)
    finding = what_gets_saved_words.what_gets_saved(found)
    if found.empty:
        return (Part("what_gets_saved", finding),)
    chart = Chart(
        "what_gets_saved",
        partial(what_gets_saved_figure.effects, found),
        partial(tables.what_gets_saved, found),
        alt=finding,
        caption=what_gets_saved_words.effect_legend(zone, what_gets_saved_figure.drawn(found), compared=len(found)),
    )
    followers = beside_posting(answers, zone)
    return (Part("what_gets_saved", finding, charts=(chart,), under=(followers,) if followers else (), notes=2),)
