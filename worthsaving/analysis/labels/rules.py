"""Rules on captions: the posts whose caption begins with a text, holds it, or has a hashtag; those to come, too."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from worthsaving import schema
from worthsaving.analysis.labels import table
from worthsaving.schema import EVERY_ACCOUNT, Account

BEGINS, CONTAINS, HASHTAG = "begins with", "contains", "has the hashtag"
HOW = (BEGINS, CONTAINS, HASHTAG)
LONGEST_TEXT = 200
"""Characters of the text that a rule looks for."""
MOST_RULES = 50


@dataclass(frozen=True)
class Rule:
    """Posts of `account` whose caption fits get `value` of `label`; upper and lower case make no difference.

    `given` is the value before it was renamed, "" where it was not. Two rules with the same `key` are the same rule.
    """

    label: str
    value: str
    how: str
    text: str
    account: Account = EVERY_ACCOUNT
    given: str = ""

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What tells a rule from others: platform, account, label, how, and the text in lower case."""
        return (*self.account, self.label, self.how, self.text.strip().casefold())

    @property
    def first_value(self) -> str:
        """The value that it was given, whatever it is called today."""
        return self.given or self.value

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


def written(rule: Rule) -> str:
    """Write a rule as `parse` reads it."""
    condition = f"#{rule.text.lstrip('#＃')}" if rule.how == HASHTAG else f"{rule.how} {rule.text}"
    return f"{rule.label}={rule.value}: {condition}"


def cleaned(rule: Rule) -> Rule:
    """Return a rule as it is kept: its names as `table.clean` leaves them, its text without spaces around it."""
    value, given = (table.clean(text, table.LONGEST_VALUE) for text in (rule.value, rule.given))
    label = table.clean(rule.label, table.LONGEST_LABEL)
    return replace(rule, label=label, value=value, given=given, text=table.clean(rule.text, LONGEST_TEXT))


def labels_of(rules: Iterable[Rule], posts: pd.DataFrame) -> pd.DataFrame:
    """Make the labels (`schema.LABELS`) that rules give these posts (columns platform, account, post, title).

    Where two rules give a post a value of one label, that with the longer text counts, of equally long ones the first in
    the alphabet. Posts that nothing names get none.
    """
    made = [schema.empty(schema.LABELS)]
    for rule in sorted(rules, key=lambda rule: (-len(rule.text), rule.text, rule.key)):
        of = posts if rule.account == EVERY_ACCOUNT else posts[_is_of(posts, rule.account)]
        found = table.new(of[rule.fits(of["title"])], rule.label, rule.value)
        made.append(found.assign(given=table.clean(rule.first_value, table.LONGEST_VALUE)))
    whole = pd.concat(made, ignore_index=True).drop_duplicates(table.POST, keep="first")
    return schema.conform(whole, schema.LABELS)


def over(rules: Sequence[Rule], others: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return rules with `others` over them: of two with the same key that of `others`; without a value it takes one away."""
    both = {rule.key: rule for rule in (*rules, *others)}
    return tuple(both.values())


def in_effect(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules that label posts: those with a value."""
    return tuple(rule for rule in rules if rule.value)


def taken_away(rule: Rule) -> Rule:
    """Return a rule without a value, which `over` others takes away the one with its key."""
    return replace(rule, value="", given="")


def of_value(rules: Iterable[Rule], label: str, value: str) -> tuple[Rule, ...]:
    """Return the rules that give this value of a label."""
    return tuple(rule for rule in rules if (rule.label, rule.value) == (label, value))


def rename(rules: Iterable[Rule], label: str, value: str, becomes: str) -> tuple[Rule, ...]:
    """Return rules after a value was renamed as by `table.rename`; what was given stays known."""
    name = table.clean(becomes, table.LONGEST_VALUE)
    return tuple(
        replace(rule, value=name, given=rule.first_value)
        if name and (rule.label, rule.value) == (label, value)
        else rule
        for rule in rules
    )


def take_apart(rules: Iterable[Rule], label: str, value: str) -> tuple[Rule, ...]:
    """Return rules after a value was taken apart as by `table.take_apart`: those of it give again what they gave first."""
    return tuple(
        replace(rule, value=rule.first_value) if (rule.label, rule.value) == (label, value) else rule for rule in rules
    )


def _is_of(posts: pd.DataFrame, account: Account) -> pd.Series:
    return posts["platform"].eq(account[0]) & posts["account"].eq(account[1])
