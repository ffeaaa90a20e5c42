"""The headline as a picture for a story or a deck, drawn without a browser."""

import io
import math

from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont

from worthsaving import platforms
from worthsaving.analysis.headline import Headline
from worthsaving.metrics import metric
from worthsaving.reading.result import Reading
from worthsaving.report import lettering, look, picture_trend
from worthsaving.report.lettering import BOLD
from worthsaving.schema import Estimate
from worthsaving.sections.answers import Answers
from worthsaving.sections.choice.choice import EVERYTHING, Choice
from worthsaving.sections.history import History
from worthsaving.words import format, headline

STORY, CARD = (1080, 1920), (1200, 630)
"""Width and height in pixels: a story of the phone apps, and a slide or a link's preview."""


def headline_picture(
    reading: Reading, choice: Choice = EVERYTHING, *, size: tuple[int, int] = STORY, history: History | None = None
) -> bytes:
    """The headline of this choice as a PNG of exactly `size` (`STORY` or `CARD`).

    The save rate as a big number and a sentence, its likely range on a strip over the usual one, how many videos, from
    when to when, whose. `history`: what an open library adds. Without a rate it says what is known instead. Characters that the font cannot draw are left out;
    a handle that holds one is left out whole, since half a handle would be somebody else's.
    """
    answers = Answers(reading, choice, history)
    picture = Image.new("RGB", size, look.PAPER)
    drawing = ImageDraw.Draw(picture)
    (_story if size[1] > size[0] else _card)(drawing, size, answers)
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


def _story(drawing: ImageDraw.ImageDraw, size: tuple[int, int], answers: Answers) -> None:
    width, height = size
    edge, inner, found = 96, size[0] - 2 * 96, answers.headline
    foot = height - 330  # the apps lay their own buttons over the lowest part of a story
    _bookmark(drawing, (edge, 0), (120, 200))
    top = lettering.write(
        drawing, (edge, 270), _who(answers), lettering.font(46, BOLD), colour=look.QUIET, width=inner, most=2
    )
    top = max(top + 50, 380)
    if found.pooled is not None:
        number = format.rate(found.pooled.value)
        drawing.text((edge - 8, top), number, font=_big(number, 300, inner), fill=look.LINK, anchor="lt")
        top += 270
    top = lettering.write(
        drawing, (edge, top), _what(found), lettering.font(68, BOLD), colour=look.INK, width=inner, most=4, even=True
    )
    said, small = _evidence(found), lettering.font(40)
    room = round(small.size * 1.25) * len(lettering.lines(said, small, inner, most=6))
    if found.pooled is not None and picture_trend.can_be_drawn(answers.buckets):
        top = lettering.write(
            drawing, (edge, top + 50), headline.BY_POSTING, small, colour=look.QUIET, width=inner, most=1
        )
        picture_trend.draw(drawing, (edge, top + 60, width - edge, foot - room - 150), answers.buckets, answers.change)
    elif rate := _on_strip(found):
        _strip(drawing, (edge, (top + foot - room) // 2), inner, rate, headline.normal(found), scale=1.0)
    lettering.write(drawing, (edge, foot - room - 40), said, small, colour=look.QUIET, width=inner, most=6)
    drawing.line([(edge, foot), (width - edge, foot)], fill=look.LINE, width=3)
    lettering.write(drawing, (edge, foot + 24), _about(found), lettering.font(42), colour=look.INK, width=inner, most=1)
    _mark(drawing, (edge, foot + 96), 38)


def _card(drawing: ImageDraw.ImageDraw, size: tuple[int, int], answers: Answers) -> None:
    width, height = size
    edge, found = 64, answers.headline
    _bookmark(drawing, (width - edge - 76, 0), (76, 126))
    inner = width - 2 * edge
    lettering.write(
        drawing, (edge, 56), _who(answers), lettering.font(32, BOLD), colour=look.QUIET, width=inner - 120, most=1
    )
    left, top = edge, 136
    if found.pooled is not None:
        number = format.rate(found.pooled.value)
        big = _big(number, 190, 440)
        drawing.text((edge - 5, top), number, font=big, fill=look.LINK, anchor="lt")
        left = edge + round(big.getlength(number)) + 48
    wide, bold = width - edge - left - (90 if left == edge else 0), lettering.font(58, BOLD)
    below = lettering.write(
        drawing, (left, top - 6), _what(found), bold, colour=look.INK, width=wide, most=3, even=True
    )
    top = max(below, 300) + 10
    if rate := _on_strip(found):
        _strip(drawing, (edge, top + 30), inner, rate, headline.normal(found), scale=0.62)
        top += 120
    said = _evidence(found)
    lettering.write(drawing, (edge, top), said, lettering.font(28), colour=look.QUIET, width=inner, most=2)
    foot = height - 84
    drawing.line([(edge, foot), (width - edge, foot)], fill=look.LINE, width=2)
    lettering.write(
        drawing, (edge, foot + 22), _about(found), lettering.font(28), colour=look.INK, width=inner - 240, most=1
    )
    _mark(drawing, (width - edge - 206, foot + 22), 26)


def _big(number: str, size: int, width: int) -> FreeTypeFont:
    """The bold font for a big number, smaller where it would not fit into `width` pixels."""
    wanted = lettering.font(size, BOLD)
    return lettering.font(min(size, int(size * width / wanted.getlength(number))), BOLD)


def _what(found: Headline) -> str:
    """The sentence beside the big number, which is not said twice; what is known instead where there is no rate.

    It is read by others than the creator, so nothing in it is theirs.
    """
    if not found.videos:
        return "No videos, so nothing is known of saves"
    if not found.videos_with_saves:
        which = "this video was" if found.videos == 1 else f"these {found.videos:,} videos were"
        return f"How often {which} saved is not known"
    known = format.plural(found.videos_with_saves, "video")
    if not found.saves:
        return f"No save yet on {known}"
    if found.pooled is None:
        return f"{format.plural(found.saves, 'save')} on {known}"
    return headline.OF_VIEWS


def _evidence(found: Headline) -> str:
    """What stands behind the sentence, for the same readers."""
    if found.pooled is None:
        return "A save rate takes views and a saves count, and no more saves than views." if found.videos else ""
    return " ".join(filter(None, [headline.likely_rate(found), headline.usual_range(found, "these videos")]))


def _who(answers: Answers) -> str:
    if len(answers.accounts) != 1:
        return f"{len(answers.accounts)} accounts" if answers.accounts else ""
    platform, handle = answers.accounts[0]
    drawn = lettering.drawable(handle, lettering.font(46, BOLD))
    whole = handle and drawn == handle
    return platforms.account_label(platform, handle) if whole else platforms.label(platform)


def _about(found: Headline) -> str:
    span = format.span(found.first_day, found.last_day)
    return " · ".join(text for text in (format.plural(found.videos, "video") if found.videos else "", span) if text)


def _on_strip(found: Headline) -> Estimate | None:
    """The save rate where it and its range have a place on a log scale."""
    rate = found.pooled
    return rate if rate is not None and rate.value and rate.low and rate.high else None


def _strip(
    drawing: ImageDraw.ImageDraw,
    at: tuple[int, int],
    width: int,
    rate: Estimate,
    usual: tuple[float, float] | None,
    *,
    scale: float,
) -> None:
    """The likely range as a bar with the rate on it, over the range that 8 in 10 videos fall into, on a log scale."""
    left, top = at
    pooled, low, high = (format.PER * edge for edge in (rate.value, rate.low, rate.high))
    ends = [low, high, *(format.PER * edge for edge in usual or () if edge > 0)]
    floor, ceiling = math.log10(min(ends)) - 0.08, math.log10(max(ends)) + 0.08

    def place(value: float) -> int:
        share = (math.log10(max(value, 10**floor)) - floor) / (ceiling - floor)
        return left + round(min(max(share, 0.0), 1.0) * width)

    def round_bar(first: float, last: float, half: float, colour: str) -> None:
        box = (place(first), top - round(half), max(place(last), place(first) + 2), top + round(half))
        drawing.rounded_rectangle(box, radius=round(half), fill=colour)

    drawing.line([(left, top), (left + width, top)], fill=look.LINE, width=max(2, round(4 * scale)))
    if usual is not None:
        round_bar(format.PER * usual[0], format.PER * usual[1], 34 * scale, "#DCD8CE")
    round_bar(low, high, 16 * scale, "#E8B56A")
    dot = round(25 * scale)
    drawing.ellipse((place(pooled) - dot, top - dot, place(pooled) + dot, top + dot), fill=metric("saves").colour)
    small = lettering.font(round(34 * scale) + 6)
    marks = (low, high) if usual is None else (format.PER * usual[0], format.PER * usual[1])
    for value, anchor in zip(marks, ("la", "ra"), strict=True):
        drawing.text(
            (place(value), top + round(46 * scale)), format.figures(value), font=small, fill=look.QUIET, anchor=anchor
        )


def _bookmark(drawing: ImageDraw.ImageDraw, at: tuple[int, int], size: tuple[int, int]) -> None:
    (left, top), (width, height) = at, size
    notch = round(width * 0.36)
    points = [(left, top), (left + width, top), (left + width, top + height)]
    points += [(left + width // 2, top + height - notch), (left, top + height)]
    drawing.polygon(points, fill=look.ACCENT)


def _mark(drawing: ImageDraw.ImageDraw, at: tuple[int, int], size: int) -> None:
    left, top = at
    _bookmark(drawing, (left, top + round(size * 0.18)), (round(size * 0.62), round(size * 0.95)))
    where = (left + size, top)
    lettering.write(drawing, where, "Worth Saving", lettering.font(size, BOLD), colour=look.LINK, width=600, most=1)
