"""What the library left for the next page drawn: a sentence, a backup's bytes."""

import streamlit as st

_SAID = "library_said"
_BACKUP = "library_backup"


def leave_message(text: str) -> None:
    """Have a sentence of the library's stand on the next page drawn."""
    st.session_state[_SAID] = text


def pop_message() -> str:
    """Return what `leave_message` was given, and forget it."""
    found: str = st.session_state.pop(_SAID, "")
    return found


def leave_backup(data: bytes) -> None:
    """Have a backup ready for the next page drawn."""
    st.session_state[_BACKUP] = data


def pop_backup() -> bytes | None:
    """Return what `leave_backup` was given, and forget it: a library's bytes do not stay in the visit."""
    found: bytes | None = st.session_state.pop(_BACKUP, None)
    return found
