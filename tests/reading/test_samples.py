"""Each known format has a made-up sample on disk (formats/<id>.sample.csv) and its expected reading beside it.

Where the same export also comes as JSON, <id>.sample.json has <id>.json.expected.json beside it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.reading.made import TODAY
from worthsaving import Reading, read_files
from worthsaving.reading.container.archive import Part
from worthsaving.reading.formats import formats
from worthsaving.reading.formats.headers import key
from worthsaving.reading.json.tables import RecordsPart, read_json

FOLDER = Path(__file__).parent / "formats"
SAMPLES = sorted(FOLDER.glob("*.sample.*"))
IDS = [path.name.replace(".sample.csv", "").replace(".sample", "") for path in SAMPLES]
KNOWN = {form.id for form in formats.formats()} | {formats.general(table).id for table in ("videos", "days")}


def reading_of(sample: Path) -> Reading:
    # A name that says nothing: the header row alone must do
    return read_files([("file", sample.read_bytes())], today=TODAY)


def expected_file(sample: Path) -> Path:
    """Where the expected reading of a sample stands."""
    name, kind = sample.name.split(".sample")
    return sample.with_name(name + kind.replace(".csv", "") + ".expected.json")


def format_of(sample: Path) -> str:
    """The id of the format that a sample stands for."""
    return sample.name.split(".sample")[0]


def as_expected(reading: Reading) -> dict[str, Any]:
    """A reading as the expectation files have it: what is known of each row, and what the report says."""
    report = reading.files[0]
    table = {"days": reading.days, "audience": reading.audience}.get(report.table, reading.videos)
    rows = [{name: _plain(value) for name, value in row.items()} for row in table.to_dict("records")]
    return {
        "format": report.format,
        "table": report.table,
        "columns": report.columns,
        "saves": report.saves,
        "set_aside": [
            [int(row), reason] for row, reason in zip(report.set_aside["row"], report.set_aside["reason"], strict=True)
        ],
        "problems": list(report.problems),
        "lacks": list(report.lacks),
        "rows": [{name: value for name, value in row.items() if value not in (None, "")} for row in rows],
    }


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.isoformat()
    return value if isinstance(value, str) else float(value) if float(value) != int(value) else int(value)


def test_every_format_has_a_sample() -> None:
    """A format that no file stands for is not known to work."""
    assert set(map(format_of, SAMPLES)) == KNOWN


@pytest.mark.parametrize("sample", SAMPLES, ids=IDS)
def test_a_sample_reads_as_expected(sample: Path) -> None:
    """Recognised as its own format, and every row, column and sentence as written down."""
    expected = json.loads(expected_file(sample).read_text("utf-8"))
    assert as_expected(reading_of(sample)) == expected


@pytest.mark.parametrize("sample", SAMPLES, ids=IDS)
def test_a_sample_fits_one_format_at_most(sample: Path) -> None:
    """No other format's rule fits it."""
    keys, name = _keys(sample), format_of(sample)
    fitting = [form.id for form in formats.formats() if form.fits(keys)]
    assert fitting == ([] if name.startswith("plain-") else [name])


def _keys(sample: Path) -> set[str]:
    from worthsaving.reading.formats.side_labels import turned
    from worthsaving.reading.text.table import parse

    if sample.suffix != ".csv":
        headers = [file.header for file in reading_of(sample).files if file.header]
        if not headers:  # refused
            parts = read_json(Part("file", sample.read_bytes()))
            headers = [part.table.header for part in parts if isinstance(part, RecordsPart) and part.table]
        return {key(name) for header in headers for name in header} - {""}
    table = parse(sample.read_bytes())
    found = turned(table.first_rows(99))
    header = found[0][0] if found else list(table.header)
    return {key(name) for name in header} - {""}
