"""One of several processes that keep and read at once: `python -m tests.library.side_by_side ADDRESS NAME IMPORTS`."""

import sys

from tests.library import made
from worthsaving.library import Library


def main(address: str, name: str, imports: int) -> None:
    """Keep this many imports of an account of this name, reading in between."""
    library = Library.open(address)
    for number in range(imports):
        table = made.truth(number, account=name, first=10_000 * (1 + sum(map(ord, name))))
        shared = made.truth(number)  # both keep the same videos, too
        snapshots = (made.snapshot(f"{name} {number}", table), made.snapshot(f"{name} shared {number}", shared))
        kept = library.keep(made.reading(*snapshots), now=made.now(number))
        assert kept.import_id is not None
        assert len(library.reading(accounts=[("tiktok", name)]).videos) == len(table)
        library.changes()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
