"""Where the numbers come from: how they are worked out, which files, and what those cannot tell."""

import pandas as pd

from worthsaving.figures.tables import Table
from worthsaving.guidance import method as method_text
from worthsaving.reading.result import FileReport
from worthsaving.sections.answers import Answers
from worthsaving.sections.parts import Part, lines
from worthsaving.words import format


def method(answers: Answers | None) -> tuple[Part, ...]:
    """Return the questions and answers of "How this is worked out", with an example where there are videos."""
    example = ""
    if answers is not None and not answers.videos.empty:
        example = method_text.worked_example(answers.videos, answers.rates, answers.models)
    return (
        *((Part(heading="With your data", lines=lines(example)),) if example else ()),
        *(Part(heading=title, texts=(text,)) for title, text in method_text.sections()),
        Part(heading="References", under=method_text.references()),
    )


def files(answers: Answers) -> tuple[Part, ...]:
    """Return every file with what was read of it, and in sentences what they cannot tell."""
    if not answers.files:
        return ()
    table = Table(
        pd.DataFrame(
            {
                "File": [format.clip(file.name, 80) for file in answers.files],
                "What it is": [file.label or "not read" for file in answers.files],
                "From – to": [format.span(file.first_day, file.last_day) for file in answers.files],
                "Saves column": [f"“{file.saves}”" if file.saves else "none" for file in answers.files],
                "Rows kept": pd.Series([file.kept for file in answers.files], dtype="Int64"),
                "Set aside": pd.Series([len(file.set_aside) for file in answers.files], dtype="Int64"),
            }
        )
    )
    limits: dict[str, list[str]] = {}
    for file in answers.files:
        for text in _limits(file):
            limits.setdefault(text, []).append(format.clip(file.name, 60))
    told = lines(*(f"{', '.join(names)}: {text}" for text, names in limits.items()))
    named = Part(heading="The files used", table=table)
    return (named, Part(heading="What these files can't tell", lines=told)) if told else (named,)


def _limits(file: FileReport) -> tuple[str, ...]:
    """What the file cannot tell, what its saves really are, and what looked odd in it."""
    meaning = (file.saves_meaning,) if file.saves_meaning else ()
    rounded = (f"The counts in {', '.join(file.rounded)} are rounded in the file.",) if file.rounded else ()
    return (*meaning, *file.lacks, *file.problems, *rounded)
