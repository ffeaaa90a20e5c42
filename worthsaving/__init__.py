"""Worth Saving: see what your audience keeps.

`read_files([(name, bytes), ...]) -> Reading`, `summarise(reading) -> dict`, `read_table(bytes) -> DataFrame`.
Names are loaded on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from worthsaving.errors import UnreadableFile
    from worthsaving.reading import read_files
    from worthsaving.reading.result import Reading
    from worthsaving.reading.text.table import read_table
    from worthsaving.sections.summary import summarise

__version__ = "0.1.0"

__all__ = ["Reading", "UnreadableFile", "read_files", "read_table", "summarise"]

_HOME = {
    "Reading": "worthsaving.reading.result",
    "UnreadableFile": "worthsaving.errors",
    "read_files": "worthsaving.reading",
    "read_table": "worthsaving.reading.text.table",
    "summarise": "worthsaving.sections.summary",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name of the package
    """Load a public name from its module (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module 'worthsaving' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
