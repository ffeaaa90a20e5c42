"""The reader's data files."""

from __future__ import annotations

from importlib.resources import files

import pytest

from worthsaving import schema
from worthsaving.data.load import declared
from worthsaving.reading.formats import formats
from worthsaving.reading.text import legacy_encoding

NAMES = sorted(
    p.name.removesuffix(".toml") for p in files("worthsaving").joinpath("data").iterdir() if p.name.endswith(".toml")
)


@pytest.mark.parametrize("name", NAMES)
def test_every_data_file_can_be_loaded(name: str) -> None:
    """Each is whole TOML and says something."""
    assert declared(name)


def test_a_data_file_is_read_once() -> None:
    """The same object each time."""
    assert declared("words") is declared("words")


def test_no_word_means_two_things() -> None:
    """A word for no data is not also a total, nor a thousand."""
    words = declared("words")
    assert not set(words["missing"]) & set(words["total"])
    assert not set(words["times"]) & {*words["missing"], *words["total"], *words["unclear"]}


def test_every_older_way_of_writing_letters_has_a_name() -> None:
    """A user reads "Cyrillic", never "cp1251"."""
    ways = {*legacy_encoding.SINGLE_BYTE, *(encoding for encoding, _ in legacy_encoding._COMMON)}
    assert ways == set(declared("letters"))


def test_the_unnamed_formats_exist() -> None:
    """What is not named to users is still a format."""
    assert set(declared("formats")["unnamed"]) <= {form.id for form in formats.formats()}


def test_every_kind_of_post_is_one_of_ours() -> None:
    """Whatever a platform calls it."""
    assert set(declared("formats")["media"].values()) <= set(schema.MEDIA)
