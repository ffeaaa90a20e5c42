"""The library: exports kept over time, in a file on this machine or on a PostgreSQL-compatible server.

Off until asked: opening one writes nothing; the first `keep` makes it.
"""

from __future__ import annotations

from worthsaving.library.forgetting import Undone
from worthsaving.library.importing import Kept
from worthsaving.library.library import Account, Library, digest
from worthsaving.library.library_errors import LibraryError

__all__ = ["Account", "Kept", "Library", "LibraryError", "Undone", "digest"]
