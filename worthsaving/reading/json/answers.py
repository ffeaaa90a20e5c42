"""What a page's answers say about the list as a whole: whether it went on, and whether posts are missing from it."""

from collections.abc import Mapping, Sequence

_WENT_ON = "{posts}, and the list went on: scroll to its end and save again."
_LIMITED = (
    "TikTok said that it left posts out of this list{which}, so some of yours are missing. "
    "Reload the page, scroll to its end and save again."
)
_TIMES = 10**11  # a larger cursor is a moment in milliseconds, and the list goes back in time


def remarks(answers: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    """Return sentences about the list that `answers` (what each says around its posts) are pages of.

    "{posts}" in them stands for how many posts were read.
    """
    said = [_WENT_ON] if _went_on(answers) else []
    missing = {one for answer in answers for one in answer.get("extra.fatal_item_ids", "").split(", ") if one}
    if missing or any(_says_yes(answer, "is_limited") for answer in answers):
        which = f" ({len(missing)} at least)" if missing else ""
        said.append(_LIMITED.format(which=which))
    return tuple(said)


def _went_on(answers: Sequence[Mapping[str, str]]) -> bool:
    """Return whether the answer that is furthest down the list says that there is more.

    Its place is the cursor it was asked with, else the one it gives. Where no answer has any, all must say so.
    """
    more = [_says_yes(answer, "has_more", "hasMore") for answer in answers]
    for name in ("asked", "cursor"):
        cursors = [_number(answer.get(name, "")) for answer in answers]
        if any(cursors):
            back = max(cursors) > _TIMES
            depth = [(-cursor if cursor else -float("inf")) if back else cursor for cursor in cursors]
            moments = [_number(answer.get("extra.now", "")) for answer in answers]
            return more[max(range(len(answers)), key=lambda at: (depth[at], moments[at], at))]
    return bool(more) and all(more)


def _says_yes(answer: Mapping[str, str], *names: str) -> bool:
    return any(answer.get(name, "").casefold() in ("true", "1") for name in names)


def _number(text: str) -> float:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0
