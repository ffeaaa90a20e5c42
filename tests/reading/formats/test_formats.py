"""Header row -> exactly one format."""

from __future__ import annotations

import pytest

from tests.reading.made import BUSINESS, INSTAGRAM, STUDIO
from worthsaving import UnreadableFile, read_files
from worthsaving.data.load import declared
from worthsaving.errors import AmbiguousFormat
from worthsaving.reading.formats import formats, headers
from worthsaving.reading.formats.suggest import suggest_columns

HEADERS = {
    "tiktok-studio-content": STUDIO,
    "tiktok-business-videos": BUSINESS,
    "instagram-content": INSTAGRAM,
    "tiktok-business-overview": ["Date", "Video views", "Reached audience", "Profile views", "Likes", "Shares", "Comments", "Phone number clicks ", "Leads submission", "Net growth", "New followers", "Lost followers"],
    "tiktok-business-audience": ["Date", "New followers", "Total followers", "Reached audience", "Engaged audience"],
    "tiktok-studio-overview": ["Date", "Video Views", "Profile Views", "Likes", "Comments", "Shares"],
    "tiktok-studio-viewers": ["Date", "Total Viewers", "New Viewers", "Returning Viewers"],
    "tiktok-studio-followers": ["Date", "Followers", "Difference in followers from previous day"],
    "tiktok-studio-follower-activity": ["Date", "Hour", "Active followers"],
    "tiktok-studio-follower-gender": ["Gender", "Distribution"],
    "tiktok-studio-follower-territories": ["Top territories", "Distribution"],
    "plain-videos": ["Title", "Views", "Saved"],
    "plain-days": ["Day", "Views", "Followers"],
}  # fmt: skip


@pytest.mark.parametrize("form", HEADERS)
def test_each_header_row_is_its_own_format(form: str) -> None:
    """Each real header row is recognised, in any case and with blanks around its names."""
    assert formats.recognise(HEADERS[form]).format.id == form
    assert formats.recognise([f" {header.upper()} " for header in HEADERS[form]]).format.id == form


@pytest.mark.parametrize("form", [f for f in formats.formats() if f.table != "refused"], ids=lambda f: f.id)
def test_no_two_formats_share_a_header_row(form: formats.Format) -> None:
    """A format's own headers fit no other one."""
    for one in sorted(form.one_of) or [""]:
        header = [*sorted(form.required), one]
        assert formats.recognise(header, sideways=form.sideways).format.id == form.id


def test_two_fitting_formats_are_an_error_that_names_both() -> None:
    """A file that is two things at once is not guessed at."""
    with pytest.raises(
        AmbiguousFormat, match=r"Business account: videos.*TikTok Studio: Content|Studio: Content.*Business"
    ):
        formats.recognise([*STUDIO, "Video views"])


def test_unknown_headers_are_listed_with_what_is_supported() -> None:
    """The user sees what was found and what is read."""
    with pytest.raises(UnreadableFile, match=r"of TikTok, Instagram.*: “foo”, “bar”.*rename"):
        formats.recognise(["foo", "bar"])


def test_ads_manager_is_refused_by_name() -> None:
    """An ads report is known and not read."""
    with pytest.raises(UnreadableFile, match="Ads Manager"):
        formats.recognise(["By Day", "Campaign name", "Cost", "Impressions", "Video views"])


@pytest.mark.parametrize(
    "header",
    ["Favorite videos seen", "authorMeta/digg", "favoriteCount", "video_download_count", "Profile views", "heartCount"],
)
def test_look_alikes_never_count_saves_or_likes(header: str) -> None:
    """Names that only look like a count of ours are not taken for one."""
    columns = formats.recognise(["Title", "Views", header]).columns
    assert "saves" not in columns
    assert "likes" not in columns


def test_downloads_are_downloads() -> None:
    """The certificate data set counts downloads to a device, not saves."""
    header = "#,claim_status,video_id,video_duration_sec,video_view_count,video_like_count,video_share_count,video_download_count,video_comment_count"
    columns = formats.recognise(header.split(",")).columns
    assert columns["downloads"] == 7
    assert "saves" not in columns


def test_two_columns_of_saves_are_told() -> None:
    """Where two headers could be the saves, one is used and the user hears which."""
    match = formats.recognise(["Title", "Views", "Saves", "Favorites"])
    assert match.columns["saves"] == 3
    assert any("“Favorites” is used" in problem for problem in match.problems)


def test_prefixed_scraper_paths_are_read() -> None:
    """Counts in a path belong to the video, those of the author do not."""
    match = formats.recognise(
        ["video_details_info.playCount", "video_details_info.collectCount", "author_details_info.diggCount", "id"]
    )
    assert (match.columns["views"], match.columns["saves"]) == (0, 1)
    assert "likes" not in match.columns


def declared_names() -> list[tuple[formats.Format, str, str]]:
    return [
        (form, column, alias) for form in formats.formats() for column, names in form.columns.items() for alias in names
    ]


@pytest.mark.parametrize(
    ("form", "column", "alias"),
    declared_names(),
    ids=lambda value: value.id if isinstance(value, formats.Format) else value,
)
def test_every_declared_header_is_read(form: formats.Format, column: str, alias: str) -> None:
    """No row of the data is idle: where a header is the only one of its column, the column is read from it."""
    rule = {*form.required, *(sorted(form.one_of)[:1] if not form.one_of & {alias} else ())}
    others = [name for name in sorted(rule) if name != alias and name not in form.columns[column]]
    needed = [name for name in sorted(rule) if name in form.columns[column] and name != alias]
    match = formats.recognise([alias, *others, *needed], sideways=form.sideways)
    assert match.format.id == form.id
    first = min((alias, *needed), key=form.columns[column].index)
    assert match.columns[column] == [alias, *others, *needed].index(first)


@pytest.mark.parametrize("word", declared("formats")["look_alike"]["words"])
def test_every_look_alike_is_left_alone(word: str) -> None:
    """A header with one of these words is not guessed at by what else stands in it."""
    assert suggest_columns([f"{word} saves x"], [["5"]]) == {f"{word} saves x": None}


@pytest.mark.parametrize(("kind", "media"), declared("formats")["media"].items())
def test_every_kind_of_post_is_known(kind: str, media: str) -> None:
    """As a file spells it, in any case."""
    sheet = f"Title,Views,Post type\na,5,{kind.upper()}\n"
    assert read_files([("s.csv", sheet.encode())]).videos["media"].tolist() == [media]


@pytest.mark.parametrize(("word", "column"), declared("formats")["metric"].items())
def test_every_daily_metric_of_meta_is_known(word: str, column: str) -> None:
    """By the file's name, or by its title line; what has no column is set aside."""
    table = '"Date","Primary"\n"2026-03-01T00:00:00","12"\n'
    for name, text in ((f"{word}.csv", table), ("x.csv", f"sep=,\nInstagram {word}\n{table}")):
        reading = read_files([(name, text.encode("utf-16"))])
        assert reading.files[0].columns.get("Primary", "") == column
        assert len(reading.days) == bool(column)


@pytest.mark.parametrize(("count", "more"), [(11, ""), (12, ""), (13, " and 1 more")])
def test_the_first_twelve_headers_are_named(count: int, more: str) -> None:
    """The others are counted."""
    text = headers.named([f"h{at}" for at in range(count)])
    assert text == ", ".join(f"“h{at}”" for at in range(min(count, 12))) + more


def test_a_match_knows_the_headers_it_does_not_use() -> None:
    """As written, without blank ones; a column that is dropped is one more."""
    match = formats.recognise(["Title", "Views", " Mood ", "", "Likes"])
    assert [match.header[at] for at in match.unused_places] == [" Mood "]
    assert [match.header[at] for at in match.without(["likes"]).unused_places] == [" Mood ", "Likes"]


def test_an_audience_format_is_used_or_says_why_not() -> None:
    """It tells something of the followers, from the columns that it takes, or its rows have a reason to be set aside."""
    for form in formats.formats():
        used = form.kind in {"hour", "territory", "gender", "age"} and {"key", "value"} <= set(form.columns)
        assert (used or bool(form.aside)) == (form.table == "audience" or form.id == "meta-account-days"), form.id
