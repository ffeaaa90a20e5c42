"""Nothing of a file stays behind: caches of the code hold what the package's own data say, never a user's words."""

import sys
from collections.abc import Callable

from worthsaving.reading import read_files

WORDS = ("Quokka", "Axolotl", "Wombat", "Zephyr")
OTHERS = ("Ocelot", "Kinkajou", "Numbat", "Mistral")


def export(words: tuple[str, ...]) -> list[tuple[str, bytes]]:
    """Tables whose headers, dates, periods, kinds and captions hold these words."""
    first, second, third, fourth = words
    posts = [f"Header {first},{second} clip,Date,Type,Likes,Saves"] + [
        f"{third} {at},{first} {fourth} {at},{second} {at} 2026,{third},{at} {fourth},{at}" for at in range(1, 9)
    ]
    videos = [f"Title,Posted,Type,Views,Saves,{first}"] + [
        f"{third} {at},{at} {fourth},{second},{100 + at},{at},{first} {at}" for at in range(1, 9)
    ]
    days = ["Date,Views", *(f"{first} {at},{at}" for at in range(1, 9)), f"{second} total,36"]
    return [(f"{fourth}-{at}.csv", "\n".join(rows).encode()) for at, rows in enumerate((posts, videos, days))]


def sizes() -> dict[str, int]:
    """How many entries each cache of the package has."""
    found: dict[str, int] = {}
    for name, module in list(sys.modules.items()):
        if not name.startswith("worthsaving."):
            continue
        for what, value in vars(module).items():
            size: Callable[[], tuple[int, ...]] | None = getattr(value, "cache_info", None)
            if size is not None:
                found[f"{name}.{what}"] = size()[3]
    return found


def test_reading_other_words_fills_no_cache() -> None:
    """A server reads for many people, for weeks."""
    read_files(export(WORDS))
    before = sizes()
    read_files(export(OTHERS))
    assert len(before) > 20
    assert {name: size for name, size in sizes().items() if size != before.get(name)} == {}
