"""Recognising an export (data/formats.toml): header row -> exactly one format, and what each header means."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from worthsaving import schema
from worthsaving.data.load import declared
from worthsaving.errors import AmbiguousFormat, UnknownHeaders, UnreadableFile
from worthsaving.platforms import label
from worthsaving.reading.formats.headers import key, named, one_of_several, positions
from worthsaving.reading.formats.qualified import means, qualified

_STANDING = ("impressions",)  # words of what counts something else that are right in a column that stands for another


@dataclass(frozen=True)
class Lack:
    """What a format cannot tell; left out if the file has the column `unless`, or lacks the header `header`."""

    text: str
    unless: str = ""
    header: str = ""


@dataclass(frozen=True)
class Format:
    """One declared format; see the head of data/formats.toml for the meaning of each field."""

    id: str
    label: str
    table: str
    platform: str = ""
    required: frozenset[str] = frozenset()
    one_of: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    posted: str = "any"
    day: str = "any"
    order: str = ""
    zone: str = ""
    saves: str = ""
    period: str = ""
    reach: str = ""
    refusal: str = ""
    aside: str = ""
    kind: str = ""
    lacks: tuple[Lack, ...] = ()
    no_zone: str = ""
    sideways: bool = False
    only: bool = False
    posts_win: bool = False
    named_by_time: bool = False
    records: tuple[str, ...] = ()
    duration: str = "s"
    scheduled_status: str = ""
    scheduled_times: tuple[str, ...] = ()
    blank_from: dict[str, tuple[str, ...]] = field(default_factory=dict)
    account_by_network: dict[str, str] = field(default_factory=dict)
    instead: dict[str, tuple[str, ...]] = field(default_factory=dict)
    says_instead: str = ""

    def fits(self, headers: set[str]) -> bool:
        """Return whether a header row (keys of its names) is this format's."""
        some = not self.one_of or bool(self.one_of & headers)
        whole = not self.only or headers == self.required
        return some and whole and self.required <= headers and not self.without & headers


@dataclass(frozen=True)
class Match:
    """A file's format and what each of its columns means.

    `header` is the file's header row; `columns` maps a canonical column to its position in it; `problems` are sentences
    about what is doubtful.
    """

    format: Format
    header: tuple[str, ...]
    columns: dict[str, int]
    problems: tuple[str, ...] = ()

    @property
    def unused_places(self) -> tuple[int, ...]:
        """The positions of the headers that no canonical column was made of; blank ones are left out."""
        found, form = positions(self.header), self.format
        others = [*(name for names in form.blank_from.values() for name in names), *form.account_by_network.values()]
        others += [*form.scheduled_times, *(["status"] if form.scheduled_status else [])]
        used = {*self.columns.values(), *(at for name in others for at in found.get(name, ()))}
        return tuple(at for at, name in enumerate(self.header) if at not in used and name.strip())

    @property
    def instead(self) -> tuple[str, ...]:
        """The canonical columns that another count stands for (impressions for views)."""
        form = self.format
        return tuple(
            c for c in form.instead if c in self.columns and _stands_for(self.header[self.columns[c]], form, c)
        )

    def without(self, columns: Collection[str]) -> Match:
        """Return the same match with these canonical columns not used."""
        return replace(self, columns={name: at for name, at in self.columns.items() if name not in columns})


@cache
def formats() -> tuple[Format, ...]:
    """Return all declared formats, without the two general ones; one that has headers in several languages, once for each."""
    found = [_format(block) for block in declared("formats")["format"]]
    translated = [
        _translated(form, {key(english): key(there) for english, there in block["headers"].items()})
        for block in declared("formats")["translation"]
        for form in found
        if form.id in block["formats"]
    ]
    return (*found, *translated)


@cache
def general(table: str) -> Format:
    """Return the fallback for `videos` or `days`: any table whose headers plainly say what they are."""
    block = declared("formats")["generic"][table]
    fields = {k: v for k, v in block.items() if k not in {"named_by", "counted_by", "no_saves", "no_saves_elsewhere"}}
    lacks = [{"text": block["no_saves"], "unless": "saves"}] if "no_saves" in block else []
    return _format({**fields, "table": table, "lacks": lacks})


def _translated(form: Format, words: dict[str, str]) -> Format:
    """Return a format with its headers in another language (`words`); what has no word there is left out."""

    def there(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(words[name] for name in names if name in words)

    return replace(
        form,
        required=frozenset(words[name] for name in form.required),
        one_of=frozenset(there(form.one_of)),
        without=frozenset(there(form.without)),
        columns={column: there(names) for column, names in form.columns.items() if there(names)},
        period=words.get(form.period, ""),
        reach=words.get(form.reach, ""),
        blank_from={column: there(names) for column, names in form.blank_from.items() if there(names)},
        lacks=tuple(
            replace(lack, header=words.get(lack.header, ""))
            for lack in form.lacks
            if not lack.header or lack.header in words
        ),
    )


def recognise(header: Sequence[str], *, sideways: bool = False) -> Match:
    """Return the one format that fits `header`; `sideways`: its names stood down the first column of the file.

    Raises AmbiguousFormat when two fit, and UnreadableFile when none does or when the format is one that is known and
    refused.
    """
    there = set(positions(header))
    fitting = [f for f in formats() if f.sideways == sideways and f.fits(there)]
    if len(fitting) > 1:
        both = " and ".join(f"“{f.label}”" for f in fitting)
        raise AmbiguousFormat(
            f"This file could be {both}: its header row fits both. Its headers are {named(header)}. "
            "Export it again without changing its columns, or drop in one file of each kind."
        )
    names = {"link", "video_id", "title"}
    if not fitting or (fitting[0].posts_win and names & {*_columns(general("videos"), header)[0]}):
        return _general(header)
    if fitting[0].table == "refused":
        raise UnreadableFile(fitting[0].refusal)
    columns, problems = _columns(fitting[0], header)
    return Match(fitting[0], tuple(header), columns | _counted_on(fitting[0], header, columns), problems)


def _general(header: Sequence[str]) -> Match:
    for table in ("videos", "days"):
        rule = declared("formats")["generic"][table]
        form = general(table)
        columns, problems = _columns(_favorites_as_likes(form, header), header)
        columns |= stand_ins(form, header, columns)
        if any(c in columns for c in rule["named_by"]) and any(c in columns for c in rule["counted_by"]):
            return Match(form, tuple(header), columns, problems)
    raise unknown_headers(header)


def _counted_on(form: Format, header: Sequence[str], columns: dict[str, int]) -> dict[str, int]:
    """Return the column that says when the counts were taken, where somebody has added it to a known export."""
    if form.table != "videos" or form.posted != "any" or "observed_at" in columns:
        return {}
    names, found, used = general("videos").columns["observed_at"], positions(header), set(columns.values())
    places = [at for name in names for at in found.get(name, ()) if at not in used]
    return {"observed_at": places[0]} if places else {}


def unknown_headers(header: Sequence[str]) -> UnknownHeaders:
    """Return the error for a header row that says too little."""
    return UnknownHeaders(
        f"No export that we know of {_networks()} has these headers: {named(header)}. If the counts of your posts are in it, say "
        "which column is which, or rename its headers to plain words (Video link, Views, Likes, Comments, Saves) and drop it in again."
    )


def sideways_headers() -> tuple[frozenset[str], ...]:
    """Return the headers (keys) that a file must have down its first column, for each format that is written so."""
    return tuple(form.required for form in formats() if form.sideways)


def _favorites_as_likes(form: Format, header: Sequence[str]) -> Format:
    """Return a general format in which favorites are likes, where the table counts bookmarks as well."""
    names = set(positions(header))
    favorites = set(map(key, declared("platforms")["x"]["likes_called"]))
    saves = form.columns.get("saves", ())
    if not favorites & names or not any("bookmark" in name for name in names & set(saves)):
        return form
    likes = (*form.columns["likes"], *(name for name in saves if name in favorites))
    kept = tuple(name for name in saves if name not in favorites)
    return replace(form, columns={**form.columns, "likes": likes, "saves": kept})


def stand_ins(form: Format, header: Sequence[str], columns: Mapping[str, int]) -> dict[str, int]:
    """Return the columns that stand for one the table does not have (impressions for views), the listed names first."""
    free, used = {c: names for c, names in form.instead.items() if c not in columns}, set(columns.values())
    found = positions(header)
    there = {c: [at for name in names for at in found.get(name, ()) if at not in used] for c, names in free.items()}
    listed = {column: places[0] for column, places in there.items() if places}
    return qualified(header, columns, free, counting=_STANDING) | listed


def _stands_for(header: str, form: Format, column: str) -> bool:
    """Return whether a header, with or without qualifiers ("Total impressions"), counts what stands for `column`."""
    names = form.instead.get(column, ())
    return key(header) not in form.columns.get(column, ()) and means(header, names, column, counting=_STANDING)


def _networks() -> str:
    """Return the networks whose own exports are read, those most people have first."""
    unnamed = declared("formats")["unnamed"]
    own = [f.platform for f in formats() if f.table == "videos" and f.platform and f.id not in unnamed]
    *most, last = map(label, dict.fromkeys(own))
    return f"{', '.join(most)} or {last}"


def _columns(form: Format, header: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return canonical column -> position (the best alias that is there, each header used once), and doubts about it."""
    found = positions(header)
    columns: dict[str, int] = {}
    problems = []
    used: set[int] = set()
    for column, aliases in form.columns.items():
        there = list(dict.fromkeys(at for alias in aliases for at in found.get(alias, ()) if at not in used))
        if there:
            columns[column] = there[0]
            used.add(there[0])
            # A known format says itself which of its columns is meant; there only the same header twice is odd
            odd = (
                there[1:] if not form.required else [at for at in there[1:] if key(header[at]) == key(header[there[0]])]
            )
            if odd and column in schema.COUNTS:
                problems.append(one_of_several(column, header, there[0], odd))
    return columns, tuple(problems)


def _format(block: dict[str, Any]) -> Format:
    block = dict(block)
    scheduled = block.pop("scheduled", {})
    block.update(
        **{rule: frozenset(map(key, block.get(rule, ()))) for rule in ("required", "one_of", "without")},
        **{name: key(block[name]) for name in ("period", "reach") if name in block},
        **{
            part: {column: tuple(map(key, aliases)) for column, aliases in block.get(part, {}).items()}
            for part in ("columns", "instead", "blank_from")
        },
        account_by_network={network: key(name) for network, name in block.get("account_by_network", {}).items()},
        scheduled_status=scheduled.get("status", ""),
        scheduled_times=tuple(map(key, scheduled.get("times", ()))),
        records=tuple(block.get("records", ())),
        lacks=tuple(Lack(**lack) for lack in block.get("lacks", ())),
    )
    return Format(**block)
