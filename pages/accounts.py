"""Accounts: several accounts side by side on their save rates with ranges, from dropped files or the library."""

from worthsaving.sections import accounts as accounts_section
from worthsaving.ui.pages import accounts
from worthsaving.ui.parts import empty_states, show
from worthsaving.ui.shell import filters, frame

frame.start_page("Accounts")
empty_states.require_videos()
answers = filters.everything()
show.parts(accounts_section.accounts(answers), ())
accounts.accounts_table(answers.side_by_side)
frame.way_on(frame.ACCOUNTS)
