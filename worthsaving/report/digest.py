"""The digest: the newest week of a library as one HTML or Markdown file that others send."""

import datetime as dt

from worthsaving.report.html import page
from worthsaving.sections.parts import Section
from worthsaving.sections.week import week
from worthsaving.sections.week.look import Look
from worthsaving.words import format, week as words
from worthsaving.words.report import cover
from worthsaving.writing import markdown


def html(found: Look, *, made_at: dt.datetime) -> bytes:
    """Return the digest as the bytes of one UTF-8 HTML file that asks for nothing from outside; without scripts' data.

    Text from files is inert in it. `made_at` is shown as it is, with its zone.
    """
    return page(
        week.sections(found),
        made_at=made_at,
        cover=None,
        folded=(),
        subtitle=cover.KEPT_BY_YOURS,
        who=words.TITLE,
        when=words.span(found.weeks),
        how_many=format.plural(len(found.accounts), "account"),
        choice="",
        mixed=False,
        sample=cover.sample([own.week.account for own in found.accounts]),
        files=words.FROM,
    )


def markdown_text(found: Look, *, made_at: dt.datetime) -> str:
    """Return the digest as Markdown (CommonMark with tables); text from files stays text."""
    said = [f"# {markdown.text(_title(found))}"]
    for section in week.sections(found):
        said += markdown_section(section)
    return "\n\n".join([*said, f"*{markdown.text(words.made(made_at))}*"]) + "\n"


def markdown_section(section: Section) -> list[str]:
    """Return a section as blocks of Markdown, its charts left out."""
    blocks = [f"## {markdown.text(section.title)}"]
    for part in section.parts:
        blocks += [f"### {markdown.text(part.heading)}"] if part.heading else []
        blocks += [markdown.text(line.text) for line in (*part.lines, *part.findings)]
        blocks += [markdown.text(line) for line in part.under]
        blocks += [] if part.table is None else [markdown.table(part.table.rows)]
    return blocks


def _title(found: Look) -> str:
    when = words.span(found.weeks)
    return f"{words.TITLE}, {when}" if when else words.TITLE
