"""The browser's code that draws charts: 4.7 MB of Streamlit's, fetched before the first chart is there."""

from pathlib import Path

from streamlit import file_util


def file_name() -> str:
    """Return the name of that file among Streamlit's own scripts; empty where there is no such file, or not one alone."""
    found = list((Path(file_util.get_static_dir()) / "static" / "js").glob("PlotlyChart.*.js"))
    return found[0].name if len(found) == 1 else ""
