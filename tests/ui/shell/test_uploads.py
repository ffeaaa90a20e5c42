"""Uploads stay in memory, however large."""

import tempfile

import pytest
import streamlit as st
from starlette.datastructures import Headers
from starlette.formparsers import MultiPartParser

from tests.ui.apart import run_apart
from tests.ui.visiting import open_page
from worthsaving.ui.shell.uploads import keep_uploads_in_memory

MEGABYTE = 1024 * 1024
EDGE = b"----edge"


def upload(data: bytes) -> tuple[int, bool]:
    """How large a file the web server's form parser makes of this upload, and whether it wrote it to disk."""

    async def body():
        yield b"--" + EDGE + b'\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        for start in range(0, len(data), 65_536):
            yield data[start : start + 65_536]
        yield b"\r\n--" + EDGE + b"--\r\n"

    async def parse():
        headers = Headers({"content-type": f"multipart/form-data; boundary={EDGE.decode()}"})
        form = await MultiPartParser(headers, body()).parse()
        file = form["file"].file
        assert isinstance(file, tempfile.SpooledTemporaryFile)
        rolled = bool(file._rolled)
        found = len(file.read()), rolled
        await form.close()
        return found

    return run_apart(parse())


@pytest.fixture
def as_delivered(monkeypatch):
    """The parser with its own limit, put back afterwards."""
    monkeypatch.setattr(MultiPartParser, "spool_max_size", MEGABYTE)


def test_the_parser_would_write_a_large_upload_to_disk(as_delivered):
    """Without our setting 5 MB end up in a temporary file: what the next rule forbids is real."""
    assert upload(b"x" * 5 * MEGABYTE) == (5 * MEGABYTE, True)


def test_a_large_upload_stays_in_memory(as_delivered):
    """With it the same 5 MB arrive whole and touch no disk."""
    keep_uploads_in_memory()
    assert upload(b"x" * 5 * MEGABYTE) == (5 * MEGABYTE, False)


@pytest.mark.parametrize("page", ["app.py", "pages/save_guidance.py"])
def test_no_upload_that_is_accepted_is_too_large(as_delivered, page):
    """Whichever page a visit begins with, the limit is at least the largest upload that Streamlit takes."""
    open_page(page)
    assert MultiPartParser.spool_max_size >= st.get_option("server.maxUploadSize") * MEGABYTE
