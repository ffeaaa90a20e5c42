"""The browser's code that Streamlit loads at the first use of an element: fetched before a page asks for it."""

from pathlib import Path

from streamlit import file_util

SOON_USED = ("PlotlyChart", "Selectbox", "DataFrame")
"""Streamlit's own scripts in the order in which pages come to need them: 4.7 MB draw charts, half a megabyte tables."""


def file_names() -> list[str]:
    """Return the names of those files; without one that Streamlit has under another name, or more than once."""
    folder = Path(file_util.get_static_dir()) / "static" / "js"
    found = [list(folder.glob(f"{name}.*.js")) for name in SOON_USED]
    return [files[0].name for files in found if len(files) == 1]
