"""With what the tour walks: the samples, three videos, a Studio file without saves, nothing, and a library of weekly exports."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.ui import weekly
from worthsaving.library import Library
from worthsaving.reading import read_files
from worthsaving.reading.result import Reading
from worthsaving.ui.shell import frame

SAMPLES = Path(__file__).parents[2] / "sample_data"
STUDIO = SAMPLES / "Content_tinykitchen.sample.zip"
BUSINESS = SAMPLES / "tiktok_business_videos.csv"
PAGES = {
    "home" if place is frame.HOME else Path(place.script).stem: place.label
    for _, places in frame.GROUPS
    for place in places
}
CARD = "video_card"
REPORT_FILE = "report_file"
WITH_CARD = "saves_vs_likes_and_comments"


@dataclass(frozen=True)
class State:
    """What is loaded: its name in the pictures' names, the files dropped, the pages it is looked at on."""

    name: str
    files: Callable[[], list[tuple[str, bytes]]]
    pages: tuple[str, ...] = (*PAGES, REPORT_FILE)
    card: bool = False
    kept: bool = False

    def reading(self) -> Reading:
        """What the report file is made from."""
        return read_files(self.files())


def _samples() -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in sorted(SAMPLES.iterdir()) if path.suffix in {".csv", ".zip"}]


def three_videos() -> list[tuple[str, bytes]]:
    """The Business sample's header and three of its rows."""
    with BUSINESS.open(encoding="utf-8-sig", newline="") as text:
        table = list(csv.reader(text))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([table[0], *table[20:80:20]])
    return [("three videos.csv", out.getvalue().encode())]


STATES = (
    State("sample", _samples, card=True),
    State("3-videos", three_videos, card=True),
    State("no-saves", lambda: [(STUDIO.name, STUDIO.read_bytes())]),
    State("nothing", list, pages=tuple(PAGES)),
    State("library", list, pages=("home", "what_changed", "accounts"), card=True, kept=True),
)


def fill(library: str) -> None:
    """Keep four weekly exports of two accounts there, as somebody would who comes back every week."""
    kept = Library.open(library)
    for week in range(4):
        for account in ("tiny", "garden"):
            kept.keep(read_files([weekly.file(week, account=account)]), now=weekly.moment(week))
