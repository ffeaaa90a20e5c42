"""The library: exports kept over time, in a local file or on a PostgreSQL-compatible server."""

from worthsaving.library.forgetting import UndoneImport
from worthsaving.library.importing import ImportResult
from worthsaving.library.kept.marks import NewMark
from worthsaving.library.kept.planned_tests import NewTest
from worthsaving.library.library import Library
from worthsaving.library.library_errors import LibraryError

__all__ = ["ImportResult", "Library", "LibraryError", "NewMark", "NewTest", "UndoneImport"]
