"""Sentences on what to expect of the next video and of the next five."""

from worthsaving.analysis.age import YOUNG_DAYS
from worthsaving.analysis.plans.next_video import MANY, Expectation
from worthsaving.words import format

SOME = 0.1  # from this share on the range begins at 0, and that is said
LIFTED = 1.15  # times the middle: a mean so far above it is another number, and that is said
_NUMBERS = {5: "five"}


def next_video(found: Expectation | None, lacks: int, settled_days: float = YOUNG_DAYS) -> str:
    """Say where the next video's save rate will likely lie, and the mean of the next five; how many videos it takes else.

    Empty where it is not videos that lack (see `next_video.missing`). Videos are finished at `settled_days`.
    """
    if found is None:
        if not lacks:
            return ""
        return (
            f"Can't tell yet what to expect of your next video: about {format.plural(lacks, 'more finished video')} "
            f"({_age(settled_days)} old) would do."
        )
    one, five = (_between(each.low, each.high) for each in (found.one, found.five))
    many = _NUMBERS.get(MANY, str(MANY))
    said = f"Expect {one} saves per 1,000 views on your next video, once it has been up for {_age(settled_days)}"
    if found.five.high <= found.one.high:
        return f"{said}, and {five} on average over the next {many}."
    # An average that reaches beyond a single one reads as a mistake until its reason is said.
    beyond = "2" if found.one.low <= 0 else "1"
    return f"{said}; {beyond} in 10 go beyond that. One such hit among the next {many} lifts their average: expect that at {five}."


def evidence(found: Expectation | None) -> str:
    """Say what the ranges promise and which videos they come from; empty without them."""
    if found is None:
        return ""
    which = f"your {format.plural(found.n, 'finished video')} since {format.day(found.since)}"
    why = ", when your level changed" if found.level_changed else ""
    unsaved = f" {format.percent(found.none)} of them have no save." if found.none >= SOME else ""
    half = f"Half of them got less than {format.fine_rate(found.one.value)}"
    if found.five.value > LIFTED * found.one.value:
        half += ", a few far more, which lifts the average above that"
    return f"Right 8 times in 10, judged by {which}{why}. {half}.{unsaved}"


def _age(days: float) -> str:
    return "a week" if days == YOUNG_DAYS else format.plural(round(days), "day")


def _between(low: float, high: float) -> str:
    if low <= 0:
        return f"up to {format.fine_rate(high)}"
    return f"{format.fine_rate(low)} to {format.fine_rate(high)}"
