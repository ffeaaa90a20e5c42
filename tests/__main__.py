"""All checks in one command: lint, format, types, tests. `python -m tests` (what follows is handed to pytest).

`--quick` leaves out the tests with a browser, PostgreSQL, simulations or other programs: the loop while you work.
`--long` adds the long forms (many kills, many made-up data sets).
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
QUICK = ["-m", "not browser and not postgres and not simulation and not subprocess", "--ignore=tests/browser"]


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
    """Run every check, even after one failed, and return how many failed; the others run beside the tests."""
    others = checks(sys.argv[1:])
    _, command = others.pop()
    started = [(name, _start(other, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)) for name, other in others]
    print(f"== tests: {' '.join(command)}", flush=True)
    failed = ["tests"] if _start(command).wait() else []
    for (name, running), (_, other) in zip(started, others, strict=True):
        said, _ = running.communicate()
        print(f"== {name}: {' '.join(other)}\n{said.decode().rstrip()}", flush=True)
        failed += [name] if running.returncode else []
    print(f"== failed: {', '.join(failed)}" if failed else "== all checks passed", flush=True)
    return len(failed)


def _start(command: list[str], **options: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, **options)


if __name__ == "__main__":
    sys.exit(main())
