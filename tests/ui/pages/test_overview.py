"""Overview: dropping files, the finding with its picture, tiles, lists; what stands there without saves or videos."""

import re

import pytest

from tests.figures.drawn import numbers
from tests.ui import by_hand, weekly
from tests.ui.library_visit import click
from tests.ui.visiting import SAVES_VS, TRENDS, chart, counts, export, open_page, plain, sample, samples, trace, words
from worthsaving.reading import read_files
from worthsaving.sections.answers import Answers
from worthsaving.sections.choice.choice import Choice
from worthsaving.sections.summary import summarise
from worthsaving.words import format, headline, periods
from worthsaving.words.overview import sentences as overview


@pytest.fixture(scope="module")
def opened():
    """The page with all samples."""
    return open_page("app.py", *samples())


@pytest.fixture(scope="module")
def answers():
    """The answers about the account that the page begins with."""
    reading = read_files([(file.name, file.data) for file in samples()])
    return Answers(reading, Choice(("tiktok", "tinykitchen.sample")))


def title(at) -> str:
    return plain(at.title[0].value)


def tiles(at) -> dict[str, tuple[str, str]]:
    """The tiles by label: value, and what stands under it."""
    captions = [plain(caption.value) for caption in at.caption]
    return {metric.label: (metric.value, captions[captions.index(metric.label) + 1]) for metric in at.metric}


def test_the_counts_are_what_the_files_say(opened):
    """Videos, views and saves are those counted by hand from the files; the rate of all views stands beside no other rate."""
    videos = by_hand.tiktok()
    expected = {
        "Videos": str(len(videos)),
        "Views": format.short(by_hand.total(videos, "views")),
        "Saves": f"{by_hand.total(videos, 'saves'):,}",
    }
    shown = counts(opened)
    assert {name: shown[name] for name in expected} == expected
    assert "Per 1,000 of all views" not in words(opened)
    assert "Sep 2025 – Nov 2026" in words(opened)


def test_a_change_that_holds_up_is_the_heading(opened, answers):
    """The heading, the line under it and the first tile have the numbers of the change itself."""
    found = answers.change
    assert title(opened) == f"Since June, people save your videos {format.ratio(found.ratio.value)} times as often"
    said = words(opened)
    assert f"A usual video now gets {format.rate(found.after)} saves per 1,000 views; before 1 Jun 2026 it was" in said
    assert f"it was {format.rate(found.before)}." in said
    assert f"({found.n_before} videos before, {found.n_after} since)" in said
    assert tiles(opened)["Saves per 1,000 views"][0] == format.rate(found.after)


def test_the_picture_has_every_video_and_both_levels(opened, answers):
    """A dot a rated video, hollow where it is young, the two levels as thick lines that meet at the change."""
    figure = chart(opened, "headline")
    drawn = {name: len(trace(figure, name)["x"]) for name in ("videos", "unfinished", "above")}
    assert sum(drawn.values()) == 184
    assert drawn["unfinished"] == sum(video["young"] for video in by_hand.tiktok())
    before, now = trace(figure, "usual before"), trace(figure, "usual since 1 Jun")
    assert before["y"][0] == pytest.approx(1000 * answers.change.before)
    assert now["y"][0] == pytest.approx(1000 * answers.change.after)
    assert before["x"][1] == now["x"][0]
    assert f"Triangle: {drawn['above']} above," in words(opened)


def test_the_tiles_are_about_the_videos_since_the_change(opened, answers):
    """Saves are those of the videos posted since, the usual range and the share those of the same videos."""
    since = [v for v in by_hand.tiktok() if f"{v['posted']:%Y-%m-%d}" >= "2026-06-01"]
    shown = tiles(opened)
    assert shown["Saves since June"] == (
        f"{by_hand.total(since, 'saves'):,}",
        f"of {by_hand.total(by_hand.tiktok(), 'saves'):,} in all",
    )
    usual = overview.usual_range(answers.first_look.now)
    assert usual
    assert shown["Saves per 1,000 views"][1] == f"usual now; {usual}"
    assert shown["Saves among reactions"] == (
        f"{format.figures(100 * answers.first_look.share.now)} %",
        f"before June: {format.figures(100 * answers.first_look.share.before)} %",
    )


def test_the_newest_period_is_compared_with_the_one_before(opened, answers):
    """Both are closed, 28 days long and of finished videos; the sentence has both numbers of videos."""
    found = answers.latest_period
    assert (found.now[1] - found.now[0]).days == (found.before[1] - found.before[0]).days == 27
    assert (found.now[0] - found.before[1]).days == 1
    said = periods.latest(found)
    assert plain(said) in words(opened)
    assert "to 2 Nov 2026" in said
    assert f"{found.found.n_b} and {found.found.n_a} finished videos" in said


def test_the_lists_show_the_same_numbers_as_their_pages(opened, answers):
    """What to make more and less of, the videos kept most and the newest ones, with the values of the pages."""
    what = answers.what_gets_saved().set_index("value")
    for name in ("holds up", "could be chance"):
        made = trace(chart(opened, "more_and_less"), name)
        for value, ratio in zip(made["customdata"], numbers(made["x"]), strict=True):
            assert ratio == pytest.approx(what.loc[value[0], "ratio"])
            assert bool(what.loc[value[0], "clear"]) == (name == "holds up")
    kept = numbers(trace(chart(opened, "kept_most"), "videos")["x"])
    assert kept == pytest.approx(1000 * answers.rates.loc[answers.first_look.kept_most, "raw"].to_numpy())
    new = numbers(trace(chart(opened, "new_videos"), "unfinished")["x"])
    usual = answers.first_look.level.rate.value
    raw = answers.rates.loc[answers.first_look.new_videos.index, "raw"].to_numpy()
    assert new[1:] == pytest.approx(raw[1:] / usual)
    assert raw[0] == 0
    assert new[0] > 0
    assert "no save so far, today" in str(chart(opened, "new_videos"))
    more, less = answers.first_look.more_and_less
    assert overview.more_and_less(more, less) in words(opened)
    assert list(less["value"])[-1] == "#cozy"


def test_what_to_make_more_of_stands_under_the_heading(opened, answers):
    """A maybe where nothing saved more holds up, the video kept most for its size, and what is surely saved less."""
    more, less = answers.first_look.more_and_less
    captions = [caption.value for caption in opened.caption]
    links = {plain(link.proto.label).strip("*"): link.proto for link in opened.get("page_link")}
    assert not more["clear"].any()
    assert links[" · ".join(more["value"][:2])].query_string == ""
    assert any(said.endswith("Maybe more of") and said.startswith(":gray[") for said in captions)
    assert links[" · ".join(less["value"][::-1][:2])].page == "what_gets_saved"
    assert any(said.endswith("Make less of") and said.startswith(":orange[") for said in captions)
    first = answers.videos.loc[answers.first_look.kept_most[0]]
    (video,) = (link for name, link in links.items() if name.startswith(first["title"][:20]))
    assert video.query_string == f"video=tiktok%2F{first['video_id']}"
    rate = format.rate(answers.believable.loc[first.name, "mean"])
    usual = format.rate(answers.first_look.level.rate.value)
    assert f"{rate} saves per 1,000 views; usual: {usual}" in words(opened)


def test_the_summary_has_the_numbers_of_the_page(opened, answers):
    """`summary --json` gives today's level, its comparison and the tiles as the page does."""
    accounts = {each["platform"]: each for each in summarise(answers.reading)["accounts"]}
    found = accounts["tiktok"]["today"]
    assert format.rate(found["level"]) == tiles(opened)["Saves per 1,000 views"][0]
    assert found["kind"] == "step"
    assert found["since"] == "2026-06-01"
    normal = headline.normal(answers.first_look.now)
    assert (found["usual_low"], found["usual_high"]) == pytest.approx(normal)
    assert f"{found['saves']:,}" == tiles(opened)["Saves since June"][0]
    assert f"{format.figures(100 * found['share_of_engagement'])} %" == tiles(opened)["Saves among reactions"][0]
    latest, compared = accounts["tiktok"]["latest_period"], answers.latest_period.found
    assert (latest["videos_now"], latest["videos_before"]) == (compared.n_b, compared.n_a)
    assert latest["verdict"] == compared.verdict


def test_the_sample_button_loads_every_sample(opened):
    """One click shows the same as dropping every sample in."""
    at = click(open_page("app.py"), "Try it with sample data")
    assert not at.exception
    assert (title(at), counts(at)) == (title(opened), counts(opened))


def test_dropping_files_adds_to_what_is_there():
    """Dropped files join those already loaded, the zone is empty again, and the same file twice counts once."""
    at = open_page("app.py", sample("Content"))
    business = sample("tiktok_business_videos")
    for _ in range(2):
        at.file_uploader[0].upload(business.name, business.data, "text/csv").run()
        assert at.file_uploader[0].value == []
        assert counts(at)["Videos"] == str(len(by_hand.business()))
    assert len(at.session_state["files"]) == 2


def test_a_drop_is_answered_once():
    """The line under the controls says what was read of the dropped file, and of nothing else; the next run is silent."""
    at = open_page("app.py", sample("Content"))
    business = sample("tiktok_business_videos")
    at.file_uploader[0].upload(business.name, business.data, "text/csv").run()
    assert "Read tiktok_business_videos.csv: 184 rows of videos; 1 with a remark, in the list of files." in words(at)
    assert "Read tiktok" not in words(at.run())


def test_a_drop_that_cannot_be_read_is_answered():
    """It is said in the same line, and the reason stands on the page."""
    at = open_page("app.py", sample("tiktok_business_videos"))
    at.file_uploader[0].upload("holiday.csv", b"\xff\xd8\xff\xe0JFIF" + bytes(range(256)), "text/csv").run()
    assert ":material/error: holiday\\.csv could not be read, see below\\." in "".join(c.value for c in at.caption)
    assert "holiday.csv — not read" in words(at)


def test_a_file_without_rows_says_so():
    """A page without any video names what is odd about each file in sight, not in the list of files alone."""
    at = open_page("app.py")
    at.file_uploader[0].upload("header.csv", b"Video link,Views,Likes,Saves\n", "text/csv").run()
    assert title(at) == "No videos in here yet"
    assert "**header\\.csv**" in [said.value for said in at.markdown]
    assert sum("nothing under it" in said.value for said in at.text) == 2  # the other in the list of files


def test_each_account_has_its_own_numbers():
    """With two accounts the page starts at the larger one and can show the other, or all together."""
    at = open_page("app.py", *samples())
    account = at.selectbox[0]
    assert account.options[-1] == "All accounts"
    posts = by_hand.rows((by_hand.FOLDER / "Sep-01-2026_Nov-09-2026_1804300000123456.csv").read_bytes())
    own = [row for row in posts if row["Account username"] == "tinykitchen.sample"]
    account.select("@tinykitchen.sample · Instagram").run()
    assert counts(at)["Videos"] == str(len(own))
    assert counts(at)["Saves"] == f"{sum(int(row['Saves']) for row in own if row['Saves']):,}"
    assert title(at).startswith("About 9.1 saves per 1,000 views; can't tell yet")
    at.selectbox[0].select("All accounts").run()
    assert counts(at)["Videos"] == str(len(by_hand.tiktok()) + len(posts))


def test_few_videos_are_dots_without_a_line():
    """Under eight videos no usual level is drawn and no usual range claimed."""
    rows = "".join(f"Soup {n},2026-{n:02d}-03,{1000 * n},{10 * n},{n}\n" for n in range(1, 8))
    at = open_page("app.py", export("mine.csv", f"title,date,views,likes,saves\n{rows}".encode()))
    assert title(at) == "About 1.0 saves per 1,000 views so far"
    assert "Too early for a trend" in words(at)
    assert not re.search("8 in 10|most g[eo]t", words(at) + str(tiles(at)))
    assert [trace["name"] for trace in chart(at, "headline")["data"]] == ["videos", "unfinished"]
    assert counts(at)["Saves"] == "28"


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
    assert title(at) == "11 videos read. Saves are missing: the export does not count them"
    shown = set(counts(at))
    assert "Views" in shown
    assert "Saves" not in shown


@pytest.mark.parametrize("page", ["app.py", SAVES_VS, TRENDS])
def test_a_library_opens_by_itself(four_weeks, page):
    """Nothing is clicked: the first request of a visit shows what is kept, whichever page it asks for."""
    at = open_page(page)
    assert not at.exception
    assert at.get("plotly_chart")
    assert "Your library" in at.sidebar.caption[3].value
    if page == "app.py":
        assert counts(at)["Videos"] == str(len(weekly.truth(3)))
        assert "See what your audience keeps" not in words(at)


def test_the_account_in_the_address_is_opened(four_weeks):
    """A deep link or a reload shows the account that was chosen."""
    four_weeks.keep(read_files([weekly.file(0, account="other")]), now=weekly.moment(3))
    assert counts(open_page("app.py"))["Videos"] == str(len(weekly.truth(3)))
    at = open_page("app.py", account="@other · TikTok")
    assert counts(at)["Videos"] == str(len(weekly.truth(0)))


def test_removed_files_leave_the_library_open(four_weeks):
    """Who takes the dropped files away sees what is kept again, not the newcomer's screen."""
    at = click(open_page("app.py", export(*weekly.file(0))), "Remove all")
    assert counts(at)["Videos"] == str(len(weekly.truth(3)))


def test_new_videos_are_set_against_the_usual_for_their_age(four_weeks):
    """Where the library followed others at that age a young video has a full dot; after it forgot them, a hollow one."""
    known = full_dots(open_page("app.py"))
    assert "against your others at that age" in words(open_page("app.py"))
    four_weeks.forget_everything()
    alone = open_page("app.py", export(*weekly.file(3)))
    assert "at that age" not in words(alone)
    assert full_dots(alone) < known


def full_dots(at) -> int:
    return sum(len(numbers(t["x"])) for t in chart(at, "new_videos")["data"] if t["name"] == "videos")
