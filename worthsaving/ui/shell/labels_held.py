"""The labels of this visit and its rules on captions: the one writer of their keys in the session's state.

On dropped files they lie over those that a library keeps: an empty value takes one of these away. They are stored in the
library when the files are kept.
"""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from worthsaving import schema
from worthsaving.analysis.labels import rules, table
from worthsaving.analysis.labels.rules import Rule
from worthsaving.ui.shell import library_access, session_cache

if TYPE_CHECKING:
    from worthsaving.library import Library

_OWN = "labels_own"
_RULES = "labels_rules"
_BEFORE = "labels_before"
_ASKED = "labels_asked"
_WAITING = "labels_waiting"
_SAID = "labels_said"
MOST_STEPS = 20
"""Changes that can be undone, one after the other."""


@dataclass(frozen=True)
class Step:
    """A change that can be undone: where it was made, the posts it `touched` (`table.POST`), and their labels `before` it.

    `rules`: those that it changed as they were before it, without a value where they were not there.
    `place`: a library's, "" for the labels of this visit. What was changed in one library is never undone in another.
    """

    place: str
    touched: pd.DataFrame
    before: pd.DataFrame
    rules: tuple[Rule, ...] = ()


def own() -> pd.DataFrame:
    """The labels given in this visit (`schema.LABELS`), those taken away with an empty value."""
    found: pd.DataFrame | None = st.session_state.get(_OWN)
    return schema.empty(schema.LABELS) if found is None else found


def put(labels: pd.DataFrame) -> None:
    """Let these be the labels given in this visit."""
    st.session_state[_OWN] = labels


def own_rules() -> tuple[Rule, ...]:
    """The rules made in this visit, those taken away without a value."""
    found: tuple[Rule, ...] = st.session_state.get(_RULES, ())
    return found


def put_rules(made: tuple[Rule, ...]) -> None:
    """Let these be the rules made in this visit."""
    st.session_state[_RULES] = made


def rules_in_effect(now: library_access.Held | None, *, with_own: bool) -> tuple[Rule, ...]:
    """Return the rules that label what the pages show: those kept and, with `with_own`, this visit's over them."""
    base = () if now is None or now.empty else _kept_rules(now.key, now.library)
    return rules.in_effect(rules.over(base, own_rules())) if with_own and own_rules() else base


def in_effect(now: library_access.Held | None, *, with_own: bool) -> pd.DataFrame:
    """Return the labels that the pages show: those that the library keeps and, with `with_own`, this visit's over them."""
    base = schema.empty(schema.LABELS) if now is None or now.empty else _kept(now.key, now.library)
    if not with_own or own().empty:
        return base
    whole = table.replace(base, own())
    return whole[whole["value"].ne("")].reset_index(drop=True)


@session_cache.for_this_visit()
def _kept(key: tuple[str, ...], _library: "Library") -> pd.DataFrame:
    return schema.conform(library_access.ask(_library.labels), schema.LABELS)


@session_cache.for_this_visit()
def _kept_rules(key: tuple[str, ...], _library: "Library") -> tuple[Rule, ...]:
    return library_access.ask(_library.rules)


def key(now: library_access.Held | None) -> tuple[str, ...]:
    """What the labels on dropped files depend on, for caches; nothing where there are none."""
    if in_effect(now, with_own=True).empty and not rules_in_effect(now, with_own=True):
        return ()
    return ("labels", version(), *(() if now is None or now.empty else now.key))


def version() -> str:
    """Return a text that is another one after each change, for caches."""
    found, made = own(), own_rules()
    if found.empty and not made:
        return ""
    labelled = pd.util.hash_pandas_object(found, index=False).to_numpy().tobytes()
    return hashlib.sha256(labelled + repr(made).encode()).hexdigest()


def remember(step: Step, said: str) -> None:
    """Note a change, so that it can be undone, and have its sentence stand on the page."""
    steps: list[Step] = [*st.session_state.get(_BEFORE, []), step][-MOST_STEPS:]
    st.session_state[_BEFORE], st.session_state[_SAID] = steps, said


def step_back(place: str) -> Step | None:
    """Return the last change that was made there, and forget it; None without one."""
    steps: list[Step] = st.session_state.get(_BEFORE, [])
    last = next((step for step in reversed(steps) if step.place == place), None)
    st.session_state[_BEFORE], st.session_state[_SAID] = [step for step in steps if step is not last], ""
    return last


def can_step_back(place: str) -> bool:
    """Whether there is a change to undo that was made there."""
    return any(step.place == place for step in st.session_state.get(_BEFORE, []))


def pop_said() -> str:
    """Return what the last change did, and forget it."""
    found: str = st.session_state.pop(_SAID, "")
    return found


def say(text: str) -> None:
    """Have a sentence stand on the page."""
    st.session_state[_SAID] = text


def ask(place: str, other: pd.DataFrame) -> None:
    """Note the labels (`schema.LABELS`) that say something else of a post than those in effect there."""
    st.session_state[_ASKED] = (place, other)


def settle() -> None:
    """Forget the labels that wait for an answer."""
    st.session_state.pop(_ASKED, None)


def asked(place: str) -> pd.DataFrame | None:
    """The labels that wait for an answer there; None without any."""
    found: tuple[str, pd.DataFrame] | None = st.session_state.get(_ASKED)
    return None if found is None or found[0] != place else found[1]


def wait(name: str, data: bytes) -> None:
    """Keep a file of labels until there are videos to put them on."""
    st.session_state[_WAITING] = (*st.session_state.get(_WAITING, ()), (name, data))


def sizes_waiting() -> list[int]:
    """Return the sizes of the files of labels that wait, in bytes."""
    waiting: tuple[tuple[str, bytes], ...] = st.session_state.get(_WAITING, ())
    return [len(data) for _, data in waiting]


def pop_waiting() -> tuple[tuple[str, bytes], ...]:
    """Return the files of labels that wait, and forget them."""
    found: tuple[tuple[str, bytes], ...] = st.session_state.pop(_WAITING, ())
    return found


def forget() -> None:
    """Forget all labels and rules of this visit, and what could be undone."""
    for key in (_OWN, _RULES, _BEFORE, _ASKED, _WAITING, _SAID):
        st.session_state.pop(key, None)
