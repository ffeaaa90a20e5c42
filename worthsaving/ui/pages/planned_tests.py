"""Planned tests: the dialog that writes one down, and the list of those in the library."""

import datetime as dt

import pandas as pd
import streamlit as st

from worthsaving.analysis.plans import planned_tests
from worthsaving.errors import WorthSavingError
from worthsaving.schema import Account
from worthsaving.sections.answers import Answers
from worthsaving.sections.plans import planned_tests as tests_section
from worthsaving.ui.parts import show, table_columns
from worthsaving.ui.shell import frame, markdown, session
from worthsaving.words.plans import planned_tests as test_words

LABEL = "Plan a test"


def offer(answers: Answers, kind: str, value: str, zone: str, *, less: bool = False, key: str = "") -> None:
    """A button that opens the dialog for posts with `value` of `kind`; none where no library is open.

    `less`: what it asks of them, as they were saved less so far. `key` tells it from others.
    """
    now = session.library()
    if now is None or now.empty or not now.may_write or kind == "account":
        return
    if len(answers.accounts) != 1:
        st.caption(f":material/science: {test_words.CHOOSE_ONE}")
        return
    if st.button(LABEL, icon=":material/science:", key=f"plan_test{key}", help=test_words.WHY):
        _dialog(answers, answers.accounts[0], kind, value, zone, less=less)


def listed(tests: pd.DataFrame) -> None:
    """The planned tests, the newest in a line each, all in a table where there are more; nothing where there is none."""
    if tests.empty:
        return
    show.show(tests_section.planned_tests(tests), ())
    if len(tests) > tests_section.IN_WORDS:
        table_columns.table(
            tests_section.listed(tests),
            key="tests_table",
            columns={
                **dict.fromkeys(("Written down", "Judged"), table_columns.DAY),
                **dict.fromkeys(("Question", "How it stands"), st.column_config.TextColumn(width="large")),
            },
            alt="The planned tests: their question, how far they are, how they came out",
        )
    st.caption(test_words.NOT_EDITED)


@st.dialog(LABEL)
def _dialog(answers: Answers, account: Account, kind: str, value: str, zone: str, *, less: bool = False) -> None:
    from worthsaving.library import NewTest

    question = test_words.question(kind, value, less=less)
    st.markdown(f"**{markdown.escape(question)}**")
    found = planned_tests.plan(answers.own)
    st.markdown(test_words.plan(found, planned_tests.missing_to_plan(answers.own)))
    now = session.library()
    if found is None or now is None:
        return
    chances = dict(found.chances)
    sizes = list(chances)
    form = st.empty()
    with form.container():
        size = st.radio(
            "How many posts of each",
            sizes,
            index=sizes.index(found.suggested or sizes[-1]),
            format_func=lambda number: test_words.size(number, chances[number]),
            key="plan_size",
        )
        st.caption(test_words.NOT_EDITED)
        written = st.button(markdown.on_accent("Write it down"), type="primary", key="plan_write")
    if not written:
        return
    try:
        test = NewTest(account, question, kind, value, size, zone)
        now.library.plan_test(test, now=dt.datetime.now(dt.UTC))
    except WorthSavingError as fault:
        st.text(str(fault))
    else:
        form.empty()  # it is written down once
        st.success(test_words.WRITTEN)
        frame.link(frame.CHANGED, width="content")
