"""The package's data files by name: tables of knowledge (TOML), and texts and pictures as they are."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def declared(name: str) -> dict[str, Any]:
    """Return the content of `<name>.toml`. It is the same object each time: do not change it."""
    return tomllib.loads(text(f"{name}.toml"))


@cache
def stop_words() -> frozenset[str]:
    """Return the stop words of every language in stopwords.toml, casefolded."""
    return frozenset(word for words in declared("stopwords").values() for word in words.casefold().split())


def text(name: str) -> str:
    """Return the text of a data file, such as `report.css`."""
    return (FOLDER / name).read_text("utf-8")


def data(name: str) -> bytes:
    """Return the bytes of a data file, such as `report_font.woff2`."""
    return (FOLDER / name).read_bytes()
