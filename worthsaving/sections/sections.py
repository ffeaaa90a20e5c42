"""The sections in reading order: what stands on the pages and in the report, made once for both."""

from collections.abc import Callable
from dataclasses import dataclass

from worthsaving.sections.answers import Answers
from worthsaving.sections.audience import audience
from worthsaving.sections.daily import daily
from worthsaving.sections.headline import headline, in_short
from worthsaving.sections.marks.marks import marks
from worthsaving.sections.no_saves import no_saves
from worthsaving.sections.parts import Part, Section
from worthsaving.sections.relation import relations
from worthsaving.sections.sources import files, method
from worthsaving.sections.trend import trend
from worthsaving.sections.videos import stand_outs, top_videos
from worthsaving.sections.what_gets_saved import what_gets_saved
from worthsaving.words.own import marks as words


@dataclass(frozen=True)
class Topic:
    """One section: its id, its name, and what makes its parts."""

    id: str
    title: str
    make: Callable[[Answers], tuple[Part, ...]]


TOPICS: tuple[Topic, ...] = (
    Topic("headline", "Headline", lambda answers: headline(answers) + no_saves(answers)),
    Topic("in_short", "In short", in_short),
    Topic("saves_vs", "Saves vs likes and comments", relations),
    Topic("trend", "Trend", trend),
    Topic("marks", words.TITLE, marks),
    Topic("what", "What gets saved", what_gets_saved),
    Topic("videos", "Top videos", lambda answers: top_videos(answers) + stand_outs(answers)),
    Topic("days", "Day by day", daily),
    Topic("audience", "When your followers are there", audience),
    Topic("method", "How this is worked out", method),
    Topic("files", "The files, and what they can't tell", files),
)  # fmt: skip

ALL: tuple[str, ...] = tuple(topic.id for topic in TOPICS)
"""The ids of the sections in reading order."""

LIVE_ONLY: dict[str, str] = {
    "compare": "two periods are picked on screen",
    "video_card": "one video is picked on screen",
    "growth": "it takes an open library",
    "what_changed": "it takes an open library",
    "accounts": "a report is about one account",
}
"""The places on the pages that no report has, and why."""


def title(section: str) -> str:
    """Return what a section is called. Raises KeyError for an id that is not in `ALL`."""
    return {topic.id: topic.title for topic in TOPICS}[section]


def build(answers: Answers, wanted: tuple[str, ...] = ALL) -> tuple[Section, ...]:
    """Return the wanted sections in reading order; one that has nothing to say is left out.

    Raises ValueError for an id that is not in `ALL`.
    """
    unknown = sorted(set(wanted) - set(ALL))
    if unknown:
        raise ValueError(f"no such section: {', '.join(unknown)}; there is {', '.join(ALL)}")
    made = (Section(topic.id, topic.title, _parts(topic, answers, wanted)) for topic in TOPICS if topic.id in wanted)
    return tuple(section for section in made if section.parts)


def _parts(topic: Topic, answers: Answers, wanted: tuple[str, ...]) -> tuple[Part, ...]:
    """Make the parts of a section, without what the section right above it says."""
    if topic.id == "in_short" and "headline" in wanted:
        return in_short(answers, after_headline=True)
    return topic.make(answers)
