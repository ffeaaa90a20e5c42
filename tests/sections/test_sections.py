"""What stands on a page stands in the report, unless it is named as live only; nothing is written twice."""

import ast
import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.spoken import sentences
from tests.ui.visiting import PAGES, open_page, samples, words
from worthsaving.reading.result import Reading
from worthsaving.report.html import html_report
from worthsaving.sections import measures, sections
from worthsaving.sections.answers import Answers
from worthsaving.sections.parts import Part, lines
from worthsaving.sections.summary import summarise
from worthsaving.ui.parts import with_notes

MADE_AT = dt.datetime(2026, 11, 10, tzinfo=dt.UTC)
PAGE_CODE = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "worthsaving/ui").rglob("*.py"))]
REPORT_CODE = sorted((ROOT / "worthsaving/report").rglob("*.py"))


@pytest.fixture
def shown(monkeypatch):
    """The places of all notes and charts drawn on pages, as they are drawn."""
    found: set[str] = set()
    really = with_notes.margin_notes

    def remember(place, *rest, **options):
        found.add(place)
        return really(place, *rest, **options)

    monkeypatch.setattr(with_notes, "margin_notes", remember)
    return found


def in_report(reading: Reading) -> set[str]:
    """The places of the parts of the whole report."""
    made = sections.build(Answers(reading))
    return {part.place for section in made for part in section.parts if part.place}


def test_the_pages_show_what_the_report_has(shown, samples_reading):
    """Every part of the report is on a page, and every part of a page in the report or named as live only."""
    for page in PAGES:
        assert not open_page(page, *samples()).exception
    report = in_report(samples_reading)
    assert report - shown == set()
    assert shown - report - set(sections.LIVE_ONLY) == set()


@pytest.fixture
def samples_reading(request):
    """The reading of all sample files."""
    return request.getfixturevalue("samples")


def test_a_number_added_to_the_list_is_everywhere(monkeypatch, samples_reading):
    """One more measure stands on the first page, in the report and in the summary."""
    likes = measures.Measure("likes", lambda answers: int(answers.videos["likes"].sum()), str)
    added = {**measures.declared("measures"), "likes": {"label": "All the likes", "explained": "Exactly {exact}."}}
    monkeypatch.setattr(measures, "MEASURES", (*measures.MEASURES, likes))
    monkeypatch.setattr(measures, "declared", lambda _: added)
    total = int(samples_reading.videos["likes"].sum())
    assert summarise(samples_reading)["measures"]["likes"] == total
    report = html_report(samples_reading, made_at=MADE_AT).decode()
    assert f'<dt>All the likes</dt><dd class="value">{total}</dd>' in report
    assert "All the likes: " in words(open_page("app.py", *samples()))


def test_a_page_says_of_a_section_what_the_report_says(samples_reading):
    """A finding, its caption and its sentences are the same text in both."""
    report = html_report(samples_reading, made_at=MADE_AT).decode()
    page = words(open_page("pages/what_gets_saved.py", *samples(), account="All accounts"))
    (section,) = sections.build(Answers(samples_reading), ("what",))
    for text in (section.parts[0].heading, section.parts[0].charts[0].caption):
        assert text in page
        assert text in report


def functions(paths: list[Path]) -> dict[str, str]:
    """The bodies of more than five lines of the functions in these files, by what they do."""
    found = {}
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                body = "\n".join(ast.unparse(step) for step in node.body if not isinstance(step, ast.Expr))
                if body.count("\n") >= 5:
                    found[body] = f"{path.name}:{node.name}"
    return found


def test_nothing_is_written_for_a_page_and_again_for_the_report():
    """No sentence and no function of more than five lines stands in both."""
    on_pages = {text for path in PAGE_CODE for _, text in sentences(path)}
    in_reports = {text for path in REPORT_CODE for _, text in sentences(path)}
    assert len(on_pages) > 50
    assert in_reports
    assert on_pages & in_reports == set()
    assert set(functions(PAGE_CODE)) & set(functions(REPORT_CODE)) == set()


@cache
def _one_of_each() -> Part:
    return Part(place="headline", heading="A heading", under=("said below",))


def test_a_part_is_shown_whole(monkeypatch):
    """What a part has is on the page: nothing that a section makes is dropped on its way."""
    from worthsaving.sections import trend

    made = replace(
        _one_of_each(),
        lines=lines("A sentence."),
        quote=("A label", "a caption"),
        findings=lines("A finding."),
        texts=("Some *text*.",),
    )
    monkeypatch.setattr(trend, "trend", lambda _: (made,))
    page = words(open_page("pages/save_trends.py", *samples()))
    for text in ("A heading", "A sentence.", "A label", "a caption", "A finding.", "said below", "Some *text*."):
        assert text in page


def test_the_report_has_findings_below_a_chart(monkeypatch, samples_reading):
    """A part's findings are in the report as well, so a section that gains some loses none on the way."""
    topic = sections.Topic("headline", "Headline", lambda _: (Part(findings=lines("A finding.")),))
    monkeypatch.setattr(sections, "TOPICS", (topic, *sections.TOPICS[1:]))
    assert "A finding." in html_report(samples_reading, sections=("headline",), made_at=MADE_AT).decode()
