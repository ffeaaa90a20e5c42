"""All checks in one command: lint, format, types, tests. `python -m tests` (what follows is handed to pytest)."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
CHECKS = (
    ("lint", ["ruff", "check", "."]),
    ("format", ["ruff", "format", "--check", "."]),
    ("types", ["mypy"]),
    # A file's tests stay together, so that each worker starts one app, one browser and one database server.
    ("tests", ["pytest", "-n", "auto", "--dist", "loadfile", *sys.argv[1:]]),
)


def main() -> int:
    """Run every check, even after one failed, and return how many failed."""
    failed = []
    for name, command in CHECKS:
        print(f"== {name}: {' '.join(command)}", flush=True)
        if subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode:
            failed.append(name)
    print(f"== failed: {', '.join(failed)}" if failed else "== all checks passed", flush=True)
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
