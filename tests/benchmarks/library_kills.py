"""The long form of the kill tests: 200 SIGKILLs at random moments of imports, on both engines, and the teeth check.

python -m tests.benchmarks.library_kills [KILLS]
"""

import sys
import tempfile
import time
from pathlib import Path

from tests.library import killing, postgres

KILLS = 200


def row(name: str, found: killing.Found, seconds: float) -> str:
    """One line of the table."""
    return f"| {name} | {found.kills} | {found.acknowledged} | {found.lost} | {found.half} | {found.unopened} | {seconds:,.0f} s |"


def timed(name: str, address: str, kills: int, *, torn: bool = False) -> bool:
    """Run, print a line, and say whether it came out as it must."""
    start = time.perf_counter()
    found = killing.kill_often(address, kills, torn=torn)
    print(row(name, found, time.perf_counter() - start), flush=True)
    return bool(found.half) if torn else not (found.lost or found.half or found.unopened)


def main() -> int:
    """Print the table; 1 when anything was lost, or when the torn harness lost nothing."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    print("| engine | kills | imports acknowledged | of them lost | half imports | not opened | time |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, postgres.server(durable=True) as server:
        right = [
            timed("SQLite", str(Path(folder) / "whole.sqlite"), kills),
            timed("PostgreSQL", postgres.fresh(server, "whole"), kills),
            timed("SQLite, without the transaction", str(Path(folder) / "torn.sqlite"), kills, torn=True),
            timed("PostgreSQL, without the transaction", postgres.fresh(server, "torn"), kills, torn=True),
        ]
    return int(not all(right))


if __name__ == "__main__":
    raise SystemExit(main())
