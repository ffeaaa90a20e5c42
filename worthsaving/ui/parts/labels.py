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
from worthsaving.ui.parts.own import label_changes, label_rules, shown, twin_labels
from worthsaving.ui.shell import frame, labels_held, markdown, session
from worthsaving.words import format
from worthsaving.words.own import labels as words

if TYPE_CHECKING:
    from worthsaving.library import Library

MOST_OFFERED = 3
"""Columns offered in one line; the others stand in the panel."""


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
    if may_change():
        twin_labels.offer()
    _outcome(compare=compare)


def offered() -> list[ExtraColumn]:
    """The columns of the files that could be labels and that no label is called after."""
    if session.from_library():
        return []
    taken = set(shown.labels()["label"])
    return [c for c in session.reading().extra if table.clean(c.header, table.LONGEST_LABEL) not in taken]


def panel() -> None:
    """All that can be done about labels, folded away; nothing where the library that is shown may only be read."""
    if not may_change():
        return
    with st.expander("Labels", icon=":material/label:", key="labels_panel", type="compact"):
        st.caption(words.WHAT)
        for number, column in enumerate(offered()):
            _offer(column, f"panel_label_{number}")
        label_rules.form()
        label_rules.listed()
        _values()
        _file()
        if labels_held.can_step_back(label_changes.place()):
            st.button("Undo the last change", key="labels_undo", on_click=label_changes.undo, icon=":material/undo:")


def may_change() -> bool:
    """Whether this person may change the labels of what is shown."""
    now = session.library() if session.from_library() else None
    return now is None or now.may_write


def name_picked(videos: pd.DataFrame, key: str) -> None:
    """The form that gives the ticked videos a label; nothing where none is ticked."""
    if videos.empty:
        st.caption(f":material/touch_app: {words.TICK}")
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
        label_changes.give(take.on(videos, label, value), value_counts=True)
        st.rerun()


def keep(library: "Library") -> None:
    """Store the labels and rules of this visit in the library. Raises LibraryError."""
    own, ruled, now = labels_held.own(), labels_held.own_rules(), dt.datetime.now(dt.UTC)
    if len(own):
        library.keep_labels(own[own["value"].ne("")], now=now)
        library.remove_labels(own[own["value"].eq("")])
        labels_held.put(own.head(0))
    if ruled:
        library.keep_rules(rules.in_effect(ruled), now=now)
        library.remove_rules([rule for rule in ruled if not rule.value])
        labels_held.put_rules(())


def _offer(column: ExtraColumn, key: str) -> None:
    label = markdown.escape(words.offer(column.header, len(column.names), column.posts))
    shown = markdown.escape(format.clip(", ".join(column.names[:5]), 200))
    st.button(label, key=key, on_click=_take, args=(column,), icon=":material/add:", help=shown)


def _take(column: ExtraColumn) -> None:
    label_changes.give(take.from_column(session.reading(), column))


def _outcome(*, compare: bool) -> None:
    """What the last change did, and the way back, on the run after it; and what it left to ask."""
    said = labels_held.pop_said()
    if said:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(f":material/check: {markdown.escape(said)}", width="content")
            if labels_held.can_step_back(label_changes.place()):
                st.button(
                    "Undo", key="labels_undo_now", on_click=label_changes.undo, type="tertiary", icon=":material/undo:"
                )
            if compare and not shown.labels().empty:
                frame.link(frame.WHAT, label=words.COMPARE, width="content")
    label_changes.settle()


def _values() -> None:
    """The values of each label: rename one or merge it into another, take apart, take a label away."""
    labels = shown.labels()
    if labels.empty:
        return
    names = list(dict.fromkeys(labels["label"]))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        label = st.selectbox("Label", names, key="edit_label", width=180)
        counted = table.counted(labels[labels["label"].eq(label)])
        value = st.selectbox("Value", list(counted["value"]), key=f"edit_value_{label}", width=200)
        new = st.text_input("Rename to", key="edit_new", width=160, max_chars=table.LONGEST_VALUE, help=words.MERGES)
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
    found = shown.labels()
    count = int((found["label"].eq(label) & found["value"].eq(value)).sum())
    changed = rules.of_value(shown.rules(), label, value)
    label_changes.store(
        table.rename(session.labels(), label, value, new),
        words.renamed(value, new, count),
        changed=rules.rename(changed, label, value, new),
    )


def _take_apart(label: str, value: str) -> None:
    changed = rules.take_apart(rules.of_value(shown.rules(), label, value), label, value)
    label_changes.store(table.take_apart(session.labels(), label, value), words.apart(value), changed=changed)


def _drop(label: str) -> None:
    before = session.labels()
    gone = [rules.taken_away(rule) for rule in shown.rules() if rule.label == label]
    label_changes.store(before[before["label"].ne(label)].reset_index(drop=True), words.gone(label), changed=gone)


def _file() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        labels = shown.labels()
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
        if new.empty or label_changes.give(new):
            labels_held.say(words.read_file(name, len(new), without))
