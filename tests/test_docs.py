"""The pages in docs: examples that run, every command and option described, every link and name checked."""

import argparse
import doctest
import re

import pytest

import worthsaving
from tests.conftest import ROOT
from worthsaving.cli import parser

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]


def test_the_python_examples_run(monkeypatch):
    """Every example of docs/python.md gives what stands there."""
    monkeypatch.chdir(ROOT)
    done = doctest.testfile(str(DOCS / "python.md"), module_relative=False)
    assert done.attempted > 20
    assert done.failed == 0


def test_every_public_name_is_described():
    """docs/python.md names all that the package offers by itself."""
    text = (DOCS / "python.md").read_text("utf-8")
    assert [name for name in worthsaving.__all__ if f"`{name}`" not in text] == []


def commands() -> dict[str, argparse.ArgumentParser]:
    """Every command's parser by its name."""
    (found,) = (action for action in parser.parser()._actions if isinstance(action, argparse._SubParsersAction))
    return dict(found.choices)


def described(command: str) -> str:
    """What docs/command-line.md says under a command's heading."""
    text = (DOCS / "command-line.md").read_text("utf-8")
    found = re.search(rf"^## {command}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert found, f"docs/command-line.md has no heading “## {command}”"
    return found[1]


@pytest.mark.parametrize("command", commands())
def test_every_option_is_described(command):
    """A command's heading is followed by each of its options, and by no option that it does not have."""
    options = {name for action in commands()[command]._actions for name in action.option_strings} - {"-h", "--help"}
    text = described(command).replace("-- --server.port", "")
    shown = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", text))
    assert {name for name in options if name.startswith("--")} <= shown
    assert shown <= options


def test_no_command_is_described_that_is_not_there():
    """Every heading of docs/command-line.md that names a command names one there is."""
    headings = re.findall(r"^## ([a-z]+)$", (DOCS / "command-line.md").read_text("utf-8"), re.M)
    assert sorted(headings) == sorted(commands())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    """A link to another file of the repository names one that is there."""
    linked = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in linked if "://" not in link and not (page.parent / link).exists()] == []


def test_the_index_names_every_page():
    """docs/index.md links each page of docs, and the README links the index."""
    index = (DOCS / "index.md").read_text("utf-8")
    assert [page.name for page in DOCS.glob("*.md") if page.name != "index.md" and f"({page.name})" not in index] == []
    assert "(docs/index.md)" in (ROOT / "README.md").read_text("utf-8")


def test_the_glossarys_names_are_in_the_code():
    """Every name in the glossary's last column stands in the package's code or in its canonical tables."""
    code = "\n".join(
        path.read_text("utf-8") for path in (ROOT / "worthsaving").rglob("*") if path.suffix in {".py", ".toml"}
    )
    rows = [line for line in (DOCS / "glossary.md").read_text("utf-8").splitlines() if line.startswith("| ")][1:]
    names = {name for row in rows for name in re.findall(r"`([^`]+)`", row.split("|")[-2])}
    assert names
    missing = sorted(name for name in names if not re.search(rf"\b{re.escape(name.split('.')[-1])}\b", code))
    assert missing == []


def test_the_workflow_runs_the_readmes_commands():
    """What the workflow runs on each system is what the README tells people to run, word for word."""
    workflow = (ROOT / ".github" / "workflows" / "tests.yml").read_text("utf-8")
    commands_run = re.findall(r"^ +- run: (.+)$", workflow, re.M)
    readme = (ROOT / "README.md").read_text("utf-8").splitlines()
    assert len(commands_run) == 2
    assert [command for command in commands_run if command not in readme] == []
