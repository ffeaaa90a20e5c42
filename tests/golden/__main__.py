"""Writes what the commands and pages give: into a folder to compare with `diff -r`, or as what the test expects from now on.

`python -m tests.golden FOLDER` writes everything; `python -m tests.golden --accept` writes `tests/golden/expected`.
"""

import logging
import sys
from pathlib import Path

from tests.golden import capture


def main(argument: str) -> None:
    """Write every named text as a file."""
    logging.disable(logging.WARNING)  # Streamlit says once a page that no browser is there
    accept = argument == "--accept"
    folder = capture.EXPECTED if accept else Path(argument)
    folder.mkdir(parents=True, exist_ok=True)
    written = dict(capture.of_samples() if accept else capture.everything())
    changed = [name for name, text in written.items() if _before(folder / name) != text]
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    print(f"{len(written)} files in {folder.name}, {len(changed)} changed or new: look at git diff")


def _before(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


if __name__ == "__main__":
    main(sys.argv[1])
