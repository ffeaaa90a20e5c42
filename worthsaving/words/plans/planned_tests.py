"""Sentences on planned tests: the question, what a size would show, how far a test is, its one verdict."""

import pandas as pd

from worthsaving.analysis.labels import columns
from worthsaving.analysis.plans.planned_tests import MIN_VIDEOS, Plan
from worthsaving.words import format

CHOOSE_ONE = "To plan a test on this, choose one account above."

_KINDS = {
    "hashtag": "posts with {value}",
    "word": "posts with “{value}” in the caption",
    "question": "posts whose caption {value}",
    "title length": "posts with the caption length “{value}”",
    "duration": "posts of {value}",
    "media": "posts of the kind “{value}”",
    "weekday": "posts on {value}",
    "part of day": "posts at the time “{value}”",
}
"""The posts that have a value, by its kind (see analysis.features)."""
VERDICTS = {"": "open", "more": "saved more", "less": "saved less", "no winner": "no winner"}
"""A test's verdict, in a table."""
WHY = "Post both kinds in turn and compare once, by a plan written down before: that tells more than what happened so far."
WRITTEN = "Written down. It stands on What changed, and is judged when its posts are there."
NOT_EDITED = "Written down with today's date, before its posts. It is not edited afterwards, and judged once."


def kind_of_posts(kind: str, value: str) -> str:
    """Name the posts that a test is about: "posts with #recipe" (`value` is text from captions)."""
    if columns.is_label(kind) and value == columns.UNLABELLED:
        return f"posts without a value of {format.clip(columns.label_of(kind), 40)}"
    if columns.is_label(kind):
        return f"{format.clip(columns.label_of(kind), 40)} “{format.clip(value, 40)}” posts"
    return _KINDS.get(kind, "posts with {value}").format(value=format.clip(value, 40))


def question(kind: str, value: str, *, less: bool = False) -> str:
    """Write the question of a test; `less`: of something that was saved less so far. Judged is either way all the same."""
    return f"Do {kind_of_posts(kind, value)} get saved {'less' if less else 'more'}?"


def plan(found: Plan | None, missing: int) -> str:
    """Say what a test takes, as advice; `missing`: how many more finished videos are needed where there is no plan."""
    if found is None:
        return f"Can't tell yet how many posts a test takes: about {format.plural(missing, 'more finished video')}. It takes {MIN_VIDEOS} to see how much yours differ."
    if found.suggested is None:
        size, chance = found.chances[-1]
        return (
            f"Your videos differ a lot: even with {size} of each, turn about, twice as many saves would show only "
            f"{in_ten(chance)}. Choose it if you can wait, and expect “no winner”."
        )
    chance = dict(found.chances)[found.suggested]
    return (
        f"Post {found.suggested} of each, turn about: if one is saved twice as often, that shows {in_ten(chance)}. Smaller "
        "differences mostly end with “no winner”."
    )


def size(number: int, chance: float) -> str:
    """Label a size to choose: "16 of each: a doubling shows 7 times in 10"."""
    return f"{number} of each: a doubling shows {in_ten(chance)}"


def in_ten(chance: float) -> str:
    """Write a chance of 0-1 as "7 times in 10"."""
    times = round(10 * chance)
    if times >= 10:
        return "nearly always"
    if times < 1:
        return "less than 1 time in 10"
    return f"{format.plural(times, 'time')} in 10"


def state(test: pd.Series) -> str:
    """Say how far a test is, or how it came out. `test`: a row of library.kept.planned_tests."""
    if test["state"] == "judged":
        return verdict(test)
    planned = int(test["planned"])
    with_it, without = int(test["posted_with"]), int(test["posted_without"])
    missing = 2 * planned - with_it - without
    so_far = f"{with_it} of {planned} with it, {without} of {planned} without"
    if missing:
        return f"{so_far}. Can't tell yet: about {format.plural(missing, 'more video')}."
    collecting = 2 * planned - int(test["finished_with"]) - int(test["finished_without"])
    if collecting:
        they = "It is judged when it is" if collecting == 1 else "They are judged when they are"
        return f"All posted; {format.plural(collecting, 'video')} still collecting saves. {they} a week old."
    return "All posted and finished: it is judged with the next export you keep."


def line(test: pd.Series) -> str:
    """Say a test in one line: its question, how far it is or how it came out, when it was written down. `test`: see `state`."""
    return f"{test['question']} {state(test)} Written down {format.day(test['made_at'])}."


def verdict(test: pd.Series) -> str:
    """Say how a judged test came out, with its range."""
    posts = f"{int(test['planned'])} posts of each"
    if format.is_missing(test["ratio"]):
        return f"No winner: neither kind has a save ({posts})."
    likely = format.likely_ratio(float(test["low"]), float(test["high"]))
    times = f"{format.about_ratio(float(test['ratio']))} times as often{f', {likely}' if likely else ''}"
    if test["verdict"] == "no winner":
        return f"No winner: saved {times}, which may be chance ({posts})."
    return f"Saved {test['verdict']}: {times} ({posts})."


def heading(open_tests: int, judged: int) -> str:
    """Say how many tests there are, as a heading; empty without any."""
    if not open_tests:
        return f"{format.plural(judged, 'test')} judged" if judged else ""
    return format.plural(open_tests, "open test") + (f", {judged} judged" if judged else "")
