"""The library: exports kept over time, in a local file or on a PostgreSQL-compatible server.

Names are loaded on first use: SQLAlchemy takes longer to import than a small file to read.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from worthsaving.library.forgetting import UndoneImport
    from worthsaving.library.importing import ImportResult
    from worthsaving.library.kept.marks import NewMark
    from worthsaving.library.kept.planned_tests import NewTest
    from worthsaving.library.library import Library
    from worthsaving.library.library_errors import LibraryError

__all__ = ["ImportResult", "Library", "LibraryError", "NewMark", "NewTest", "UndoneImport"]

_HOME = {
    "ImportResult": "importing",
    "Library": "library",
    "LibraryError": "library_errors",
    "NewMark": "kept.marks",
    "NewTest": "kept.planned_tests",
    "UndoneImport": "forgetting",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name of the library
    """Load a public name from its module (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module 'worthsaving.library' has no attribute {name!r}")
    return getattr(import_module(f"worthsaving.library.{_HOME[name]}"), name)
