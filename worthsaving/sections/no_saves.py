"""What files without saves do count: shares, likes and comments, video by video or by posting day."""

from functools import partial

from worthsaving.analysis import select
from worthsaving.figures import base, no_saves as no_saves_figure
from worthsaving.sections.answers import Answers
from worthsaving.sections.once import kept
from worthsaving.sections.parts import Chart, Part
from worthsaving.words import format, no_saves as words


@kept
def no_saves(answers: Answers, *, over_time: bool = False) -> tuple[Part, ...]:
    """Return the chart of what the files count; nothing where saves are known, or nothing is.

    `over_time`: by posting day, where at least three videos have one.
    """
    videos = answers.videos
    if answers.has_saves or videos.empty:
        return ()
    dated = int(videos["posted_day"].notna().sum())
    by_day = over_time and dated >= words.SHORTEST
    found = answers.reactions(base.MAX_POINTS if by_day else no_saves_figure.MOST)
    if found.table.empty or not len(found.table.columns):
        return ()
    first = str(found.table.columns[0])
    known = found.table[first].dropna()
    top = videos.loc[known.index[0]]
    title = format.title_of(top["title"], select.posted_day(videos.loc[[known.index[0]]]).iloc[0])
    said = words.finding(first, title, known.tolist(), per_view=found.per_view)
    shown = int(videos.loc[found.table.index, "posted_day"].notna().sum()) if by_day else len(found.table)
    caption = words.over_time(shown=shown, of=found.of) if by_day else words.order(first, shown=shown, of=found.of)
    heading = words.heading([str(name) for name in found.table.columns], per_view=found.per_view)
    draw = no_saves_figure.over_time if by_day else no_saves_figure.bars
    chart = Chart(
        "no_saves",
        partial(draw, found, videos),
        partial(no_saves_figure.table, found, videos),
        alt=f"{heading}. {said}",
        caption=f"{said} {caption}",
        long=by_day,
    )
    return (Part(heading=heading, charts=(chart,)),)
