"""When followers are there and who they are, in words: strongest, even, nobody, known in part."""

import pandas as pd
import pytest

from tests.analysis.audience.making import evening, hours, shares as made
from worthsaving.analysis.audience.hours import Posted, active
from worthsaving.analysis.audience.shares import shares
from worthsaving.words import audience

A = ("tiktok", "a")
GAP = [None, *evening()[1:]]


def said(*days, named=False):
    (found,) = active(hours(*days))
    return audience.evidence(found, named=named)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (
            [evening()] * 4,
            "Your followers are there most from 19:00 to 22:00, on average 30 of them in these hours and 12 over all hours; "
            "more than the day's average on 4 of 4 days. The days are about alike.",
        ),
        (
            [evening(start=21, scale=1000)],
            "Your followers are there most from 21:00 to 24:00, on average 30,000 of them in these hours and 12,500 over all "
            "hours; more than the day's average on 1 of 1 day.",
        ),
        (
            [evening(start=22), evening(start=22), evening(start=22, scale=2)],
            "Your followers are there most from 22:00 to 01:00, on average 40 of them in these hours and 17 over all hours; "
            "more than the day's average on 3 of 3 days. Strongest day: Wednesday, 4 Nov 2026.",
        ),
        ([[5.0] * 24], "Your followers are there about equally at all hours."),
        ([[0.0] * 24] * 4, "Your followers are there at no hour that was counted."),
        ([GAP], "Your followers are there at hours that are known in part only."),
    ],
)
def test_when_followers_are_there(days, expected):
    """Each form, with its evidence."""
    assert said(*days) == expected


def test_of_several_accounts_each_is_named():
    """In the sentence, and counted in the finding."""
    both = active(pd.concat([hours(evening()), hours(evening(), account="b")], ignore_index=True))
    assert said(evening(), named=True).startswith("@a · TikTok: there most from 19:00 to 22:00")
    assert audience.followers(both) == "When the followers of 2 accounts are there"
    assert "The first 1 of 2 accounts are drawn." in audience.legend(both, drawn=1)
    assert "are drawn" not in audience.legend(both, drawn=2)


@pytest.mark.parametrize(
    ("number", "days"),
    [(1, "1 day (2 Nov 2026)"), (7, "7 days (2 – 8 Nov 2026)"), (31, "28 days (5 Nov 2026 – 2 Dec 2026)")],
)
def test_the_legend_names_the_days_and_the_missing_zone(number, days):
    """Hours of an unknown zone are called that."""
    found = active(hours(*[evening()] * number))
    assert days in audience.legend(found, drawn=5)
    assert "does not say in which time zone" in audience.legend(found, drawn=5)


def test_who_they_are_stands_in_one_line():
    """Names for codes, three territories and the rest, whole per cents, the day where there is one."""
    rows = pd.concat([
        made("territory", ("US", 0.5, "2026-11-08"), ("XK", 0.2, "2026-11-08"), ("FR", 0.1, "2026-11-08"),
             ("DE", 0.05, "2026-11-08"), ("Others", 0.15, "2026-11-08")),
        made("gender", ("Female", 0.996, "2026-11-08"), ("Male", 0.004, "2026-11-08"), ("Other", 0.0, "2026-11-08")),
    ])  # fmt: skip
    by_kind = {kind: shares(rows, A, kind) for kind in ("territory", "gender", "age")}
    assert audience.who(by_kind) == (
        "Where they live: United States 50 %, Kosovo 20 %, France 10 %, others 15 %. "
        "Gender: Female 100 %, Male under 1 %, Other 0 %. Counted on 8 Nov 2026."
    )
    assert audience.who({"gender": shares(rows, ("tiktok", "b"), "gender")}) == ""


def test_a_territory_that_is_no_code_stands_as_it_is():
    """And is cut where it is long: it is text from a file."""
    rows = made("territory", ("Île-de-France " * 9, 0.5, None), ("ZZ", 0.2, None))
    line = audience.who({"territory": shares(rows, A, "territory")})
    assert "ZZ 20 %" in line or "Unknown Region 20 %" in line
    assert "… 50 %" in line
    assert "Counted" not in line


def test_posting_stands_beside_followers_without_a_claim():
    """Both with their zone and how many; nothing where followers have no strongest hours."""
    (found,) = active(hours(evening()))
    line = audience.beside_posting(found, Posted(22, 87, 184), "UTC")
    assert line == (
        "Your followers are there most from 19:00 to 22:00 (their file names no time zone). You post most from 22:00 to 01:00 "
        "in UTC: 87 of 184 videos. Whether posting in those hours brings saves is not known from this."
    )
    (even,) = active(hours([5.0] * 24))
    assert audience.beside_posting(even, Posted(22, 87, 184), "UTC") == ""
