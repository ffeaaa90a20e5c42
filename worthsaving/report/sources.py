"""Where a report's numbers come from: how they are worked out, which files, and what those cannot tell."""

from __future__ import annotations

from worthsaving.guidance import method as method_guidance
from worthsaving.reading.result import FileReport
from worthsaving.report.beside import Margin
from worthsaving.sections.answers import Numbers
from worthsaving.sections.parts import Part, table
from worthsaving.words import format


def method(numbers: Numbers, margin: Margin) -> list[Part]:
    """The questions and answers of "How this is worked out", with an example from these videos."""
    parts = []
    if not numbers.videos.empty:
        said = method_guidance.worked_example(numbers.videos, numbers.rates, numbers.models)
        parts += [Part("With your data", lines=(said,))] if said else []
    parts += [Part(section.title, texts=(section.text,)) for section in method_guidance.sections()]
    parts.append(Part("References", lines=method_guidance.references()))
    return parts


def files(numbers: Numbers, margin: Margin) -> list[Part]:
    """Every file with what was read of it, and in sentences what they cannot tell."""
    rows = [
        (
            format.clip(file.name, 80),
            file.label or "not read",
            format.span(file.first_day, file.last_day),
            f"“{file.saves}”" if file.saves else "none",
            format.count(file.kept),
            format.count(len(file.set_aside)),
        )
        for file in numbers.files
    ]
    heads = ("File", "What it is", "From – to", "Saves column", "Rows kept", "Set aside")
    parts = [Part(table=table("The files used", heads, rows, words=4))] if rows else []
    told: dict[str, list[str]] = {}
    for file in numbers.files:
        for text in _limits(file):
            told.setdefault(text, []).append(format.clip(file.name, 60))
    lines = tuple(f"{', '.join(names)}: {text}" for text, names in told.items())
    return [*parts, Part("What these files can't tell", lines=lines)] if lines else parts


def _limits(file: FileReport) -> tuple[str, ...]:
    """What the file cannot tell, what its saves really are, and what looked odd in it."""
    meaning = (file.saves_meaning,) if file.saves_meaning else ()
    rounded = (f"The counts in {', '.join(file.rounded)} are rounded in the file.",) if file.rounded else ()
    return (*meaning, *file.lacks, *file.problems, *rounded)
