"""The reader's data files: loaded once, by name."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def declared(name: str) -> dict[str, Any]:
    """The content of `worthsaving/data/<name>.toml`. The same object each time: do not change it."""
    return tomllib.loads(files("worthsaving").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))
