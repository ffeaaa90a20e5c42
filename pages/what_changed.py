"""What changed: saves, likes, comments and views gained since an earlier export in the library, video by video."""

import streamlit as st

from worthsaving.analysis import changes
from worthsaving.figures import growth, tables
from worthsaving.ui.pages import changes as changes_ui
from worthsaving.ui.parts import with_notes
from worthsaving.ui.shell import frame
from worthsaving.words import changes as changes_words

frame.start_page("What changed")
kept = changes_ui.require_kept()
accounts, since = changes_ui.choose(kept)
changes_ui.whose(kept, accounts)
table = changes_ui.changes(kept, accounts, since)
found = changes.gains(table)
finding = changes_words.changed(found)
st.header(finding, anchor=False)

if table.empty:
    st.markdown(changes_words.changed_evidence(found))
    with_notes.margin_notes("what_changed", ())
else:
    changes_ui.totals(found)
    if found.gaining:
        with_notes.with_notes(
            "what_changed", growth.gains(table), alt=finding, table=lambda: tables.gains(table), facts=()
        )
    else:
        with_notes.margin_notes("what_changed", ())
    st.header("Video by video", anchor=False)
    changes_ui.videos_table(table)

changes_ui.how_long(kept, accounts)
frame.way_on(frame.CHANGED)
