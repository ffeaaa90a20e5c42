"""One number, one meaning: each number of the first page stands in `summary --json`, and on its page or in the report."""

import datetime as dt
import html
import json
import re
from functools import cache

import pandas as pd
import pytest

from tests.conftest import SAMPLES
from tests.report.making import OWN, made, samples as reading
from tests.ui.visiting import PAGES, SAVES_VS, TRENDS, charts, open_page, samples, words
from worthsaving.analysis import age, select
from worthsaving.cli import read
from worthsaving.sections.answers import Answers, Choice
from worthsaving.sections.overview import lead
from worthsaving.sections.summary import summarise
from worthsaving.words import format

ENDS = "uary|ruary|ch|il|e|y|ust|tember|ober|ember"
DATE = re.compile(rf"\b(?:(\d{{1,2}}) )?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:{ENDS})?\b(?: (\d{{4}}))?")
NUMBER = re.compile(r"(?<![\w.,#])\d[\d,]*(?:\.\d+)?[KMB]?(?!\w)")
NO_FINDING = {
    "1,000": "the unit",
    "7": "days from which a video is finished",
    "8": "in 10: what most means",
    "9": "in 10: what most means",
    "10": "in 10: what most means",
}
"""Numbers that say nothing about the videos."""
FILES = re.compile(rf"^(?:Read \d+ files|.*(?:{'|'.join(re.escape(path.stem) for path in SAMPLES)})).*$", re.M)
"""Lines about what was dropped in are of the files, not of the account."""
CAPTIONS = re.compile(r"  .*$")
"""A caption from a file stands behind two spaces in the lists."""


def numbers(text: str) -> set[str]:
    """The numbers in a text, dates left out."""
    return {found.rstrip(",") for found in NUMBER.findall(DATE.sub(" ", FILES.sub("", text)))}


def dates(text: str) -> set[tuple[str, str]]:
    """The days and months in a text: day ("" for a month alone) and month."""
    return {(day, month[:3]) for day, month, _ in DATE.findall(text)}


def drawn(at) -> str:
    """What is written in the charts of the page, captions from files left out."""
    said = []
    for figure in charts(at):
        layout = figure["layout"]
        said += [CAPTIONS.sub("", re.sub("<.*?>", "", note["text"])) for note in layout.get("annotations", ())]
        # A row's label ends with how many videos it is from; the scales' numbers are no findings.
        said += [label.rpartition(" · ")[2] for label in layout["yaxis"].get("ticktext", ()) if " · " in label]
    return "\n".join(said)


@cache
def overview() -> str:
    """All that stands on the first page with the samples."""
    at = open_page("app.py", *samples())
    return f"{words(at)}\n{drawn(at)}"


@cache
def summary() -> dict:
    """What `summary --json` says of the same account."""
    (own,) = [found for found in summarise(reading())["accounts"] if (found["platform"], found["account"]) == OWN]
    return json.loads(json.dumps(own))


def flat(value: object) -> list[object]:
    """Every plain value in nested lists and dicts."""
    if isinstance(value, dict):
        return [inner for one in value.values() for inner in flat(one)]
    return [inner for one in value for inner in flat(one)] if isinstance(value, list) else [value]


def said_in_json() -> set[str]:
    """Every number of the summary, each way in which a sentence may write it."""
    forms: set[str] = set()
    for value in flat(summary()):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            continue
        forms |= {f"{value:,.0f}", format.figures(value), format.short(value), f"{100 * value:.0f}"}
        forms |= {format.figures(1000 * value), format.figures(100 * value), format.ratio(value)}
    return {found for form in forms for found in NUMBER.findall(form)}


@cache
def elsewhere() -> str:
    """What the report says, and the pages that the first page leads to, with the tables' numbers as they are written."""
    report = html.unescape(
        re.sub(r"<script.*?</script>|<style.*?</style>", "", made(reading(), account=OWN), flags=re.S)
    )
    said = [re.sub("<[^>]+>", " ", report)]
    for page in (SAVES_VS, TRENDS, "pages/what_gets_saved.py"):
        at = open_page(page, *samples())
        said.append(words(at))
        for table in at.dataframe:
            said += [format.figures(v) if isinstance(v, float) else f"{v:,}" if isinstance(v, int) else str(v)
                     for v in table.value.astype(object).to_numpy().ravel()]  # fmt: skip
    return "\n".join(said)


def test_the_pages_are_those_that_the_first_page_is_about():
    """The pages that are read here exist."""
    assert {SAVES_VS, TRENDS, "pages/what_gets_saved.py"} <= set(PAGES)


def test_each_number_of_the_first_page_is_in_the_summary():
    """A number that stands on the first page alone is one too many: `summary --json` has each under a name."""
    assert numbers(overview()) - said_in_json() - set(NO_FINDING) == set()


def test_each_number_of_the_first_page_is_on_its_page_or_in_the_report():
    """Whoever looks further finds the same number again; new videos alone are set against the usual there and nowhere else."""
    times = {format.ratio(video["times_usual"]) for video in summary()["today"]["new_videos"]}
    ages = {f"{video['age_days']:.0f}" for video in summary()["today"]["new_videos"]}
    assert numbers(overview()) - numbers(elsewhere()) - set(NO_FINDING) <= times | ages


def test_each_date_of_the_first_page_is_in_the_summary():
    """The change, the ends of the periods and of all videos."""
    known = [
        dt.date.fromisoformat(v) for v in flat(summary()) if isinstance(v, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", v)
    ]
    said = {(str(day.day), f"{day:%b}") for day in known} | {("", f"{day:%b}") for day in known}
    report = dates(elsewhere())
    for day, month in dates(FILES.sub("", overview())):
        assert (day, month) in said, f"{day} {month}"
        assert (day, month) in report, f"{day} {month}"


def test_a_number_without_a_counterpart_is_found():
    """A number of the page that no other place has is what these tests are for."""
    assert numbers("About 8.27 saves, 4,444 of them since June (19 % of 2 files), 1.3M views") == {
        "8.27", "4,444", "19", "2", "1.3M",
    }  # fmt: skip
    assert numbers(f"{overview()}\n4,444 more") - said_in_json() - set(NO_FINDING) == {"4,444"}


def test_the_plain_means_are_what_anybody_recomputes():
    """Beside the level, the share and the newest period stand the plain means and medians of the same finished videos."""
    videos, found = Answers(reading(), Choice(OWN)).videos, summary()
    rate = videos["saves"].astype(float) / videos["views"].astype(float)
    day = select.posted_day(videos)
    finished = age.age_days(videos) >= age.YOUNG_DAYS
    since = day >= found["today"]["since"]
    plain = found["today"]["plain"]
    for name, rows in (("", since & finished), ("_before", ~since & finished)):
        assert plain[f"mean{name}"] == pytest.approx(rate[rows].mean())
        assert plain[f"median{name}"] == pytest.approx(rate[rows].median())
    reactions = videos[["likes", "comments", "shares", "saves"]].astype(float).sum(axis=1)
    share = (videos["saves"].astype(float) / reactions)[finished & (reactions > 0)]
    assert plain["share"] == pytest.approx(share[since].mean())
    assert plain["share_before"] == pytest.approx(share[~since].mean())
    latest = found["latest_period"]
    now = day.between(latest["first_day"], latest["last_day"])
    before = (day < latest["first_day"]) & (day >= pd.Timestamp(latest["first_day"]) - pd.Timedelta(days=28))
    assert latest["now_mean"] == pytest.approx(rate[now].mean())
    assert latest["before_mean"] == pytest.approx(rate[before].mean())


def test_a_videos_rate_is_the_counted_one():
    """What is called a video's rate is saves over views, on the page and on a brand's cover."""
    videos = Answers(reading(), Choice(OWN)).videos.set_index("video_id")
    for video in summary()["today"]["kept_most"]:
        row = videos.loc[video["video_id"]]
        assert video["counted"] == pytest.approx(float(row["saves"]) / float(row["views"]))
        assert f"{format.rate(video['counted'])} · {int(row['saves']):,} saves" in overview()


def test_one_finding_leads_everywhere():
    """The heading of the first page is the first finding of the report, of the terminal's summary and of its evidence."""
    answers = Answers(reading(), Choice(OWN))
    said = [lead.title(answers), *lead.sentences(answers)]
    assert all(sentence in overview() for sentence in [said[0]])
    lines = read._account_text(OWN, answers).splitlines()
    assert lines[2 : 2 + len(said)] == said
    report = html.unescape(re.sub("<[^>]+>", " ", made(reading(), account=OWN)))
    assert report.index(said[0]) < report.index(said[1])
    assert report.count(said[1]) == 1


def test_new_videos_are_set_against_the_level_of_today():
    """How many times the usual: the counted rate of the page's table over the level of the summary."""
    answers = Answers(reading(), Choice(OWN))
    level = summary()["today"]["level"]
    videos = answers.videos.set_index("video_id")
    for video in summary()["today"]["new_videos"]:
        row = videos.loc[video["video_id"]]
        if video["basis"] == "so far":
            assert video["times_usual"] == pytest.approx(float(row["saves"]) / float(row["views"]) / level)
