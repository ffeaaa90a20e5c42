"""Opens the app's pages without a browser, files already dropped in, and reads what stands on them."""

import hashlib
import json
import re
from functools import cache

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT, SAMPLES
from worthsaving.ui.shell import session

PAGES = ["app.py", *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "pages").glob("*.py"))]
SAVES_VS = "pages/saves_vs_likes_and_comments.py"
TRENDS = "pages/save_trends.py"
GUIDANCE = "pages/save_guidance.py"
METHOD = "pages/how_this_is_worked_out.py"

# Every page opened without a browser looks through all installed packages for components: half of its cost. They don't
# change while tests run, so one look is enough.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def export(name: str, data: bytes) -> session.Export:
    """A file as the session keeps it."""
    return session.Export(name, data, hashlib.sha256(name.encode() + b"\0" + data).hexdigest())


def sample(start: str) -> session.Export:
    """The sample file whose name starts so."""
    path = next(path for path in SAMPLES if path.name.startswith(start))
    return export(path.name, path.read_bytes())


def samples() -> tuple[session.Export, ...]:
    """All sample files."""
    return tuple(export(path.name, path.read_bytes()) for path in SAMPLES)


def open_page(page: str, *files: session.Export, picked: int | None = None, **address: str | list[str]) -> AppTest:
    """A page as the first request of a visit, with these files dropped in and this address; its script has run."""
    at = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    if files:
        at.session_state["files"] = files
    if picked is not None:
        at.session_state["video"] = picked
    at.query_params = dict(address)
    if page != "app.py":
        at.switch_page(page)
    return at.run()


def words(at: AppTest) -> str:
    """Everything a visitor can read in the main part of the page, charts' hovers and tables left out."""
    said = []
    for kind in ("title", "header", "markdown", "caption", "text", "info", "warning", "error", "success"):
        said += [str(element.value) for element in at.main.get(kind)]
    said += [f"{metric.label}: {metric.value}" for metric in at.main.get("metric")]
    said += [expander.label for expander in at.main.get("expander")]
    said += [link.value for link in at.main.get("page_link")]
    return "\n".join(plain(text) for text in said)


def counts(at: AppTest) -> dict[str, str]:
    """The big numbers of the first page by label, from the line that names the period."""
    (line,) = [said for said in words(at).splitlines() if re.fullmatch(r"(.* · )?(Videos|Views): \S+( · .*)?", said)]
    return dict(part.split(": ", 1) for part in line.split(" · ") if ": " in part)


def headings(at: AppTest) -> list[str]:
    """The headings of the page's parts, as they read."""
    return [plain(str(header.value)) for header in at.header]


def plain(markdown: str) -> str:
    """Markdown as it reads: without escapes, emphasis and icons."""
    markdown = re.sub(r"^:yellow\[(.*)\]$", r"\1", markdown)  # a primary button
    return re.sub(r":material/\w+:|\*\*", "", re.sub(r"\\(?=[^a-zA-Z0-9\s])", "", markdown))


def chart(at: AppTest, place: str) -> dict:
    """The figure that stands at this place of the notes, as data and layout."""
    found = [element for element in at.get("plotly_chart") if f"chart_{place}" in element.proto.id]
    assert len(found) == 1, f"{len(found)} charts at {place}"
    return json.loads(found[0].proto.spec)


def charts(at: AppTest) -> list[dict]:
    """Every figure on the page."""
    return [json.loads(element.proto.spec) for element in at.get("plotly_chart")]


def trace(figure: dict, name: str) -> dict:
    """The one trace of that name."""
    (found,) = [trace for trace in figure["data"] if trace.get("name") == name]
    return found
