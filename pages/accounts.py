"""Accounts: a row each with its level, its course and the saves gained, side by side, and when their followers are there."""

from worthsaving.sections import accounts as accounts_section
from worthsaving.ui.pages import accounts
from worthsaving.ui.parts import empty_states, show
from worthsaving.ui.shell import filters, frame

frame.start_page("Accounts")
empty_states.require_accounts()
answers = accounts.group(filters.everything())
if len(answers.videos):
    table = accounts.compared(answers)
    gained = accounts.gained(answers)
    accounts.headline(gained, table, len(answers.accounts))
    shown = accounts.order(table, gained)
    accounts.accounts_table(shown, gained, len(answers.accounts))
    accounts.take_away(answers)
    accounts.newest_changes(gained)
    show.parts(accounts_section.accounts(answers), ())
show.section("audience", answers)
frame.way_on(frame.ACCOUNTS)
