"""Writes what the commands and pages give: into a folder to compare with `diff -r`, or as what the test expects from now on.

`python -m tests.golden FOLDER` writes everything; `python -m tests.golden --accept` writes `tests/golden/expected`.
"""

import sys
from pathlib import Path

from tests.golden import capture


def main(argument: str) -> None:
    """Write every named text as a file."""
    accept = argument == "--accept"
    folder = capture.EXPECTED if accept else Path(argument)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in capture.of_samples() if accept else capture.everything():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
