"""What was read, file by file, and taking files away again."""

import pytest

from tests.ui import by_hand
from tests.ui.visiting import SAVES_VS, counts, export, open_page, plain, sample, samples, words
from worthsaving.guidance import studio_posts

PHOTO = export("holiday.csv", b"\xff\xd8\xff\xe0JFIF" + bytes(range(256)))
WEB_PAGE = export("export.csv", b"<!DOCTYPE html><html><head><title>Log in</title></head><body>Sign in</body></html>")
EMPTY = export("nothing.csv", b"")
UNKNOWN = export("shopping.csv", b"item,price\nflour,2\neggs,3\n")
TORN = export("torn.zip", sample("Content").data[:900])


def entries(at) -> list[str]:
    """The headings of the entries, one a file; what takes files away and the way to saves are none."""
    said = [plain(expander.label) for expander in at.main.get("expander")]
    return [heading for heading in said if heading not in {"Remove one", studio_posts.title()}]


def test_each_file_says_what_it_is_and_what_it_holds():
    """An entry names the file, its format, its rows and its span; the column that counts saves is named and explained."""
    at = open_page("app.py", *samples())
    (entry,) = [e for e in entries(at) if e.startswith("tiktok_business_videos.csv")]
    assert f"TikTok Business account: videos · {len(by_hand.business())} rows · Sep 2025 – Nov 2026" in entry
    assert "Saves are read from Add to Favorites" in words(at)
    assert "Downloads to a device are not in it" in words(at)
    assert len(entries(at)) == 10  # seven files; the Followers ZIP holds four


def test_rows_set_aside_are_shown_with_their_row_and_reason():
    """A row that cannot be used stands in a table with its number, the reason and its text."""
    data = b"title,views,likes,saves\nSoup,100,5,1\nBread,many,5,1\nCake,300,7,2\nRice,10,1,0\n"
    at = open_page("app.py", export("mine.csv", data))
    (aside,) = [table.value for table in at.dataframe if "Why" in table.value.columns]
    assert aside["Row"].tolist() == [3]
    assert "many" in aside["Why"].iloc[0]
    assert "Bread" in aside["As it stands"].iloc[0]
    assert counts(at)["Videos"] == "3"


@pytest.mark.parametrize("bad", [PHOTO, WEB_PAGE, EMPTY, UNKNOWN, TORN], ids=lambda file: file.name)
def test_a_bad_file_beside_good_ones_costs_nothing(bad):
    """It is named with a reason that ends in a full stop; the numbers of the others stay as they were."""
    others = sample("Content"), sample("tiktok_business_videos")
    good, mixed = open_page("app.py", *others), open_page("app.py", bad, *others)
    assert not mixed.exception
    (entry,) = [e for e in entries(mixed) if "not read" in e]
    assert entry.startswith(bad.name)
    (unread,) = [expander for expander in mixed.main.get("expander") if "not read" in expander.label]
    reason = unread.text[0].value
    assert reason.endswith(".")
    assert len(reason) > 20
    assert [metric.value for metric in mixed.metric] == [metric.value for metric in good.metric] != []


@pytest.mark.parametrize("bad", [PHOTO, WEB_PAGE, EMPTY, UNKNOWN, TORN], ids=lambda file: file.name)
def test_a_bad_file_alone_says_why(bad):
    """With nothing else loaded the reason still stands there, and no headline pretends."""
    at = open_page("app.py", bad)
    assert not at.exception
    assert [e for e in entries(at) if "not read" in e]
    assert not at.metric


def test_a_file_cut_off_says_so():
    """An export that ends in the middle of a row has an open entry with what is wrong and what to do."""
    data = sample("tiktok_business_videos").data
    at = open_page("app.py", export("half.csv", data[: data.rindex(b"https://") - 4]))
    assert "This file looks cut off" in words(at)
    (entry,) = [expander for expander in at.main.get("expander") if "half" in expander.label]
    assert entry.proto.expanded


def test_removing_one_file_keeps_the_rest():
    """Without the Business export the account has Studio's 15 videos, and no saves."""
    at = open_page("app.py", sample("Content"), sample("tiktok_business_videos"))
    assert counts(at)["Videos"] == str(len(by_hand.business()))
    (button,) = [button for button in at.button if plain(button.label) == "tiktok_business_videos.csv"]
    button.click().run()
    assert "15 videos read. Saves are missing" in words(at)
    assert len([entry for entry in entries(at) if ".csv" in entry]) == 1


def test_removing_all_files_starts_over():
    """After "Remove all" the welcome and the sample button are back."""
    at = open_page("app.py", *samples())
    next(button for button in at.button if button.label == "Remove all").click().run()
    assert not at.metric
    assert not any("tinykitchen" in entry or "rows" in entry for entry in entries(at))
    assert "Where to get your file" in words(at)


def test_another_file_closes_the_card():
    """A picked row means another video once the files have changed, so its card closes."""
    at = open_page(SAVES_VS, sample("tiktok_business_videos"), picked=0)
    assert at.metric
    at.switch_page("app.py").run()
    at.file_uploader[0].upload("mine.csv", b"title,views,likes,saves\nSoup,100,5,1\n", "text/csv").run()
    at.switch_page(SAVES_VS).run()
    assert not at.metric


def test_a_file_name_is_text():
    """Markup in a file's name is shown, never obeyed."""
    name = "**bold** [x](https://example.com) :red[y] <b>.csv"
    at = open_page("app.py", export(name, sample("tiktok_business_videos").data))
    heading = at.main.get("expander")[0].label
    assert "\\[x\\]\\(https\u2060\\:\\/\\/example\\.com\\)" in heading  # a sign of no width: no address, no link
    assert heading.startswith(r"**\*\*bold\*\* ")
    assert r"\:red\[y\] \<b\>" in heading
