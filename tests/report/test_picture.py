"""The headline as a picture."""

import io
import re

import pandas as pd
import pytest
from PIL import Image, ImageDraw

from tests.report.making import OWN, hostile, sample, samples
from worthsaving import schema
from worthsaving.reading.result import Reading
from worthsaving.report import lettering, look, picture, picture_trend
from worthsaving.sections.answers import Answers
from worthsaving.sections.choice.choice import Choice
from worthsaving.words import headline


def drawn(reading: Reading, *, size: tuple[int, int] = picture.STORY, **options) -> Image.Image:
    return Image.open(io.BytesIO(picture.headline_picture(reading, Choice(**options), size=size))).convert("RGB")


def painted(image: Image.Image) -> float:
    """The share of pixels that are not paper."""
    paper = tuple(int(look.PAPER[i : i + 2], 16) for i in (1, 3, 5))
    counts = {colour: n for n, colour in image.getcolors(image.width * image.height)}
    return 1 - counts.get(paper, 0) / (image.width * image.height)


READINGS = {
    "samples": samples,
    "hostile": hostile,
    "no saves": lambda: sample("Content"),
    "nothing": Reading,
    "three videos": lambda: Reading(videos=sample("tiktok_business_videos").videos.head(3)),
    "days": lambda: Reading(days=samples().days),
}


@pytest.mark.parametrize("size", [picture.STORY, picture.CARD], ids=["story", "card"])
@pytest.mark.parametrize("reading", READINGS.values(), ids=READINGS)
def test_exact_size_and_something_on_it(reading, size):
    """Whatever was read, the picture has exactly the asked size, and neither is blank nor covered."""
    image = drawn(reading(), size=size)
    assert image.size == size
    assert 0.01 < painted(image) < 0.5


def test_the_sizes_are_those_of_stories_and_decks():
    """A story is 1080 x 1920, a wide picture 1200 x 630."""
    assert (picture.STORY, picture.CARD) == ((1080, 1920), (1200, 630))


@pytest.mark.parametrize("size", [picture.STORY, picture.CARD], ids=["story", "card"])
def test_nothing_touches_the_right_edge(size):
    """The outermost stripe on the right is paper: no word is cut off."""
    image = drawn(samples(), account=OWN, size=size)
    assert painted(image.crop((size[0] - 30, 0, *size))) == 0


def test_what_the_font_cannot_draw_is_left_out():
    """Emoji and foreign scripts leave no boxes; what is left stays readable."""
    font = lettering.font(40)
    assert lettering.drawable("Soup 🫠 猫 now", font) == "Soup now"
    assert lettering.drawable("Crème brûlée", font) == "Crème brûlée"


def test_half_a_handle_is_nobodys():
    """A handle that the font cannot draw in full is left out whole; the platform stays."""
    videos = sample("tiktok_business_videos").videos
    whose = [picture._who(Answers(Reading(videos=videos.assign(account=name)), Choice())) for name in ("abc", "猫abc")]
    assert whose == ["@abc · TikTok", "TikTok"]


def test_lines_fit_and_the_last_one_says_that_more_was_cut():
    """Text is broken between words, never wider than asked, and ends in an ellipsis when it is too long."""
    font = lettering.font(40)
    lines = lettering.lines("word " * 60 + "x" * 200, font, 300, most=3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(font.getlength(line) <= 300 for line in lines)


def test_no_word_of_a_heading_stands_alone():
    """A heading in two lines is broken near its middle; one that fits into a line, or is cut, stays as it is."""
    font = lettering.font(58, lettering.BOLD)
    said = "of every 1,000 views end in a save"
    assert lettering.lines(said, font, 750, most=3)[1] == "save"
    first, second = lettering.evened(said, font, 750, most=3)
    assert f"{first} {second}" == said
    assert font.getlength(second) > 0.6 * font.getlength(first)
    assert lettering.evened("a save", font, 750, most=3) == ["a save"]
    assert lettering.evened(said * 9, font, 750, most=2) == lettering.lines(said * 9, font, 750, most=2)


def test_pillows_own_font_does_where_the_apps_is_not_there(monkeypatch):
    """Without the app's font the picture is drawn in the one that Pillow brings."""
    lettering.font.cache_clear()
    monkeypatch.setattr(lettering, "_installed", lambda: None)
    try:
        assert drawn(samples(), account=OWN, size=picture.CARD).size == picture.CARD
    finally:
        lettering.font.cache_clear()


def test_the_picture_says_its_number_once_and_nothing_is_yours():
    """The rate is the big number, so the sentence goes on from it; whoever sees the picture owns none of the videos."""
    found = Answers(samples(), Choice(OWN)).headline
    assert picture._what(found) == headline.OF_VIEWS
    assert "18 % of these videos have no save yet" in picture._evidence(found)
    assert "your" not in picture._evidence(found)
    few = Answers(READINGS["three videos"](), Choice()).headline
    assert "your" not in picture._evidence(few)


def with_counts(number: int, **counts: int | None) -> Reading:
    """So many videos of a sample, these counts of all of them replaced."""
    videos = sample("tiktok_business_videos").videos.head(number)
    return Reading(videos=schema.conform(videos.assign(**counts), schema.VIDEOS))


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        (Reading(), "No videos, so nothing is known of saves"),
        (with_counts(1, saves=None), "How often this video was saved is not known"),
        (with_counts(15, saves=None), "How often these 15 videos were saved is not known"),
        (with_counts(1, saves=0), "No save yet on 1 video"),
        (with_counts(15, saves=0), "No save yet on 15 videos"),
        (with_counts(15, saves=2, views=None), "30 saves on 15 videos"),
    ],
    ids=["nothing", "one unknown", "unknown", "one unsaved", "unsaved", "no views"],
)
def test_without_a_rate_it_says_what_is_known(reading, said):
    """A picture without a rate speaks to nobody in particular, and counts no videos where there are none."""
    found = Answers(reading, Choice()).headline
    assert picture._what(found) == said
    assert not re.search(r"\byours?\b", picture._evidence(found))
    assert "0 videos" not in picture._about(found)


def colours(image: Image.Image) -> set:
    """The colours of an image."""
    return {colour for _, colour in image.getcolors(image.width * image.height)}


def rgb(colour: str) -> tuple[int, int, int]:
    """A colour as its three parts."""
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def test_the_story_shows_the_trend_and_fills_its_height():
    """The line's range is drawn where there are enough periods; no stripe of a sixth of the height is empty above the foot."""
    story = drawn(samples(), account=OWN)
    assert rgb(picture_trend.LIKELY) in colours(story)
    assert rgb(picture_trend.LIKELY) not in colours(drawn(READINGS["three videos"]()))
    sixth = story.height // 6
    assert all(
        painted(story.crop((0, top, story.width, top + sixth))) > 0.01 for top in range(0, 5 * sixth, sixth // 2)
    )


def test_the_line_is_where_the_rates_are():
    """Twice the rate is twice as high; a period of one video is a hollow dot, and one without a rate is passed over."""
    start = pd.date_range("2026-01-01", periods=4, freq="MS")
    table = pd.DataFrame({"start": start, "end": start + pd.offsets.MonthEnd(0), "rate": [0.002, 0.004, None, 0.008]})
    table = table.assign(low=table["rate"], high=table["rate"], n_rate=[9, 9, 0, 1])
    assert picture_trend.can_be_drawn(table)
    assert not picture_trend.can_be_drawn(table.head(3))
    image = Image.new("RGB", (1000, 600), look.PAPER)
    picture_trend.draw(ImageDraw.Draw(image), (0, 100, 1000, 500), table, None)
    accent, found = rgb(look.ACCENT), {}
    for x in range(80, 1000):
        heights = [y for y in range(90, 510) if image.getpixel((x, y)) == accent]
        if len(heights) > 20:  # a filled dot
            found[x] = 500 - sum(heights) / len(heights)
    first = [height for x, height in found.items() if x < 300]
    second = [height for x, height in found.items() if 300 < x < 500]
    assert sum(second) / len(second) == pytest.approx(2 * sum(first) / len(first), rel=0.08)
    assert not [x for x in found if x > 800]
