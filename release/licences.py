"""The licences of everything inside the folder to double-click, each found by the file that it came from."""

import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_TEXTS = re.compile(r"(^|/)(licen[sc]es?|copying|notice|authors|third.party)[^/]*($|/)", re.I)
_NO_TEXTS = (".py", ".pyc", ".pyi", ".json")
NOTES = {
    "psycopg": "LGPL: its files lie in _internal, and another build of them can be put in their place.",
    "psycopg-binary": "LGPL: its files lie in _internal, and another build of them can be put in their place.",
    "pyinstaller": "Its two programs start what is inside; their exception leaves all else under its own licence.",
    "streamlit": "Apache License 2.0, whose text stands under pyarrow. Its pages hold packages of JavaScript, listed in the file "
    "NOTICES of its repository, github.com/streamlit/streamlit.",
}


class NoLicence(Exception):
    """A file in the folder comes from nothing whose licence is known."""


@dataclass
class Part:
    """One package or program inside: its name, version, the licence in short, and the full texts."""

    name: str
    version: str = ""
    licence: str = ""
    texts: list[str] = field(default_factory=list)


def parts(sources: Iterable[str]) -> list[Part]:
    """Return what these files come from, by name. Raises NoLicence for files that come from nothing known."""
    unknown, used, system = [], {"pyinstaller", "worthsaving"}, set()
    owners = _owners()
    for source in {Path(each).resolve() for each in sources if each not in ("", "-")}:
        owner = owners.get(source) or _owner_of_folder(source)
        if owner:
            used.add(owner)
        elif package := _debian_package(source):
            system.add(package)
        else:
            unknown.append(str(source))
    if unknown:
        raise NoLicence("No licence is known for:\n" + "\n".join(sorted(unknown)))
    found = [
        _worth_saving(),
        *(_python() if name == "python" else _distribution(name) for name in used - {"worthsaving"}),
    ]
    return sorted([*found, *map(_of_debian, system)], key=lambda part: part.name.lower())


def text(found: Iterable[Part]) -> str:
    """Return one text: a list of the parts, then each part's licence in full."""
    found = list(found)
    rows = [f"{part.name} {part.version}".strip() + (f": {part.licence}" if part.licence else "") for part in found]
    head = "Worth Saving and everything in this folder, with its licences.\n"
    bodies = [
        "\n".join([f"{'=' * 78}\n{part.name} {part.version}".rstrip(), NOTES.get(part.name.lower(), ""), *part.texts])
        for part in found
    ]
    return "\n".join([head, *rows, "", *bodies, ""])


def _owners() -> Mapping[Path, str]:
    """Return the distribution of every file that pip installed here."""
    return {
        Path(str(file.locate())).resolve(): name
        for distribution in metadata.distributions()
        for name in [distribution.name.lower()]  # once: it is parsed anew each time it is asked for
        for file in distribution.files or ()
    }


def _owner_of_folder(source: Path) -> str:
    """Return whose folder a file lies in: ours, Python's or PyInstaller's (what it wrote for this build)."""
    if source.is_relative_to(ROOT):
        return "worthsaving"
    if source.name in ("base_library.zip",) or "PyInstaller" in source.parts:
        return "python"
    homes = {sys.base_prefix, sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")}
    within = any(source.is_relative_to(Path(home).resolve()) for home in homes if Path(home) != Path("/usr"))
    return "python" if within and "site-packages" not in source.parts else ""


def _worth_saving() -> Part:
    from worthsaving import __version__

    texts = [ROOT / "LICENSE", ROOT / "worthsaving" / "data" / "report_font.LICENSE.txt"]
    return Part("Worth Saving", __version__, "MIT AND OFL-1.1", [path.read_text("utf-8") for path in texts])


def _python() -> Part:
    places = [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"]
    texts = [path.read_text("utf-8", "replace") for path in places if path.exists()][:1]
    if not texts:
        raise NoLicence(f"Python's own LICENSE.txt is not in {' or '.join(str(path.parent) for path in places)}.")
    return Part("Python", sys.version.split()[0], "PSF-2.0", texts)


def _distribution(name: str) -> Part:
    found = metadata.distribution(name)
    kinds = ", ".join(
        each.rpartition(" :: ")[2] for each in _all_said(found, "Classifier") if each.startswith("License")
    )
    files = [file for file in found.files or () if _TEXTS.search(str(file)) and file.suffix not in _NO_TEXTS]
    texts = [Path(str(file.locate())).read_text("utf-8", "replace") for file in files]
    short = _said(found, "License-Expression") or kinds or _said(found, "License").partition("\n")[0]
    if not texts and found.name.lower() not in NOTES:
        raise NoLicence(f"{found.name} {found.version} brings no text of its licence.")
    return Part(found.name, found.version, short, list(dict.fromkeys(texts)))


def _said(found: metadata.Distribution, name: str) -> str:
    return next(iter(_all_said(found, name)), "")


def _all_said(found: metadata.Distribution, name: str) -> list[str]:
    return found.metadata.get_all(name) or []


def _debian_package(source: Path) -> str:
    """Return the Debian package that a system's file belongs to, empty where there is none or no dpkg."""
    for path in (source, Path("/") / source.relative_to("/usr") if source.is_relative_to("/usr") else source):
        try:
            asked = subprocess.run(["dpkg", "-S", str(path)], capture_output=True, text=True, check=False)  # noqa: S603, S607
        except OSError:
            return ""
        if asked.returncode == 0:
            return asked.stdout.split(":")[0]
    return ""


def _of_debian(package: str) -> Part:
    notice = Path("/usr/share/doc") / package / "copyright"
    if not notice.exists():
        raise NoLicence(f"The system's package {package} brings no {notice}.")
    return Part(
        package,
        "",
        "see its text; a library of the system that this was built on",
        [notice.read_text("utf-8", "replace")],
    )
