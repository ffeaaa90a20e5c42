"""The table of modules in docs/reading.md is the tree."""

from __future__ import annotations

import re

from tests.conftest import ROOT

FOLDERS = ("container", "text", "values", "formats", "json", "tables")


def test_the_docs_name_every_module_of_every_folder() -> None:
    """Each folder has one line, which lists its modules and no other."""
    lines = re.findall(
        r"^\| `(\w+)` \|.*\| ([^|]+) \|$", (ROOT / "docs" / "reading.md").read_text("utf-8"), re.MULTILINE
    )
    listed = {folder: sorted(re.findall(r"`(\w+)`", modules)) for folder, modules in lines}
    assert listed == {
        folder: sorted(
            path.stem for path in (ROOT / "worthsaving" / "reading" / folder).glob("*.py") if path.stem != "__init__"
        )
        for folder in FOLDERS
    }
