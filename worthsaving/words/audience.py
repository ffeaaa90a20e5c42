"""When followers are there and who they are, in words."""

from collections.abc import Mapping, Sequence

import pandas as pd

from worthsaving import platforms
from worthsaving.analysis.audience.hours import FEWEST_DAYS, STRETCH, Active, Posted
from worthsaving.analysis.audience.shares import REST
from worthsaving.data import cldr
from worthsaving.schema import Account
from worthsaving.words import format

MOST = {"territory": 3, "gender": 4, "age": 8}  # names of a kind, besides the rest: more is damage or no line
_WHAT = {"territory": "Where they live", "gender": "Gender", "age": "Age"}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def followers(found: Sequence[Active]) -> str:
    """Say when the followers are there, as the finding of the chart; `found`: one or more accounts."""
    if len(found) > 1:
        return f"When the followers of {format.plural(len(found), 'account')} are there"
    return f"Your followers are there {_most(found[0])}"


def evidence(one: Active) -> str:
    """Say when followers are there, how many and on how many days."""
    said = followers([one])
    if one.start is not None:
        inside, overall = (format.count(round(mean)) for mean in (one.inside, one.overall))
        said += f", on average {inside} of them in these hours and {overall} over all hours"
        if one.compared:
            said += f"; more than the day's average on {_on_days(one)}"
    days = [f"{_WEEKDAYS[day.day_of_week]}, {format.day(day)}" for day in one.strongest_days]
    if days:
        return f"{said}. Strongest {'day' if len(days) == 1 else 'days'}: {' and '.join(days)}."
    return f"{said}. The days are about alike." if len(one.by_day) >= FEWEST_DAYS and one.overall > 0 else f"{said}."


def briefly(one: Active) -> str:
    """Say when followers are there and on how many days, for a list of accounts."""
    days = f", on {_on_days(one)}" if one.start is not None and one.compared else ""
    return f"Followers are there {_most(one)}{days}."


def of_account(account: Account, said: Sequence[str]) -> tuple[str, ...]:
    """Put the account's name before the first of the sentences that are said of it."""
    return tuple(
        f"{platforms.account_label(*account)}: {sentence}" if not at else sentence for at, sentence in enumerate(said)
    )


def legend(found: Sequence[Active], *, drawn: int) -> str:
    """Say what the chart shows, from which days, and that the file names no time zone."""
    first, last = min(one.first for one in found), max(one.last for one in found)
    days = format.plural(max(one.days for one in found), "day")
    same = (first.year, first.month) == (last.year, last.month)
    when = format.span(first, last) if same else f"{format.day(first)} – {format.day(last)}"
    zone = "Hours as the file prints them: it does not say in which time zone."
    if len(found) == 1:
        return f"Bar: followers active in that hour, an average of {days} ({when}). {zone}"
    left = f" The first {drawn} of {len(found)} accounts are drawn." if len(found) > drawn else ""
    return (
        "Line: how much of an account's activity falls into that hour, so that its size makes no difference; an average of "
        f"up to {days} ({when}).{left} {zone}"
    )


def who(shares: Mapping[str, pd.DataFrame]) -> str:
    """Say where followers live, their gender and age, in one line; `shares`: key, value and day by kind. Empty without any."""
    said = [f"{_WHAT[kind]}: {_listed(kind, rows)}." for kind, rows in shares.items() if len(rows)]
    days = {rows["day"].iloc[0] for rows in shares.values() if len(rows)}
    if len(days) == 1 and not format.is_missing(day := days.pop()):
        said.append(f"Counted on {format.day(day)}.")
    return " ".join(said)


def beside_posting(one: Active, posted: Posted, zone: str) -> str:
    """Say when followers are there and when videos are posted, and claim nothing; empty where followers have no such hours."""
    if one.start is None:
        return ""
    return (
        f"Your followers are there most {_between(one.start)} (their file names no time zone). You post most "
        f"{_between(posted.start)} in {zone}: {posted.inside:,} of {format.plural(posted.videos, 'video')}. Whether posting "
        "in those hours brings saves is not known from this."
    )


def _most(one: Active) -> str:
    if one.start is not None:
        return f"most {_between(one.start)}"
    if not one.complete:
        return "at hours that are known in part only"
    return "about equally at all hours" if one.overall > 0 else "at no hour that was counted"


def _on_days(one: Active) -> str:
    return f"{one.above} of {format.plural(one.compared, 'day')}"


def _between(start: int) -> str:
    """Name the stretch of hours from `start` on: "from 22:00 to 01:00", "from 21:00 to 24:00"."""
    end = start + STRETCH
    return f"from {start:02d}:00 to {end if end <= 24 else end - 24:02d}:00"


def _listed(kind: str, rows: pd.DataFrame) -> str:
    rest = rows["key"].str.casefold().isin(REST)
    shown, left = rows[~rest].head(MOST[kind]), pd.concat([rows[~rest].iloc[MOST[kind] :], rows[rest]])
    names = [_territory(key) if kind == "territory" else format.clip(key, 40) for key in shown["key"]]
    said = [f"{name} {_percent(share)}" for name, share in zip(names, shown["value"], strict=True)]
    if len(left):  # what the file calls the rest, and what is not named here
        name = left["key"].iloc[0] if len(left) == 1 and kind != "territory" else "others"
        said.append(f"{name} {_percent(left['value'].sum())}")
    return ", ".join(said)


def _percent(share: float) -> str:
    whole = round(100 * share)
    return f"{whole} %" if whole or not share else "under 1 %"


def _territory(code: str) -> str:
    """Name a territory by its code (US, XK); anything else stands as the file has it."""
    if len(code) == 2 and code.isupper():
        return cldr.territories().get(code, code)
    return format.clip(code, 40)
