"""Visits whose browser went away, held for as long as it may come back: in place of Streamlit's own storage of them.

Streamlit's hides a visit after `server.disconnectedSessionTTL` seconds, but holds it, with all that it read, until another
one leaves. This one can be asked to let go at any time.
"""

import time
import weakref
from collections.abc import Callable
from threading import Lock

from streamlit.runtime import memory_session_storage
from streamlit.runtime.session_manager import SessionInfo, SessionStorage

Visits = list[SessionInfo]
_held: "weakref.WeakSet[LeftVisits]" = weakref.WeakSet()  # the server's one storage, while there is a server


class LeftVisits(SessionStorage):
    """At most `maxsize` visits, each for `ttl_seconds` after it left; for more, the one that left first has to go."""

    def __init__(
        self, maxsize: int = 128, ttl_seconds: float = 120, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most, self.held_for_s, self._clock = maxsize, ttl_seconds, clock
        self._visits: dict[str, tuple[float, SessionInfo]] = {}  # the one that left first, first
        self._lock = Lock()
        _held.add(self)

    def get(self, session_id: str) -> SessionInfo | None:
        """Return that visit; None where it is not here, or no longer held."""
        with self._lock:
            until, visit = self._visits.get(session_id, (0.0, None))
            return visit if self._clock() < until else None

    def save(self, session_info: SessionInfo) -> None:
        """Hold a visit from now on."""
        over = self.forget()
        with self._lock:
            self._visits.pop(session_info.session.id, None)
            while len(self._visits) >= self._most:
                over.append(self._visits.pop(next(iter(self._visits)))[1])
            self._visits[session_info.session.id] = self._clock() + self.held_for_s, session_info

    def delete(self, session_id: str) -> None:
        """Let go of that visit, where it is here."""
        with self._lock:
            self._visits.pop(session_id, None)

    def list(self) -> Visits:
        """Return the visits that are still held."""
        with self._lock:
            return [visit for until, visit in self._visits.values() if self._clock() < until]

    def forget(self) -> Visits:
        """Let go of the visits whose time is over, and return them: when the caller drops them, they end."""
        with self._lock:
            over = [name for name, (until, _) in self._visits.items() if until <= self._clock()]
            return [self._visits.pop(name)[1] for name in over]


def take_over() -> None:
    """Let the server that starts next in this process hold the visits that left here.

    A Streamlit that no longer asks for `MemorySessionStorage` keeps its own storage, and `forget` finds nothing to do.
    """
    memory_session_storage.MemorySessionStorage = LeftVisits  # type: ignore[assignment,misc]


def forget() -> int:
    """Let go of the visits whose time is over; return how many they were."""
    return sum(len(visits.forget()) for visits in list(_held))
