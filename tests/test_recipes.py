"""The recipes in docs/recipes.md, followed to the letter in a copy of the repository."""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.subprocess
PAGE = (ROOT / "docs" / "recipes.md").read_text("utf-8")
RECIPES = dict(re.findall(r"^## (Add .+?)\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S))
STEP = re.compile(
    r"^ *(?P<what>New file|In|At the end of|Run)(?: `(?P<file>[^`]+)`)?(?:, (?P<where>before|after|replace) `(?P<text>[^`]+)`)?:\n"
    r"\n(?P<indent> *)```\w+\n(?P<block>.*?)^(?P=indent)```$",
    re.M | re.S,
)
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__", "tour", "screenshots")


def follow(recipe: str, copy: Path) -> int:
    """Do each step of a recipe in a copy of the repository; returns how many commands were run."""
    ran = 0
    for step in STEP.finditer(recipe):
        block = textwrap.dedent(step["block"])
        if step["what"] == "Run":
            for command in block.splitlines():
                run(command, copy)
                ran += 1
            continue
        path = copy / step["file"]
        if step["what"] == "New file":
            assert not path.exists()
            path.write_text(block, encoding="utf-8")
            continue
        before = path.read_text("utf-8")
        after = (
            before + block if step["what"] == "At the end of" else changed(before, block, step["where"], step["text"])
        )
        path.write_text(after, encoding="utf-8")
    return ran


def changed(before: str, block: str, where: str, text: str) -> str:
    """The file with the block before or after the one line that begins with `text`, or in its place."""
    lines = before.splitlines(keepends=True)
    (at,) = (number for number, line in enumerate(lines) if line.strip().startswith(text))
    margin = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    new = textwrap.indent(block, margin).splitlines(keepends=True)
    kept = [] if where == "replace" else [lines[at]]
    middle = [*kept, *new] if where == "after" else [*new, *kept]
    return "".join([*lines[:at], *middle, *lines[at + 1 :]])


def run(command: str, copy: Path) -> None:
    """Run a recipe's command in the copy; it must end well."""
    program, *arguments = command.split()
    assert program == "python"
    settings = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=copy, env=settings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-1000:]}"


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_works_as_it_stands(name, tmp_path):
    """Its files, lines and commands are all that is needed."""
    copy = tmp_path / "copy"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    assert RECIPES[name].count("```") == 2 * len(STEP.findall(RECIPES[name])), "a block that no step explains"
    assert follow(RECIPES[name], copy) > 0


def test_the_readme_names_every_recipe():
    """Whoever reads the README finds them."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in RECIPES if f"**{name}**" not in readme] == []
