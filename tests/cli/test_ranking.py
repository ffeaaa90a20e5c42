"""Command `rank`: the page and the workbook of many accounts, and its refusals."""

import io

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.benchmarks.accounts import made
from worthsaving.analysis.across_accounts.shrunk import shrunk
from worthsaving.batch.columns import RESULT
from worthsaving.cli.parser import main
from worthsaving.figures.across_accounts import ranking as ranking_figure


@pytest.fixture(scope="module")
def accounts():
    """What a batch knows of 130 made-up accounts, one with a hostile name."""
    table = made(5, 130)
    table.loc[0, "account"] = "=1+1<script>"
    return table


@pytest.fixture
def result(accounts, tmp_path):
    """A batch's result with these accounts and a file that could not be read."""
    rows = [{"status": "read", **row} for row in accounts.drop(columns="truth").to_dict("records")]
    rows.append({"status": "file not read", "reason": "It is a picture."})
    pq.write_table(pa.Table.from_pylist(rows, schema=RESULT), tmp_path / "out.parquet")
    return tmp_path / "out.parquet"


def test_the_page_and_the_workbook(accounts, result, tmp_path):
    """The page names the surest accounts with their ranges, the workbook has all; nothing in a name runs."""
    page, book = tmp_path / "r.html", tmp_path / "r.xlsx"
    assert main(["rank", str(result), "-o", str(page), "--tables", str(book)]) == 0
    text, ranked = page.read_text("utf-8"), shrunk(accounts)
    assert f"@{ranked['account'][0]}" in text
    assert "The first 100 of" in text
    assert "with a chance of" in text
    assert text.count("among the best 13") > 1  # in the heading, and where the order is explained
    assert "could not be read" in text
    assert "<script>" not in text.replace("<script>\n", "").split("</table>")[0].split("<main>")[1]
    sheet = openpyxl.load_workbook(io.BytesIO(book.read_bytes())).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == len(ranked) + 1
    assert rows[1][1] == 1
    assert rows[1][2] == pytest.approx(ranked["rate"][0] * 1000)
    assert all(row[0].startswith("@") or row[0].startswith("'") for row in rows[1:])


def test_the_chart_has_each_account_once(accounts):
    """A dot and a range for each of the first hundred, first on top."""
    ranked = shrunk(accounts)
    drawn = ranking_figure.ranking(ranked)
    dots = next(trace for trace in drawn.data if trace.name == "rate")
    assert len(dots.x) == ranking_figure.MOST
    assert dots.x[-1] == pytest.approx(ranked["rate"][0] * 1000)
    assert list(drawn.layout.yaxis.ticktext)[-1].startswith("1  ")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("nowhere.parquet", "cannot be opened"),
        ("other.parquet", "not what batch wrote"),
        ("few.parquet", "it takes 20"),
    ],
)
def test_refusals(given, said, tmp_path, capsys):
    """One line says why, and the exit code is 2."""
    pq.write_table(pa.table({"a": [1]}), tmp_path / "other.parquet")
    pq.write_table(pa.Table.from_pylist([{"status": "read"}], schema=RESULT), tmp_path / "few.parquet")
    assert main(["rank", str(tmp_path / given), "-o", str(tmp_path / "r.html")]) == 2
    captured = capsys.readouterr().err
    assert said in captured
    assert captured.count("\n") == 1
    assert not (tmp_path / "r.html").exists()
