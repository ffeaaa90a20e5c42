"""Changes of labels and rules, in the library or for this visit: given, renamed, taken away, undone; and what they left to ask."""

import datetime as dt
from collections.abc import Iterable

import pandas as pd
import streamlit as st

from worthsaving.analysis.labels import rules, table
from worthsaving.analysis.labels.rules import Rule
from worthsaving.ui.parts.own import shown
from worthsaving.ui.shell import labels_held, library_access, markdown, session
from worthsaving.words.own import labels as words

MOST_CONFLICTS = 200


def give(new: pd.DataFrame, *, value_counts: bool = False) -> bool:
    """Add labels and return whether they were; what they say otherwise of a post is asked, unless the new `value_counts`."""
    joined = table.join(session.labels(), new)
    after = table.replace(joined.table, joined.other) if value_counts else joined.table
    if table.too_many(table.replace(shown.labels(), after)):
        labels_held.say(words.TOO_MANY)
        return False
    store(after, words.taken(str(new["label"].iloc[0]), len(new)) if len(new) else words.NO_POSTS)
    if len(joined.conflicts) and not value_counts:
        labels_held.ask(place(), new.merge(joined.conflicts[table.POST], on=table.POST))
    return True


def add_rule(rule: Rule, fits: pd.DataFrame) -> None:
    """Keep a rule; `fits`: the labels (`schema.LABELS`) it gives now. What posts were given otherwise is asked."""
    before = session.labels()
    others = [one for one in shown.rules() if one.key != rule.key]
    if len(others) >= rules.MOST_RULES or table.too_many(table.replace(fits, shown.labels())):
        labels_held.say(words.TOO_MANY)
        return
    store(before, words.ruled(rule, len(fits)), changed=[rule])
    conflicts = table.join(before, fits).conflicts
    if len(conflicts):
        labels_held.ask(place(), fits.merge(conflicts[table.POST], on=table.POST))


def place() -> str:
    """Where labels are changed: the library that is shown, "" for this visit."""
    now = session.library() if session.from_library() else None
    return "" if now is None else now.library.where


def store(after: pd.DataFrame, said: str, *, changed: Iterable[Rule] = (), undoing: bool = False) -> None:
    """Let these be the labels given, in the library where that is shown, else for this visit; and change these rules.

    A rule of `changed` without a value is taken away.
    """
    before = session.labels()
    gone = before.merge(after[table.POST], on=table.POST, how="left", indicator=True)
    gone = gone[gone["_merge"].eq("left_only")][before.columns]
    same = after.merge(before, on=list(after.columns), how="left", indicator=True)["_merge"].eq("both")
    new, ruled = after[~same.to_numpy()], tuple(changed)
    if not undoing:
        touched = pd.concat([new, gone])[table.POST].drop_duplicates()
        step = labels_held.Step(place(), touched, before.merge(touched, on=table.POST), _before(ruled))
    _write(new, gone, ruled)
    if not undoing:
        labels_held.remember(step, said)


def undo() -> None:
    """Take back the last change that was made here."""
    step = labels_held.step_back(place())
    if step is not None:
        labels_held.settle()
        after = table.replace(table.without(session.labels(), step.touched), step.before)
        store(after, "", changed=step.rules, undoing=True)


def settle() -> None:
    """Where two sources label a post differently: both values side by side, and which one counts."""
    other = labels_held.asked(place())
    if other is None or other.empty:
        return
    both = table.join(session.labels(), other).conflicts
    if both.empty:
        return
    st.markdown(f":orange[:material/help:] {markdown.escape(words.conflict(len(both)))}")
    st.dataframe(
        both.head(MOST_CONFLICTS).rename(
            columns={"post": "Post", "label": "Label", "here": "Yours now", "there": "The new one"}
        )[["Post", "Label", "Yours now", "The new one"]],
        hide_index=True,
        key="labels_conflicts",
        alt="Posts whose label has two values",
    )
    with st.container(horizontal=True):
        st.button("Leave mine", key="labels_mine", on_click=labels_held.settle)
        st.button("Take the new one", key="labels_theirs", on_click=_take_theirs, args=(other,))


def _take_theirs(other: pd.DataFrame) -> None:
    labels_held.settle()
    give(other, value_counts=True)


def _before(changed: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Return how these rules are now: those that are not there without a value."""
    there = {rule.key: rule for rule in shown.rules()}
    return tuple(there.get(rule.key, rules.taken_away(rule)) for rule in changed)


def _write(new: pd.DataFrame, gone: pd.DataFrame, ruled: tuple[Rule, ...]) -> None:
    now = session.library()
    if not session.from_library() or now is None:
        labels_held.put(table.replace(labels_held.own(), pd.concat([new, gone.assign(value="")])))
        labels_held.put_rules(rules.over(labels_held.own_rules(), ruled))
        return
    library, moment = now.library, dt.datetime.now(dt.UTC)
    kept, dropped = rules.in_effect(ruled), tuple(rule for rule in ruled if not rule.value)
    if len(new):
        library_access.ask(lambda: library.keep_labels(new, now=moment))
    if len(gone):
        library_access.ask(lambda: library.remove_labels(gone))
    if kept:
        library_access.ask(lambda: library.keep_rules(kept, now=moment))
    if dropped:
        library_access.ask(lambda: library.remove_rules(dropped))
    session.library_changed("")
