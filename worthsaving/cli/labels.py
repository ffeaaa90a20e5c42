"""Command `labels`, and the option `--labels` of the commands that look at videos: files of labels, columns, rules."""

import argparse
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from worthsaving import schema
from worthsaving.analysis.labels import rules, table
from worthsaving.analysis.labels.rules import Rule
from worthsaving.cli import inputs, label_rules, sources
from worthsaving.cli.terminal import printable, refuse, say, show, show_json
from worthsaving.errors import WorthSavingError
from worthsaving.reading.result import ExtraColumn, Reading
from worthsaving.words import format
from worthsaving.words.own import labels as words

FIRST, LAST = "first", "last"
SHOWN = 12
"""Values of a label that are listed; `--json` has all."""


def add_option(command: Any) -> None:  # noqa: ANN401 - argparse has no public name for it
    """Add the files of labels to a command that looks at videos."""
    command.add_argument(
        "--labels", action="append", default=[], type=Path, metavar="labels.csv",
        help="your own labels on the posts: link or id, label, value (may be repeated)",
    )  # fmt: skip
    command.add_argument(
        "--prefer", choices=(FIRST, LAST), help="which value counts where two sources label a post differently"
    )


def add_parser(commands: Any) -> None:  # noqa: ANN401
    """Add the command to the parser's subcommands."""
    help_text = "your own way of sorting posts: from columns, rules and files, into one small file or the library"
    command = commands.add_parser("labels", help=help_text, description=help_text)
    sources.add_sources(command)
    add_option(command)
    command.add_argument(
        "--from-column", action="append", default=[], metavar="HEADER[=LABEL]",
        help="a column of the files whose few values repeat (may be repeated)",
    )  # fmt: skip
    command.add_argument(
        "--rule", action="append", default=[], metavar="RULE",
        help="“Series=Episodes: begins with Ep”, “Series=Talk: contains talk” or “Series=Challenge: #challenge”; with --keep "
        "it stays in the library and labels posts that are kept later, too",
    )  # fmt: skip
    command.add_argument(
        "--drop-rule", action="append", default=[], metavar="RULE",
        help="with --library --keep: take a rule out, and with it what it labelled; written as it was made",
    )  # fmt: skip
    command.add_argument(
        "--rename", action="append", default=[], metavar="LABEL/OLD=NEW",
        help="another name for a value; the name of another value merges the two",
    )  # fmt: skip
    command.add_argument("-o", "--output", type=Path, metavar="labels.csv", help="the file to write")
    command.add_argument(
        "--keep", nargs="?", const="", metavar="URL", help=f"store the labels in the library: {sources.WHERE}"
    )
    command.add_argument("--json", action="store_true", help="print JSON")
    command.set_defaults(run=run)


def applied(reading: Reading, options: argparse.Namespace) -> Reading:
    """Return the reading with the labels of `--labels` on its videos, over those it has. Raises WorthSavingError."""
    if options.command == "labels" or not getattr(options, "labels", None):
        return reading
    from worthsaving.sections.labels import take

    found = _settled(_kept(options), [_of_file(path, reading) for path in options.labels], options.prefer)
    return take.with_labels(reading, found, label_rules.kept(options))


def run(reading: Reading, options: argparse.Namespace) -> int:
    """Gather labels and print, write or store them; return the exit code."""
    from worthsaving.sections.labels import file, take

    if options.account:
        own = reading.videos[["platform", "account"]].eq(list(options.account)).all(axis=1)
        reading = replace(reading, videos=reading.videos[own], extra=() if not own.all() else reading.extra)
    if options.output and inputs.overwriting([options.output], [*options.files, *options.labels]):
        return refuse(
            f"{options.output.name} would be overwritten: it is one of the files you gave. Choose another name."
        )
    try:
        made, kept_rules = label_rules.asked(options), label_rules.left(options)
        new = [_of_file(path, reading) for path in options.labels]
        new += [take.from_column(reading, *_column(reading, text)) for text in options.from_column]
        given = _settled(_kept(options), new, options.prefer)
        shown = _settled(given, [take.by_rules(reading, [rule]) for rule in made], options.prefer)
        found = table.replace(take.by_rules(reading, kept_rules), shown)
        ruled = rules.over(kept_rules, made)
        for text in options.rename:
            label, old, becomes = _renaming(text, found)
            found, ruled = table.rename(found, label, old, becomes), rules.rename(ruled, label, old, becomes)
    except ValueError as error:
        return refuse(str(error))
    storing = _storing(found, given, ruled, options)
    if table.too_many(found) or (storing is not None and table.too_many(storing.whole)):
        return refuse(words.TOO_MANY)
    if options.output:
        if found.empty:
            return refuse(f"There are no labels to write. {_offered(reading)}")
        try:
            options.output.write_bytes(file.write(found, reading))
        except OSError as error:
            return refuse(
                f"{options.output.name}: {error.strerror or 'cannot be written'}. Choose another place with -o."
            )
    kept = None if storing is None else storing.store()
    if options.json:
        show_json(
            {
                "labels": _as_json(found),
                "could_be_labels": [column.as_dict() for column in reading.extra],
                "rules": [label_rules.as_dict(rule) for rule in ruled],
                "kept": kept,
            }
        )
    else:
        said = [printable(words.rule(rule, with_account=True)) for rule in ruled]
        show("\n".join([*_lines(found, len(reading.videos)), *said, _offered(reading)]).strip())
    inputs.mention_refused(reading)
    return 0


@dataclass(frozen=True)
class _Storing:
    """Labels and rules to be stored in a library, and the `whole` of the labels it has then (both `schema.LABELS`)."""

    library: Any
    labels: pd.DataFrame
    whole: pd.DataFrame
    rules: Sequence[Rule]
    dropped: Sequence[Rule]

    def store(self) -> int:
        """Store them; return how many labels are new or changed there. Raises LibraryError."""
        now = dt.datetime.now(dt.UTC)
        number: int = self.library.keep_labels(self.labels, now=now)
        ruled = self.library.keep_rules(self.rules, now=now) + self.library.remove_rules(self.dropped)
        also = f", {format.plural(ruled, 'rule')}" if ruled else ""
        say(f"{format.plural(number, 'label')}{also} new or changed in {self.library.where}.")
        return number


def _storing(
    found: pd.DataFrame, given: pd.DataFrame, ruled: Sequence[Rule], options: argparse.Namespace
) -> _Storing | None:
    """Join the labels with those of the library that they are to be stored in; None where none was asked for.

    Of those that rules give, only what says otherwise of a post that has a value there is looked at: the rules are stored
    themselves. `given`: the others. Raises WorthSavingError where the two label a post differently and none is preferred.
    """
    if options.keep is None:
        return None
    library = sources.open_library(options.keep or options.library or None)
    there = schema.conform(library.labels(), schema.LABELS)
    posts = pd.concat([given, there])[table.POST].drop_duplicates()
    joined = table.join(there, found.merge(posts, on=table.POST))
    if len(joined.conflicts) and options.prefer is None:
        raise WorthSavingError(words.refused_by_library(joined.conflicts))
    new = joined.other if options.prefer == LAST else table.without(joined.other, joined.conflicts)
    return _Storing(library, new, table.replace(there, new), ruled, label_rules.dropped(options))


def _kept(options: argparse.Namespace) -> pd.DataFrame:
    """Return the labels that the library keeps, where that is what is looked at."""
    if not sources.from_library(options):
        return schema.empty(schema.LABELS)
    accounts = [options.account] if options.account else []
    return schema.conform(sources.open_library(options.library or None).labels(accounts), schema.LABELS)


def _of_file(path: Path, reading: Reading) -> pd.DataFrame:
    """Read one file of labels. Raises WorthSavingError with the file's name."""
    from worthsaving.sections.labels import file

    refusal = inputs.why_not_opened(path)
    try:
        if refusal:
            raise WorthSavingError(refusal)
        found, without = file.read(path.read_bytes(), reading)
    except OSError as error:
        reason = error.strerror or "no reason given"
        raise WorthSavingError(f"{path.name}: It cannot be opened ({reason}). Check the path and try again.") from error
    except WorthSavingError as error:
        raise WorthSavingError(f"{path.name}: {error}") from error
    if without:
        say(words.read_file(path.name, len(found), without))
    return found


def _settled(first: pd.DataFrame, others: list[pd.DataFrame], prefer: str | None) -> pd.DataFrame:
    """Join tables of labels one after the other. Raises ValueError where two differ and none is preferred."""
    found = first
    for other in others:
        joined = table.join(found, other)
        if len(joined.conflicts) and prefer is None:
            raise WorthSavingError(words.refused_conflicts(joined.conflicts))
        found = table.replace(joined.table, joined.other) if prefer == LAST else joined.table
    return found


def _column(reading: Reading, text: str) -> tuple[ExtraColumn, str]:
    """Find the column of `HEADER[=LABEL]` and the label's name. Raises ValueError naming what there is."""
    for header, label in ((text, ""), text.rpartition("=")[::2]):
        wanted = header.strip().casefold()
        found = [column for column in reading.extra if column.header.casefold() == wanted]
        if found:
            return found[0], label.strip()
    raise ValueError(f"No column “{format.clip(text, 60)}” sorts the posts. {_offered(reading)}")


def _renaming(text: str, found: pd.DataFrame) -> tuple[str, str, str]:
    """Return label, value and new name. Raises ValueError for what is no renaming, and for a value that is not there."""
    label, slash, rest = text.partition("/")
    old, equals, new = rest.rpartition("=")
    if not (slash and equals and new.strip()):
        raise ValueError(f"“{text}” renames nothing. Write it as LABEL/OLD=NEW")
    if not (found["label"].eq(label) & found["value"].eq(old)).any():
        raise ValueError(f"There is no value “{format.clip(old, 60)}” of {format.clip(label, 60)}. Name one there is.")
    return label, old, new


def _offered(reading: Reading) -> str:
    """Say which columns could be labels."""
    offered = [words.offer(column.header, len(column.names), column.posts) for column in reading.extra]
    if not offered:
        return "No column of these files has few values that repeat. Use --rule or --labels."
    return f"Could be labels, with --from-column: {'; '.join(offered)}."


def _lines(found: pd.DataFrame, videos: int) -> list[str]:
    """Return a line for each label: its values and how many posts have them."""
    lines = []
    for label, rows in table.counted(found).groupby("label", sort=True):
        shown = [f"{row.value} {row.posts:,}" for row in rows.head(SHOWN).itertuples()]
        more = f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
        lines.append(printable(f"{label}: {', '.join(shown)}{more}, of {format.plural(videos, 'post')}"))
    return lines


def _as_json(found: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {"label": str(label), "values": {str(row.value): int(row.posts) for row in rows.itertuples()}}
        for label, rows in table.counted(found).groupby("label", sort=True)
    ]
