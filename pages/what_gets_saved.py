"""What gets saved: tags, words, lengths, days and hours that go with more or fewer saves."""

import streamlit as st

from worthsaving.figures import tables, what_gets_saved
from worthsaving.ui import numbers
from worthsaving.ui.pages import what_gets_saved as what_gets_saved_ui
from worthsaving.ui.parts import empty_states, with_notes
from worthsaving.ui.shell import filters, frame
from worthsaving.words import what_gets_saved as what_gets_saved_words

frame.start_page("What gets saved")
empty_states.require_videos()
chosen = filters.choose()
empty_states.require_left(chosen)
known = numbers.of_facts(chosen)

if "has_saves" in known:
    zone = what_gets_saved_ui.zone()
    found = numbers.of_what_gets_saved(chosen, zone)
    finding = what_gets_saved_words.what_gets_saved(found)
    st.header(finding, anchor=False)
    if not found.empty:
        with_notes.with_notes(
            "what_gets_saved",
            what_gets_saved.effects(found),
            alt=finding,
            table=lambda: tables.what_gets_saved(found),
            facts=known,
            caption=what_gets_saved_words.effect_legend(),
            limit=2,
        )
        what_gets_saved_ui.all_of_them(chosen, found, zone)
else:
    empty_states.no_saves(chosen)
frame.way_on(frame.WHAT)
