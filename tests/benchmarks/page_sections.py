"""Sections of a page in docs that are each written by a command of their own."""

import re
from pathlib import Path


def section_of(page: Path, heading: str) -> str:
    """Return a section as it stands on the page, from its heading to before the next one; SystemExit where there is none."""
    found = re.search(rf"^{re.escape(heading)}$.*?(?=^## |\Z)", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    if found is None:
        raise SystemExit(f'{page} has no section "{heading}"')
    return found[0].rstrip()


def write_tables(page: Path, heading: str, tables: str) -> None:
    """Put tables into a section of the page, in place of all from its first table to its last."""
    text, section = page.read_text("utf-8"), section_of(page, heading)
    new = re.sub(r"^\|.*^\|[^\n]*$", lambda _: tables, section, count=1, flags=re.DOTALL | re.MULTILINE)
    page.write_text(text.replace(section, new), "utf-8")
