"""Header names as people and programs vary them."""

from __future__ import annotations

import pytest

from worthsaving.reading.formats import headers


@pytest.mark.parametrize(
    "header",
    [
        "Video Views",
        " video  views ",
        "VIDEO VIEWS\n",
        "\ufeffVideo views",
        '"Video views"',
        "Ｖｉｄｅｏ\u3000ｖｉｅｗｓ",
        "'video views",
    ],
)
def test_case_blanks_marks_and_width_do_not_matter(header: str) -> None:
    """All of these are one header."""
    assert headers.plain(header) == "video views"


def test_every_kind_of_quote_is_one() -> None:
    """German marks are the straight ones."""
    assert headers.plain("„Gefällt mir“-Angaben") == headers.plain("»Gefällt mir«-Angaben")


@pytest.mark.parametrize("path", ["stats/playCount", "stats.playCount", "stats_playcount", "Stats PlayCount"])
def test_the_sign_in_a_path_does_not_matter(path: str) -> None:
    """Scrapers join the parts of a name in many ways."""
    assert headers.key(path) == "stats_playcount"


def test_a_part_of_a_name_is_not_the_name() -> None:
    """The likes of an author are not those of a video."""
    assert headers.key("authorMeta/digg") != headers.key("digg")


def test_a_header_is_found_wherever_it_stands() -> None:
    """Each place of a repeated header, in order; nameless columns are nowhere."""
    assert headers.positions(["Likes", "", "Saves", "likes ", "-"]) == {"likes": [0, 3], "saves": [2]}
