"""Button that downloads a file."""

import hashlib
import secrets
from collections.abc import Callable
from typing import Any

import streamlit as st

from worthsaving.ui.shell.served import own_files

Content = bytes | str | Callable[[], bytes | str]


def download(label: str, name: str, content: Content, *, mime: str = "text/csv", **options: Any) -> None:  # noqa: ANN401
    """Draw the button for a file of that name; `options` are those of Streamlit's. A function is called on the click.

    The only place that hands out files. Streamlit keeps the files of all visits in one store, and above 1 MiB tells them
    apart by length, three samples of 64 KiB, type and name alone. So the type carries what no other file has, and where
    people sign in, whose it is.
    """
    options = {"icon": ":material/download:", "key": f"download {label} {name}", **options}
    kind = own_files.kind(f"{mime}; file={_mark(content)}")
    st.download_button(label, data=content, file_name=name, mime=kind, on_click="ignore", **options)


def _mark(content: Content) -> str:
    """A digest of the content; where it is made later, a random mark of this drawing, whose content is always the same."""
    if callable(content):
        return secrets.token_hex(16)
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()
