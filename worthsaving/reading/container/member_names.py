"""Names of files in an archive: which of them are the user's own, and how they are shown."""

import re
import zipfile
from collections.abc import Iterable

LONGEST_PATH = 4  # folders and the file itself
LONGEST_STEP = 100  # characters of a folder's or file's name in an archive that are shown
_OF_SYSTEMS = {".ds_store", "thumbs.db", "desktop.ini"}


def plain_name(name: str) -> str:
    """Return a member's name without the steps up that some programs write ("../Content.csv"): it is only a name here."""
    steps = [step for step in name.replace("\\", "/").split("/") if step not in {"", ".", ".."}]
    return "/".join(map(_cut, steps[-LONGEST_PATH:])) or "file"


def _cut(step: str) -> str:
    """Return a name without its middle where it is too long; its end says what kind of file it is."""
    half = LONGEST_STEP // 2
    return step if len(step) <= LONGEST_STEP else f"{step[:half]}…{step[-half:]}"


def readable(members: Iterable[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Return the members to read: none that a system added by itself, hidden ones only where there is nothing else."""
    yours = [m for m in members if not _added_by_system(m.filename)]
    return [m for m in yours if not _hidden(m.filename)] or yours


def _added_by_system(name: str) -> bool:
    """Return whether macOS or Windows added this member by itself."""
    folders = name.replace("\\", "/").split("/")
    return "__MACOSX" in folders or folders[-1].startswith("._") or folders[-1].lower() in _OF_SYSTEMS


def _hidden(name: str) -> bool:
    """Return whether this member, or a folder that it is in, is hidden by its name; steps up are no names."""
    return any(re.match(r"\.[^.]", folder) for folder in name.replace("\\", "/").split("/"))
