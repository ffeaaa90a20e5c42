"""Sentences on saves against those that the other counts suggest."""

import pandas as pd

from worthsaving.words import format, relation

NOTHING_BEYOND_CHANCE = "Nothing here goes beyond what chance can do: your saves follow your other counts."
ORDER = ["more than expected", "fewer than expected"]


def against_expected(row: pd.Series, saves: object) -> str:
    """Compare a video's saves with what its other counts suggest; empty where that is not known.

    `row`: expected, low, high, verdict (see analysis.expected). Which counts those are depends on what is known and on
    how many videos there are, so they are not named one by one.
    """
    if pd.isna(row["expected"]):
        return ""
    about = _count(row["expected"])
    suggest = (
        f"Its other counts suggest about {about} {'save' if about == '1' else 'saves'} "
        f"(likely {_count(row['low'])} to {_count(row['high'])})"
    )
    if format.is_missing(saves) or pd.isna(row["verdict"]):
        return f"{suggest}."
    return f"{suggest}; it has {format.count(saves)}: {row['verdict']}."


def stand_outs(expected: pd.DataFrame) -> str:
    """Say how many videos have more or fewer saves than their counts suggest, as a heading. `expected`: verdict, label.

    Where none does, how many lie in the named quadrants of saves and likes (`label`, may be absent).
    """
    judged = expected["verdict"].notna().sum()
    if not judged:
        return "Too few saved videos with views, likes or comments to say which stand out"
    more, fewer = ((expected["verdict"] == verdict).sum() for verdict in ORDER)
    if not more and not fewer:
        if "label" in expected and (said := relation.corners(expected["label"], "likes")):
            return said
        return f"None of your {format.plural(int(judged), 'video')} clearly stands out"
    parts = [f"{format.plural(int(n), 'video')} kept {how}" for n, how in ((more, "more"), (fewer, "less")) if n]
    return f"{' and '.join(parts)} than {'its' if more + fewer == 1 else 'their'} other counts suggest"


def _count(value: float) -> str:
    if value < 0.05:
        return "0"  # a video that nobody has seen
    return format.count(round(value)) if value >= 10 else format.figures(value, 1)


def both_ends(shown: int, of: int) -> str:
    """Say which of a longer list are shown: half from either end."""
    return f"The {shown // 2} furthest on either side of {format.plural(of, 'video')}."
