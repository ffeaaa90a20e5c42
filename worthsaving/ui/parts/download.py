"""Button that downloads a file."""

from collections.abc import Callable
from typing import Any

import streamlit as st

Content = bytes | str | Callable[[], bytes | str]


def download(label: str, name: str, content: Content, *, mime: str = "text/csv", **options: Any) -> None:  # noqa: ANN401
    """Draw the button for a file of that name; `options` are those of Streamlit's. A function is called on the click."""
    options = {"icon": ":material/download:", **options}
    st.download_button(label, data=content, file_name=name, mime=mime, on_click="ignore", **options)
