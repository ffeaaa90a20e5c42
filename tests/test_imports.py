"""What the first page and a command load: heavy libraries only where they are used."""

import ast
import subprocess
import sys

import pytest

from tests.conftest import ROOT

IN_THE_WAY = "import sys, json\n{code}\nprint(json.dumps(sorted(sys.modules)))"
OVERVIEW = [
    ast.unparse(node) for node in ast.walk(ast.parse((ROOT / "app.py").read_text("utf-8"))) if isinstance(node, ast.ImportFrom)
]  # fmt: skip


def loaded(code: str) -> set[str]:
    """The modules that a fresh process has after this code."""
    ran = subprocess.run(
        [sys.executable, "-c", IN_THE_WAY.format(code=code)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(ast.literal_eval(ran.stdout.splitlines()[-1]))


@pytest.mark.subprocess
def test_the_first_page_loads_nothing_that_it_may_not_need():
    """No database, no statistics, no spreadsheet writer, no browser's template engine before a page asks for them."""
    code = "\n".join(line for line in OVERVIEW if not line.endswith("import server"))
    assert "overview" in code
    assert loaded(code) & {"sqlalchemy", "scipy", "babel", "xlsxwriter", "psycopg"} == set()


@pytest.mark.subprocess
def test_a_summary_loads_neither_the_app_nor_the_library():
    """`worthsaving summary` of a file starts without Streamlit, Plotly and SQLAlchemy."""
    code = "from worthsaving.cli.parser import main\nmain(['summary', 'sample_data/tiktok_business_videos.csv'])"
    assert loaded(code) & {"streamlit", "plotly", "sqlalchemy", "babel", "xlsxwriter", "jinja2"} == set()


@pytest.mark.subprocess
def test_a_summary_loads_no_other_command():
    """What only `rank`, `changes`, `accounts` and `export` need is loaded by them."""
    code = "from worthsaving.cli.parser import main\nmain(['summary', 'sample_data/tiktok_business_videos.csv'])"
    others = ("analysis.across_accounts", "analysis.changes", "analysis.week", "cli.kept_plans", "cli.kept_weeks", "words.changes",
              "words.plans", "words.ranking", "words.week", "writing.csv", "writing.parquet")  # fmt: skip
    assert loaded(code) & {f"worthsaving.{name}" for name in others} == set()


@pytest.mark.subprocess
def test_the_command_looks_for_garbage_again_once_it_runs():
    """Imports pass without; what was imported is left out, what the command makes is not."""
    code = "import gc\nimport worthsaving.__main__\nprint(gc.isenabled(), gc.get_freeze_count() > 10_000)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout == "True True\n"
