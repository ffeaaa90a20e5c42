"""What only the user can tell: the mapping screen, the order of dates, and saves filled in by hand."""

import json

import pytest

from tests.ui.visiting import TRENDS, export, open_page, plain, sample, words
from worthsaving.reading import read_files
from worthsaving.reading.formats.mapping import ENDING, Mapping
from worthsaving.ui.parts import missing_saves
from worthsaving.ui.shell import session

HEADER = "Nome X,Quante viste,Cuori,Pareri,Tenuti,Uscito\n"
ROWS = "".join(
    f"Soup number {n} with bread,{1000 + n},{50 + n},{n},{n % 7},2025-{1 + n:02d}-{1 + n:02d}\n" for n in range(12)
)
UNKNOWN = export("odd.csv", (HEADER + ROWS).encode())
EITHER = export(
    "mine.csv",
    b"title,views,likes,saves,date\n"
    + b"".join(b"Soup,%d,%d,%d,%d/%d/2025\n" % (1000 + n, 50, n % 7, 1 + n, 1 + n * 5 % 11) for n in range(12)),
)
PARTLY = export(
    "mysheet.csv",
    b"Name,When,Eyeballs,Hearts,Bookmarked by\n"
    + b"".join(b"Soup %d,2025-06-%02d,%d,%d,%d\n" % (n, 1 + n, 1000 + n, 50, n % 7) for n in range(12)),
)
COUNTS = {"Quante viste": "views", "Cuori": "likes", "Pareri": "comments", "Tenuti": "saves"}


def read(at):
    """What the files of this visit say."""
    return read_files([(file.name, file.data) for file in at.session_state["files"]])


def press(at, label: str):
    """Click the one button of that label."""
    (button,) = [button for button in at.button if plain(button.label) == label]
    return button.click().run()


def choose(at, **columns: str):
    """Say of each column what it is."""
    for box in at.selectbox:
        if box.label in columns:
            box.set_value(columns[box.label])
    return at.run()


def test_an_unknown_header_is_asked_about():
    """The file's own first rows, a box a column with a best guess, and nothing guessed among the counts."""
    at = open_page("app.py", UNKNOWN)
    assert not at.exception
    assert "odd.csv — not read" in words(at)
    (preview,) = [frame.value for frame in at.dataframe]
    assert preview.columns.tolist() == HEADER.strip().split(",")
    assert preview["Tenuti"].tolist()[:3] == ["0", "1", "2"]
    guessed = {box.label: box.value for box in at.selectbox}
    assert guessed == {
        "Nome X": "title", "Quante viste": "not used", "Cuori": "not used", "Pareri": "not used", "Tenuti": "not used",
        "Uscito": "posted_at",
    }  # fmt: skip


def test_the_chosen_columns_are_read():
    """After "Read it like this" the numbers are those of the columns that were named, and no question is open."""
    at = press(choose(open_page("app.py", UNKNOWN), **COUNTS), "Read it like this")
    assert not at.exception
    assert "not read" not in words(at)
    videos = read(at).videos
    assert videos["saves"].tolist() == [n % 7 for n in range(12)]
    assert videos["views"].tolist() == [1000 + n for n in range(12)]
    assert {metric.label: metric.value for metric in at.metric}["Saves"] == str(sum(n % 7 for n in range(12)))
    assert not [button for button in at.button if plain(button.label) == "Read it like this"]


def test_the_choice_can_be_made_again():
    """ "Choose the columns again" forgets the choice, not the file."""
    at = press(choose(open_page("app.py", UNKNOWN), **COUNTS), "Read it like this")
    at = press(at, "Choose the columns again")
    assert [file.name for file in at.session_state["files"]] == ["odd.csv"]
    assert "odd.csv — not read" in words(at)


def test_a_column_that_was_not_chosen_is_not_read():
    """ "not used" leaves a count unknown: no zero."""
    chosen = {name: column for name, column in COUNTS.items() if column != "saves"}
    at = press(choose(open_page("app.py", UNKNOWN), **chosen), "Read it like this")
    assert read(at).videos["saves"].isna().all()
    assert "12 videos read. Saves are missing" in words(at)


def test_two_columns_cannot_be_the_same():
    """The conflict is named, and there is nothing to press until it is solved."""
    at = choose(open_page("app.py", UNKNOWN), **{**COUNTS, "Pareri": "saves"})
    assert not at.exception
    assert "two headers are said to be “saves”" in words(at)
    assert not [button for button in at.button if plain(button.label) == "Read it like this"]


def test_a_row_can_be_a_day():
    """Told that a row is a day, other columns are offered, and the days are read."""
    at = open_page("app.py", UNKNOWN)
    at.button_group[0].set_value("a day").run()
    assert not at.exception
    assert {box.label: box.value for box in at.selectbox}["Uscito"] == "day"
    at = press(choose(at, **COUNTS), "Read it like this")
    assert read(at).days["saves"].tolist() == [n % 7 for n in range(12)]
    assert read(at).videos.empty


def test_a_day_needs_its_day():
    """Without a day column that is said, in place of the button."""
    at = open_page("app.py", UNKNOWN)
    at.button_group[0].set_value("a day").run()
    at = choose(at, **COUNTS, Uscito="not used")
    assert "needs a header that is the “day”" in words(at)
    assert not [button for button in at.button if plain(button.label) == "Read it like this"]


def test_a_kept_choice_is_used_again():
    """The small file, dropped in with the next export of the same headers, answers the question before it is asked."""
    at = press(choose(open_page("app.py", UNKNOWN), **COUNTS), "Read it like this")
    (kept,) = [file for file in at.session_state["files"] if file.name.endswith(ENDING)]
    assert Mapping.from_json(kept.data).columns["Tenuti"] == "saves"
    assert json.loads(kept.data)["table"] == "videos"
    next_time = export("next month.csv", (HEADER + "New soup,900,9,1,4,2025-12-24\n").encode())
    again = open_page("app.py", next_time, kept)
    assert "not read" not in words(again)
    assert read(again).videos["saves"].tolist() == [4]


@pytest.mark.parametrize(
    "data",
    [
        "a,a,a (2),\n1,2,3,4\n5,6,7,8\n",
        "Nome,Quante,Cuori,Tenuti\nSoup,5\nCake,7\n",
        "Nome,Quante\n",
        "<script>alert(1)</script>,**b**,:red[x]\nSoup,5,6\n",
        ",".join(f"col {n}" for n in range(60)) + "\n" + ",".join("5" for _ in range(60)) + "\n",
    ],
    ids=["alike and empty headers", "short rows", "no rows", "markup", "60 columns"],
)
def test_odd_headers_are_asked_about_without_a_crash(data):
    """Whatever the header row, the page stands and says that the file was not read."""
    at = open_page("app.py", export("odd.csv", data.encode()))
    assert not at.exception
    assert "odd.csv — not read" in words(at)


def test_ambiguous_dates_are_asked_about_not_guessed():
    """Both readings are offered; until then no video has a day."""
    at = open_page("app.py", EITHER)
    assert "Which number is the day?" in words(at)
    assert read(at).videos["posted_day_local"].isna().all()


@pytest.mark.parametrize(
    ("label", "second"), [("Day first: 31/12/2026", "2025-06-02"), ("Month first: 12/31/2026", "2025-02-06")]
)
def test_the_answer_puts_the_dates_right(label, second):
    """ "2/6/2025" is read as said, on every page, and the question is gone."""
    at = press(open_page("app.py", EITHER), label)
    assert not at.exception
    assert str(read(at).videos["posted_day_local"][1].date()) == second
    assert read(at).videos["saves"].tolist() == [n % 7 for n in range(12)]
    assert "Which number is the day?" not in words(at)
    assert "has a posting day" not in words(open_page(TRENDS, *at.session_state["files"]))


def test_a_sheet_known_in_part_is_read_and_asked_about():
    """What is recognised is used at once; the question stands above it, filled in with that and with guesses."""
    at = open_page("app.py", PARTLY)
    assert not at.exception
    said = words(at)
    assert "Is one of these your views or saves? Not used of mysheet.csv: “Eyeballs”, “Bookmarked by”." in said
    assert "No column that we recognise counts views or saves" in said
    assert "No column of this file counts saves" not in said
    assert at.title[0].value.startswith("12 videos read")
    assert {box.label: box.value for box in at.selectbox} == {
        "Name": "title", "When": "posted_at", "Eyeballs": "not used", "Hearts": "likes", "Bookmarked by": "saves",
    }  # fmt: skip


def test_the_rest_of_a_sheet_can_be_told():
    """After the answer all is read as said, the question is gone, and it can be asked again."""
    at = press(choose(open_page("app.py", PARTLY), Eyeballs="views"), "Read it like this")
    videos = read(at).videos
    assert videos["saves"].tolist() == [n % 7 for n in range(12)]
    assert (videos["views"].tolist()[1], videos["likes"].tolist()[1]) == (1001, 50)
    assert "Is one of these" not in words(at)
    assert "Is one of these" in words(press(at, "Choose the columns again"))


def test_a_sheet_may_have_no_saves():
    """ "None of them" ends the question; what was recognised stays read, and the saves stay unknown."""
    at = press(open_page("app.py", PARTLY), "No, none of them")
    assert not at.exception
    assert "Is one of these" not in words(at)
    assert "No column of this file counts saves" in words(at)
    assert read(at).videos["likes"].tolist() == [50] * 12
    assert read(at).videos["saves"].isna().all()


OFFERED = export(
    "shots.csv",
    b"Title,Views,Saves,Shot\n" + b"".join(b"Soup %d,900,%d,2025-06-%02d\n" % (n, n, 1 + n) for n in range(12)),
)


def test_a_column_that_looks_like_the_day_of_posting_is_offered():
    """One press uses it, and the offer is gone."""
    at = open_page("app.py", OFFERED)
    assert "“Shot” of shots.csv looks like the day of posting." in words(at)
    at = press(at, "Use it")
    assert not at.exception
    assert str(read(at).videos["posted_day_local"][3].date()) == "2025-06-04"
    assert read(at).videos["saves"].tolist() == list(range(12))
    assert "looks like the day of posting" not in words(at)


def test_an_offered_column_may_be_something_else():
    """ "No" ends the offer and changes nothing."""
    at = press(open_page("app.py", OFFERED), "No, leave it out")
    assert "looks like the day of posting" not in words(at)
    assert read(at).videos["posted_day_local"].isna().all()
    assert read(at).videos["saves"].tolist() == list(range(12))


def test_a_table_of_days_is_asked_about_as_days():
    """It starts as what it was read as."""
    rows = b"".join(b"2025-06-%02d,50,%d\n" % (1 + n, n % 7) for n in range(12))
    at = open_page("app.py", export("days.csv", b"Date,Likes,Bookmarked by\n" + rows))
    assert at.button_group[0].value == "a day"
    at = press(at, "Read it like this")
    assert read(at).days["saves"].tolist() == [n % 7 for n in range(12)]


@pytest.mark.parametrize("name", ["Content", "Overview"])
def test_a_known_export_is_not_asked_about(name):
    """Studio's files have no saves, and none of their columns could be."""
    assert "Is one of these" not in words(open_page("app.py", sample(name)))


@pytest.mark.parametrize("first", ["columns", "dates"])
def test_columns_and_dates_are_both_asked_for(first):
    """Each answer keeps the other, whichever came first."""
    rows = b"".join(b"Soup,%d,%d,%d/%d/2025\n" % (50, n % 7, 1 + n, 1 + n * 5 % 11) for n in range(12))
    at = open_page("app.py", export("mine.csv", b"title,likes,Bookmarked by,date\n" + rows))
    steps = ["Read it like this", "Day first: 31/12/2026"]
    for step in steps if first == "columns" else reversed(steps):
        at = press(at, step)
    assert not at.exception
    assert read(at).videos["saves"].tolist() == [n % 7 for n in range(12)]
    assert str(read(at).videos["posted_day_local"][1].date()) == "2025-06-02"
    assert "Which number is the day?" not in words(at)
    assert "Is one of these" not in words(at)


def typing(monkeypatch, saves: dict[int, object]):
    """Stands in for the hands at the table: the saves of these rows are typed in."""

    def edited(shown, *, key, **_):
        keys.append(key)
        typed = shown.copy()
        for row, value in saves.items():
            typed.iloc[row, typed.columns.get_loc("Saves")] = value
        return typed

    keys: list[str] = []
    monkeypatch.setattr(missing_saves.st, "data_editor", edited)
    return keys


def test_typed_saves_arrive_at_their_videos(monkeypatch):
    """What was typed for two videos is theirs, the others stay unknown, and the charts' page has them."""
    typing(monkeypatch, {0: 21, 3: 4})
    at = press(open_page("app.py", sample("Content")), "Type them in")
    before = read(at).videos.sort_values("views", ascending=False, kind="stable")
    at = press(at, "Use these saves (2 videos)")
    assert not at.exception
    after = read(at).videos.set_index("video_id")["saves"]
    assert after.dropna().to_dict() == {before["video_id"].iloc[0]: 21, before["video_id"].iloc[3]: 4}
    assert "Fill in the missing saves of 13 videos" in words(at)


def test_impossible_saves_are_named_and_not_used(monkeypatch):
    """More saves than views: a sentence, and nothing to press."""
    typing(monkeypatch, {0: 10**9})
    at = press(open_page("app.py", sample("Content")), "Type them in")
    assert any("can't be right" in text.value for text in at.text)
    (button,) = [button for button in at.button if plain(button.label).startswith("Use these saves")]
    assert button.disabled


def test_other_videos_do_not_inherit_what_was_typed(monkeypatch):
    """The table of other videos is another table, even with as many rows; the same videos keep theirs."""
    keys = typing(monkeypatch, {})
    header = "title,link,views,likes\n"

    def sheet(name: str, first: int) -> session.Export:
        link = "https://www.tiktok.com/@cook/video/75274521129810{:05d}"
        lines = "".join(f"Soup,{link.format(first + n)},{900 - n},5\n" for n in range(4))
        return export(name, (header + lines).encode())

    for file in (sheet("a.csv", 0), sheet("b.csv", 50), sheet("c.csv", 0)):
        press(open_page("app.py", file), "Type them in")
    assert keys[0] != keys[1]
    assert keys[0] == keys[2]
