"""The report for a brand: about the creator, with a cover, without advice."""

import json
import re
from functools import cache

import pytest

from tests.report.making import OWN, Page, hostile, made, sample, samples
from worthsaving import platforms
from worthsaving.data.load import declared
from worthsaving.guidance import notes
from worthsaving.reading.result import Reading
from worthsaving.report.cover import cover
from worthsaving.report.voice import drawn_for_brand, for_brand as for_brand_sections
from worthsaving.sections.answers import Answers
from worthsaving.sections.choice.choice import Choice
from worthsaving.sections.parts import Part, Section, lines
from worthsaving.words import headline
from worthsaving.words.plans import next_video
from worthsaving.words.report import cover as cover_words
from worthsaving.words.report.voice import theirs

READINGS = {
    "samples": (samples, OWN),
    "no saves": (lambda: sample("Content"), None),
    "three videos": (lambda: Reading(videos=sample("tiktok_business_videos").videos.head(3)), None),
    "days": (lambda: Reading(days=samples().days), None),
    "nothing": (Reading, None),
}


@cache
def for_brand() -> str:
    """The report of the first account of the samples, for a brand."""
    return made(samples(), account=OWN, voice="brand")


@pytest.mark.parametrize("name", READINGS)
def test_it_never_says_you(name):
    """Outside captions no word speaks to the creator."""
    reading, account = READINGS[name]
    whole = reading()
    captions = {" ".join(title.split()) for title in whole.videos["title"]}
    said = Page(made(whole, account=account, voice="brand")).said
    for caption in sorted(captions, key=len, reverse=True):
        said = said.replace(caption, "") if caption else said
    for start in sorted({caption[:20] for caption in captions if len(caption) > 3}, key=len, reverse=True):
        said = re.sub(rf"{re.escape(start)}.{{0,160}}", "", said)
    assert re.findall(r".{0,40}\b[Yy]ou(?:r|rs|rself)?\b.{0,40}", said) == []


@pytest.mark.parametrize("part", declared("method")["sections"], ids=lambda part: part["title"])
def test_the_method_is_not_told_by_the_creator(part):
    """No word of it says "my" or turns the wrong way, and a brand has no library."""
    said = theirs(part["title"]) + "\n" + theirs(part["text"], ours=True)
    assert re.findall(r".{0,40}(?:\b[Mm]y\b|\bFor they\b|their library).{0,40}", said) == []


def test_the_other_voice_still_says_you():
    """The report for the creator speaks to them."""
    assert "of your videos" in made(samples(), account=OWN)
    assert "of their videos" in for_brand()


def test_the_cover_has_the_best_three_with_links():
    """The first three that the overview calls kept most for their size, each with its counts and the way to it."""
    answers = Answers(samples(), Choice(OWN))
    rates = answers.rates.loc[answers.first_look.kept_most[:3], "mean"]
    found = cover(answers)
    wanted = [platforms.safe_link(link) for link in answers.videos.loc[rates.index, "link"]]
    assert [best.link for best in found.best] == wanted
    said = Page(for_brand())
    assert {attrs["href"] for attrs in said.all("a")} >= set(wanted)
    assert cover_words.SAVE in said.said
    expected = answers.further.next_video
    assert found.next_video == theirs(next_video.next_video(expected, 0))
    assert found.evidence == theirs(next_video.evidence(expected))
    assert "their next video" in found.next_video
    for sentence in (found.next_video, found.evidence):
        assert said.said.count(sentence) == 1


def test_with_too_little_for_the_next_video_the_usual_range_stands_there():
    """Several accounts, or too few videos for a prediction: what 8 in 10 videos get, where that is known."""
    both = Answers(samples())
    assert both.further.next_video is None
    assert cover(both).next_video == cover_words.usual(headline.normal(both.headline)) != ""
    assert cover(Answers(Reading(videos=sample("tiktok_business_videos").videos.head(3)))).next_video == ""


def test_without_saves_the_cover_has_the_most_viewed():
    """No rate, no range for the next video: what is known stands there and nothing else."""
    found = cover(Answers(sample("Content")))
    assert found.heading == cover_words.BEST_BY_VIEWS
    assert (found.save, found.next_video) == ("", "")
    assert found.best[0].counts.endswith(" views")
    assert cover(Answers(Reading())).best == ()


def test_no_advice_and_no_finding_of_nothing():
    """No note stands in it, no "none stands out", no hint what to drop in; the creator's own report has them."""
    page, own = Page(for_brand()), Page(made(samples(), account=OWN))
    assert not page.all("aside")
    assert own.all("aside")
    assert not [note.title for note in notes.all_notes() if f" {note.short}" in page.said]
    assert "What these files can't tell" in own.said
    assert "What these files can't tell" not in page.said
    assert "drop that in" not in page.said


def test_a_finding_of_nothing_is_left_out():
    """No heading and no line that finds nothing; one that finds something stays, and so does a section of it."""
    nothing, found = (
        "No single video is out of the ordinary: your saves follow your views",
        "3 videos were saved more than usual",
    )
    parts = (
        Part("stand_outs", nothing, lines=lines("Too few saved videos to say.")),
        Part("stand_outs", found, lines=lines(nothing, "Your best one.")),
    )
    (section,) = for_brand_sections((Section("videos", "Top videos", parts), Section("x", "X", parts[:1])))
    assert [part.heading for part in section.parts] == [found]
    assert [line.text for line in section.parts[0].lines] == ["Their best one."]


def test_the_method_is_folded():
    """Method and files are there for whoever opens them; in the creator's own report they stand open."""
    folded = re.findall(r'<section id="(\w+)"[^>]*>\s*<details class="whole">', for_brand())
    assert folded == ["method", "files"]
    assert '<details class="whole">' not in made(samples(), account=OWN)


def test_charts_keep_their_captions():
    """A chart's own words are turned, what it carries of the file is not."""
    chart = {"name": "usual for you", "customdata": [["usual for you"]], "text": ["Part 2 because you asked"]}
    turned = drawn_for_brand(chart)
    assert turned == {"name": "usual for them", "customdata": [["usual for you"]], "text": ["Part 2 because you asked"]}
    data = re.search(r'id="charts">(.*?)</script>', for_brand(), re.S)[1]
    assert "usual for you" not in json.dumps(json.loads(data))


def test_hostile_captions_are_inert_for_a_brand():
    """The cover holds captions and links as well: no element and no address comes of them."""
    calm, page = Page(for_brand()), Page(made(hostile(), voice="brand"))
    assert len(page.all("script")) == len(calm.all("script")) == 4
    assert not {tag for tag, _ in page.elements} - {tag for tag, _ in calm.elements}
    for attrs in page.all("a"):
        assert attrs["href"].startswith("#") or platforms.safe_link(attrs["href"]) == attrs["href"]
