"""Command `rank`: which accounts of a batch's result are kept, as a page and as a workbook."""

import argparse
import datetime as dt
from pathlib import Path
from typing import Any

from worthsaving.cli import inputs
from worthsaving.cli.terminal import refuse

_OTHER = "{name} is not what batch wrote. Give the file that batch wrote with -o."


def add_parser(commands: Any) -> None:  # noqa: ANN401 - argparse has no public name for it
    """Add the command to the parser's subcommands."""
    help_text = "which accounts of a batch's result are kept, the surest first"
    command = commands.add_parser("rank", help=help_text, description=help_text)
    command.add_argument("result", type=Path, metavar="OUT.parquet", help="what batch wrote")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="ranking.html")
    command.add_argument("--tables", type=Path, metavar="ranking.xlsx", help="also all accounts as a workbook")


def run(options: argparse.Namespace) -> int:
    """Write the page, and the workbook if asked for, and return the exit code."""
    # Imported here: the other commands start faster.
    import pyarrow as pa
    from pyarrow import parquet

    from worthsaving.analysis.across_accounts.shrunk import FEWEST, shrunk
    from worthsaving.batch.columns import READ, RESULT
    from worthsaving.figures.across_accounts import ranking as ranking_figure
    from worthsaving.report.ranking import ranking_html
    from worthsaving.words import ranking as words
    from worthsaving.writing.ranking import ranking_xlsx

    name = options.result.name
    wrong = inputs.overwriting((options.output, options.tables), [options.result])
    if wrong is not None:
        return refuse(f"{wrong.name} would be overwritten: it is what you gave, or named twice. Choose another name.")
    try:
        if not {*RESULT.names} <= {*parquet.read_schema(options.result).names}:
            return refuse(_OTHER.format(name=name))
        rows = parquet.read_table(options.result, schema=RESULT).to_pandas()
    except OSError as error:
        return refuse(
            f"{name}: It cannot be opened ({error.strerror or 'no Parquet file'}). Check the path and try again."
        )
    except (pa.ArrowException, ValueError):
        return refuse(_OTHER.format(name=name))
    read = rows[rows["status"] == READ]
    ranked = shrunk(read)
    if ranked is None:
        return refuse(words.too_few(int(read["rated"].gt(0).sum()), FEWEST))
    made_at = dt.datetime.now(dt.UTC)
    not_read = len(rows) - len(read)
    try:
        options.output.write_bytes(
            ranking_html(ranked, read=len(read), not_read=not_read, made_at=made_at, source=name)
        )
        if options.tables:
            whole = ranking_figure.table(ranked, len(ranked))
            options.tables.write_bytes(ranking_xlsx(whole.rows, whole.note))
    except OSError as error:
        return refuse(
            f"{error.filename or options.output.name}: {error.strerror or 'cannot be written'}. Choose another place."
        )
    return 0
