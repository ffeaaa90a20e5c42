"""Headline: the finding in a sentence, the big numbers, what stands behind them, and the short list of findings."""

from worthsaving.analysis import select
from worthsaving.sections import measures
from worthsaving.sections.answers import Answers
from worthsaving.sections.parts import Line, Part, lines
from worthsaving.words import (
    format,
    headline as headline_words,
    in_short as in_short_words,
    next_video as next_video_words,
)

LONGEST_CAPTION = 160


def headline(answers: Answers) -> tuple[Part, ...]:
    """Return the finding with its numbers; without saves what the files do tell, without videos why there is nothing."""
    if answers.videos.empty:
        return (Part(heading=headline_words.no_videos(days=len(answers.days))),)
    found = answers.headline
    if not answers.has_saves:
        lacks = dict.fromkeys(text for file in answers.files for text in file.lacks)
        return (Part("no_saves", headline_words.no_saves(found.videos), measures.facts(answers), lines(*lacks)),)
    sentences = lines(
        headline_words.save_rate_evidence(found),
        *expected_next(answers),
        headline_words.known_saves(found),
        headline_words.top_share(found),
    )
    return (
        Part("headline", headline_words.save_rate(found), measures.facts(answers), sentences, _most_saved(answers)),
    )


def expected_next(answers: Answers) -> tuple[str, ...]:
    """Say what to expect of the next video and of the next five, and from what; nothing where nothing is saved."""
    if not answers.headline.saves:
        return ()
    found = answers.further.next_video
    said = next_video_words.next_video(found, answers.further.next_video_lacks), next_video_words.evidence(found)
    return (" ".join(filter(None, said)),)


def in_short(answers: Answers) -> tuple[Part, ...]:
    """Return three to five sentences, each with the section it comes from."""
    found = in_short_words.in_short(
        answers.headline, answers.trend, answers.change, answers.expected, answers.what_gets_saved()
    )
    return (Part(lines=tuple(Line(*line) for line in found)),) if found else ()


def _most_saved(answers: Answers) -> tuple[str, str] | None:
    found = answers.headline
    if found.most_saved is None:
        return None
    video = answers.videos.loc[[found.most_saved]]
    title = format.title_of(video["title"].iloc[0], select.posted_day(video).iloc[0])
    label = headline_words.most_saved(found.videos, int(video["saves"].iloc[0]))
    return label, format.clip(title, LONGEST_CAPTION)
