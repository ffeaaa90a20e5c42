"""The page "Report"."""

import datetime as dt
from html import unescape

from tests.library import made
from tests.ui.visiting import open_page, plain, sample, samples, words
from worthsaving.library import Library
from worthsaving.reading import read_files
from worthsaving.sections import sections
from worthsaving.sections.answers import Answers
from worthsaving.sections.history import History
from worthsaving.ui.parts import whose
from worthsaving.words import trend as trend_words

REPORT = "pages/report.py"
OWN = (("tiktok", "tinykitchen.sample"),)


def test_it_offers_the_five_files():
    """One button for the report, and a menu with workbook, CSV and the two pictures."""
    at = open_page(REPORT, *samples())
    assert not at.exception
    assert [plain(button.proto.label) for button in at.get("download_button")] == [
        "Download the report", "Tables (XLSX)", "Videos (CSV)", "Story picture", "Wide picture",
    ]  # fmt: skip
    primary = [button for button in at.get("download_button") if button.proto.type == "primary"]
    assert len(primary) == 1


def test_a_file_is_named_by_account_and_day():
    """Whoever keeps the files of several accounts and weeks can tell them apart; a brand's report says what it is."""
    about = whose.Whose(OWN, dt.date(2026, 11, 9))
    assert about.file_name("report", "html") == "tinykitchen.sample report 2026-11-09.html"
    assert about.line == "@tinykitchen.sample · TikTok · counts of 9 Nov 2026 · Worth Saving"
    assert whose.Whose((*OWN, ("x", "y")), None).line == "2 accounts · Worth Saving"
    reading = read_files([(file.name, file.data) for file in samples()])
    assert whose.counted_on(reading.videos) == dt.date(2026, 11, 9)
    undated = Answers(read_files([("x.csv", b"Title,Views,Saves\nSoup,100,5\n")])).videos
    assert whose.counted_on(undated) is None


def test_all_sections_are_chosen_at_first():
    """Nothing has to be picked to get the whole report."""
    at = open_page(REPORT, *samples())
    (pills,) = [group for group in at.get("button_group") if group.key == "sections"]
    assert tuple(pills.value) == sections.ALL


def shown(at) -> str:
    """The report that stands on the page."""
    (frame,) = at.get("iframe")
    return frame.proto.srcdoc


def test_the_first_page_is_seen_at_once_and_the_whole_when_asked():
    """The headline stands there without a click; the switch shows the very file."""
    at = open_page(REPORT, sample("tiktok_business_videos"))
    assert "<!doctype html>" in shown(at)
    assert 'id="headline"' in shown(at)
    assert 'id="method"' not in shown(at)
    at.toggle(key="show_report").set_value(True).run()
    assert not at.exception
    assert 'id="method"' in shown(at)


def test_for_a_brand_it_speaks_of_them():
    """One choice changes the voice, and the cover stands there at once; the choice is in the address."""
    at = open_page(REPORT, sample("tiktok_business_videos"), **{"for": "A brand"})
    assert not at.exception
    assert "Kept most for their size" in shown(at)
    assert "of their videos" in shown(at)
    assert "of your videos" not in shown(at)


def test_the_picture_is_there_when_asked_for():
    """The switch shows the wide picture."""
    at = open_page(REPORT, *samples())
    assert not at.get("image")
    at.toggle(key="show_picture").set_value(True).run()
    assert len(at.get("image")) == 1


def test_without_saves_it_still_offers_a_report():
    """A file without saves has a report too, but nothing to put on a picture."""
    at = open_page(REPORT, sample("Content"))
    assert not at.exception
    labels = [plain(button.proto.label) for button in at.get("download_button")]
    assert labels == ["Download the report", "Tables (XLSX)", "Videos (CSV)"]
    assert not [toggle for toggle in at.toggle if toggle.key == "show_picture"]
    assert "No picture to share yet" in words(at)


def test_without_files_it_says_where_to_begin():
    """No data: a friendly way to get some."""
    at = open_page(REPORT)
    assert not at.exception
    assert "Drop in an export first" in words(at)
    assert not at.get("download_button")


def test_the_report_knows_when_saves_have_settled_as_the_pages_do(library_path):
    """With a library open its trend leaves out the same videos as the page "Save trends"."""
    library = Library.open(str(library_path))
    for week in range(9):
        library.keep(made.reading(made.snapshot(str(week), made.truth(week))), now=made.now(week))
    answers = Answers(library.reading(), history=History.of(library))
    assert answers.trend.n < Answers(library.reading()).trend.n
    at = open_page(REPORT)
    at.toggle(key="show_report").set_value(True).run()
    assert not at.exception
    assert trend_words.trend(answers.trend, answers.headline) in unescape(shown(at))
