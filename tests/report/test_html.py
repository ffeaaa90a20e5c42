"""The report as one HTML file."""

import base64
import json
import re

import pytest

from tests.figures.own.test_marks import table
from tests.report import making
from tests.report.making import HOSTILE, OWN, WHEN, Page, harmful, hostile, made, sample, samples, whole
from worthsaving import platforms
from worthsaving.reading.result import Reading
from worthsaving.report.html import html_report, joined, split
from worthsaving.sections.answers import Answers
from worthsaving.sections.choice.choice import Choice
from worthsaving.sections.overview import lead
from worthsaving.sections.sections import ALL, title

EVERY = tuple(name for name in ALL if name != "marks")
"""The sections of a report on an account without marks."""


def charts_of(text: str) -> dict:
    """The figures inside the file, by the id of their place."""
    return json.loads(re.search(r'<script type="application/json" id="charts">(.*?)</script>', text, re.S)[1])


def test_one_file_of_at_most_six_megabytes():
    """A report of 180 videos can be sent by mail: at most 6 MB, plotly.js once, inside."""
    text = whole()
    assert len(text.encode()) <= 6_000_000
    assert text.count("plotly.js v") == 1


def test_a_report_is_kept_without_the_charts_library():
    """It is most of the file, and the same in each; put together again nothing is missing."""
    file = whole().encode()
    parts = split(file)
    assert sum(map(len, parts)) < len(file) - 4_000_000
    assert joined(parts) == file.decode()
    assert joined(split(b"no charts")) == "no charts"


@pytest.mark.parametrize(
    "report",
    [lambda: made(samples()), harmful, lambda: made(sample("Content"))],
    ids=["samples", "hostile", "no saves"],
)
def test_nothing_is_asked_from_outside(report):
    """No element of the file fetches anything: the only addresses are links to videos on known platforms."""
    text = report()
    page = Page(text)
    for tag, attrs in page.elements:
        assert "src" not in attrs, tag
        assert tag not in {"link", "iframe", "object", "embed", "base", "img", "form"}
        for name in ("href", "xlink:href", "action", "poster", "data"):
            address = attrs.get(name)
            if address and not address.startswith("#"):
                assert tag == "a"
                assert name == "href"
                assert platforms.safe_link(address) == address
                assert "noopener" in attrs["rel"]
    style = re.search(r"<style>(.*?)</style>", text, re.S)[1]
    assert re.findall(r"url\((?!data:font/woff2;base64,)", style) == []
    assert "@import" not in style


def test_the_browser_is_told_to_fetch_nothing():
    """The policy in the file forbids every request, whatever a caption holds."""
    (policy,) = [m["content"] for m in Page(whole()).all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:")
    assert "font-src data:;" in policy
    assert "http" not in policy


def test_hostile_captions_are_inert():
    """Captions, links and handles with markup are shown as they are: no element and no handler comes of them."""
    calm, page = Page(whole()), Page(harmful())
    assert len(page.all("script")) == len(calm.all("script")) == 4
    assert not {tag for tag, _ in page.elements} - {tag for tag, _ in calm.elements}
    assert not [attrs for _, attrs in page.elements if any(name.startswith("on") for name in attrs)]
    assert "<script>alert(1)</script>" in page.said
    assert "{{ 7*7 }}" in page.said
    assert "x" * 1000 not in page.said


def test_hostile_captions_cannot_leave_the_charts_data():
    """Inside the data of the charts no character can end the script, and what a chart shows is escaped for it too."""
    text = harmful()
    data = re.search(r'id="charts">(.*?)</script>', text, re.S)[1]
    assert not re.search("[<>&\u2028]", data)
    drawn = json.dumps(charts_of(text))
    assert "<script" not in drawn
    assert "<img" not in drawn
    assert "&lt;script&gt;" in drawn


def test_every_section_is_there_and_in_the_contents():
    """Each section has its heading and its place in the list of contents."""
    page = Page(whole())
    assert set(EVERY) <= page.ids
    linked = {attrs["href"][1:] for attrs in page.all("a") if attrs["href"].startswith("#")}
    assert linked == set(EVERY)
    assert all(title(name) in page.said for name in EVERY)


@pytest.mark.parametrize("wanted", [EVERY[::2], EVERY[1::2]], ids=["every other", "the others"])
def test_a_section_can_be_left_out(wanted):
    """A section that is not wanted leaves no trace, and the others stay."""
    assert Page(made(samples(), account=OWN, sections=wanted)).ids & set(EVERY) == set(wanted)


def test_an_unknown_section_is_an_error():
    """A name that is no section is refused with the ones there are."""
    with pytest.raises(ValueError, match="no such section: weather; there is headline"):
        made(samples(), sections=["weather"])


def test_without_charts_there_is_no_script():
    """A report of words and tables alone carries no plotly.js."""
    text = made(samples(), account=OWN, sections=["in_short", "files"])
    assert len(text) < 120_000
    assert not Page(text).all("script")


def test_it_says_what_the_app_says():
    """The headline and its evidence are the app's own sentences for the same videos."""
    answers = Answers(samples(), Choice(OWN))
    said = Page(whole()).said
    assert lead.title(answers) in said
    assert all(sentence in said for sentence in lead.sentences(answers))
    assert "@tinykitchen.sample · TikTok" in said
    assert "22 Nov 2026, 16:05 UTC" in said


def test_every_chart_has_a_place_and_words():
    """Every figure has an element of its own, named for who cannot see it, with its finding where scripts are off."""
    page, text = Page(whole()), whole()
    charts = charts_of(text)
    names = ("saves-vs-likes-counts", "saves-vs-likes-rates", "save-rate-over-time", "what-gets-saved", "audience")
    assert {f"chart-{name}" for name in names} <= set(charts)
    places = {attrs["id"]: attrs for attrs in page.all("div") if attrs.get("class") == "chart"}
    assert set(places) == set(charts)
    assert all(attrs["aria-label"] for attrs in places.values())
    assert page.all("noscript")


def test_no_two_elements_have_one_id():
    """A chart that had its section's id was drawn over the whole section."""
    ids = [attrs["id"] for _, attrs in Page(whole()).elements if "id" in attrs]
    assert len(ids) > len(ALL)
    assert sorted(ids) == sorted(set(ids))


def test_the_charts_wear_the_reports_template():
    """Figures carry no template of plotly's own, but the report's font and colours."""
    for figure in charts_of(whole()).values():
        assert "Source Sans" in figure["layout"]["template"]["layout"]["font"]["family"]
        assert "data" not in figure["layout"]["template"]


def test_no_note_stands_twice():
    """A note that stands beside one chart gives way to the next one at another."""
    notes = re.findall(r"<aside.*?<h4>(.*?)</h4>", whole(), re.S)
    assert len(notes) >= 6
    assert len(notes) == len(set(notes))


def test_it_is_made_to_print():
    """There are rules for paper: margins, no cut charts, headings with what they head."""
    style = re.search(r"<style>(.*?)</style>", whole(), re.S)[1]
    assert "@page" in style
    assert "@media print" in style
    assert "break-inside: avoid" in style
    assert "break-after: avoid" in style


def test_no_saves_is_a_state_not_a_zero():
    """Without a saves count the report says so, names what has them, and shows no rate and no chart of saves."""
    page = Page(made(sample("Content")))
    assert "None of your 15 videos has a saves count. That is not zero saves" in page.said
    assert "Add to Favorites" in page.said
    assert not {"saves_vs", "trend", "what", "in_short"} & page.ids
    assert {"headline", "videos", "files"} <= page.ids
    assert "Per 1,000 of all views" not in page.said.split("How this is worked out", 2)[0]


@pytest.mark.parametrize("some", [1, 3])
def test_few_videos_are_no_trend(some):
    """One or three videos make a report that says they are few."""
    reading = Reading(videos=sample("tiktok_business_videos").videos.head(some))
    said = Page(made(reading)).said
    assert "Too early for a trend" in said


def test_one_video_is_no_list_and_one_point_no_chart():
    """A single video under 7 days old: it is not the most saved of one, and no chart is drawn without anything in it."""
    videos = sample("tiktok_business_videos").videos.sort_values("posted_at", na_position="first").tail(1)
    text = made(Reading(videos=videos))
    assert set(charts_of(text)) == {"chart-saves-over-time"}
    said = Page(text).said
    assert "Your video" in said
    assert "most-saved video" not in said
    assert "Saves and likes: too few videos to say (1)" in said
    assert "Saves among all likes, comments, shares and saves: not known." in said


def test_every_chart_has_its_place_kept():
    """The place of a chart is as tall as its drawing before it is drawn; without scripts it is as tall as its words."""
    page, text = Page(whole()), whole()
    places = {attrs["id"]: attrs["style"] for attrs in page.all("div") if attrs.get("class") == "chart"}
    assert places == {id: f"--tall: {chart['layout']['height']}px" for id, chart in charts_of(text).items()}
    assert "<noscript><style>.chart { height: auto; }</style></noscript>" in text


def test_only_days_and_nothing_at_all():
    """A daily file alone gives its days; nothing gives words, not an error."""
    days = Page(made(Reading(days=samples().days)))
    assert "days" in days.ids
    assert "list no videos" in days.said
    assert "No video fits this choice" in Page(made(Reading())).said


def test_a_report_for_one_client_does_not_name_the_others():
    """With an account chosen, neither files nor videos nor handles of another account are in it."""
    other = ("instagram", "harvestcorner.sample")
    said = made(samples(), account=other)
    assert "tiktok_business_videos.csv" not in said
    assert "tinykitchen" not in said


def test_several_accounts_are_said_to_be_mixed():
    """All accounts in one report: it says so."""
    said = Page(made(samples(), sections=["headline"])).said
    assert "Several accounts in one" in said
    assert "Several accounts in one" not in Page(whole()).said


def test_the_choice_is_said():
    """Period, media and fewest views stand in the head of the report."""
    import datetime as dt

    said = Page(
        made(
            samples(),
            account=OWN,
            start=dt.date(2026, 1, 1),
            end=dt.date(2026, 6, 30),
            min_views=1000,
            sections=["headline"],
        )
    ).said
    assert "posted 1 Jan 2026 to 30 Jun 2026, 1,000 or more views" in said


def test_hostile_list_is_complete():
    """Every harmful caption is in the reading that the tests above use."""
    assert set(hostile().videos["title"]) == set(HOSTILE)


def test_a_report_from_the_library_says_so():
    """What is kept has no files to count."""
    reading = samples()
    kept = html_report(Reading(reading.videos, reading.days), sections=["headline"], made_at=making.WHEN).decode()
    assert "from what is kept in the library." in kept
    assert "0 files" not in kept


def test_the_typeface_is_inside():
    """A subset of the app's typeface, under 50 KB, under the name that the page asks for first."""
    style = re.search(r"<style>(.*?)</style>", made(Reading()), re.S)[1]
    data = re.search(r'font-family: "Worth Saving Sans".*?url\(data:font/woff2;base64,([\w+/=]+)\)', style)[1]
    assert base64.b64decode(data)[:4] == b"wOF2"
    assert len(data) < 50_000
    assert '--font: "Worth Saving Sans",' in style


def test_marks_stand_in_the_charts_and_in_a_section_of_their_own():
    """A day and a span, with what changed at each; a text that means harm is text."""
    marks = table(("2026-06-01", None, HOSTILE[0]), ("2026-07-01", "2026-07-09", "=1+1 featured"))
    marks = marks.assign(platform=OWN[0], account=OWN[1])
    choice = Choice(OWN)
    text = html_report(samples(), choice, sections=("trend", "marks"), made_at=WHEN, marks=lambda: marks).decode()
    page = Page(text)
    assert "marks" in page.ids
    assert f"1 Jun 2026: {HOSTILE[0]}" in page.said
    assert page.said.count(f"A 1 Jun 2026 “{HOSTILE[0]}”, B 1 Jul 2026 to 9 Jul 2026 “=1+1 featured”") == 3
    assert "of your" in page.said.partition("Your marks")[2]
    assert len(page.all("script")) == 4
    for name, figure in charts_of(text).items():
        assert [note["text"] for note in figure["layout"]["annotations"] if note.get("name") == "mark"] == [
            "<b>A</b>",
            "<b>B</b>",
        ], name


def test_marks_of_another_account_stay_out():
    """Only those of the account of the report and those of every account are in it."""
    marks = table(("2026-06-01", None, "mine"), ("2026-06-02", None, "theirs"), ("2026-06-03", None, "of all"))
    marks = marks.assign(platform=[OWN[0], OWN[0], "*"], account=[OWN[1], "somebody", ""])
    text = html_report(samples(), Choice(OWN), sections=("marks",), made_at=WHEN, marks=lambda: marks).decode()
    assert "mine" in text
    assert "of all" in text
    assert "theirs" not in Page(text).said
