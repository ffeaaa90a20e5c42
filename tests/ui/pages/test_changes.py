"""The page What changed: gains since an earlier export, of one account or all."""

import pytest

from tests.library import made
from tests.ui import weekly
from tests.ui.library_visit import CHANGED
from tests.ui.visiting import chart, headings, open_page, sample, trace, words
from worthsaving.library import Library
from worthsaving.reading import read_files
from worthsaving.writing.csv import videos_csv

pytestmark = pytest.mark.usefixtures("library_path")


def test_what_changed_since_the_export_before(four_weeks):
    """The heading, the figures, the bars and the table are those of the simulated account."""
    at = open_page(CHANGED)
    gained = weekly.gained(2, 3)
    total = sum(gained.values())
    assert headings(at)[0].startswith(f"+{total:,} saves since 16 Mar 2026, on ")
    figures = {metric.label: metric.value for metric in at.metric}
    for label, count in (("Saves", "saves"), ("Likes", "likes"), ("Comments", "comments"), ("Views", "views")):
        assert figures[f"{label} gained"] == f"+{sum(weekly.gained(2, 3, count).values()):,}"
    table = at.dataframe[0].value
    assert table["Saves gained"].tolist() == sorted(gained.values(), reverse=True)
    assert (table["What happened"] == "new").sum() == len(set(weekly.truth(3)) - set(weekly.truth(2)))
    bars = trace(chart(at, "what_changed"), "saves gained")
    assert len(bars["text"]) == 12
    assert bars["text"][-1] == f"+{max(gained.values()):,}"


def test_what_changed_since_an_earlier_export(four_weeks):
    """Any earlier import can be chosen; the gains are those since then."""
    at = open_page(CHANGED)
    (since,) = [box for box in at.selectbox if box.key == "since"]
    assert len(since.options) == 4
    at = since.select(since.options[-1]).run()
    assert headings(at)[0].startswith(f"+{sum(weekly.gained(0, 3).values()):,} saves since 2 Mar 2026")


def test_each_account_has_its_own_earlier_exports(four_weeks):
    """The account with more videos comes first, and only its own exports can be compared with; or all together."""
    four_weeks.keep(read_files([weekly.file(0, account="other")]), now=weekly.moment(3))
    at = open_page(CHANGED)
    which, since = (next(box for box in at.selectbox if box.key == key) for key in ("account", "since"))
    assert which.options == ["@tiny · TikTok", "@other · TikTok", "All accounts"]
    assert which.value == "@tiny · TikTok"
    assert [option.split(" · ")[1] for option in since.options[1:]] == [f"tiny week {week}.csv" for week in (2, 1, 0)]
    at = which.select("@other · TikTok").run()
    assert "Nothing to compare yet" in words(at)
    at = at.selectbox[0].select("All accounts").run()
    assert headings(at)[0].startswith(f"+{sum(weekly.gained(2, 3).values()):,} saves")


def test_what_changed_says_whose_numbers_these_are(four_weeks):
    """The account and the library are named, also where other files are dropped in; of several, how many."""
    assert "From your library: @tiny · TikTok" in words(open_page(CHANGED))
    assert "From your library, not from the files you dropped in: @tiny · TikTok" in words(
        open_page(CHANGED, sample("Content"))
    )
    four_weeks.keep(read_files([weekly.file(0, account="other")]), now=weekly.moment(3))
    at = open_page(CHANGED)
    assert "From your library: @tiny · TikTok" in words(at)
    assert "From your library: all 2 accounts" in words(at.selectbox[0].select("All accounts").run())


def test_an_account_with_a_comma_in_its_name_has_its_earlier_exports(four_weeks):
    """A name is never taken apart: what a Page is called may hold a comma."""
    for week in (0, 1):
        rows = [
            {**row, "account": "Smith, Jane", "video_id": f"9{number}"} for number, row in weekly.truth(week).items()
        ]
        name, data = f"jane {week}.csv", videos_csv(made.frame(rows))
        four_weeks.keep(read_files([(name, data)]), now=weekly.moment(week))
    at = open_page(CHANGED)
    (which,) = [box for box in at.selectbox if box.key == "account"]
    at = which.select("@Smith, Jane · TikTok").run()
    (since,) = [box for box in at.selectbox if box.key == "since"]
    assert [option.split(" · ")[-1] for option in since.options] == ["The export before", "jane 0.csv"]


def test_a_link_that_leads_elsewhere_cannot_be_clicked(library_path):
    """The table links to the platforms' own sites only, whatever a file has as a link."""
    library = Library.open(str(library_path))
    for week in (0, 1):
        rows = list(weekly.truth(week).values())
        rows[0]["link"], rows[1]["link"] = "javascript:alert(1)", "https://tiktok.com.evil.example/"
        library.keep(read_files([(f"{week}.csv", videos_csv(made.frame(rows)))]), now=weekly.moment(week))
    assert {"javascript:alert(1)", "https://tiktok.com.evil.example/"} <= set(library.reading().videos["link"])
    links = open_page(CHANGED).dataframe[0].value["Link"].dropna()
    assert len(links) == len(weekly.truth(1)) - 2
    assert links.str.startswith("https://www.tiktok.com/").all()


def test_one_export_has_nothing_to_compare(library_path):
    """The page says from when on it shows something."""
    Library.open(str(library_path)).keep(read_files([weekly.file(0)]), now=weekly.moment(0))
    said = words(open_page(CHANGED))
    assert "Nothing to compare yet" in said
    assert "from an account's second export on" in said


def test_without_anything_kept_the_page_says_how():
    """A way to begin, and no chart."""
    at = open_page(CHANGED)
    assert "Nothing is kept yet" in words(at)
    assert not at.get("plotly_chart")


def test_an_older_export_that_was_kept_last_can_be_compared_with(library_path):
    """The choice is by when the exports were made; the newest is the one that is left out."""
    library = Library.open(str(library_path))
    for week in (1, 3, 0):
        library.keep(read_files([weekly.file(week)]), now=weekly.moment(week))
    at = open_page(CHANGED)
    (since,) = [box for box in at.selectbox if box.key == "since"]
    assert [name.split(" · ")[-1] for name in since.options] == [
        "The export before",
        "tiny week 1.csv",
        "tiny week 0.csv",
    ]
