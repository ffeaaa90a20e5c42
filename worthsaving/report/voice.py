"""Sections of a report retold for a brand: about the creator, without advice, and without findings of nothing."""

from dataclasses import replace
from typing import Any

from worthsaving.sections.parts import Chart, Fact, Line, Part, Section
from worthsaving.words.report.voice import is_nothing, theirs, theirs_in_chart

FOLDED = ("method", "files")
"""The sections that a brand opens only if it wants to know."""


def for_brand(sections: tuple[Section, ...], said: tuple[str, ...] = ()) -> tuple[Section, ...]:
    """Return the sections as a brand reads them: "they" for "you", no advice on files, no finding of nothing.

    `said`: sentences that stand on the cover, in the brand's voice; they are not said again.
    """
    retold = (_section(section, frozenset(said)) for section in sections)
    return tuple(section for section in retold if section.parts)


def _section(section: Section, said: frozenset[str]) -> Section:
    parts = section.parts
    if section.id == "files":
        parts = parts[:1]  # the rest tells the creator what to drop in
    parts = tuple(part for part in parts if not (part.place == "stand_outs" and is_nothing(part.heading)))
    return replace(section, title=theirs(section.title), parts=tuple(_part(part, said) for part in parts))


def _part(part: Part, said: frozenset[str]) -> Part:
    return replace(
        part,
        heading=theirs(part.heading),
        facts=tuple(map(_fact, part.facts)),
        lines=_lines(part.lines, said),
        quote=None if part.quote is None else (theirs(part.quote[0]), part.quote[1]),
        charts=tuple(map(_chart, part.charts)),
        findings=_lines(part.findings, said),
        under=tuple(map(theirs, part.under)),
        table=None if part.table is None else replace(part.table, note=theirs(part.table.note)),
        texts=tuple(theirs(text, ours=True) for text in part.texts),
    )


def _lines(lines: tuple[Line, ...], said: frozenset[str]) -> tuple[Line, ...]:
    told = (replace(line, text=theirs(line.text)) for line in lines if not is_nothing(line.text))
    return tuple(line for line in told if line.text not in said)


def _fact(fact: Fact) -> Fact:
    return replace(fact, label=theirs(fact.label), explained=theirs(fact.explained))


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
