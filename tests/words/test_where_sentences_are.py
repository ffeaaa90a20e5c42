"""Sentences have one home: pages and widgets take theirs from worthsaving/words."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.spoken import sentences

UI = ROOT / "worthsaving" / "ui"
REFUSALS = {"server.py", "settings.py", "request_guard.py", "library_access.py"}
"""What a server says instead of starting or answering: as any error, each says so where it is raised."""
MODULES = [
    path
    for path in (ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py")), *sorted(UI.rglob("*.py")))
    if not (path.is_relative_to(UI / "shell") and path.name in REFUSALS)
]
END = re.compile(r"[a-z0-9”)}*][.!?](?:\*\*)?(?:\s|$)")


def told(module: Path) -> list[str]:
    """The whole sentences in a module's own text: labels of buttons and columns, and names of files, are none."""
    return [f"{place}: {text}" for place, text in sentences(module) if END.search(text)]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_sentence_stands_in_a_page_or_a_widget(module):
    """What is said stands in words/, where it can be read beside its like and be tested without a page."""
    assert told(module) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('st.caption("Tick a row to see its videos.")', True),
        ('st.caption(f"None of your {n} videos fits these filters.")', True),
        ('st.markdown("**Nothing to show yet.** Drop in an export first")', True),
        ('st.button("Which file has the saves?")', True),
        ('st.button("Drop in your export")', False),
        ('"""Draw the table of all videos."""', False),
        ('download("rows set aside.csv")', False),
    ],
)
def test_the_check_tells_sentences_from_labels(tmp_path, code, found):
    """It sees those with something put in, and questions; labels and docstrings are none."""
    page = tmp_path / "page.py"
    page.write_text(code, "utf-8")
    assert bool(told(page)) == found
