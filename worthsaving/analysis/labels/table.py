"""Labels as a table, one row a post and label: joined, renamed, merged, taken apart again; pure functions."""

from dataclasses import dataclass

import pandas as pd

from worthsaving import schema

LONGEST_LABEL, LONGEST_VALUE = 80, 200
"""Characters of a label's name and of a value: more is a caption, not a label."""
MOST_LABELS, MOST_VALUES = 20, 60
"""Labels, and values of one: more of them sort nothing."""
POST = ["platform", "post", "label"]
CONFLICTS = ("platform", "post", "label", "here", "there")


@dataclass(frozen=True)
class Joined:
    """Labels of two tables. `table`: where they differ on a post's value, the first one's; `conflicts`: the others.

    `other`: the second table with the values as they are called in the first one. Columns of `conflicts`: platform, post,
    label, here (the first table's value), there (the second one's).
    """

    table: pd.DataFrame
    conflicts: pd.DataFrame
    other: pd.DataFrame


def clean(text: str, longest: int) -> str:
    """Return a name or value as it is stored: single spaces, no control characters, at most `longest` characters."""
    spaced = "".join(c if c.isprintable() or c in "\u200d\u200c" else " " for c in text)
    return " ".join(spaced.split())[:longest].rstrip()


def new(posts: pd.DataFrame, label: str, values: "pd.Series | str") -> pd.DataFrame:
    """Make labels (`schema.LABELS`) for posts (columns platform, account, post), one value for all or one each.

    Posts that nothing names, and values that are empty, are left out; of a post that is there twice the last value counts.
    """
    rows = posts[["platform", "account", "post"]].assign(label=clean(label, LONGEST_LABEL), value=values)
    rows["value"] = (
        rows["value"].astype("object").where(rows["value"].notna(), "").map(lambda v: clean(str(v), LONGEST_VALUE))
    )
    rows = rows[rows["post"].ne("") & rows["value"].ne("") & rows["label"].ne("")]
    return schema.conform(rows.assign(given=rows["value"]).drop_duplicates(POST, keep="last"), schema.LABELS)


def join(here: pd.DataFrame, there: pd.DataFrame) -> Joined:
    """Join two tables of labels; on a value that was renamed here, the other table follows.

    Posts whose value is given alike in both are no conflict, whatever it was renamed to.
    """
    follow = _renames(here)
    pairs = zip(there["label"], there["given"], there["value"], strict=True)
    value = [follow.get((label, given), value) if given == value else value for label, given, value in pairs]
    there = there.assign(value=pd.Series(value, index=there.index, dtype="str"))
    both = there.merge(here[[*POST, "value", "given"]], on=POST, suffixes=("", "_here"))
    differ = both[both["value"].ne(both["value_here"]) & both["given"].ne(both["given_here"])]
    conflicts = pd.DataFrame({name: differ[name].array for name in POST}).assign(
        here=differ["value_here"].array, there=differ["value"].array
    )
    return Joined(replace(there, here), conflicts[list(CONFLICTS)], there)


def replace(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Join two tables; where they differ on a post's value, the second one's counts."""
    whole = pd.concat([old, new], ignore_index=True).drop_duplicates(POST, keep="last")
    return schema.conform(whole.sort_values(["label", "platform", "post"], kind="stable"), schema.LABELS)


def without(table: pd.DataFrame, gone: pd.DataFrame) -> pd.DataFrame:
    """Return the labels of `table` but for those on the posts of `gone` (columns platform, post, label)."""
    marks = gone[POST].drop_duplicates().assign(gone=True)
    left = table.merge(marks, on=POST, how="left")["gone"].isna().to_numpy()
    return table[left].reset_index(drop=True)


def rename(table: pd.DataFrame, label: str, value: str, becomes: str) -> pd.DataFrame:
    """Rename a label's value; where there is one of the new name, they are merged. What was given stays known."""
    name = clean(becomes, LONGEST_VALUE)
    mine = table["label"].eq(label) & table["value"].eq(value)
    return table.assign(value=table["value"].mask(mine, name)) if name else table


def take_apart(table: pd.DataFrame, label: str, value: str) -> pd.DataFrame:
    """Undo all renaming and merging that led to a label's value: its posts have the values again that they were given."""
    mine = table["label"].eq(label) & table["value"].eq(value)
    return table.assign(value=table["value"].mask(mine, table["given"]))


def renamed(table: pd.DataFrame) -> pd.DataFrame:
    """List the values that were given as something else: label, value, given (a tuple of the other names), by label."""
    other = table[table["value"].ne(table["given"])].drop_duplicates(["label", "value", "given"])
    given = other.groupby(["label", "value"], sort=True)["given"].agg(lambda names: tuple(sorted(names)))
    return given.reset_index()


def counted(table: pd.DataFrame) -> pd.DataFrame:
    """Count the posts of each value: label, value, posts; by label, the most frequent value first."""
    found = table.groupby(["label", "value"], sort=True).size().reset_index(name="posts")
    return found.sort_values(["label", "posts"], ascending=[True, False], kind="stable", ignore_index=True)


def too_many(table: pd.DataFrame) -> str:
    """Name what is too many to sort by: "labels" or the label with too many values; "" where nothing is."""
    kinds = table.groupby("label")["value"].nunique()
    if len(kinds) > MOST_LABELS:
        return "labels"
    return next((str(label) for label, n in kinds.items() if n > MOST_VALUES), "")


def _renames(table: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Find what each given value of a label is called today, where all its posts agree."""
    each = table[["label", "given", "value"]].drop_duplicates()
    one = each[~each.duplicated(["label", "given"], keep=False)]
    return {(row.label, row.given): row.value for row in one.itertuples()}
