"""Libraries of several people on one PostgreSQL server: a schema each, and shared ones by name."""

from worthsaving.library.served.access import Right, open_library, rights
from worthsaving.library.served.people import Person
from worthsaving.library.served.rules import Rules, rules

__all__ = ["Person", "Right", "Rules", "open_library", "rights", "rules"]
