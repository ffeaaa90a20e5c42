"""Uploads stay in memory.

The web server under Streamlit spools any upload above 1 MB to a temporary file. "Nothing is written to disk" must hold
for a large export too, so that limit is raised to what Streamlit accepts at all.
"""

import streamlit as st
from starlette.formparsers import MultiPartParser


def keep_uploads_in_memory() -> None:
    """Let no accepted upload touch the disk; to be called before the first one arrives."""
    MultiPartParser.spool_max_size = int(st.get_option("server.maxUploadSize")) * 1024 * 1024
