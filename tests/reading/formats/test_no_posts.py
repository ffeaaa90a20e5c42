"""Headers that say too little cost little: of a very wide one only the first cells are looked at one by one."""

import pytest

from worthsaving.reading import read_files
from worthsaving.reading.formats import no_posts

WIDE = 2_000


@pytest.mark.parametrize("name", ["jan {} x", "2026-01-{} x"])
def test_of_a_wide_header_the_first_cells_are_looked_at(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Each takes some milliseconds, and a header may have 20,000."""
    looked: list[str] = []
    is_day = no_posts._is_day

    def counted(text: str) -> bool:
        looked.append(text)
        return is_day(text)

    monkeypatch.setattr(no_posts, "_is_day", counted)
    header = ",".join(name.format(at) for at in range(WIDE))
    (file,) = read_files([("x.csv", f"{header}\n{'x,' * (WIDE - 1)}x\n".encode())]).files
    assert file.format is None
    assert 0 < len(looked) <= 2 * no_posts._MOST_HEADERS
