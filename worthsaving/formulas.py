"""Text that a spreadsheet would run as a formula, made harmless in a way that can be undone exactly.

A caption may truly begin with "=" or "@". Written to CSV or XLSX as it is, a spreadsheet runs it. An apostrophe in front
stops that; reading our own file back takes the apostrophe off again.
"""

import pandas as pd

_RISKY = r"^('*[=+\-@\t\r])"
_MARKED = r"^'('*[=+\-@\t\r])"


def neutralise(texts: pd.Series) -> pd.Series:
    """`texts` with an apostrophe before every one that starts like a formula (after any apostrophes of its own)."""
    return texts.str.replace(_RISKY, r"'\1", regex=True)


def restore(texts: pd.Series) -> pd.Series:
    """What `neutralise` was given."""
    return texts.str.replace(_MARKED, r"\1", regex=True)
