"""Parts of one file that count the same posts or days differently, without anything that says which is right."""

from __future__ import annotations

import pytest

from tests.reading.made import TODAY, zipped_names
from worthsaving import read_files
from worthsaving.reading import unsure_rows

HEAD = "Title,Posted,Views,Saves"
DAYS = "Date,Video views,Likes"


def problems(*parts: list[str], head: str = HEAD) -> dict[str, str]:
    """What is said of each part of a ZIP of such tables, by its name."""
    files = {
        f"{name}.csv": "\n".join([head, *rows]).encode() for name, rows in zip("abcdefghijklmnop", parts, strict=False)
    }
    reading = read_files([("x.zip", zipped_names(files))], today=TODAY)
    return {file.name.removeprefix("x.zip/"): " ".join(file.problems) for file in reading.files}


def test_each_part_names_the_one_it_differs_from() -> None:
    """Also over a part between them in which the count is not known, and two of them where two differ."""
    soup, cake = "Soup,2026-01-02,100,{}", "Cake,2026-01-03,100,{}"
    said = problems(
        [soup.format(5), cake.format(1)], [soup.format(""), cake.format(2)], [soup.format(7), cake.format(2)]
    )
    assert "differ" not in said["a.csv"]
    assert "It and “x.zip/a.csv” differ: 1 of the same titles" in said["b.csv"]
    assert "It and “x.zip/a.csv” differ: 1 of the same titles" in said["c.csv"]
    assert "b.csv" not in said["c.csv"]


def test_parts_that_agree_are_not_named() -> None:
    """Nor titles of other days."""
    said = problems(["Soup,2026-01-02,100,5"], ["Soup,2026-01-02,100,5"], ["Soup,2026-01-09,100,9"])
    assert not any("differ" in text for text in said.values())


def test_days_that_differ_are_named_with_their_counts() -> None:
    """Only where the parts end on one day: else the later one is the newer."""
    two = ["2026-01-02,10,1", "2026-01-03,20,2"]
    said = problems(two, ["2026-01-02,11,1", "2026-01-03,20,3"], ["2026-01-02,99,9", "2026-01-04,20,2"], head=DAYS)
    assert "It and “x.zip/a.csv” differ: 2 of the same days have other views and likes in it" in said["b.csv"]
    assert "differ" not in said["c.csv"]


@pytest.mark.parametrize(("head", "row"), [(HEAD, "Soup,2026-01-02,100,{}"), (DAYS, "2026-01-02,10,{}")])
def test_the_work_does_not_grow_with_the_pairs_of_parts(monkeypatch: pytest.MonkeyPatch, head: str, row: str) -> None:
    """A ZIP of 300 small tables took ten minutes when each was held against each."""
    calls = []
    unlike = unsure_rows._unlike
    monkeypatch.setattr(unsure_rows, "_unlike", lambda *given: calls.append(given) or unlike(*given))
    said = problems(*([row.format(number)] for number in range(16)), head=head)
    assert sum("differ" in text for text in said.values()) == 15
    assert len(calls) <= 10
