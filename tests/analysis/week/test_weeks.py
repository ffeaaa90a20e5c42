"""The newest week of each account, and of all of them."""

import pandas as pd
import pytest

from worthsaving import schema
from worthsaving.analysis.week.best import AT_LEAST, best
from worthsaving.analysis.week.new_videos import MOST, new_videos
from worthsaving.analysis.week.weeks import weeks

END = pd.Timestamp("2026-11-09 09:00", tz="UTC")
DAY = pd.Timedelta(days=1)


def observed(*rows, account="a"):
    """Rows of video, posted, observed (both days before the end), saves."""
    made = [
        ("tiktok", account, video, str(video), END - posted * DAY, END - seen * DAY, saves)
        for video, posted, seen, saves in rows
    ]
    table = pd.DataFrame(made, columns=["platform", "account", "video", "post", "posted_at", "observed_at", "saves"])
    kinds = {"saves": schema.COUNT, "posted_at": schema.MOMENT, "observed_at": schema.MOMENT}
    return table.astype(kinds).sort_values("observed_at", kind="stable", ignore_index=True)


def steady(account="a", number=14, last=100, step=7):
    """Exports of one old video that gains 100 saves from each to the next, `last` in the newest period."""
    counts = [100 * week for week in range(number)]
    counts[-1] = counts[-2] + last
    return observed(
        *((1, 400, step * (number - 1 - week), count) for week, count in enumerate(counts)), account=account
    )


def test_a_week_is_judged_by_the_ones_before():
    """Gains from export to export, for 7 days; the newest is the week."""
    (one,) = weeks(steady(last=900)).accounts
    assert (one.gained, one.days, one.judged.verdict, one.judged.weeks) == (900, 7, "more", 12)
    (usual,) = weeks(steady()).accounts
    assert usual.judged.verdict == "usual"


@pytest.mark.parametrize(("step", "is_week"), [(6, True), (10, True), (11, False), (30, False)])
def test_only_exports_about_a_week_apart_hold_a_week(step, is_week):
    """A gain over a month is said, but not held against a usual week."""
    (one,) = weeks(steady(step=step)).accounts
    assert one.gained == 100
    assert (one.judged is not None) is is_week


def test_accounts_without_an_export_in_the_week_are_named():
    """Those whose newest export is older, and those with one export only."""
    old = steady("old")
    old[["posted_at", "observed_at"]] -= 30 * DAY
    found = weeks(pd.concat([steady("a"), old, observed((9, 3, 0, 5), account="new")], ignore_index=True))
    assert [one.account[1] for one in found.accounts] == ["a"]
    assert found.left_out == ((("tiktok", "old"), END - 30 * DAY),)
    assert found.waiting == (("tiktok", "new"),)


def test_all_accounts_together_are_a_check_of_their_own():
    """Their weeks are added up, counted back from the newest; an account with few weeks is left out of that."""
    both = pd.concat([steady("a", last=260), steady("b", last=260), steady("c", number=4)], ignore_index=True)
    found = weeks(both)
    assert found.judged_together == 2
    assert found.together.gained == 520
    assert found.together.verdict == "more"
    assert weeks(steady()).together is None


def without(table, *ago):
    """The same without the exports so many weeks ago."""
    return table[~table["observed_at"].isin([END - 7 * DAY * number for number in ago])]


def test_accounts_are_added_up_week_by_week():
    """An account whose exports of two weeks are missing has none of these three weeks, and no other one is put in their place."""
    strong = steady("a", number=14)
    strong.loc[strong["observed_at"] >= END - 6 * 7 * DAY, "saves"] += 5000  # in the week that ended six weeks ago
    found = weeks(pd.concat([strong, without(steady("b", number=20), 6, 7)], ignore_index=True))
    assert found.judged_together == 2
    assert found.together.weeks == 9
    assert found.together.usual == pytest.approx(200)
    assert found.together.high < 1000


def test_an_account_that_leaves_too_few_weeks_is_left_out():
    """Of three accounts two share enough weeks."""
    holes = without(steady("c", number=27), *range(2, 26, 3))
    every_other = pd.concat([steady("a"), steady("b"), holes], ignore_index=True)
    assert weeks(every_other).judged_together == 2
    assert weeks(every_other).together.weeks == 12


def test_nothing_kept_has_no_week():
    """An empty table gives no account."""
    found = weeks(observed())
    assert (found.accounts, found.until, found.since) == ((), None, None)


def test_posts_of_the_week_are_counted():
    """A video posted since the export before counts, once."""
    (one,) = weeks(pd.concat([steady(), observed((2, 3, 0, 5), (3, 8, 0, 1))], ignore_index=True)).accounts
    assert one.posts == 1


def test_new_videos_stand_among_the_others_at_their_age():
    """Its own newest count is compared; at most so many are listed, those with most saves first."""
    others = [(n, 7 * n + 3, 7 * n + 3 - age, 10 * age) for n in range(1, 12) for age in (0.5, 3, 10)]
    found, number = new_videos(observed(*others, (50, 3, 0, 400), (51, 3, 0, 30)), END - 7 * DAY)
    assert number == 2
    assert [(one.post, one.saves, one.at_age.verdict) for one in found] == [
        ("50", 400, "more"),
        ("51", 30, "about usual"),
    ]
    many = observed(*((n, 2, 0, n) for n in range(MOST + 3)))
    shown, number = new_videos(many, END - 7 * DAY)
    assert (len(shown), number, shown[0].saves) == (MOST, MOST + 3, MOST + 2)


def library_of(make_videos, saves):
    """The newest values of videos named by their place."""
    number = len(saves)
    table = make_videos(
        platform=["tiktok"] * number, account=["a"] * number, saves=saves, posted_at=[END - 90 * DAY] * number
    )
    return table.assign(post=[str(place) for place in range(number)])


@pytest.mark.parametrize(
    ("others", "before", "told"),
    [
        (AT_LEAST, 40, True),
        (AT_LEAST - 1, 40, True),
        (AT_LEAST - 2, 40, False),
        (AT_LEAST, 60, False),
        (AT_LEAST, None, False),
    ],
)
def test_a_personal_best_is_told_once(make_videos, others, before, told):
    """A video that passed the best before; not one that led already, or whose count before is not known, nor of a few."""
    videos = library_of(make_videos, [80, *[50] * others])
    rows = [(0, 90, 0, 80), *([] if before is None else [(0, 90, 7, before)])]
    found = best(videos, observed(*rows), END - 5 * DAY)
    assert (found is not None) is told
    if found:
        assert (found.saves, found.before, found.row["post"]) == (80, 50, "0")


def test_a_new_video_can_be_a_personal_best_at_once(make_videos):
    """What was posted since the export before had nothing then."""
    videos = library_of(make_videos, [80, *[50] * AT_LEAST])
    videos.loc[0, "posted_at"] = END - 2 * DAY
    assert best(videos, observed((0, 2, 0, 80)), END - 5 * DAY).saves == 80
