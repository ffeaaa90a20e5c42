"""Headers that are a known word and what qualifies it: "Post saves", "Saves (bookmarks)", "stats.saves", "视频播放量"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from worthsaving.data.load import declared
from worthsaving.platforms import plain_name
from worthsaving.reading.formats.headers import key, spaced

MOST_COLUMNS = 200
_PARTS = re.compile(r"[/.\[\]>|:&+]+|_{2,}")
_BETWEEN_WORDS = re.compile(r"[\s/.\[\]:-]+|_{2,}")
_MARKS = re.compile(r"[^\w\s%/.:()\[\]>|&+-]")
_BRACKETED = re.compile(r"(.*?)[(（]([^()（）]*)[)）]\s*")
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
        if at in used:
            continue
        parts, other = _taken_apart(name), is_look_alike(name, but=counting)
        meant = {
            c for c, names in aliases.items() if (c == "account" or not other) and _means(parts, names, c, several=several)
        }  # fmt: skip
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


def means(header: str, names: Sequence[str], column: str, *, counting: Sequence[str] = ()) -> bool:
    """Return whether a header is one of `names` with qualifiers: "Saves (bookmarks)", never "Saves (paid)"."""
    other = is_look_alike(header, but=counting) and column != "account"
    return not other and _means(_taken_apart(header), names, column, several=False)


@dataclass(frozen=True)
class _Text:
    """A header, or a part of one: as it is compared (`whole`, see `headers.key`), and its words."""

    whole: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class _Header:
    """A header taken apart: without its bracket, the bracket's text (None without one), the parts between its separators.

    `sums`: an & or + stands between these.
    """

    outer: _Text
    inner: _Text | None
    parts: tuple[_Text, ...]
    sums: bool


def _taken_apart(header: str) -> _Header:
    plain = _MARKS.sub(" ", header)
    bracketed = _BRACKETED.fullmatch(plain)
    outer, inner = (bracketed[1], key(bracketed[2])) if bracketed else (plain, "")
    parts = tuple(_text(part) for part in _PARTS.split(outer) if part.strip())
    return _Header(_text(outer), _text(inner) if inner else None, parts, "&" in outer or "+" in outer)


def _text(text: str) -> _Text:
    return _Text(key(text), tuple(_words(text)))


def _means(header: _Header, names: Sequence[str], column: str, *, several: bool) -> bool:
    """Return whether a header is one of `names` with qualifiers.

    `several`: the table names more than one network, so that a network's name changes what a header counts.
    """
    extra, parts, inner = _extra(column == "account", several), header.parts, header.inner
    if inner and not _is_name(inner, names, extra) and set(inner.words) - extra:
        return False
    if len(parts) > 1 and all(_is_name(part, names, extra) for part in parts):
        return True
    if parts and _is_name(parts[-1], names, extra):
        before = _path()
        named = (word for part in parts[:-1] for word in part.words)
        if all(word in extra or word in before or word.isdigit() for word in named):
            return True
    return not header.sums and _is_name(header.outer, names, extra)


@cache
def _extra(account: bool, several: bool) -> frozenset[str]:
    """Return the words that leave a header's meaning as it is: for an `account`'s name also whose it is."""
    words = declared("formats")["qualifiers"]
    return frozenset((*words["any"], *(words["account"] if account else ()), *(() if several else words["network"])))


@cache
def _path() -> frozenset[str]:
    return frozenset(declared("formats")["qualifiers"]["path"])


@cache
def _one_word() -> frozenset[str]:
    """Return the words that stay whole although they have a separator or a capital inside."""
    return _path() | frozenset(declared("formats")["qualifiers"]["network"])


def is_look_alike(name: str, *, but: Sequence[str] = ()) -> bool:
    """Return whether a header's words show that it counts something else (followers, rates); `but` these words do not."""
    own, (single, several) = key(name), _look_alikes()
    words = {*own.split("_"), *key(spaced(name)).split("_")}
    return bool((words & single).difference(but)) or any(word in own for word in several if word not in but)


@cache
def _look_alikes() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the single words that show it, and those of several words."""
    words = [key(word) for word in declared("formats")["look_alike"]["words"]]
    return frozenset(word for word in words if "_" not in word), tuple(word for word in words if "_" in word)


def _is_name(text: _Text, names: Sequence[str], extra: frozenset[str]) -> bool:
    """Return whether a text is one of `names`, as it is or without its qualifiers."""
    if text.whole in names:
        return True
    left = [word for word in text.words if word not in extra]
    return "_".join(text.words) in names or (
        bool(left) and ("_".join(left) in names or (len(left) == 1 and _stem(left[0]) in names))
    )


def _words(text: str) -> list[str]:
    """Return the words of a header; "likedCount" has two."""
    found: list[str] = []
    for word in _BETWEEN_WORDS.split(_ALL_TIME.sub("lifetime", text)):
        whole = key(word)
        found += [whole] if whole in _one_word() else key(spaced(word)).split("_")
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
