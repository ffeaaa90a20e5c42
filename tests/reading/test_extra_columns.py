"""Unused columns whose few values repeat: handed over with the videos that have them, bounded, never in silence."""

import pytest

from worthsaving import read_files


def sheet(*columns: tuple[str, list[str]], rows: int = 60, first: int = 0) -> bytes:
    """A creator's own sheet with more columns, each with values in turn."""
    lines = [",".join(["Link", "Caption", "Views", "Saves", *(name for name, _ in columns)])]
    for n in range(first, first + rows):
        link = f"https://www.tiktok.com/@tiny/video/{7_500_000_000_000_000_000 + n * 10**15}"
        lines.append(",".join([link, f"Soup {n}", str(1000 + n), str(20 + n), *(v[n % len(v)] for _, v in columns)]))
    return ("\n".join(lines) + "\n").encode()


def offered(data: bytes, name: str = "sheet.csv") -> dict[str, tuple[int, int]]:
    """The columns that could be labels: kinds and posts of each."""
    return {c.header: (len(c.names), c.posts) for c in read_files([(name, data)]).extra}


def test_a_pillar_is_handed_over_with_its_posts():
    """A blank cell, and one that says that there is none, is no value; spaces make no other one."""
    data = sheet(("Pillar", ["Recipes", " Recipes ", "Tips", "", "--", "Behind  the scenes"]))
    reading = read_files([("sheet.csv", data)])
    (column,) = reading.extra
    assert (column.file, column.header) == ("sheet.csv", "Pillar")
    assert column.names == ("Recipes", "Tips", "Behind the scenes")
    assert column.posts == 40
    titles = reading.videos["title"].iloc[column.rows]
    values = [column.names[code] for code in column.codes]
    assert dict(zip(titles, values, strict=True))["Soup 2"] == "Tips"
    assert "Soup 3" not in set(titles)
    assert reading.files[0].ignored == ("Pillar",)


@pytest.mark.parametrize(("kinds", "is_one"), [(1, False), (2, True), (30, True), (31, False)])
def test_two_to_thirty_kinds_sort_posts(kinds, is_one):
    assert bool(offered(sheet(("Pillar", [f"kind {n}" for n in range(kinds)]), rows=93))) == is_one


@pytest.mark.parametrize(("rows", "is_one"), [(19, False), (20, True)])
def test_values_must_repeat(rows, is_one):
    assert bool(offered(sheet(("Pillar", [f"kind {n}" for n in range(10)]), rows=rows))) == is_one


def test_what_is_no_kind_is_not_offered():
    """Dates, links, shares, numbers of followers; but a number of a season is."""
    found = offered(
        sheet(
            ("Checked", ["2026-01-01", "2026-01-08"]),
            (
                "Cover",
                [
                    "https://www.tiktok.com/@a/video/7500000000000000001",
                    "https://www.tiktok.com/@a/video/7500000000000000002",
                ],
            ),
            ("Completion", ["12.5%", "30%"]),
            ("Followers", ["10", "20"]),
            ("Season", ["1", "2"]),
            ("Paid partnership", ["yes", "no"]),
        )
    )
    assert found == {"Paid partnership": (2, 60), "Season": (2, 60)}


def test_texts_come_first_and_no_more_than_twelve():
    many = [(f"Flag {n}", ["true", "false"]) for n in range(14)]
    found = offered(sheet(*many, ("Pillar", ["Soup", "Bread"])))
    assert next(iter(found)) == "Pillar"
    assert len(found) == 12


def test_posts_of_two_files_are_those_of_the_joined_table():
    """Whatever their order; the second file names the first one's posts, and more."""
    one, two = sheet(("Pillar", ["Soup", "Bread"]), rows=20), sheet(("Series", ["A", "B", "C"]), rows=40)
    for files in ([("1.csv", one), ("2.csv", two)], [("2.csv", two), ("1.csv", one)]):
        reading = read_files(files)
        assert len(reading.videos) == 40
        assert [column.header for column in reading.extra] == [
            {"1": "Pillar", "2": "Series"}[name[0]] for name, _ in files
        ]
        for column in reading.extra:
            kinds = {"Pillar": ["Soup", "Bread"], "Series": ["A", "B", "C"]}[column.header]
            for row, code in zip(column.rows, column.codes, strict=True):
                n = int(reading.videos["title"].iloc[row].split()[1])
                assert column.names[code] == kinds[n % len(kinds)]


def test_a_row_set_aside_moves_no_value():
    data = sheet(("Pillar", ["Soup", "Bread"]), rows=20).replace(b"Soup 4,1004", b"Soup 4,1004,too,many")
    reading = read_files([("sheet.csv", data)])
    assert len(reading.videos) == 19
    (column,) = reading.extra
    for row, code in zip(column.rows, column.codes, strict=True):
        n = int(reading.videos["title"].iloc[row].split()[1])
        assert column.names[code] == ["Soup", "Bread"][n % 2]


def test_read_says_which_could_be_labels():
    found = read_files([("sheet.csv", sheet(("Pillar", ["Soup", "Bread"])))]).as_dict()["could_be_labels"]
    assert found == [{"file": "sheet.csv", "column": "Pillar", "kinds": 2, "posts": 60}]


def test_what_only_names_the_account_in_other_words_is_none():
    """Two accounts, and a column with the person behind each."""
    data = sheet(("Account", ["tiny", "other"]), ("Person", ["Ann", "Bob"]), ("Pillar", ["Soup", "Bread", "Cake"]))
    assert list(offered(data.replace(b"@tiny/", b"@x/"))) == ["Pillar"]


def test_an_exports_own_columns_are_no_sheet_of_the_creators():
    """They stand in the panel, and are not offered at first sight."""
    reading = read_files([("sheet.csv", sheet(("Pillar", ["Soup", "Bread"]), ("Season", ["1", "2"])))])
    assert [(column.header, column.own) for column in reading.extra] == [("Pillar", True), ("Season", False)]
