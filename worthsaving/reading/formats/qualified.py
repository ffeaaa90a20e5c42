"""Headers that are a known word and what qualifies it: "Post saves", "Saves (bookmarks)", "stats.saves", "视频播放量"."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from worthsaving.data.load import declared
from worthsaving.platforms import plain_name
from worthsaving.reading.formats.headers import key, spaced

MOST_COLUMNS = 200
_PARTS = re.compile(r"[/.\[\]>|:&+]+|_{2,}")
_ALL_TIME = re.compile(r"all[ _-]time", re.IGNORECASE)
_TEXTS = ("title", "account", "link", "posted_at")


def qualified(
    header: Sequence[str],
    columns: Mapping[str, int],
    aliases: Mapping[str, Sequence[str]],
    *,
    counting: Sequence[str] = (),
) -> dict[str, int]:
    """Return canonical column -> position of the one header that is a name of it once its qualifiers are left out.

    A header that says that it counts something else (rates, followers) is left out, and so is a column that two
    headers could be (of texts the better name is taken). `columns` are the positions used already, by canonical column; `counting` are words that say no such thing here.
    """
    used = set(columns.values())
    several = len(_networks(header)) > 1
    found: dict[str, list[int]] = {}
    for at, name in enumerate(header[:MOST_COLUMNS]):
        meant = {
            c
            for c, names in aliases.items()
            if at not in used and means(name, names, c, several=several, counting=counting)
        }
        if len(meant) == 1:
            found.setdefault(meant.pop(), []).append(at)
    return {
        column: min(places, key=lambda at: _rank(header[at], aliases[column]))
        for column, places in found.items()
        if column not in columns and (len(places) == 1 or column in _TEXTS)
    }


def _rank(header: str, names: Sequence[str]) -> int:
    """Return the place among `names` of a header's last part, that of "username" for "author.username"."""
    last = key([part for part in _PARTS.split(header) if part.strip()][-1])
    return names.index(last) if last in names else len(names)


def means(
    header: str, names: Sequence[str], column: str, *, several: bool = False, counting: Sequence[str] = ()
) -> bool:
    """Return whether a header is one of `names` with qualifiers: "Saves (bookmarks)", never "Saves (paid)".

    `several`: the table names more than one network, so that a network's name changes what a header counts.
    """
    if is_look_alike(header, but=counting) and column != "account":
        return False
    words = declared("formats")["qualifiers"]
    extra = {*words["any"], *(words["account"] if column == "account" else ())}
    extra |= set() if several else set(words["network"])
    plain = re.sub(r"[^\w\s%/.:()\[\]>|&+-]", " ", header)
    bracketed = re.fullmatch(r"(.*?)[(（]([^()（）]*)[)）]\s*", plain)
    outer, inner = (bracketed[1], key(bracketed[2])) if bracketed else (plain, "")
    if inner and not _is_name(inner, names, extra) and set(_words(inner)) - extra:
        return False
    parts = [part for part in _PARTS.split(outer) if part.strip()]
    if len(parts) > 1 and all(_is_name(part, names, extra) for part in parts):
        return True
    before = {*extra, *words["path"]}
    named = {word for part in parts[:-1] for word in _words(part)}
    if parts and _is_name(parts[-1], names, extra) and all(word in before or word.isdigit() for word in named):
        return True
    return not set("&+") & set(outer) and _is_name(outer, names, extra)


def is_look_alike(name: str, *, but: Sequence[str] = ()) -> bool:
    """Return whether a header's words show that it counts something else (followers, rates); `but` these words do not."""
    own = key(name)
    words = {*own.split("_"), *key(spaced(name)).split("_")}
    return any(word in words or ("_" in word and word in own) for word in _look_alikes() if word not in but)


@cache
def _look_alikes() -> tuple[str, ...]:
    return tuple(key(word) for word in declared("formats")["look_alike"]["words"])


def _is_name(text: str, names: Sequence[str], extra: set[str]) -> bool:
    """Return whether a text is one of `names`, as it is or without its qualifiers."""
    whole = key(text)
    if whole in names:
        return True
    words = _words(text)
    left = [word for word in words if word not in extra]
    return "_".join(words) in names or (
        bool(left) and ("_".join(left) in names or (len(left) == 1 and _stem(left[0]) in names))
    )


def _words(text: str) -> list[str]:
    """Return the words of a header; "likedCount" has two."""
    words = declared("formats")["qualifiers"]
    known = {*words["path"], *words["network"]}
    found: list[str] = []
    for word in re.split(r"[\s/.\[\]:-]+|_{2,}", _ALL_TIME.sub("lifetime", text)):
        found += [key(word)] if key(word) in known else key(spaced(word)).split("_")
    return [word for word in found if word]


def _stem(word: str) -> str:
    """Return a word without what qualifies it where no blank stands between: "视频播放量", "点赞数量"."""
    words = declared("formats")["qualifiers"]
    before = next((part for part in words["before"] if word.startswith(part) and word != part), "")
    after = next((part for part in words["after"] if word.endswith(part) and word != part), "")
    return word[len(before) :].removesuffix(after)


def _networks(header: Sequence[str]) -> set[str]:
    """Return the networks that the headers of a table name."""
    known = set(declared("formats")["qualifiers"]["network"])
    return {plain_name(word) for name in header[:MOST_COLUMNS] for word in _words(name) if word in known}
