"""Cover of a report for a brand: whose, the best videos with links, what to expect of a next one, what a save is."""

from dataclasses import dataclass

import pandas as pd

from worthsaving import platforms
from worthsaving.analysis import select
from worthsaving.sections.answers import Answers
from worthsaving.words import format, headline
from worthsaving.words.plans import next_video
from worthsaving.words.report import cover as words
from worthsaving.words.report.voice import theirs

BEST = 3
LONGEST_CAPTION = 90


@dataclass(frozen=True)
class Best:
    """One of the best videos: its caption, its counts in words, and its link where it may be followed."""

    title: str
    counts: str
    link: str | None


@dataclass(frozen=True)
class Cover:
    """What the cover says: `save` what a save is, `next_video` what to expect and `evidence` why; empty where not known."""

    save: str
    next_video: str
    evidence: str
    heading: str
    best: tuple[Best, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What need not be said again below: on the next video, alone and together with its evidence."""
        return self.next_video, self.evidence, f"{self.next_video} {self.evidence}"


def cover(answers: Answers) -> Cover:
    """Make the cover: the videos kept most for their size, those of the overview (most viewed where no saves are known)."""
    rated = bool(answers.rates["mean"].notna().any()) if len(answers.videos) else False
    order = "Highest adjusted rate" if rated else "Most views"
    shown = answers.further.ordered("", order)[0] if len(answers.videos) else answers.videos
    surest = answers.first_look.kept_most if rated else []
    shown = (answers.videos.loc[surest] if len(surest) else shown).head(BEST)
    return Cover(
        save=words.SAVE if answers.has_saves else "",
        next_video=_next_video(answers) if answers.has_saves else "",
        evidence=theirs(next_video.evidence(answers.further.next_video)) if answers.has_saves else "",
        heading=words.BEST_BY_RATE if rated else words.BEST_BY_VIEWS,
        best=tuple(_best(answers, shown, label) for label in shown.index),
    )


def _next_video(answers: Answers) -> str:
    """Say what the app says of the next video; with too little for that, the range of 8 in 10 of the videos there are."""
    found = answers.further.next_video
    if found is None:
        return words.usual(headline.normal(answers.headline))
    return theirs(next_video.next_video(found, 0, answers.young_under))


def _best(answers: Answers, shown: pd.DataFrame, label: int) -> Best:
    video, rate = shown.loc[label], answers.rates["raw"].get(label)
    title = format.title_of(video["title"], select.posted_day(shown.loc[[label]]).iloc[0])
    counts = words.best(video["saves"], video["views"], None if format.is_missing(rate) else float(rate))
    return Best(format.clip(title, LONGEST_CAPTION), counts, platforms.safe_link(video["link"]))
