"""Where records stand in JSON: the rules of data/json.toml and of the formats, in a form that is quick to ask."""

import re
from dataclasses import dataclass
from functools import cache

from worthsaving.data.load import declared


@dataclass(frozen=True)
class Inside:
    """A text inside other texts: where `sign` stands, what `pattern` finds becomes the field `name`."""

    name: str
    sign: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Named:
    """A list of named values: each becomes the field `into`.<its name>, with the first of `value` that is there."""

    list: str
    into: str
    name: str
    value: tuple[str, ...]


@dataclass(frozen=True)
class Rules:
    """Rules for all documents; see the head of data/json.toml. `anywhere` and `named`: last name -> the whole ones."""

    anywhere: dict[str, tuple[str, ...]]
    top: frozenset[str]
    around: tuple[str, ...]
    zero_is_none: frozenset[str]
    inside: tuple[Inside, ...]
    named: dict[str, tuple[Named, ...]]

    def holds_records(self, path: str, last: str) -> bool:
        """Return whether what stands at `path` (names joined by dots, `last` the last of them) holds records."""
        return any(path == place or path.endswith(f".{place}") for place in self.anywhere.get(last, ()))

    def named_list(self, path: str, last: str) -> Named | None:
        """Return the rule of a list of named values at `path`, None where it is no such list."""
        found = self.named.get(last, ())
        return next((rule for rule in found if path == rule.list or path.endswith(f".{rule.list}")), None)


@cache
def rules() -> Rules:
    """Return the declared rules."""
    block = declared("json")
    places = [
        *block["anywhere"],
        *(place for form in declared("formats")["format"] for place in form.get("records", ())),
    ]
    named = [Named(**{**rule, "value": tuple(rule["value"])}) for rule in block["named"]]
    return Rules(
        anywhere={_last(place): tuple(p for p in places if _last(p) == _last(place)) for place in places},
        top=frozenset(block["top"]),
        around=tuple(block["around"]),
        zero_is_none=frozenset(block["zero_is_none"]),
        inside=tuple(Inside(rule["name"], rule["sign"], re.compile(rule["pattern"])) for rule in block["inside"]),
        named={_last(rule.list): tuple(r for r in named if _last(r.list) == _last(rule.list)) for rule in named},
    )


def _last(path: str) -> str:
    return path.rpartition(".")[2]
