"""Text that a spreadsheet would run is made harmless, and can be had back."""

import pandas as pd
from hypothesis import given, strategies as st

from worthsaving import formulas


def test_formulas_are_marked_and_plain_text_is_not():
    """Text that starts like a formula gets one apostrophe; other text stays as it is."""
    texts = pd.Series(["=1+1", "@handle", "-1", "plain", "'=already", ""])
    assert formulas.neutralise(texts).tolist() == ["'=1+1", "'@handle", "'-1", "plain", "''=already", ""]


@given(st.lists(st.text(alphabet="'=+-@\t\rab ")))
def test_restore_gives_back_what_was_there(texts):
    """Whatever the text, marking it and taking the mark off gives it back."""
    given_texts = pd.Series(texts, dtype="str")
    assert formulas.restore(formulas.neutralise(given_texts)).tolist() == texts
