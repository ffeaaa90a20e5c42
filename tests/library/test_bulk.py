"""Rows in batches and keys in chunks: none lost and none twice at the size of one."""

import pytest

from tests.library import made
from worthsaving.library import Library, bulk


@pytest.mark.parametrize(("many", "sizes"), [(0, []), (499, [499]), (500, [500]), (501, [500, 1])])
def test_a_chunk_holds_at_most_500_keys(many, sizes):
    """All of them come, in order."""
    found = list(bulk.chunks(range(many)))
    assert [len(chunk) for chunk in found] == sizes
    assert [key for chunk in found for key in chunk] == list(range(many))


@pytest.mark.parametrize("size", [13, 14, 15])
def test_rows_are_written_whole_whatever_the_size_of_a_batch(on_disk, monkeypatch, size):
    """Fourteen videos in batches of one fewer, as many and one more."""
    monkeypatch.setattr(bulk, "BATCH_SIZE", size)
    library = Library.open(on_disk)
    library.keep(made.week(0), now=made.now(0))
    assert set(library.reading().videos["video_id"]) == set(made.truth(0)["video_id"])
