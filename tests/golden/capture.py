"""Everything the commands and pages say about the samples, the format samples and a kept library, as named texts."""

import contextlib
import hashlib
import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.conftest import SAMPLES
from tests.ui import visiting
from worthsaving.__main__ import main
from worthsaving.library import Library

ROOT = Path(__file__).parents[2]
FORMATS = sorted((ROOT / "tests" / "reading" / "formats").glob("*.sample.csv"))
FIXTURES = ROOT / "tests" / "library" / "fixtures"
KEPT = FIXTURES / "library_v1.sqlite"
EXPECTED = Path(__file__).parent / "expected"
BACKUP = FIXTURES / "library_v1.backup.sqlite"
"""A library of schema version 1, and its backup, as commit e12066c wrote them."""


def command(*arguments: str | Path) -> str:
    """Exit code, standard output and standard error of one command, run in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as left:
            code = left.code
    return f"exit {code}\n{out.getvalue()}--\n{err.getvalue()}"


def everything() -> Iterator[tuple[str, str]]:
    """All there is to compare before and after a rebuilding."""
    yield from of_files()
    yield from of_pages()
    yield from of_library()


def of_samples() -> Iterator[tuple[str, str]]:
    """What the test compares: the words of the commands and of every page, with the samples and with a kept library."""
    yield "read.json", command("read", "--json", *SAMPLES)
    yield "summary.txt", command("summary", *SAMPLES)
    for name, captured in of_pages(alone=False):
        yield name, words(captured)
    for name, captured in of_library():
        if name.endswith(".txt") and "dump" not in name:
            yield name, words(captured) if "page" in name else captured


def of_files() -> Iterator[tuple[str, str]]:
    """`read`, `export`, `summary` and `report` on each sample alone, each format sample alone, and all samples at once."""
    sets = {"all_samples": SAMPLES}
    sets |= {f"sample_{number}_{path.stem}": [path] for number, path in enumerate(SAMPLES)}
    sets |= {f"format_{path.name.removesuffix('.sample.csv')}": [path] for path in FORMATS}
    for name, paths in sets.items():
        with tempfile.TemporaryDirectory() as folder:
            yield f"{name}.read.json", command("read", "--json", *paths)
            yield f"{name}.read.txt", command("read", *paths)
            yield f"{name}.summary.json", command("summary", "--json", *paths)
            yield f"{name}.summary.txt", command("summary", *paths)
            made = Path(folder) / "videos.csv"
            yield f"{name}.export.txt", command("export", *paths, "-o", made)
            yield f"{name}.export.csv", made.read_text("utf-8") if made.exists() else ""
            made = Path(folder) / "report.html"
            yield f"{name}.report.txt", command("report", *paths, "-o", made)
            yield f"{name}.report.html", untimed(made.read_text("utf-8")) if made.exists() else ""


def untimed(report: str) -> str:
    """A report without the moment it was made, and with the drawing library's script as a digest."""
    report = re.sub(r"\d{1,2} \w{3} \d{4}, \d\d:\d\d UTC", "<made at>", report)
    return re.sub(
        r"<script>(.{100000,}?)</script>",
        lambda script: f"<script {hashlib.sha256(script[1].encode()).hexdigest()}></script>",
        report,
        flags=re.DOTALL,
    )


def of_pages(*, alone: bool = True) -> Iterator[tuple[str, str]]:
    """Every page with all samples, with each sample alone where asked, and with nothing; no library."""
    files = {"all_samples": visiting.samples(), "nothing": ()}
    if alone:
        files |= {f"sample_{n}": (visiting.export(path.name, path.read_bytes()),) for n, path in enumerate(SAMPLES)}
    with tempfile.TemporaryDirectory() as folder, kept_at(Path(folder) / "library.sqlite"):
        for page in visiting.PAGES:
            for name, dropped in files.items():
                at = visiting.open_page(page, *dropped)
                yield f"page_{Path(page).stem}.{name}.txt", without(folder, text(at))


def of_library() -> Iterator[tuple[str, str]]:
    """The commands, a dump, a backup restored, and every page, with the committed library of version 1."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite"
        shutil.copy(KEPT, path)

        def told(said: str) -> str:
            return without(folder, said)

        yield "library.accounts.json", told(command("accounts", "--json", "--library", path))
        yield "library.accounts.txt", told(command("accounts", "--library", path))
        yield "library.changes.json", told(command("changes", "--json", "--library", path))
        yield "library.changes.txt", told(command("changes", "--library", path))
        yield "library.dump.txt", dumped(path)
        other = Path(folder) / "other.sqlite"
        yield "library.restore.txt", told(command("restore", shutil.copy(BACKUP, folder), "--library", other))
        yield "library.restored_dump.txt", dumped(other)
        backup = Path(folder) / "backup.sqlite"
        yield "library.backup.txt", told(command("backup", backup, "--library", path))
        third = Path(folder) / "third.sqlite"
        yield "library.restore_again.txt", told(command("restore", backup, "--library", third))
        yield "library.restored_again_dump.txt", dumped(third)
        with kept_at(path):
            for page in visiting.PAGES:
                yield f"library_page_{Path(page).stem}.txt", told(text(_with_library(page)))


@contextlib.contextmanager
def kept_at(path: Path) -> Iterator[None]:
    """With the library of the app at this path."""
    before = os.environ.get("WORTHSAVING_LIBRARY")
    os.environ["WORTHSAVING_LIBRARY"] = str(path)
    try:
        yield
    finally:
        del os.environ["WORTHSAVING_LIBRARY"]
        if before is not None:
            os.environ["WORTHSAVING_LIBRARY"] = before


def without(folder: str, said: str) -> str:
    """A text with this folder's name out of it, also as Markdown escapes it, and the moment out of a copy's name."""
    said = said.replace(folder, "<folder>").replace(re.sub(r"([^A-Za-z0-9])", r"\\\1", folder), "<folder>")
    return re.sub(r"(before\\?-upgrade\\?-)\d{8}\\?-\d{6}", r"\1<moment>", said)


def words(captured: str) -> str:
    """Of a captured page only what is read: no table, no chart, no picture. The same on every kind of processor."""
    kept, inside = [], False
    for line in captured.splitlines():
        if line.startswith(("[", "-- ")):
            inside = line.startswith("[table]")
        if not inside and not line.startswith(("[chart]", "[image]", "[empty]")):
            kept.append(line)
    return "\n".join(kept) + "\n"


def dumped(path: Path) -> str:
    """All rows of a library."""
    return json.dumps(Library.open(str(path)).dump(), indent=1, default=str, sort_keys=True)


def _with_library(page: str) -> AppTest:
    at = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    at.session_state["from_library"] = True
    if page != "app.py":
        at.switch_page(page)
    return at.run()


def text(at: AppTest) -> str:
    """All that stands on a page, in reading order: words, values of widgets, tables in full, charts as digests."""
    raised = [str(error.value) for error in at.exception]
    return "\n".join([*raised, *_lines(at.main), "-- sidebar", *_lines(at.sidebar)]) + "\n"


def _lines(block) -> Iterator[str]:
    for child in block.children.values():
        if hasattr(child, "children"):
            label = getattr(child, "label", "")
            if label:
                yield f"[{child.type}] {label}"
            yield from _lines(child)
            continue
        yield _line(child)


def _line(element) -> str:
    kind = element.type
    if kind == "plotly_chart":
        return f"[chart] {hashlib.sha256(element.proto.spec.encode()).hexdigest()}"
    if kind in ("arrow_data_frame", "dataframe"):
        return f"[table]\n{element.value.to_csv()}"
    said = [str(getattr(element, name)) for name in ("label", "value") if hasattr(element, name)]
    proto = getattr(element, "proto", None)
    if not said and proto is not None:
        said = [str(getattr(proto, name)) for name in ("label", "body", "caption") if hasattr(proto, name)]
    return f"[{kind}] {' | '.join(said)}"
