"""What to make more and less of, as the few words under the headline."""

from dataclasses import dataclass

from worthsaving.sections.answers import Answers
from worthsaving.sections.once import kept
from worthsaving.words import format
from worthsaving.words.overview import make_more as words
from worthsaving.words.overview.make_more import Advice


@dataclass(frozen=True)
class Pointer:
    """One piece of advice and the video it leads to: (platform, video_id); None where it leads to what gets saved."""

    advice: Advice
    video: tuple[str, str] | None = None


@kept
def make_more(answers: Answers) -> tuple[Pointer, ...]:
    """Return what to make more of, a video to take after, and what to make less of; those that are known."""
    more, less = answers.first_look.more_and_less
    pieces = words.things(more, "more"), words.things(less.iloc[::-1], "less")
    more_of, less_of = (None if piece is None else Pointer(piece) for piece in pieces)
    return tuple(filter(None, (more_of, _video(answers), less_of)))


def _video(answers: Answers) -> Pointer | None:
    """The video kept most for its size, where its likely range lies above its account's usual rate; else None."""
    for label in answers.first_look.kept_most[:1]:
        usual, rate = answers.first_look.usual(label), answers.believable.loc[label]
        if usual is not None and rate["low"] > usual[1]:
            row = answers.videos.loc[label]
            title = format.title_of(row["title"], row["posted_day"])
            where = (str(row["platform"]), str(row["video_id"])) if row["video_id"] else None
            return Pointer(words.video(title, rate["raw"], usual[1]), where)
    return None
