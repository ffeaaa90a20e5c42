"""What changed: saves, likes, comments and views gained since an earlier export in the library, video by video."""

import streamlit as st

from worthsaving.sections import changes as changes_section
from worthsaving.sections.plans import bets as bets_section
from worthsaving.ui.pages import changes, planned_tests
from worthsaving.ui.parts import show
from worthsaving.ui.shell import frame, library_access, session

frame.start_page("What changed")
library, history = changes.require_kept(), session.history()
accounts, since = changes.choose(library, history)
changes.whose(library, accounts)
table = library_access.ask(lambda: history.changes(accounts, since))
bets = library_access.ask(lambda: history.bets(accounts))
show.show(changes_section.changes(table), ())
if not table.empty:
    st.header("Video by video", anchor=False)
    changes.videos_table(table, bets)
show.show(bets_section.bets(bets, library_access.ask(lambda: history.followed(accounts))), ())
changes.bets_table(bets)
planned_tests.listed(library_access.ask(lambda: history.tests(accounts)))
show.show(changes_section.how_long(library_access.ask(lambda: history.how_long(accounts))), ())
frame.way_on(frame.CHANGED)
