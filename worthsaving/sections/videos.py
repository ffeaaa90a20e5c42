"""The videos themselves: the most saved ones, and those with more or fewer saves than their other counts suggest."""

import pandas as pd

from worthsaving.analysis import age
from worthsaving.figures import tables
from worthsaving.sections.answers import Answers
from worthsaving.sections.once import kept
from worthsaving.sections.parts import Part, lines
from worthsaving.words import expected as expected_words, relation as relation_words, video as video_words

FIRST = 12  # rows of a list that is read, not searched


def top_videos(answers: Answers) -> tuple[Part, ...]:
    """Return the most saved videos (the most viewed where no saves are known) with the ranges of their rates."""
    if answers.videos.empty:
        return ()
    first, _ = answers.further.ordered("", "Most saved")
    heading = video_words.top_videos(len(answers.videos), saves=answers.has_saves)
    legend = video_words.RATES_LEGEND if answers.has_saves else ""
    return (Part("videos_table", heading, lines=lines(legend), table=videos_table(answers, first.head(FIRST))),)


@kept
def page_of_videos(answers: Answers, words: str, order: str, page: int) -> tables.Table:
    """Return the table of a page of the videos (see `Further.ordered`)."""
    return videos_table(answers, answers.further.ordered(words, order, page)[0])


def videos_table(answers: Answers, shown: pd.DataFrame) -> tables.Table:
    """Return the table of these of the videos: counts, rates with their ranges, links."""
    rows = shown.index
    young = age.is_young(answers.videos, answers.young_under).loc[rows]
    return tables.videos(shown, answers.rates.loc[rows], young, answers.young_under)


@kept
def stand_outs(answers: Answers) -> tuple[Part, ...]:
    """Return the videos that are unusual for their other counts or for the creator, both ends of the list.

    Nothing where none is beyond chance while the quadrants of saves and likes have videos to name.
    """
    if not answers.has_saves:
        return ()
    expected = answers.expected
    heading = expected_words.stand_outs(expected)
    for_you = video_words.unusual(answers.rates["verdict"])
    if expected["verdict"].isna().all() and not for_you:
        return (Part("stand_outs", heading),)
    shown = listed(answers)
    if shown.empty:
        if relation_words.corners(expected["label"], "likes"):
            return ()
        return (Part("stand_outs", heading),)
    first = both_ends(shown)
    how_many = expected_words.both_ends(len(first), len(shown)) if len(shown) > len(first) else ""
    table = tables.expected(answers.videos.loc[first.index], first)
    return (Part("stand_outs", heading, lines=lines(for_you, how_many), table=table),)


@kept
def listed(answers: Answers) -> pd.DataFrame:
    """Return the rows of `answers.expected` that are beyond chance, most saved for their size first.

    Column `stands_out` names the question: for the creator, for the video's other counts, or both.
    """
    expected = answers.expected
    for_counts = expected["verdict"].isin(expected_words.ORDER)
    for_you = answers.rates["verdict"].isin(video_words.UNUSUAL)
    out = for_counts | for_you
    rows = expected[out]
    rows = rows.assign(stands_out=expected_words.stands_out(for_you[out], for_counts[out], rows["counts"]))
    return rows.sort_values("ratio", ascending=False, na_position="last", kind="stable")


def both_ends(rows: pd.DataFrame) -> pd.DataFrame:
    """Return at most `FIRST` rows, half from either end: the videos saved most and least for their size both matter."""
    return rows if len(rows) <= FIRST else pd.concat([rows.head(FIRST // 2), rows.tail(FIRST // 2)])
