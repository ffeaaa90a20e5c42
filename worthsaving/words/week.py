"""Sentences on a week of an account against its usual weeks: what came in, what would have shown, a personal best."""

import datetime as dt
from fractions import Fraction

from worthsaving import platforms
from worthsaving.analysis.growth import EqualAge
from worthsaving.analysis.week.best import Best
from worthsaving.analysis.week.new_videos import MOST, NewVideo
from worthsaving.analysis.week.usual_week import MIN_WEEKS, WEEKS_A_YEAR, Judged
from worthsaving.analysis.week.weeks import AccountWeek, Weeks
from worthsaving.words import changes, format
from worthsaving.words.growth import VERDICTS

QUIET = "Nothing out of the ordinary"
TITLE = "Your week"
IN_SHORT = "In short"
_KINDS = {"more": "strong", "less": "weak"}
_SHOWN = (
    Fraction(1, 10),
    Fraction(1, 5),
    Fraction(1, 4),
    Fraction(1, 3),
    Fraction(1, 2),
    Fraction(2, 3),
    Fraction(3, 4),
)
SOMETIMES = 0.07  # a rarer share is none to count on
NO_PLACE = "can't tell yet"
FROM = "what is kept in the library"


def heading(found: Weeks) -> str:
    """Say whether the week was out of the ordinary and where, as a heading."""
    if not found.accounts:
        return "No week to tell yet: it takes two exports about a week apart"
    each = [f"a {_KINDS[one.judged.verdict]} week on {_name(one)}" for one in found.unusual if one.judged]
    if found.together and found.together.verdict in _KINDS:
        each.insert(0, f"a {_KINDS[found.together.verdict]} week over all accounts together")
    if each:
        said = f"{', '.join(each[:-1])} and {each[-1]}" if len(each) > 1 else each[0]
        return f"{said[0].upper()}{said[1:]}"
    judged = [one.judged for one in found.accounts if one.judged and one.judged.verdict != "can't tell"]
    return QUIET if judged or found.together else "Too early to say what a usual week is"


def span(found: Weeks) -> str:
    """Write the week's days: "2 Nov 2026 to 9 Nov 2026"; empty without one."""
    return f"{format.day(found.since)} to {format.day(found.until)}" if found.accounts else ""


def until(found: Weeks) -> str:
    """Write the week's last day."""
    return format.day(found.until)


def made(moment: dt.datetime) -> str:
    """Say when and from what a digest was made."""
    return f"Made {format.day(moment)}, {moment:%H:%M %Z} with Worth Saving, from {FROM}."


def whole(found: Weeks) -> str:
    """Say what came in on all accounts of this week, one line; empty without any."""
    known = [one.gained for one in found.accounts if one.gained is not None]
    if not known:
        return ""
    on = f" on {format.plural(len(known), 'account')}" if len(found.accounts) > 1 else ""
    posts = sum(one.posts for one in found.accounts)
    return f"{changes.signed(sum(known))} {_saves(sum(known))}{on} in the week to {format.day(found.until)}, {format.plural(posts, 'new video')}."


def together(found: Weeks) -> str:
    """Say how all accounts together stand against their usual week; empty where that can't be told."""
    judged, number = found.together, found.judged_together
    if judged is None:
        return ""
    which = (
        f"{number} accounts together"
        if number == len(found.accounts)
        else f"{number} of the accounts together, those with {MIN_WEEKS + 1} weeks or more"
    )
    place = _place(judged)
    return f"{which[0].upper()}{which[1:]}: {place[0].lower()}{place[1:]} {sensitivity(judged)}"


def account(found: AccountWeek) -> str:
    """Say what came in on an account and whether that is a usual week of it."""
    if found.gained is None:
        return "What came in can't be told: no video's saves are known in both exports."
    days = format.plural(round(found.days), "day")
    said = f"{changes.signed(found.gained)} {_saves(found.gained)} in {days}"
    if found.judged is None:
        return f"{said}. The two exports are no week apart, so it can't be held against a usual week."
    for_week = f", {round(found.judged.gained):,} for 7 days" if round(found.days) != 7 else ""
    return f"{said}{for_week}. {_place(found.judged)}"


def sensitivity(judged: Judged) -> str:
    """Say what size of week would have shown; empty where no week can be judged."""
    if judged.verdict == "can't tell" or judged.shows is None:
        return ""
    share = judged.twice / judged.weeks
    said = f"A week twice as strong would {f'show here {chance(share)}' if share >= SOMETIMES else 'hardly ever show here'}"
    if share >= 1 / 2:
        return f"{said}."
    return f"{said}; one {format.figures(judged.shows)} times as strong, 1 time in 2."


def chance(share: float) -> str:
    """Write a share of at least `SOMETIMES` as "1 time in 4"."""
    if share >= 0.9:
        return "nearly always"
    nearest = min(_SHOWN, key=lambda one: abs(float(one) - share))
    return f"{format.plural(nearest.numerator, 'time')} in {nearest.denominator}"


def at_age(found: EqualAge | None) -> str:
    """Say how a new video stands among the others at its age, in a table's cell."""
    return NO_PLACE if found is None else VERDICTS[found.verdict]


def usual_at_age(found: EqualAge | None) -> str:
    """Write what the others had at that age: "10 to 80" (8 in 10 of them); empty where too few are known."""
    if found is None:
        return ""
    low, high = (f"{round(end):,}" for end in found.typical)
    return low if low == high else f"{low} to {high}"


def new_videos(shown: tuple[NewVideo, ...], number: int) -> str:
    """Head the new videos: how many there are, and how many of them are listed."""
    said = format.plural(number, "new video")
    return f"{said}, the {MOST} with most saves" if number > len(shown) else said


def personal_best(found: Best, title: str, posted: object) -> str:
    """Say which video became the most saved one; `title` is text from a file."""
    name = format.clip(format.title_of(title, posted), 80)
    return (
        f"A personal best: “{name}” has {format.plural(found.saves, 'save')}. The most on any of your "
        f"{found.videos - 1:,} other videos until the export before was {found.before:,}."
    )


def marks(number: int) -> str:
    """Head the marks of the week."""
    return "Your mark" if number == 1 else "Your marks"


def settled(number: int) -> str:
    """Head the bets that were settled."""
    return f"{format.plural(number, 'bet')} settled"


def tests(number: int) -> str:
    """Head the planned tests that were judged or can be."""
    return (
        f"{format.plural(number, 'planned test')} with all its posts"
        if number == 1
        else f"{number} planned tests with all their posts"
    )


def left_out(found: Weeks) -> list[str]:
    """Name the accounts that this week says nothing about, a line each group."""
    said = []
    if found.left_out:
        names = [
            f"{platforms.account_label(*account)} (last export {format.day(day)})" for account, day in found.left_out
        ]
        said.append(f"No export in this week: {_first(names)}.")
    if found.waiting:
        names = [platforms.account_label(*account) for account in found.waiting]
        said.append(f"One export so far, a week shows from the second one on: {_first(names)}.")
    return said


def _place(judged: Judged) -> str:
    """Say where a week lies among the weeks before."""
    if judged.verdict == "can't tell" or judged.low is None or judged.high is None:
        more = max(MIN_WEEKS - judged.weeks, 1)
        return f"What is usual can't be told yet: about {format.plural(more, 'more weekly export')}."
    weeks = f"8 in 10 of the {judged.weeks} weeks before brought {round(judged.low):,} to {round(judged.high):,}"
    if judged.verdict == "usual":
        inside = judged.low <= judged.gained <= judged.high
        return f"{'A usual week' if inside else 'No clear difference from a usual week'} ({weeks})."
    return f"Out of the ordinary, {judged.verdict} than usual ({weeks}). {_rarely(judged)}"


def _rarely(judged: Judged) -> str:
    a_year = (judged.p_value or 0) * WEEKS_A_YEAR
    years = 1 / a_year if a_year > 1 / 50 else 50
    return f"Where nothing is going on such a week comes about once in {format.figures(years)} years{' or less' if years == 50 else ''}."


def _first(names: list[str], most: int = 8) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _name(found: AccountWeek) -> str:
    return platforms.account_label(*found.account)


def _saves(number: int) -> str:
    return "save" if abs(number) == 1 else "saves"
