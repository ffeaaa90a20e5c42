"""Memory that unpacking takes: never more than the allowance, whatever an archive says about its members."""

from __future__ import annotations

import gzip
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.reading.made import xlsx, zipped_names
from worthsaving.reading.container.archive import MOST_BYTES, TIMES

LARGE = 200_000_000
SPARE = 40_000_000  # bytes that Python and the parts that are worked on may take beside the allowance

MEASURE = """
import resource, sys
from worthsaving.reading.container import archive, workbook
import python_calamine
data = open(sys.argv[1], "rb").read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
parts = archive.unpack("x", data)
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(after - before, all(part.refusal for part in parts))
"""


def lying(members: dict[str, tuple[bytes, int]]) -> bytes:
    """A ZIP whose directory states for each member (its content, and the size that is stated) what it likes."""
    body, directory = b"", b""
    for name, (content, stated) in members.items():
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed, text = packer.compress(content) + packer.flush(), name.encode()
        facts = (20, 0, 8, 0, 0, zlib.crc32(content), len(packed), stated, len(text), 0)
        directory += struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, *facts, 0, 0, 0, 0, len(body)) + text
        body += struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", *facts) + text + packed
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(members), len(members), len(directory), len(body), 0)
    return body + directory + end


def lying_workbook() -> bytes:
    """A workbook whose sheet is far larger than stated."""
    import io
    import zipfile

    book = zipfile.ZipFile(io.BytesIO(xlsx([["Title", "Saves"], ["a", 1]])))
    whole = {name: (book.read(name), len(book.read(name))) for name in book.namelist()}
    sheet = next(name for name in whole if "sheet1" in name)
    text, size = whole[sheet]
    return lying({**whole, sheet: (text.replace(b"</sheetData>", b" " * LARGE + b"</sheetData>"), size)})


ARCHIVES = {
    "a member larger than stated": lambda: lying({"Content.csv": (b"a" * LARGE, 2_000)}),
    "many of them": lambda: lying({f"{at}.csv": (b"a" * (LARGE // 20), 100) for at in range(20)}),
    "a ZIP in it that lies": lambda: zipped_names({"in.zip": lying({"a.csv": (b"a" * LARGE, 2_000)})}),
    "a sheet larger than stated": lying_workbook,
    "a large member, as stated": lambda: zipped_names({"a.csv": b"a" * LARGE}),
    "gzip": lambda: gzip.compress(b"a" * LARGE),
}


@pytest.mark.subprocess
@pytest.mark.skipif(sys.platform != "linux", reason="the most memory used is counted in kB on Linux only")
@pytest.mark.parametrize("kind", ARCHIVES)
def test_unpacking_takes_no_more_memory_than_the_allowance(kind: str, tmp_path: Path) -> None:
    """Measured from outside, in a program of its own: what it takes at most beyond what it had before."""
    path = tmp_path / "archive"
    path.write_bytes(ARCHIVES[kind]())
    command = [sys.executable, "-c", MEASURE, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    kilobytes, refused = done.stdout.split()
    assert refused == "True"
    assert int(kilobytes) * 1024 <= min(TIMES * path.stat().st_size, MOST_BYTES) + SPARE
