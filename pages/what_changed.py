"""What changed: saves, likes, comments and views gained since an earlier export in the library, video by video."""

import streamlit as st

from worthsaving.sections import changes as changes_section
from worthsaving.ui.pages import changes
from worthsaving.ui.parts import show
from worthsaving.ui.shell import frame, library_access, session

frame.start_page("What changed")
library, history = changes.require_kept(), session.history()
accounts, since = changes.choose(library, history)
changes.whose(library, accounts)
table = library_access.ask(lambda: history.changes(accounts, since))
show.show(changes_section.changes(table), ())
if not table.empty:
    st.header("Video by video", anchor=False)
    changes.videos_table(table)
show.show(changes_section.how_long(library_access.ask(lambda: history.how_long(accounts))), ())
frame.way_on(frame.CHANGED)
