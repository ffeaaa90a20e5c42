"""Lead: today's level and its change in words, first on the overview, in the report and in `summary`. Draws nothing."""

from worthsaving.sections.answers import Answers
from worthsaving.sections.once import kept
from worthsaving.words import periods as periods_words
from worthsaving.words.overview import sentences as overview_words


@kept
def title(answers: Answers) -> str:
    """Return today's level and its change in a sentence."""
    return overview_words.title(answers.headline, answers.first_look.level, answers.change)


@kept
def sentences(answers: Answers) -> tuple[str, ...]:
    """Return the numbers behind the title, and the newest period against the one before; those that say something."""
    look, newest = answers.first_look, answers.latest_period
    said = (
        overview_words.evidence(answers.headline, look.level, answers.change, answers.trend),
        "" if look.level is None or newest is None else periods_words.latest(newest),
    )
    return tuple(sentence for sentence in said if sentence)
