"""A library holds no text of a file that can hold a login or messages but that of its posts."""

import gzip

import pytest

from tests.library import made
from tests.reading.json import made_har, test_takeout
from tests.reading.made import TODAY, zipped_names
from worthsaving import read_files
from worthsaving.cli.parser import main
from worthsaving.library import Library

SECRET = made_har.SECRET
HAR = made_har.studio_har(3)
TAKEOUT = test_takeout.JSON
FILES = {
    "har": ("tiktok.har", HAR, "post 2"),
    "har in a ZIP": ("a.zip", zipped_names({"tiktok.har": HAR, "v.csv": test_takeout.GOOD}), "post 2"),
    "packed har": ("tiktok.har.gz", gzip.compress(HAR), "post 2"),
    "takeout": ("user_data_tiktok.json", TAKEOUT, "Stollen"),
    "takeout of texts": ("TikTok_Data.zip", zipped_names(test_takeout.TEXTS), "Stollen"),
}


@pytest.mark.parametrize(("name", "data", "title"), FILES.values(), ids=FILES)
def test_nothing_but_posts_is_kept(name, data, title, library, tmp_path):
    """Neither in the library nor in a backup, a dump or a copy that a restore leaves."""
    library.keep(read_files([(name, data)], today=TODAY), now=made.now(0))
    library.backup(tmp_path / "backup.sqlite")
    library.restore(tmp_path / "backup.sqlite")
    assert title in library.dump()
    assert SECRET not in library.dump()
    assert title.encode() in (tmp_path / "backup.sqlite").read_bytes()
    for path in (one for one in tmp_path.rglob("*") if one.is_file()):
        assert SECRET.encode() not in path.read_bytes(), path


@pytest.mark.parametrize(("name", "data", "title"), FILES.values(), ids=FILES)
def test_the_command_keeps_nothing_else_either(name, data, title, on_disk, tmp_path, capsys):
    """The file that was read is the only one with its secrets, and no line of output has them."""
    source = tmp_path / "downloads" / name
    source.parent.mkdir()
    source.write_bytes(data)
    assert main(["keep", str(source), "--library", on_disk]) == 0
    written = "".join(capsys.readouterr())
    assert SECRET not in written
    assert title in Library.open(on_disk).dump()
    for path in (one for one in tmp_path.rglob("*") if one.is_file() and one != source):
        assert SECRET.encode() not in path.read_bytes(), path
