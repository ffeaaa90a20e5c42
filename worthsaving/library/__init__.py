"""The library: exports kept over time, in a file on this machine or on a PostgreSQL-compatible server.

Off until asked: opening one writes nothing; the first `keep` makes it.
"""

from __future__ import annotations

from worthsaving.library.faults import LibraryError
from worthsaving.library.keeping import Kept
from worthsaving.library.library import Account, Library, digest
from worthsaving.library.removing import Undone

__all__ = ["Account", "Kept", "Library", "LibraryError", "Undone", "digest"]
