"""Rules on captions: the posts whose caption begins with a text, holds it, or has a hashtag."""

import re
from dataclasses import dataclass

import pandas as pd

BEGINS, CONTAINS, HASHTAG = "begins with", "contains", "has the hashtag"
HOW = (BEGINS, CONTAINS, HASHTAG)


@dataclass(frozen=True)
class Rule:
    """Posts whose caption fits get `value` of `label`; upper and lower case make no difference."""

    label: str
    value: str
    how: str
    text: str

    def fits(self, titles: pd.Series) -> pd.Series:
        """Mark the captions (bool, the index kept) that fit; none does where the text is empty."""
        wanted = self.text.strip().casefold()
        some = titles.str.strip().str.casefold()
        if not wanted.strip("#＃"):
            return pd.Series(False, index=titles.index)
        if self.how == BEGINS:
            return some.str.startswith(wanted).astype(bool)
        if self.how == CONTAINS:
            return some.str.contains(wanted, regex=False).astype(bool)
        tag = re.escape(wanted.lstrip("#＃"))
        return some.str.contains(rf"[#＃]{tag}(?![\w])", regex=True).astype(bool)


def parse(text: str) -> Rule:
    """Read a rule as it is written on the command line: `Series=Episodes: begins with Ep`, `Series=Challenge: #challenge`.

    Raises ValueError with a sentence that says what is missing.
    """
    named, colon, condition = text.partition(":")
    label, equals, value = (part.strip() for part in named.partition("="))
    condition = condition.strip()
    if not (colon and equals and label and value and condition):
        raise ValueError(f"“{text}” is no rule. Write it as LABEL=VALUE: begins with TEXT, or LABEL=VALUE: #TAG")
    for how in (BEGINS, CONTAINS):
        if condition.casefold().startswith(how + " ") and condition[len(how) :].strip():
            return Rule(label, value, how, condition[len(how) :].strip())
    if condition.startswith(("#", "＃")) and len(condition.split()) == 1 and len(condition) > 1:
        return Rule(label, value, HASHTAG, condition)
    raise ValueError(f"“{condition}” is no condition. Write begins with TEXT, contains TEXT, or #TAG")
