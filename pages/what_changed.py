"""What changed: saves, likes, comments and views gained since an earlier export in the library, video by video."""

import streamlit as st

from worthsaving import growing
from worthsaving.analysis import changes
from worthsaving.figures import growth, tables
from worthsaving.ui import beside, changed, frame

frame.start_page("What changed")
kept = changed.require_kept()
accounts, since = changed.choose(kept)
changed.whose(kept, accounts)
table = changed.changes(kept, accounts, since)
found = changes.gains(table)
finding = growing.changed(found)
st.header(finding, anchor=False)

if table.empty:
    st.markdown(growing.changed_evidence(found))
    beside.margin_notes("what_changed", ())
else:
    changed.totals(found)
    if found.gaining:
        beside.with_notes("what_changed", growth.gains(table), alt=finding, table=lambda: tables.gains(table), facts=())
    else:
        beside.margin_notes("what_changed", ())
    st.header("Video by video", anchor=False)
    changed.videos_table(table)

changed.how_long(kept, accounts)
frame.way_on(frame.CHANGED)
