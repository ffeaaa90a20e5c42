"""The page "Report"."""

from tests.ui.visiting import open_page, plain, sample, samples, words
from worthsaving.sections import sections

REPORT = "pages/report.py"


def test_it_offers_the_five_files():
    """Report, workbook, CSV and the two pictures are there to take away."""
    at = open_page(REPORT, *samples())
    assert not at.exception
    assert [plain(button.proto.label) for button in at.get("download_button")] == [
        "Report (HTML)", "Tables (XLSX)", "Videos (CSV)", "Story picture", "Wide picture",
    ]  # fmt: skip
    assert len(at.get("image")) == 1


def test_all_sections_are_chosen_at_first():
    """Nothing has to be picked to get the whole report."""
    at = open_page(REPORT, *samples())
    (pills,) = [group for group in at.get("button_group") if group.key == "sections"]
    assert tuple(pills.value) == sections.ALL


def test_the_report_shows_on_the_page_when_asked():
    """The switch shows the very file in a frame."""
    at = open_page(REPORT, sample("tiktok_business_videos"))
    assert not at.get("iframe")
    at.toggle(key="show_report").set_value(True).run()
    assert not at.exception
    (frame,) = at.get("iframe")
    assert "<!doctype html>" in frame.proto.srcdoc


def test_without_saves_it_still_offers_a_report():
    """A file without saves has a report too, but nothing to put on a picture."""
    at = open_page(REPORT, sample("Content"))
    assert not at.exception
    labels = [plain(button.proto.label) for button in at.get("download_button")]
    assert labels == ["Report (HTML)", "Tables (XLSX)", "Videos (CSV)"]
    assert not at.get("image")
    assert "Pictures of the save rate come with the first video" in words(at)


def test_without_files_it_says_where_to_begin():
    """No data: a friendly way to get some."""
    at = open_page(REPORT)
    assert not at.exception
    assert "Drop in an export first" in words(at)
    assert not at.get("download_button")
