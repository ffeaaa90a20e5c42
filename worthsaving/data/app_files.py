"""Where the app's own files lie (`app.py`, `pages/`, `sample_data/`): beside the package in a checkout, inside it once installed."""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_INSTALLED = _PACKAGE / "_app"  # a wheel puts them there (pyproject.toml), the folder to double-click, too

ROOT = _INSTALLED if _INSTALLED.exists() else _PACKAGE.parent
SCRIPT = ROOT / "app.py"
SAMPLES = ROOT / "sample_data"
SAMPLE_ACCOUNTS = ("tinykitchen.sample", "harvestcorner.sample")
"""The made-up accounts of `sample_data/`: what is made from them says so."""

LICENCES = "Licences.txt"
"""The file in the folder to double-click that holds the licences of all that is inside."""


def desktop_folder() -> Path | None:
    """Return the folder to double-click that this program runs from (docs/desktop.md), None where it runs from another place."""
    return Path(sys.executable).parent if getattr(sys, "frozen", False) else None
