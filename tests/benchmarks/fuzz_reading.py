"""Damaged exports for as long as one likes: `python -m tests.benchmarks.fuzz_reading [MINUTES] [SEED]`.

Takes the samples of every format, and the files of sample_data, and damages them: bytes flipped, parts cut out, doubled,
swapped with those of another file, odd tokens put in, re-encoded, packed. Whatever comes out must be read or refused in
words, within five seconds, with rows = kept + set aside. Prints how many files were tried; a failing one is written to
the current folder as fuzz-SEED-N.bin and ends the run.
"""

from __future__ import annotations

import gzip
import random
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pandas as pd

from tests.reading.made import zipped_names
from worthsaving import read_files, read_table
from worthsaving.errors import UnreadableFile

ROOT = Path(__file__).parents[2]
SECONDS = 5.0
TOKENS = [
    b'"', b'""', b'"""', b",", b";", b"\t", b"\r", b"\n", b"\r\n", b"\n\n", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xe2\x80\xa8",
    b"=1+1", b"'", b"\\", b'\\"', b"sep=;\n", b"Total", b"undefined", b"--", b"1.2K", b"1e309", b"-9223372036854775809", b"0x10",
    b"7567452112981069079", b"9999999999999999999", b"2025-02-30", b"29 February", b"18 th\xc3\xa1ng T\xc3\xa1m", b"\xe4\xbf\x9d\xe5\xad\x98\xe6\x95\xb0",
    b"https://www.tiktok.com/@m/video/7567452112981069079", b"PK\x03\x04", b"\x1f\x8b", b"{\"a\":", b"<html>",
]  # fmt: skip


def check(name: str, data: bytes) -> str:
    """Read one file; the format it was taken for, or "refused". Raises AssertionError for what must not be."""
    begun = time.perf_counter()
    reading = read_files([(name, data)])
    took = time.perf_counter() - begun
    assert took < SECONDS, f"took {took:.1f} s"
    for file in reading.files:
        assert file.rows == file.kept + len(file.set_aside), (file.rows, file.kept, len(file.set_aside))
        assert file.set_aside["reason"].ne("").all()
        assert file.format is not None or file.problems
    for frame in (reading.videos, reading.days):
        assert isinstance(frame, pd.DataFrame)
    with suppress(UnreadableFile):
        read_table(data)
    return reading.files[0].format or "refused" if reading.files else "nothing"


def damaged(chance: random.Random, seeds: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """A file with a few damages of any kind."""
    name, data = chance.choice(seeds)
    for _ in range(chance.choice((1, 1, 2, 3, 8, 30))):
        data = _once(chance, data[:200_000], seeds)
    match chance.randrange(12):
        case 0:
            data = zipped_names({name: data})
        case 1:
            data = gzip.compress(data, 1)
        case 2:
            encoding = chance.choice(("utf-16", "utf-32", "cp1252", "shift-jis", "gb18030", "utf-16-le"))
            data = data.decode("utf-8", "replace").encode(encoding, "replace")
    return name, data


def _once(chance: random.Random, data: bytes, seeds: list[tuple[str, bytes]]) -> bytes:
    at = chance.randint(0, len(data))
    end = min(len(data), at + chance.choice((1, 2, 5, 20, 200, 3000)))
    match chance.randrange(8):
        case 0:
            return data[:at] + data[end:]
        case 1:
            return data[:end] + data[at:end] * chance.choice((1, 2, 50)) + data[end:]
        case 2:
            return data[:at] + chance.choice(TOKENS) + data[at:]
        case 3:
            return data[:at] + chance.choice(TOKENS) + data[end:]
        case 4:
            return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
        case 5:
            _, other = chance.choice(seeds)
            begin = chance.randint(0, len(other))
            return data[:at] + other[begin : begin + (end - at)] + data[end:]
        case 6:
            old, new = chance.sample(TOKENS[:12], 2)
            return data.replace(old, new, chance.choice((1, 5, -1)))
        case _:
            return data[:at]


def main() -> None:
    """Damage and read until the time is up."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chance, met, tried = random.Random(seed), Counter[str](), 0
    folders = (ROOT / "tests" / "reading" / "formats", ROOT / "sample_data")
    seeds = [(p.name, p.read_bytes()) for folder in folders for p in sorted(folder.iterdir()) if p.suffix != ".json"]
    until = time.monotonic() + minutes * 60
    while time.monotonic() < until:
        name, data = damaged(chance, seeds)
        tried += 1
        try:
            met[check(name, data)] += 1
        except BaseException:
            kept = Path(f"fuzz-{seed}-{tried}.bin")
            kept.write_bytes(data)
            print(f"After {tried:,} files: {name} fails; written to {kept}")
            raise
    print(f"{tried:,} damaged files in {minutes:g} minutes, none failed. Taken for: {dict(met.most_common())}")


if __name__ == "__main__":
    main()
