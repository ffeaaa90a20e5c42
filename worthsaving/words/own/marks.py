"""Sentences on marks: what happened when, and whether the level after it differs from the level before."""

import string

import pandas as pd

from worthsaving.analysis.marks.effect import MIN_VIDEOS, Effect
from worthsaving.schema import EVERY_ACCOUNT
from worthsaving.words import format

TITLE = "Your marks"
BUTTON = "Mark a day"
TEXT = "What happened"
EXAMPLE = "New hook"
DAY, UNTIL = "Day", "Last day, for a span"
SAVE = "Save the mark"
REMOVE = "Remove"
LINK = "Its link"
NONE = "No mark yet. Under every chart over time you can write down what you did on a day."
NO_CAUSE = "What changed at the same time need not have changed because of it."
ONE_ACCOUNT = "Choose one account to see what changed at a mark."
BACKWARDS = "The last day lies before the first. Swap them."
NO_TEXT = "A mark needs a few words. Write what happened."
IN_VISIT = "Kept for this visit. Keep your exports in the library, and marks stay with them."
SAVED = "Marked. It stands on every chart over time and in the report."
SAVED_EVERY = "Marked for every account. It stands on every chart over time and in the report."
LONGEST = 200
"""Characters of a mark's text."""
LONGEST_IN_CHART = 40
LETTERS = string.ascii_uppercase
"""What stands at a mark in a chart; the words to each stand under it."""


def when(day: pd.Timestamp, until: pd.Timestamp | None) -> str:
    """Write a mark's day or span."""
    return format.day(day) if format.is_missing(until) else f"{format.day(day)} to {format.day(until)}"


def legend(shown: pd.DataFrame) -> str:
    """Name the marks of a chart by their letters; empty without any. `shown`: `schema.MARKS`, the first `LETTERS` of them."""
    said = [
        f"{letter} {when(row.day, row.until)} “{format.clip(row.text, LONGEST_IN_CHART)}”"
        for letter, row in zip(LETTERS, shown.itertuples(), strict=False)
    ]
    return f"Marks: {', '.join(said)}." if said else ""


def one(row: pd.Series) -> str:
    """Write a mark in one line; its text is the creator's own."""
    about = " (every account)" if (row["platform"], row["account"]) == EVERY_ACCOUNT else ""
    return f"{when(row['day'], row['until'])}: {format.clip(row['text'], 200)}{about}"


def effect(found: Effect) -> str:
    """Say whether the save rate changed at a mark, with its range and the other days it was held against."""
    if found.verdict == "too few videos":
        return (
            f"Can't tell yet whether something changed: about {format.plural(found.needed, 'more finished video')}. It takes "
            f"{MIN_VIDEOS} on each side, {found.n_before:,} lie before it and {found.n_after:,} from it on."
        )
    if found.ratio is None:
        return "Whether something changed can't be told: one side has no save."
    likely = format.likely_ratio(found.ratio.low, found.ratio.high)
    numbers = ", ".join(filter(None, [likely, f"{found.n_before:,} videos before, {found.n_after:,} from then on"]))
    times = f"{format.about_ratio(found.ratio.value)} times as often ({numbers})"
    others = f"{found.as_large:,} of your {found.placebos:,} other days"
    if found.verdict == "no clear difference":
        return f"No clear difference: saved {times}. {others} show as large a one."
    few = f"Only {others} show" if found.as_large else f"None of your {found.placebos:,} other days shows"
    return f"Saved {found.verdict} from then on: {times}. {few} as large a difference."


def ask(day: object) -> str:
    """Ask what was done around the day of a found change."""
    return f"What did you do around {format.day(day)}?"


def added(row: pd.Series) -> str:
    """Say that a mark was written down."""
    return f"Marked: {one(row)}"
