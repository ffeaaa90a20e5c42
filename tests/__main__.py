"""All checks in one command: lint, format, types, tests. `python -m tests` (what follows is handed to pytest).

`--quick` leaves out the tests with a browser, PostgreSQL, simulations or other programs: the loop while you work.
`--long` adds the long forms (many kills, many made-up data sets).
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
QUICK = ["-m", "not browser and not postgres and not simulation and not subprocess"]


def checks(arguments: list[str]) -> list[tuple[str, list[str]]]:
    """Each check's name and its command, for these arguments."""
    chosen = [part for argument in arguments for part in (QUICK if argument == "--quick" else [argument])]
    return [
        ("lint", ["ruff", "check", "."]),
        ("format", ["ruff", "format", "--check", "."]),
        ("types", ["mypy"]),
        # A file's tests stay together, so that each worker starts one app, one browser and one database server.
        ("tests", ["pytest", "-n", "auto", "--dist", "loadfile", *chosen]),
    ]


def main() -> int:
    """Run every check, even after one failed, and return how many failed."""
    failed = []
    for name, command in checks(sys.argv[1:]):
        print(f"== {name}: {' '.join(command)}", flush=True)
        if subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode:
            failed.append(name)
    print(f"== failed: {', '.join(failed)}" if failed else "== all checks passed", flush=True)
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
