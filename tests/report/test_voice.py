"""The report for a brand: about the creator, with a cover, without advice."""

import json
import re
from functools import cache

import pytest

from tests.report.making import OWN, Page, hostile, made, sample, samples
from worthsaving import platforms
from worthsaving.guidance import notes
from worthsaving.reading.result import Reading
from worthsaving.report.cover import cover
from worthsaving.report.voice import drawn_for_brand
from worthsaving.sections.answers import Answers, Choice
from worthsaving.words import headline
from worthsaving.words.report import cover as cover_words

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
    for start in sorted({caption[:20] for caption in captions if len(caption) > 3}, key=len, reverse=True):
        said = re.sub(rf"{re.escape(start)}.{{0,160}}", "", said)
    assert re.findall(r".{0,40}\b[Yy]ou(?:r|rs|rself)?\b.{0,40}", said) == []


def test_the_other_voice_still_says_you():
    """The report for the creator speaks to them."""
    assert "of your videos" in made(samples(), account=OWN)
    assert "of their videos" in for_brand()


def test_the_cover_has_the_best_three_with_links():
    """The three videos with the highest believable rates, each with its counts and the way to it."""
    answers = Answers(samples(), Choice(OWN))
    rates = answers.rates["mean"].sort_values(ascending=False).head(3)
    found = cover(answers)
    wanted = [platforms.safe_link(link) for link in answers.videos.loc[rates.index, "link"]]
    assert [best.link for best in found.best] == wanted
    said = Page(for_brand())
    assert {attrs["href"] for attrs in said.all("a")} >= set(wanted)
    assert cover_words.SAVE in said.said
    assert found.next_video == cover_words.next_video(headline.normal(answers.headline))
    assert found.next_video in said.said
    assert "8 in 10 of their videos" in found.next_video


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
    for text in ("stands out", "drop that in", "What these files can't tell"):
        assert text not in page.said
        assert text in own.said or text == "drop that in"


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
