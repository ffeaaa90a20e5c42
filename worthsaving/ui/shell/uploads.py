"""Uploads stay in memory, and only until they are read.

The web server under Streamlit spools any upload above 1 MB to a temporary file. "Nothing is written to disk" must hold
for a large export too, so that limit is raised to what Streamlit accepts at all. Streamlit itself keeps what was
dropped until the visit ends; a browser's file (HAR) can hold a login, so it has to go earlier.
"""

from collections.abc import Iterable

import streamlit as st
from starlette.formparsers import MultiPartParser
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile


def keep_uploads_in_memory() -> None:
    """Let no accepted upload touch the disk; to be called before the first one arrives."""
    MultiPartParser.spool_max_size = int(st.get_option("server.maxUploadSize")) * 1024 * 1024


def forget(uploads: Iterable[UploadedFile]) -> None:
    """Take uploads that were read out of the server's store, and empty them where the page's last run still holds them."""
    context = get_script_run_ctx()
    for upload in uploads:
        if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
            context.uploaded_file_mgr.remove_file(context.session_id, upload.file_id)
        upload.truncate(0)
