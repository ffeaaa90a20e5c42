"""Sentences on saves against those that the other counts suggest."""

import pandas as pd

from worthsaving.words import format, relation

ORDER = ["more than expected", "fewer than expected"]


def against_expected(row: pd.Series, saves: object) -> str:
    """Compare a video's saves with what its other counts suggest; empty where that is not known.

    `row`: expected, low, high, verdict, counts (see analysis.expected). The counts that were used are named.
    """
    if pd.isna(row["expected"]):
        return ""
    about = _count(row["expected"])
    likely = f"(likely {_count(row['low'])} to {_count(row['high'])})"
    if format.is_missing(saves) or pd.isna(row["verdict"]):
        return f"Its {row['counts']} suggest about {about} {'save' if about == '1' else 'saves'} {likely}."
    how = "out of the ordinary" if row["verdict"] in ORDER else "as usual"
    return f"{_saves(saves)}. Its {row['counts']} would suggest about {about} {likely}: {how}."


def stand_outs(expected: pd.DataFrame) -> str:
    """Say how many videos have more or fewer saves than their counts suggest, as a heading.

    `expected`: verdict, counts, label (see analysis.expected). Where none does, how many lie in the named quadrants of
    saves and likes (`label`, may be absent).
    """
    judged = expected["verdict"].notna().sum()
    if not judged:
        return "Too few saved videos with views, likes or comments to say which stand out"
    more, fewer = ((expected["verdict"] == verdict).sum() for verdict in ORDER)
    if not more and not fewer:
        if "label" in expected and (said := relation.corners(expected["label"], "likes")):
            return said
        counts = _counts(expected[expected["verdict"].notna()])
        return f"No single video is out of the ordinary: your saves follow your {counts} ({format.plural(int(judged), 'video')})"
    parts = [
        f"{format.plural(int(n), 'video')} {'was' if n == 1 else 'were'} saved {how}"
        for n, how in ((more, "more"), (fewer, "less"))
        if n
    ]
    whose = "its" if more + fewer == 1 else "their"
    return f"{' and '.join(parts)} than {whose} {_counts(expected[expected['verdict'].isin(ORDER)])} suggest"


def stands_out(for_you: pd.Series, for_counts: pd.Series, counts: pd.Series) -> pd.Series:
    """Name what each video is unusual for: "for you", "for its views and likes", both, or empty."""
    its = "for its " + counts
    return its.where(for_counts, "").mask(for_you, "for you").mask(for_you & for_counts, "for you and " + its)


def _counts(judged: pd.DataFrame) -> str:
    """Name the counts that these videos were judged by, where they are the same for all."""
    names = judged["counts"].unique()
    return str(names[0]) if len(names) == 1 else "other counts"


def _saves(saves: object) -> str:
    said = format.count(saves)
    return f"{said} {'save' if said == '1' else 'saves'}"


def _count(value: float) -> str:
    if value < 0.05:
        return "0"  # a video that nobody has seen
    return format.count(round(value)) if value >= 10 else format.figures(value, 1)


def both_ends(shown: int, of: int) -> str:
    """Say which of a longer list are shown: half from either end."""
    return f"The {shown // 2} furthest on either side of {format.plural(of, 'video')}."
