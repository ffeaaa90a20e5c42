"""Home: dropping files, the samples, the headline."""

import pytest

from tests.ui import by_hand
from tests.ui.visiting import export, headings, open_page, plain, sample, samples, words
from worthsaving.words import format


def figures(at) -> dict[str, str]:
    """The headline's figures by label."""
    return {metric.label: metric.value for metric in at.metric}


def test_the_headline_is_what_the_files_say():
    """Videos, views, saves and the pooled rate of finished videos are those counted by hand from the files."""
    at = open_page("app.py", *samples())
    videos, rated = by_hand.tiktok(), by_hand.finished(by_hand.tiktok())
    rate = by_hand.total(rated, "saves") / by_hand.total(rated, "views")
    expected = {
        "Videos": str(len(videos)),
        "Views": format.short(by_hand.total(videos, "views")),
        "Saves": f"{by_hand.total(videos, 'saves'):,}",
        "Per 1,000 views": f"{1000 * rate:.1f}",
    }
    shown = figures(at)
    assert {label: shown[label] for label in expected} == expected
    assert at.metric[1].proto.help == f"Exactly {by_hand.total(videos, 'views'):,}."
    assert headings(at)[0] == f"{1000 * rate:.1f} of every 1,000 views end in a save"
    unsaved = round(100 * sum(video["saves"] == 0 for video in rated) / len(rated))
    assert f"from {len(rated)} videos. {unsaved} % of your videos have no save yet" in words(at)


def test_the_most_saved_video_is_named():
    """The video with the most saves stands there with its count and caption, and how much hangs on it."""
    at = open_page("app.py", *samples())
    videos = by_hand.tiktok()
    top = max(videos, key=lambda video: video["saves"])
    assert f"{top['saves']:,} saves" in words(at)
    assert " ".join(top["title"].split()) in [text.value for text in at.text]
    assert f"{100 * top['saves'] / by_hand.total(videos, 'saves'):.0f} % of all your saves are on one video" in words(
        at
    )


def test_videos_left_out_are_counted():
    """The headline says how many young videos the rate leaves out."""
    young = sum(video["young"] for video in by_hand.tiktok())
    assert f"leaves out {young} videos under 7 days old" in words(open_page("app.py", *samples()))


def test_the_sample_button_loads_every_sample():
    """One click shows the same as dropping every sample in."""
    at = open_page("app.py")
    next(button for button in at.button if plain(button.label) == "Try it with sample data").click().run()
    assert not at.exception
    assert figures(at) == figures(open_page("app.py", *samples()))


def test_dropping_files_adds_to_what_is_there():
    """Dropped files join those already loaded, the zone is empty again, and the same file twice counts once."""
    at = open_page("app.py", sample("Content"))
    business = sample("tiktok_business_videos")
    for _ in range(2):
        at.file_uploader[0].upload(business.name, business.data, "text/csv").run()
        assert at.file_uploader[0].value == []
        assert figures(at)["Videos"] == str(len(by_hand.business()))
    assert len(at.session_state["files"]) == 2


def test_each_account_has_its_own_numbers():
    """With two accounts Home starts at the larger one and can show the other, or all together."""
    at = open_page("app.py", *samples())
    account = at.selectbox[0]
    assert account.options[-1] == "All accounts"
    posts = by_hand.rows((by_hand.FOLDER / "Sep-01-2026_Nov-09-2026_1804300000123456.csv").read_bytes())
    own = [row for row in posts if row["Account username"] == "tinykitchen.sample"]
    account.select("@tinykitchen.sample · Instagram").run()
    assert figures(at)["Videos"] == str(len(own))
    assert figures(at)["Saves"] == f"{sum(int(row['Saves']) for row in own if row['Saves']):,}"
    at.selectbox[0].select("All accounts").run()
    assert figures(at)["Videos"] == str(len(by_hand.tiktok()) + len(posts))


def test_few_videos_are_called_few():
    """Under eight videos no usual range is claimed, and it is said from how many on there is one."""
    rows = "".join(f"Soup {n},{1000 * n},{10 * n},{n}\n" for n in range(1, 5))
    at = open_page("app.py", export("mine.csv", f"title,views,likes,saves\n{rows}".encode()))
    assert "With 8 or more videos your usual range appears here" in words(at)
    assert "8 in 10" not in words(at)
    assert figures(at)["Saves"] == "10"


@pytest.mark.parametrize("name", ["Overview", "Viewers"])
def test_days_alone_say_what_they_are_and_where_to_look(name):
    """A daily file without videos: what it counts, the page that shows it, and where a file with saves comes from."""
    at = open_page("app.py", sample(name))
    said = words(at)
    assert "Your files list days and no videos (" in said
    assert "viewers" in said or "profile views" in said
    assert "See them day by day" in said
    assert "Where to get your file" in said
    assert "drop in a file that lists your videos" in said


def test_followers_alone_are_no_riddle():
    """What they tell stands on Accounts, and what brings saves is said."""
    data = by_hand.member("Followers_*.zip", "FollowerGender.csv")
    said = words(open_page("app.py", export("FollowerGender.csv", data)))
    assert "Nothing here counts your videos" in said
    assert "Accounts shows it" in said
    assert "3 rows" in said


def test_a_file_without_a_page_is_not_left_with_a_tick():
    """It is recognised, and it is said that nothing is wrong with it."""
    said = words(open_page("app.py", export("d.csv", b"Category,Value,%\nSeniority,Senior,0.4\n")))
    assert "recognised, not used here" in said
    assert "has no page here" in said


@pytest.mark.parametrize("header", ["Downloads", "video_download_count"])
def test_downloads_are_never_saves(header):
    """A column of downloads gives no saves, by whatever name."""
    rows = "".join(f"Soup {n},{1000 * n},{10 * n},{n}\n" for n in range(1, 12))
    at = open_page("app.py", export("mine.csv", f"title,views,likes,{header}\n{rows}".encode()))
    assert "None of your 11 videos has a saves count" in words(at)
    assert {"Videos", "Views"} <= set(figures(at))
    assert not {"Saves", "Per 1,000 views"} & set(figures(at))
