"""Sentences on labels: what a file offers, how the kinds of one stand, how many more videos a winner takes."""

from collections.abc import Sequence

import pandas as pd

from worthsaving import platforms
from worthsaving.analysis.labels.columns import UNLABELLED
from worthsaving.analysis.labels.rules import MOST_RULES, Rule
from worthsaving.analysis.labels.table import MOST_LABELS, MOST_VALUES
from worthsaving.analysis.labels.winner import Standing
from worthsaving.analysis.what_gets_saved import MIN_WITH
from worthsaving.schema import EVERY_ACCOUNT
from worthsaving.words import format

TICK = "Tick the videos that belong together, then name them."
MERGES = "The name of another value merges the two."

LONGEST = 40
NAMED = 4
"""So many kinds that are too small are named."""
WHAT = (
    "A label sorts your posts your own way: a pillar, a series, sponsored or not. A post has one value of each label."
)
TAKE_TWINS, LEAVE_TWINS = "Give them the same", "No, leave them"
COLOURED, BY_CORNER = "Coloured by", "Corner"
KINDS = "The videos of one, and a test of it"
COMPARE = "Compare them"
FILE = "labels.csv"
FILE_HELP = (
    "A small table with the link or ID of each post, the label and its value. Drop it in again, here or elsewhere."
)
NO_POSTS = "No post fits, so nothing was labelled."
RULE_HELP = (
    "The rule stays: it labels the posts of your next exports, too. What you gave a post yourself counts before it."
)
EVERY = "all accounts"
TOO_MANY = (
    f"That would be too many labels or values to sort by: at most {MOST_LABELS} labels with {MOST_VALUES} values each, and "
    f"{MOST_RULES} rules. "
    "Nothing was changed."
)


def value(label: str, name: str) -> str:
    """Name a kind of a label: its value, "no Pillar" for the posts without one (both hold a user's text)."""
    return format.clip(name, LONGEST) if name != UNLABELLED else f"no {format.clip(label, LONGEST)}"


def rest(label: str, others: int, *, unlabelled: bool) -> str:
    """Name, in a chart's key, what shares one colour: the posts without a value, and those of `others` rare values."""
    more = f"{format.plural(others, 'other value')}" if others else ""
    return " and ".join(filter(None, [value(label, UNLABELLED) if unlabelled else "", more]))


def column(label: str) -> str:
    """Head the column of a label; it is no other column's heading."""
    return f"Label: {format.clip(label, LONGEST)}"


def option(label: str, name: str) -> str:
    """Name a kind of a label among those of others: "Pillar: Recipes"."""
    return f"{format.clip(label, LONGEST)}: {value(label, name)}"


def offer(header: str, kinds: int, posts: int) -> str:
    """Say what a column offers: "Pillar: 5 kinds, 180 posts"."""
    return f"{format.clip(header, LONGEST)}: {format.plural(kinds, 'kind')}, {format.plural(posts, 'post')}"


def offers(headers: Sequence[str]) -> str:
    """Say that a file sorts the posts, and by what."""
    named = " and ".join(f"“{format.clip(header, LONGEST)}”" for header in headers[:2])
    more = f" and {len(headers) - 2} more" if len(headers) > 2 else ""
    return f"Your file sorts your posts by {named}{more}. Take it as a label to compare by it."


def taken(label: str, posts: int) -> str:
    """Say that posts were labelled."""
    return f"{format.plural(posts, 'post')} labelled by {format.clip(label, LONGEST)}."


def rule(one: Rule, *, with_account: bool = False) -> str:
    """Say what a rule does: "Caption begins with “Ep”: Series, Episodes"."""
    named = EVERY if one.account == EVERY_ACCOUNT else platforms.account_label(*one.account)
    whose = f" ({named})" if with_account else ""
    given = f"{format.clip(one.label, LONGEST)}, {format.clip(one.value, LONGEST)}"
    return f"Caption {one.how} “{format.clip(one.text, LONGEST)}”{whose}: {given}"


def ruled(one: Rule, posts: int) -> str:
    """Say how many posts a new rule fits, and that it stays."""
    fits = f"{format.plural(posts, 'caption')} {'fits' if posts == 1 else 'fit'}" if posts else "No caption fits yet"
    return f"{rule(one)}. {fits}; the rule labels posts that come later, too."


def rule_gone(one: Rule) -> str:
    """Say that a rule was removed, and what it labelled with it."""
    return f"The rule is gone, and what it labelled: {rule(one)}."


def colours(labels: Sequence[str]) -> dict[str, str]:
    """Name what may colour the points: the corners ("") first, then each label."""
    named = {BY_CORNER: ""}
    for label in labels:
        name = format.clip(label, LONGEST)
        alike = sum(other == name or other.startswith(f"{name} (") for other in named)
        named[f"{name} ({alike + 1})" if alike else name] = label
    return named


def chosen(labels: Sequence[tuple[str, str]]) -> list[str]:
    """Say by which labels videos were chosen: "Pillar: Recipes or Tips only"."""
    names = dict.fromkeys(label for label, _ in labels)
    return [
        f"{format.clip(name, LONGEST)}: {' or '.join(value(name, v) for label, v in labels if label == name)} only"
        for name in names
    ]


def standing(found: Standing) -> str:
    """Say which kind of a label is saved more, as a heading; may hold a user's text."""
    label = format.clip(found.label, LONGEST)
    if _is_alone(found):
        return f"{label}: only {value(found.label, found.small[0][0])} here, and nothing to compare it with"
    if found.found.empty:
        return f"{label}: too few videos to compare"
    clear = found.found[found.found["clear"]]
    if clear.empty:
        return f"{label}: no winner yet"
    said = []
    for way, rows in (("more", clear[clear["ratio"] > 1]), ("less", clear[clear["ratio"] < 1])):
        names = [value(found.label, name) for name in rows.sort_values("ratio", ascending=way == "less")["value"]]
        if names:
            said.append(f"{_listed(names)} {'is' if len(names) == 1 else 'are'} saved {way}")
    return f"{label}: {', '.join(said)}"


def evidence(found: Standing) -> str:
    """Say on how many videos it stands, how many more a winner takes, and the least that a kind must have."""
    said = [f"{format.plural(found.n, 'finished video')}."]
    if _is_alone(found):
        return f"{said[0]} It takes another kind, or posts without one: a filter may have left them out."
    if found.more is not None and found.found.empty:
        said.append(f"It takes about {format.plural(found.more, 'more video')} to compare two kinds.")
    elif found.more is not None:
        said.append(
            f"About {format.plural(found.more, 'more video')} in the same mix would show, 8 times in 10, a kind that is saved "
            "twice as often."
        )
    if found.small:
        names = [f"{value(found.label, name)} ({n})" for name, n in found.small[:NAMED]]
        more = f" and {len(found.small) - NAMED} more" if len(found.small) > NAMED else ""
        said.append(f"Too few to compare, it takes {MIN_WITH} with and {MIN_WITH} without: {', '.join(names)}{more}.")
    return " ".join(said)


def twins(found: pd.DataFrame) -> str:
    """Say how many posts could be labelled like the same post elsewhere. `found`: `schema.LABELS` for them."""
    posts = len(found[["platform", "post"]].drop_duplicates())
    names = _listed([format.clip(name, LONGEST) for name in dict.fromkeys(found["label"])])
    are = "has the caption and day of a post" if posts == 1 else "have the caption and day of posts"
    return f"{format.plural(posts, 'post')} without {names} {are} on another platform that you labelled."


def conflict(count: int) -> str:
    """Say that two sources label posts differently, as a question."""
    return f"{format.plural(count, 'post')} would get another value. Which one counts?"


def refused_conflicts(conflicts: pd.DataFrame) -> str:
    """Say, for the command line, what two sources say differently and the ways out. `conflicts`: `labels.table.CONFLICTS`."""
    return (
        f"{format.plural(len(conflicts), 'post')} would get two values, such as {_both(conflicts)}. Say which one counts: "
        "--prefer first, or --prefer last"
    )


def refused_by_library(conflicts: pd.DataFrame) -> str:
    """Say, for the command line, what the library says differently of posts and the ways out. `conflicts` as above."""
    return (
        f"{format.plural(len(conflicts), 'post')} in the library would get another value, such as {_both(conflicts)}. "
        "--prefer first leaves those of the library, --prefer last takes the new ones"
    )


def _both(conflicts: pd.DataFrame) -> str:
    first = conflicts.iloc[0]
    here, there = (format.clip(first[name], LONGEST) for name in ("here", "there"))
    return f"{first['post']}: {format.clip(first['label'], LONGEST)} “{here}” and “{there}”"


def renamed(old: str, new: str, posts: int) -> str:
    """Say that a value was renamed, or merged into another."""
    return f"{format.plural(posts, 'post')}: “{format.clip(old, LONGEST)}” is “{format.clip(new, LONGEST)}” now."


def apart(value: str) -> str:
    """Say that a merged value was taken apart."""
    return f"“{format.clip(value, LONGEST)}” was taken apart: its posts have the values again that they were given."


def gone(label: str) -> str:
    """Say that a label was taken away."""
    return f"The label “{format.clip(label, LONGEST)}” was taken away."


def read_file(name: str, labels: int, without: int) -> str:
    """Say what was read from a file of labels."""
    left = f" {format.plural(without, 'row')} named no post, label or value, and had no effect." if without else ""
    return f"{format.clip(name, 60)}: {format.plural(labels, 'label')} read.{left}"


def also_called(value: str, given: Sequence[str]) -> str:
    """Say which other names a value was given: "Recipes (also given as recipe, Recepies)"."""
    return f"{format.clip(value, LONGEST)} (also given as {', '.join(format.clip(name, LONGEST) for name in given)})"


def _is_alone(found: Standing) -> bool:
    """Whether all videos are of one kind, and enough of them: a filter on it leaves no other."""
    return found.found.empty and len(found.small) == 1 and found.small[0][1] >= MIN_WITH


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
