"""Where the app's own files lie (`app.py`, `pages/`, `sample_data/`): beside the package in a checkout, inside it once installed."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_INSTALLED = _PACKAGE / "_app"  # a wheel puts them there (pyproject.toml)

ROOT = _INSTALLED if _INSTALLED.exists() else _PACKAGE.parent
SCRIPT = ROOT / "app.py"
SAMPLES = ROOT / "sample_data"
