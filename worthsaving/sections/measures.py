"""The big numbers at the top of the first page and of the report, and in `summary --json`: one list for all three."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from worthsaving.data.load import declared
from worthsaving.sections.answers import Answers
from worthsaving.sections.parts import Fact
from worthsaving.words import format


@dataclass(frozen=True)
class Measure:
    """One number: `key` names its words in data/measures.toml and its value in `summary --json`.

    `number` works it out, None where it is not known; `shown` makes text of it.
    """

    key: str
    number: Callable[[Answers], float | None]
    shown: Callable[[Any], str]


MEASURES: tuple[Measure, ...] = (
    Measure("videos", lambda answers: answers.headline.videos, format.count),
    Measure("views", lambda answers: answers.headline.views, format.short),
    Measure("saves", lambda answers: answers.headline.saves, format.short),
    Measure("save_rate", lambda answers: getattr(answers.headline.pooled, "value", None), format.rate),
)


def facts(answers: Answers) -> tuple[Fact, ...]:
    """Return the numbers as facts; those that need saves are left out where no video's saves are known."""
    return tuple(
        _fact(measure, answers)
        for measure in MEASURES
        if answers.has_saves or not declared("measures")[measure.key].get("needs_saves", False)
    )


def values(answers: Answers) -> dict[str, float | None]:
    """Return every number by its key, plain and unrounded; None where it is not known."""
    return {measure.key: measure.number(answers) for measure in MEASURES}


def _fact(measure: Measure, answers: Answers) -> Fact:
    words, number = declared("measures")[measure.key], measure.number(answers)
    shown = format.MISSING if number is None else measure.shown(number)
    videos = format.plural(answers.headline.rated, "video")
    explained = "" if number is None else words["explained"].format(exact=format.count(number), videos=videos)
    return Fact(measure.key, words["label"], shown, explained)
