"""Labels on the pages: what files offer, naming picked videos, rules, the small file, renaming and undoing."""

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from worthsaving.analysis.labels import rules, table
from worthsaving.errors import WorthSavingError
from worthsaving.reading.result import ExtraColumn
from worthsaving.sections.labels import file, take
from worthsaving.ui.parts.download import download
from worthsaving.ui.shell import frame, labels_held, library_access, markdown, session
from worthsaving.words import format
from worthsaving.words.own import labels as words

if TYPE_CHECKING:
    from worthsaving.library import Library

MOST_OFFERED = 3
"""Columns offered in one line; the others stand in the panel."""
MOST_CONFLICTS = 200


def offers(*, compare: bool = False) -> None:
    """One line with a button for each column of the creator's sheets that sorts the posts; with `compare`, what was taken has a link."""
    _take_waiting()
    found = [column for column in offered() if column.own]
    if found:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="label_offers"):
            st.markdown(
                f":orange[:material/label:] {markdown.escape(words.offers([c.header for c in found]))}", width="content"
            )
            for number, column in enumerate(found[:MOST_OFFERED]):
                _offer(column, f"take_label_{number}")
    _outcome(compare=compare)


def offered() -> list[ExtraColumn]:
    """The columns of the files that could be labels and that no label is called after."""
    if session.from_library():
        return []
    taken = set(session.labels()["label"])
    return [c for c in session.reading().extra if table.clean(c.header, table.LONGEST_LABEL) not in taken]


def panel() -> None:
    """All that can be done about labels, folded away; nothing where the library that is shown may only be read."""
    if not may_change():
        return
    with st.expander("Labels", icon=":material/label:", key="labels_panel", type="compact"):
        st.caption(words.WHAT)
        for number, column in enumerate(offered()):
            _offer(column, f"panel_label_{number}")
        _rule()
        _values()
        _file()
        if labels_held.can_step_back(_place()):
            st.button("Undo the last change", key="labels_undo", on_click=_undo, icon=":material/undo:")


def may_change() -> bool:
    """Whether this person may change the labels of what is shown."""
    now = session.library() if session.from_library() else None
    return now is None or now.may_write


def name_picked(videos: pd.DataFrame, key: str) -> None:
    """The form that gives the ticked videos a label; nothing where none is ticked."""
    if videos.empty:
        st.caption(":material/touch_app: Tick the videos that belong together, then name them.")
        return
    with st.form(f"{key}_form", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        label = st.text_input(
            "Label", key=f"{key}_label", placeholder="Pillar", max_chars=table.LONGEST_LABEL, width=180
        )
        value = st.text_input(
            "Value", key=f"{key}_value", placeholder="Recipes", max_chars=table.LONGEST_VALUE, width=180
        )
        done = st.form_submit_button(f"Label {format.plural(len(videos), 'video')}", icon=":material/label:")
    if done and label.strip() and value.strip():
        _give(take.on(videos, label, value), value_counts=True)
        st.rerun()


def keep(library: "Library") -> None:
    """Store the labels of this visit in the library. Raises LibraryError."""
    own = labels_held.own()
    if own.empty:
        return
    library.keep_labels(own[own["value"].ne("")], now=dt.datetime.now(dt.UTC))
    library.remove_labels(own[own["value"].eq("")])
    labels_held.put(own.head(0))


def _offer(column: ExtraColumn, key: str) -> None:
    label = markdown.escape(words.offer(column.header, len(column.names), column.posts))
    shown = markdown.escape(format.clip(", ".join(column.names[:5]), 200))
    st.button(label, key=key, on_click=_take, args=(column,), icon=":material/add:", help=shown)


def _take(column: ExtraColumn) -> None:
    _give(take.from_column(session.reading(), column))


def _give(new: pd.DataFrame, *, value_counts: bool = False) -> bool:
    """Add labels and return whether they were; what they say otherwise of a post is asked, unless the new `value_counts`."""
    before = session.labels()
    joined = table.join(before, new)
    after = table.replace(joined.table, joined.other) if value_counts else joined.table
    if table.too_many(after):
        labels_held.say(words.TOO_MANY)
        return False
    _store(after, words.taken(str(new["label"].iloc[0]), len(new)) if len(new) else words.NO_POSTS)
    if len(joined.conflicts) and not value_counts:
        labels_held.ask(_place(), new.merge(joined.conflicts[table.POST], on=table.POST))
    return True


def _place() -> str:
    """Where labels are changed: the library that is shown, "" for this visit."""
    now = session.library() if session.from_library() else None
    return "" if now is None else now.library.where


def _store(after: pd.DataFrame, said: str, *, undoing: bool = False) -> None:
    """Let these be the labels in effect: in the library where that is shown, else for this visit."""
    before = session.labels()
    gone = before.merge(after[table.POST], on=table.POST, how="left", indicator=True)
    gone = gone[gone["_merge"].eq("left_only")][before.columns]
    same = after.merge(before, on=list(after.columns), how="left", indicator=True)["_merge"].eq("both")
    changed = after[~same.to_numpy()]
    now, place = session.library(), _place()
    if session.from_library() and now is not None:
        if len(changed):
            library_access.ask(lambda: now.library.keep_labels(changed, now=dt.datetime.now(dt.UTC)))
        if len(gone):
            library_access.ask(lambda: now.library.remove_labels(gone))
        session.library_changed("")
    else:
        labels_held.put(table.replace(labels_held.own(), pd.concat([changed, gone.assign(value="")])))
    if not undoing:
        touched = pd.concat([changed, gone])[table.POST].drop_duplicates()
        labels_held.remember(labels_held.Step(place, touched, before.merge(touched, on=table.POST)), said)


def _undo() -> None:
    step = labels_held.step_back(_place())
    if step is not None:
        labels_held.settle()
        _store(table.replace(table.without(session.labels(), step.touched), step.before), "", undoing=True)


def _outcome(*, compare: bool) -> None:
    """What the last change did, and the way back, on the run after it; and what it left to ask."""
    said = labels_held.pop_said()
    if said:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(f":material/check: {markdown.escape(said)}", width="content")
            if labels_held.can_step_back(_place()):
                st.button("Undo", key="labels_undo_now", on_click=_undo, type="tertiary", icon=":material/undo:")
            if compare and not session.labels().empty:
                frame.link(frame.WHAT, label=words.COMPARE, width="content")
    _settle()


def _settle() -> None:
    """Where two sources label a post differently: both values side by side, and which one counts."""
    other = labels_held.asked(_place())
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
    _give(other, value_counts=True)


def _rule() -> None:
    with st.form("label_rule", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        how = st.selectbox("Videos whose caption", rules.HOW, key="rule_how", width=190, filter_mode=None)
        text = st.text_input("Text", key="rule_text", placeholder="Ep", width=120)
        label = st.text_input(
            "get the label", key="rule_label", placeholder="Series", max_chars=table.LONGEST_LABEL, width=140
        )
        value = st.text_input(
            "with the value", key="rule_value", placeholder="Episodes", max_chars=table.LONGEST_VALUE, width=140
        )
        done = st.form_submit_button("Label them")
    if done and text.strip() and label.strip() and value.strip():
        _give(take.by_rule(session.reading(), rules.Rule(label, value, how, text)))
        st.rerun()


def _values() -> None:
    """The values of each label: rename one or merge it into another, take apart, take a label away."""
    labels = session.labels()
    if labels.empty:
        return
    names = list(dict.fromkeys(labels["label"]))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        label = st.selectbox("Label", names, key="edit_label", width=180)
        counted = table.counted(labels[labels["label"].eq(label)])
        value = st.selectbox("Value", list(counted["value"]), key=f"edit_value_{label}", width=200)
        new = st.text_input(
            "Rename to",
            key="edit_new",
            width=160,
            max_chars=table.LONGEST_VALUE,
            help="The name of another value merges the two.",
        )
        st.button("Rename", key="edit_rename", on_click=_rename, args=(label, value, new), disabled=not new.strip())
        gone = "Take this label away"
        st.button(gone, key="edit_gone", on_click=_drop, args=(label,), type="tertiary", icon=":material/delete:")
    merged = table.renamed(labels[labels["label"].eq(label)])
    for number, row in enumerate(merged.itertuples()):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(markdown.escape(words.also_called(row.value, row.given)), width="content")
            st.button(
                "Take apart", key=f"apart_{number}", on_click=_take_apart, args=(label, row.value), type="tertiary"
            )


def _rename(label: str, value: str, new: str) -> None:
    before = session.labels()
    count = int((before["label"].eq(label) & before["value"].eq(value)).sum())
    _store(table.rename(before, label, value, new), words.renamed(value, new, count))


def _take_apart(label: str, value: str) -> None:
    _store(table.take_apart(session.labels(), label, value), words.apart(value))


def _drop(label: str) -> None:
    before = session.labels()
    _store(before[before["label"].ne(label)].reset_index(drop=True), words.gone(label))


def _file() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        labels = session.labels()
        if len(labels):
            reading = session.reading()
            download("Labels as CSV", words.FILE, lambda: file.write(labels, reading), help=words.FILE_HELP)
        dropped = st.file_uploader("Labels from a file", key="labels_upload", type="csv", width=300)
    if dropped is not None and st.session_state.get("labels_read") != dropped.file_id:
        st.session_state["labels_read"] = dropped.file_id
        labels_held.wait(dropped.name, dropped.getvalue())
        _take_waiting()
        st.rerun()


def _take_waiting() -> None:
    """Read the files of labels that were dropped in."""
    for name, data in labels_held.pop_waiting():
        try:
            new, without = file.read(data, session.reading())
        except WorthSavingError as fault:
            labels_held.say(f"{format.clip(name, 60)}: {fault}")
            continue
        if new.empty or _give(new):
            labels_held.say(words.read_file(name, len(new), without))
