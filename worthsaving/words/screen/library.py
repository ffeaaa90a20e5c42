"""Sentences on what was done to the library on the first page, and on what each button there would do."""

import datetime as dt

from worthsaving.words import format

BACK_UP = "Everything that is kept, as one file."
RESTORING = "It takes the place of all that is kept. What was kept stays beside it as a copy."
FORGETTING_ACCOUNT = "All its videos, days and observations are taken away for good."
NOTHING_TO_TAKE_BACK = "Nothing is kept, so there is nothing to take back."
ALL_FORGOTTEN = "Everything that was kept is forgotten."
ALREADY = "Kept before: nothing changed."
NOTHING_TO_KEEP = "There was nothing to keep in these files."
NONE_SET_UP = "This page compares exports that were kept, and here no library is set up."
NOTHING_KEPT = "**Nothing is kept yet.** Keep one export this week and one next week, and you'll see here what came in."
WHERE_KEEP_IS = "**Keep** stands at the top of the overview."
TAKE_BACK_FIRST = "Take it back, then keep its files again."
LOOKS_OLDER = (
    "Most views are lower than those kept before, so this may be an older export. If it is: undo the last import, pick the "
    "day it was exported and keep it again."
)


def sample_data(names: str) -> str:
    """Say (in Markdown) that what is shown is made up; `names` of the sample files, where they are only some of the files."""
    what = f"**Sample data** is among these files ({names})" if names else "This is **sample data**"
    return f"{what}, made up; keeping it can be undone."


def lies(where: str, *, empty: bool) -> str:
    """Say where the library lies, or would lie while nothing is kept."""
    said = "Nothing is saved to disk until you press Keep. Your library would lie" if empty else "Your library lies"
    return f"{said} at {where}"


def kept(day: dt.date | None, *, videos: int, observations: int, days: int, audience: int) -> str:
    """Say how much that is new was kept, and as of which day, where that is known."""
    as_of = "" if day is None else f" as of {format.day(day)}"
    parts = (
        (videos, "new video"),
        (observations, "new observation"),
        (days, "new day"),
        (audience, "new follower figure"),
    )
    new = ", ".join(format.plural(number, noun) for number, noun in parts if number)
    return f"Kept{as_of}: {new or 'nothing new'}."


def stays_in(copies: list[str]) -> str:
    """Say in which copies a forgotten account stays; names as Markdown."""
    return f"They stay in copies made earlier, until you forget everything or delete these: {', '.join(copies)}"


def forgetting_everything(videos: int) -> str:
    """Say what goes with everything."""
    return f"{format.plural(videos, 'video')} and all that was observed of them are taken away for good, copies beside them as well."


def taken_back(files: list[str], number: int) -> str:
    """Name the import that was taken back, by its files where it has some."""
    return f"Taken back: {', '.join(files) or f'import {number}'}."


def forgotten(account: str, videos: int) -> str:
    """Say which account is forgotten."""
    return f"{account} is forgotten, with {format.plural(videos, 'video')}."


def restored(copy: str | None) -> str:
    """Say that a backup was put back, and where what was kept before lies."""
    return "Restored." if copy is None else f"Restored. What was kept before lies in {copy}."
