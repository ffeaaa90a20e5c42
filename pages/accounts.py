"""Accounts: side by side on their save rates with ranges, and when their followers are there."""

from worthsaving.sections import accounts as accounts_section
from worthsaving.ui.pages import accounts
from worthsaving.ui.parts import empty_states, show
from worthsaving.ui.shell import filters, frame

frame.start_page("Accounts")
empty_states.require_accounts()
answers = filters.everything()
if len(answers.videos):
    show.parts(accounts_section.accounts(answers), ())
    accounts.accounts_table(answers.side_by_side)
show.section("audience", answers)
frame.way_on(frame.ACCOUNTS)
