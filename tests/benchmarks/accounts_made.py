"""Made-up accounts for the benchmarks and tests of many accounts: files of one account each, or of many authors."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

HEADER = "author,webVideoUrl,text,createTimeISO,playCount,diggCount,commentCount,shareCount,collectCount"
BROKEN = b"\x89PNG\r\n\x1a\n" + b"\0" * 200


def account(number: int, videos: int) -> pd.DataFrame:
    """One account's posts as a scraper has them; the same for the same number."""
    chance = np.random.default_rng(number)
    level = np.exp(chance.normal(np.log(0.006), 0.5))
    views = np.exp(chance.normal(7.5 + chance.normal(0, 1), 1.2, videos)).astype("int64") + 10
    saves = np.minimum(chance.poisson(views * level * np.exp(chance.normal(0, 0.5, videos))), views)
    likes, few = chance.poisson(views * 0.05), chance.poisson(views * 0.004)
    moments = pd.date_range("2024-06-01", periods=videos, freq="42h", tz="UTC")
    ids = (moments.as_unit("s").asi8 << 32) + chance.integers(0, 1 << 20, videos)
    return pd.DataFrame(
        {
            "author": f"maker{number}",
            "webVideoUrl": [f"https://www.tiktok.com/@maker{number}/video/{one}" for one in ids],
            "text": [f"loaf {at}, with seeds #bread" for at in range(videos)],
            "createTimeISO": moments.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "playCount": views,
            "diggCount": likes,
            "commentCount": few,
            "shareCount": few,
            "collectCount": saves,
        }
    )


def csv(number: int, videos: int) -> bytes:
    """One account's posts as CSV."""
    return account(number, videos).to_csv(index=False).encode()


def single_files(folder: Path, accounts: int, videos: int, *, broken_every: int = 0) -> None:
    """Write a file an account, one in `broken_every` of which is none."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(accounts):
        is_broken = broken_every and number % broken_every == broken_every // 2
        (folder / f"maker{number:06}.csv").write_bytes(BROKEN if is_broken else csv(number, videos))


def of_many(folder: Path, accounts: int, videos: int, *, files: int = 1, ending: str = "csv") -> None:
    """Write files of many authors: each has all posts of its authors, one after the other."""
    folder.mkdir(parents=True, exist_ok=True)
    for at, numbers in enumerate(np.array_split(np.arange(accounts), files)):
        path = folder / f"scrape{at:03}.{ending}"
        with gzip.open(path, "wb", 1) if ending.endswith("gz") else path.open("wb") as file:
            for piece in _pieces(numbers, videos):
                file.write(piece)


def _pieces(numbers: np.ndarray, videos: int) -> Iterator[bytes]:
    yield f"{HEADER}\n".encode()
    for number in numbers.tolist():
        yield csv(number, videos).split(b"\n", 1)[1]
