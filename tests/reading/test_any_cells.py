"""Whatever stands in the cells of a known table: nothing is lost, nothing crashes."""

from __future__ import annotations

import csv
import io

from hypothesis import HealthCheck, given, settings, strategies as st

from tests.reading.made import TODAY
from worthsaving import read_files
from worthsaving.reading.formats import formats
from worthsaving.reading.formats.suggest import suggest_columns

ODD = [
    "", "undefined", "NAN", "1,234", "1.2K", "-1", "July 16", "2025/10/31 18:19:10", "31/12/2025", "12/31/25", "2025-02-30", "0000-00-00",
    "https://www.tiktok.com/@a/video/7567452107461099521", "https://www.tiktok.com/@a/video/9999999999999999999", "7567452107461099521",
    "7.5E+18", "Total", "18 tháng Tám", "３万", "1717064979", "1e999", "Lifetime", "29 February", "99:99:99", "PT", "½", "²", "2025-03-30 02:30:00", "=1",
]  # fmt: skip
CELLS = st.one_of(st.sampled_from(ODD), st.text(max_size=12))


@st.composite
def sheets(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """A header row that fits a known format, with more of its columns, and rows of anything."""
    form = draw(st.sampled_from(formats.formats()))
    more = sorted({alias for aliases in form.columns.values() for alias in aliases} - form.without)
    header = [*sorted(form.required), *sorted(form.one_of)[:1]]
    header += draw(st.lists(st.sampled_from(more), max_size=4)) if more else []
    width = len(header)
    return header, draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=6))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(sheets())
def test_rows_are_kept_or_set_aside(sheet: tuple[list[str], list[list[str]]]) -> None:
    """rows = kept + set aside, each row set aside has its reason and text, and a guess never fails."""
    header, rows = sheet
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    for file in read_files([("sheet.csv", out.getvalue().encode("utf-8", "replace"))], today=TODAY).files:
        assert file.rows == file.kept + len(file.set_aside)
        assert file.set_aside["reason"].ne("").all()
        assert (file.format is not None) or file.problems
    assert set(suggest_columns(header, rows)) == {name for name in header if name.strip()}
