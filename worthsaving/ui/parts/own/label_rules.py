"""Rules on captions on the pages: the form that makes one, and the rules there are, each with a way to take it away."""

import streamlit as st

from worthsaving import platforms
from worthsaving.analysis.labels import rules, table
from worthsaving.analysis.labels.rules import Rule
from worthsaving.schema import EVERY_ACCOUNT, Account
from worthsaving.sections.choice.accounts import accounts_in
from worthsaving.sections.labels import take
from worthsaving.ui.parts.own import label_changes, shown
from worthsaving.ui.shell import markdown, session
from worthsaving.words.own import labels as words


def form() -> None:
    """Draw the form of a new rule."""
    with st.form("label_rule", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        how = st.selectbox("Videos whose caption", rules.HOW, key="rule_how", width=190, filter_mode=None)
        text = st.text_input("Text", key="rule_text", placeholder="Ep", max_chars=rules.LONGEST_TEXT, width=120)
        account = _account()
        label = st.text_input(
            "get the label", key="rule_label", placeholder="Series", max_chars=table.LONGEST_LABEL, width=140
        )
        value = st.text_input(
            "with the value", key="rule_value", placeholder="Episodes", max_chars=table.LONGEST_VALUE, width=140
        )
        done = st.form_submit_button("Label them", help=words.RULE_HELP)
    if done and text.strip(" #＃") and label.strip() and value.strip():
        rule = rules.cleaned(Rule(label, value, how, text, account))
        label_changes.add_rule(rule, take.by_rules(session.reading(), [rule]))
        st.rerun()


def listed() -> None:
    """List the rules in effect."""
    several = len(accounts_in(session.reading().videos)) > 1
    for number, rule in enumerate(shown.rules()):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(markdown.escape(words.rule(rule, with_account=several)), width="content")
            st.button(
                "Remove the rule", key=f"rule_gone_{number}", on_click=_remove, args=(rule,), type="tertiary",
            )  # fmt: skip


def _account() -> Account:
    """Draw, where there are several accounts, the box that chooses whose captions are meant."""
    found = accounts_in(session.reading().videos)
    if len(found) < 2:
        return EVERY_ACCOUNT
    named = {words.EVERY: EVERY_ACCOUNT, **{platforms.account_label(*pair): pair for pair in found}}
    return named[st.selectbox("of", list(named), key="rule_account", width=200)]


def _remove(rule: Rule) -> None:
    label_changes.store(session.labels(), words.rule_gone(rule), changed=[rules.taken_away(rule)])
