"""The visits of a server: how many there may be at once, and the line of counts that its log gets."""

import logging
import sys
from threading import Lock

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from worthsaving.ui.shell.served.settings import settings
from worthsaving.words.served import sentences

LOG = logging.getLogger("worthsaving.visits")
_admitted: set[str] = set()  # the ids of visits: nothing of anybody's is in here
_lock = Lock()


def require_room() -> None:
    """Let this visit in where there is room for it; else say kindly that the app is full, and end the page."""
    limits, context = settings().limits, get_script_run_ctx()
    if limits is None or context is None or not runtime.exists():
        return
    if not admit(context.session_id, connected(), limits.visits):
        LOG.info("full: a visit was turned away, %s of %s are here", len(_admitted), limits.visits)
        st.title(sentences.FULL, anchor=False)
        st.markdown(sentences.FULL_MORE)
        st.stop()


def admit(visit: str, here: set[str], most: int) -> bool:
    """Whether a visit is let in: it is already, or fewer than `most` are that are still `here` (their ids)."""
    with _lock:
        _admitted.intersection_update(here | {visit})
        if visit not in _admitted and len(_admitted) >= most:
            return False
        if visit not in _admitted:
            _admitted.add(visit)
            LOG.info("a visit began, %s of %s are here, %s MB in use", len(_admitted), most, memory_mb())
        return True


def connected() -> set[str]:
    """The ids of the visits whose browser is connected."""
    return {visit.session.id for visit in runtime.get_instance()._session_mgr.list_active_sessions()}


def memory_mb() -> int:
    """How much memory this process uses, in megabytes; 0 where the system does not say."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS:"))
    except (OSError, StopIteration):
        return 0


def log_counts() -> None:
    """Write the lines of counts to the standard error from now on."""
    if not LOG.handlers:
        out = logging.StreamHandler(sys.stderr)
        out.setFormatter(logging.Formatter("%(asctime)s worthsaving %(message)s"))
        LOG.addHandler(out)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
