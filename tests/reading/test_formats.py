"""Header row -> exactly one format."""

from __future__ import annotations

import pytest

from tests.reading.made import BUSINESS, INSTAGRAM, STUDIO
from worthsaving import UnreadableFile
from worthsaving.errors import AmbiguousFormat
from worthsaving.reading import formats

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
    assert formats.recognise(sorted(form.required)).format.id == form.id


def test_two_fitting_formats_are_an_error_that_names_both() -> None:
    """A file that is two things at once is not guessed at."""
    with pytest.raises(
        AmbiguousFormat, match=r"Business account: videos.*TikTok Studio: Content|Studio: Content.*Business"
    ):
        formats.recognise([*STUDIO, "Video views"])


def test_unknown_headers_are_listed_with_what_is_supported() -> None:
    """The user sees what was found and what is read."""
    with pytest.raises(UnreadableFile, match=r"“foo”, “bar”.*TikTok Studio: Content.*rename"):
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
