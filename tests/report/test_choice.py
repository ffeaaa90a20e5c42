"""What a report is about, and whose files it names."""

import pandas as pd

from tests.library import made
from worthsaving.reading.report import FileReport, Reading
from worthsaving.report.choice import Choice


def reading(*files: FileReport, sources: dict[tuple[str, str], str]) -> Reading:
    """Two videos of each account, told by these formats."""
    tables = [
        made.truth(0, account=handle, videos=2).assign(platform=platform, source=source)
        for (platform, handle), source in sources.items()
    ]
    return Reading(videos=pd.concat(tables, ignore_index=True), files=files)


def named(of: Reading, platform: str, handle: str) -> list[str]:
    return [file.name for file in Choice((platform, handle)).files(of)]


def test_a_report_names_no_other_clients_file():
    """Not one without an account whose format is the beginning of the account's own, nor one that names nobody at all."""
    own = FileReport("anna.csv", format="instagram-content-de", accounts=("anna",))
    other = FileReport("Client B.csv", format="instagram-content", accounts=())
    same = FileReport("Client C.csv", format="instagram-content-de", accounts=("",))
    found = reading(own, other, same, sources={("instagram", "anna"): "instagram-content-de"})
    assert named(found, "instagram", "anna") == ["anna.csv"]


def test_the_same_handle_elsewhere_is_somebody_else():
    """A handle on another platform has its own files."""
    here = FileReport("here.csv", format="tiktok-business-videos", accounts=("anna",))
    there = FileReport("there.csv", format="instagram-content", accounts=("anna",))
    sources = {("tiktok", "anna"): "tiktok-business-videos", ("instagram", "anna"): "instagram-content"}
    assert named(reading(here, there, sources=sources), "tiktok", "anna") == ["here.csv"]


def test_a_file_that_names_nobody_is_named_where_it_told_of_the_account():
    """A Business file has no account of its own; joined with one that has, it told of that account."""
    studio = FileReport("Content.csv", format="tiktok-studio-content", accounts=("anna",))
    business = FileReport("videos.csv", format="tiktok-business-videos", accounts=("",))
    found = reading(studio, business, sources={("tiktok", "anna"): "tiktok-business-videos+tiktok-studio-content"})
    assert named(found, "tiktok", "anna") == ["Content.csv", "videos.csv"]
