"""The digest as HTML and as Markdown: the same sections, and text from files inert in both."""

import datetime as dt
import re

import pandas as pd
import pytest

from tests.library import made
from tests.report.making import HOSTILE, WHEN, Page
from worthsaving import platforms
from worthsaving.library import Library
from worthsaving.report import digest
from worthsaving.sections.week.look import look
from worthsaving.sections.week.week import sections

WEEKS = 13
ACCOUNT = "<b>Eve</b>"


def export(week: int, *, strong: bool = False) -> pd.DataFrame:
    """Old videos that gain about as much each week, and two new ones whose captions mean harm."""
    rows = []
    for number in range(24 + 2 * week):
        old = number < 24
        age = 400 - number + 7 * week if old else 7 * (week - (number - 24) // 2) - 2.5 - number % 2
        if age < 0:
            continue
        saves = number + 3 * week + (7 * week + number * number) % 4 if old else 20 + number % 7
        if strong and number == 0:
            saves = 4000
        rows.append(
            {
                "platform": "tiktok",
                "account": ACCOUNT,
                "video_id": f"{7_600_000_000_000_000_000 + number}",
                "title": HOSTILE[number % len(HOSTILE)],
                "link": f"https://www.tiktok.com/@eve/video/{number}" if number % 2 else "javascript:alert(6)",
                "posted_at": made.now(week) - dt.timedelta(days=age),
                "observed_at": made.now(week),
                "views": 10_000 + saves,
                "saves": saves,
                "source": "tiktok-business-videos",
            }
        )
    return made.frame(rows)


def kept(path, *, strong: bool) -> Library:
    library = Library.open(str(path / f"{strong}.sqlite"))
    for week in range(WEEKS):
        videos = export(week, strong=strong and week == WEEKS - 1)
        library.keep(made.reading(made.snapshot(f"week {week}", videos)), now=made.now(week))
    return library


@pytest.fixture(scope="module")
def quiet(tmp_path_factory):
    return look(kept(tmp_path_factory.mktemp("quiet"), strong=False))


@pytest.fixture(scope="module")
def strong(tmp_path_factory):
    return look(kept(tmp_path_factory.mktemp("strong"), strong=True))


def html(found) -> str:
    return digest.html(found, made_at=WHEN).decode()


def test_it_may_say_that_nothing_is_out_of_the_ordinary(quiet):
    """The answer comes first, with what came in and what a usual week is."""
    assert not quiet.something
    said = Page(html(quiet)).said
    assert "Nothing out of the ordinary" in said
    assert re.search(
        r"\+\d+ saves in 7 days\. A usual week \(8 in 10 of the 11 weeks before brought \d+ to \d+\)", said
    )
    assert "A week twice as strong would" in said


def test_a_strong_week_and_a_personal_best_are_told(strong):
    """What is unusual stands in the heading with the account; the video that passed all others is named once."""
    assert strong.something
    said = Page(html(strong)).said
    assert f"A strong week on @{ACCOUNT} · TikTok" in said
    assert "A personal best: “<script>alert(1)</script>” has 4,000 saves" in said
    assert said.count("A personal best") == 1


def test_new_videos_stand_at_their_age(quiet):
    """Those posted since the export before, with what the others had at that age; a link only where it is safe."""
    (own,) = quiet.accounts
    assert own.posted == len(own.new) == 2
    assert "about usual" in Page(html(quiet)).said
    links = [attrs["href"] for attrs in Page(html(quiet)).all("a") if not attrs["href"].startswith("#")]
    assert links
    assert all(platforms.safe_link(link) == link for link in links)


def test_both_say_the_same(strong):
    """Every sentence and cell of the sections stands in the HTML and, escaped, in the Markdown."""
    page, plain = Page(html(strong)).said, re.sub(r"\\(.)|\u2060", r"\1", digest.markdown_text(strong, made_at=WHEN))
    for section in sections(strong):
        for part in section.parts:
            for text in (part.heading, *(line.text for line in part.lines)):
                assert text in page
                assert text in plain


def test_it_asks_for_nothing_and_is_small(strong):
    """No script of a chart is in it, nothing is fetched, and a mail can carry it."""
    page = Page(html(strong))
    assert len(html(strong)) < 200_000
    assert page.all("script") == page.all("img") == page.all("iframe") == []
    assert not [attrs for _, attrs in page.elements if any(name.startswith("on") for name in attrs)]


def test_text_from_files_is_no_markdown(strong):
    """No sign of a caption or a handle is left that Markdown would act on: no element, link, picture, row or heading."""
    text = digest.markdown_text(strong, made_at=WHEN)
    bare = re.sub(r"\\.", "", re.sub(r"\[((?:\\.|[^\]\\])*)\]\(<https://www\.tiktok\.com/[^>\s]*>\)", r"\1", text))
    assert not re.search(r"[<>`\[\]*_~]", re.sub(r"^\*|\*$", "", bare, flags=re.M))
    assert "javascript:" not in bare
    for line in bare.splitlines():
        if line.startswith("| ") and "---" not in line:
            assert line.count("|") in (5, 7)
    assert "\u202e" not in text


def test_an_account_that_is_new_has_no_week(tmp_path):
    """One export is no week, and that is said."""
    library = Library.open(str(tmp_path / "one.sqlite"))
    library.keep(made.week(0), now=made.now(0))
    found = look(library)
    assert not found.something
    said = Page(html(found)).said
    assert "No week to tell yet" in said
    assert "One export so far" in said
    assert "@tiny" in said
