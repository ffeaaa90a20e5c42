"""What the folder to double-click leaves out."""

import re

import pytest

from release import contents
from tests.conftest import ROOT


@pytest.mark.parametrize(
    "name",
    [
        "pyarrow/libarrow_flight.so.2600",
        "pyarrow/libarrow_python_flight.so",
        "pyarrow/_flight.cpython-311-x86_64-linux-gnu.so",
        "pyarrow/_s3fs.cp311-win_amd64.pyd",
        "pyarrow\\arrow_flight.dll",
        "pyarrow/libarrow_s3.2600.dylib",
        "pyarrow/libarrow_python.so.2600.1.0",
        "scipy/stats/tests/data/nist.dat",
        "pyarrow/include/arrow/api.h",
        "streamlit/static/static/js/index.map",
        "streamlit/static/static/js/sequenceDiagram-BLEHNHQU.js",
        "plotly/package_data/widgetbundle.js",
    ],
)
def test_what_no_page_needs_is_left_out(name):
    """Of each kind one, by the names of the three systems."""
    assert not contents.is_needed(name)


@pytest.mark.parametrize(
    "name",
    [
        "pyarrow/libarrow.so.2600",
        "pyarrow/libarrow_substrait.so.2600",
        "pyarrow/libarrow_python.so.2600",
        "pyarrow/libarrow.2600.dylib",
        "pyarrow/arrow_python.dll",
        "pyarrow/_fs.cpython-311-x86_64-linux-gnu.so",
        "streamlit/static/static/js/PlotlyChart.js",
        "plotly/package_data/plotly.min.js",
        "worthsaving/data/library_1.sql",
        "worthsaving/_app/pages/report.py",
        "worthsaving/_app/sample_data/tests.csv",
    ],
)
def test_what_pages_need_stays(name):
    """Names that look alike among them."""
    assert contents.is_needed(name)


def test_every_module_of_the_package_is_named():
    """A page's among them, which no other module imports."""
    named = contents.own_modules(ROOT)
    assert {"worthsaving", "worthsaving.__main__", "worthsaving.ui.pages.overview", "worthsaving.words.desktop"} <= set(
        named
    )
    assert not [name for name in named if "_app" in name]


def test_the_app_draws_none_of_the_charts_that_are_left_out():
    """Their packages and their part of Streamlit's page are not in the folder."""
    calls = re.compile(
        r"\bst\.(altair_chart|area_chart|bar_chart|graphviz_chart|line_chart|map|pydeck_chart|scatter_chart|vega_lite_chart)\("
    )
    code = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "worthsaving" / "ui").rglob("*.py")]
    assert [str(path) for path in code if calls.search(path.read_text("utf-8"))] == []
    assert calls.search("st.line_chart(table)")
