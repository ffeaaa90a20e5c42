"""Sections of a report retold for a brand: about the creator, without advice, and without findings of nothing."""

from dataclasses import replace
from typing import Any

from worthsaving.sections.answers import Answers
from worthsaving.sections.parts import Chart, Fact, Line, Part, Section
from worthsaving.words import expected as expected_words
from worthsaving.words.report.voice import theirs, theirs_in_chart

FOLDED = ("method", "files")
"""The sections that a brand opens only if it wants to know."""


def for_brand(sections: tuple[Section, ...], answers: Answers) -> tuple[Section, ...]:
    """Return the sections as a brand reads them: "they" for "you", no advice on files, no "none stands out"."""
    stands_out = answers.has_saves and answers.expected["verdict"].isin(expected_words.ORDER).any()
    told = (_section(section, stands_out=bool(stands_out)) for section in sections)
    return tuple(section for section in told if section.parts)


def _section(section: Section, *, stands_out: bool) -> Section:
    parts = section.parts
    if section.id == "files":
        parts = parts[:1]  # the rest tells the creator what to drop in
    if not stands_out:
        parts = tuple(part for part in parts if part.place != "stand_outs")
        if section.id == "in_short":
            parts = tuple(_without(part, "saves_vs") for part in parts)
    return replace(section, title=theirs(section.title), parts=tuple(map(_part, parts)))


def _without(part: Part, section: str) -> Part:
    return replace(part, lines=tuple(line for line in part.lines if line.section != section))


def _part(part: Part) -> Part:
    return replace(
        part,
        heading=theirs(part.heading),
        facts=tuple(map(_fact, part.facts)),
        lines=tuple(map(_line, part.lines)),
        quote=None if part.quote is None else (theirs(part.quote[0]), part.quote[1]),
        charts=tuple(map(_chart, part.charts)),
        findings=tuple(map(_line, part.findings)),
        under=tuple(map(theirs, part.under)),
        table=None if part.table is None else replace(part.table, note=theirs(part.table.note)),
        texts=tuple(map(theirs, part.texts)),
    )


def _fact(fact: Fact) -> Fact:
    return replace(fact, label=theirs(fact.label), explained=theirs(fact.explained))


def _line(line: Line) -> Line:
    return replace(line, text=theirs(line.text))


def _chart(chart: Chart) -> Chart:
    return replace(chart, alt=theirs(chart.alt), title=theirs(chart.title), caption=theirs(chart.caption))


def drawn_for_brand(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Return a chart (plain JSON values) with its own phrases turned; what it carries of captions stays."""
    if isinstance(value, str):
        return theirs_in_chart(value)
    if isinstance(value, list):
        return [drawn_for_brand(each) for each in value]
    if isinstance(value, dict):
        return {key: each if key == "customdata" else drawn_for_brand(each) for key, each in value.items()}
    return value
