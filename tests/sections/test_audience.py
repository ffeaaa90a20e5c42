"""When followers are there: the same in the report as on the page, for one account, several, and none."""

import datetime as dt

import pandas as pd
import pytest

from tests.analysis.audience.making import evening, hours, shares
from tests.ui.visiting import samples
from worthsaving import Reading, read_files
from worthsaving.report.html import html_report
from worthsaving.sections.answers import Answers
from worthsaving.sections.audience import audience, beside_posting
from worthsaving.sections.choice.choice import Choice
from worthsaving.sections.sections import build

TIKTOK = ("tiktok", "tinykitchen.sample")
GENDER = shares("gender", ("Female", 0.7, None), ("Male", 0.3, None))


@pytest.fixture(scope="module")
def kitchen():
    """All samples, read."""
    return read_files([(file.name, file.data) for file in samples()])


def test_the_report_says_when_and_who(kitchen):
    """The chart with its sentences, under the section's title."""
    text = html_report(kitchen, Choice(TIKTOK), sections=["audience"], made_at=dt.datetime.now(dt.UTC)).decode()
    assert "When your followers are there" in text
    assert "most from 19:00 to 22:00" in text
    assert "United States 58 %" in text
    assert 'id="audience"' in text
    assert text.count("<td") >= 48  # the numbers behind it
    assert 'role="region" aria-label="When your followers are there"' in text


def test_another_account_has_no_followers_file(kitchen):
    """What TikTok says of its followers is not Instagram's."""
    assert build(Answers(kitchen, Choice(("instagram", "tinykitchen.sample"))), ("audience",)) == ()
    assert audience(Answers(Reading())) == ()


def test_the_files_used_name_those_about_followers(kitchen):
    """A report of the account lists them among its files."""
    names = [file.name for file in Choice(TIKTOK).files(kitchen)]
    assert sum("FollowerGender" in name or "FollowerActivity" in name for name in names) == 2


def test_shares_alone_need_no_chart():
    """A gender without hours is one sentence."""
    (part,) = audience(Answers(Reading(audience=GENDER)))
    assert [line.text for line in part.lines] == ["Gender: Female 70 %, Male 30 %."]
    assert part.charts == ()


def test_several_accounts_are_named():
    """Each has one line, below the chart, that says whose followers it is about."""
    both = pd.concat([hours(evening()), GENDER, hours(evening(5), account="b")], ignore_index=True)
    (part,) = audience(Answers(Reading(audience=both)))
    assert part.lines == ()
    assert part.under == (
        "@a · TikTok: Followers are there most from 19:00 to 22:00, on 1 of 1 day. Gender: Female 70 %, Male 30 %.",
        "@b · TikTok: Followers are there most from 05:00 to 08:00, on 1 of 1 day.",
    )
    assert part.charts[0].alt == "When the followers of 2 accounts are there"


def test_beside_accounts_without_such_a_file_the_one_is_named(kitchen):
    """All that the page shows are not its followers; a report about it alone needs no name."""
    (part,) = audience(Answers(kitchen))
    assert part.lines[0].text.startswith("@tinykitchen.sample · TikTok: Your followers are there")
    (alone,) = audience(Answers(kitchen, Choice(TIKTOK)))
    assert alone.lines[0].text.startswith("Your followers are there")
    assert alone.lines[1].text.startswith("Where they live")


def test_many_accounts_stay_bounded():
    """Five are named and drawn, and the legend says of how many."""
    many = pd.concat([hours(evening(), account=f"a{n}") for n in range(9)], ignore_index=True)
    (part,) = audience(Answers(Reading(audience=many)))
    assert len(part.under) == 5
    assert "The first 5 of 9 accounts are drawn." in part.charts[0].caption


def test_posting_stands_beside_followers_for_one_account_only(kitchen):
    """Hours of two accounts say nothing of one, and without a followers file there is nothing beside."""
    assert "You post most from 22:00 to 01:00 in UTC" in beside_posting(Answers(kitchen, Choice(TIKTOK)), "UTC")
    assert beside_posting(Answers(kitchen), "UTC") == ""
    assert beside_posting(Answers(Reading(videos=kitchen.videos), Choice(TIKTOK)), "UTC") == ""
    own = kitchen.videos[kitchen.videos["platform"] == "tiktok"]
    assert beside_posting(Answers(Reading(videos=own, audience=hours(evening()))), "UTC") == ""  # somebody else's
