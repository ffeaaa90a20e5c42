"""Sentences around files: where to get one, what was read, which day it is of, and where saves are missing."""

WELCOME = "Drop in your TikTok or Instagram export and see what people **save**, whether it's growing, and what to make more of."
WAYS = (
    "**TikTok Business account** :orange-badge[has saves]  \nBusiness Suite → Analytics → Videos → export. "
    "The column “Add to Favorites” counts saves.",
    "**Any other TikTok account** :orange-badge[has saves]  \nTikTok Studio's page of posts knows the saves of each; "
    "your browser can save what it loaded. The six steps are below.",
    "**Instagram** :orange-badge[has saves]  \nMeta Business Suite → Insights → Content → Export data. "
    "The column “Saves” counts them.",
    "**TikTok Studio, Download data** :gray-badge[no saves]  \nStudio → Analytics → Download data. Good for views, days "
    "and when your followers are there.",
)
"""The ways to a file, as Markdown."""
OTHER_NETWORKS = (
    "Exports of X, LinkedIn (one post a file), Xiaohongshu, Douyin and Pinterest are read, too, and count saves; those of "
    "Facebook, YouTube and TikTok Shop have none."
)
NO_SAVES_COLUMN = "**No column of this file counts saves.** They stay unknown, not zero."
WHICH_DAY = "The files don't say when they were made. Is this export older, or newer? Pick its day."
WHICH_DAYS = "When was each file exported?"
DIFFERENT_DAYS = "They need different days before they can be kept."
NOTHING_READ = "No video could be read from your files. **Overview** says why, file by file."
NOTHING_YET = (
    "**Nothing to show yet.** Drop in an export first, or try it with sample data. Files are forgotten when the page is "
    "reloaded, unless you keep them."
)
NOT_THIS_ACCOUNT = "Your files list no videos of this account. Choose another one above."
ONLY_FOLLOWERS = (
    "**Nothing here counts your videos or your days.** Your files tell when your followers are there and who they are. "
    "Accounts shows it; for saves, drop in a file that lists your videos."
)
NO_PAGE_FOR_IT = (
    "**Nothing here counts your videos or your days.** Nothing is wrong with your files, but what they tell has no page here. "
    "Drop in a file that lists your videos."
)
ONLY_WHOLE_DAYS = "**Your files count whole days and list no videos,** so there are no saves by video to show."
LIBRARY_WITHOUT_SAVES = "What is kept in your library counts no saves of them."
A_FILE_WITH_SAVES = "a file that counts them"
TIKTOK_FILES = "a Business export (“Add to Favorites”) or a HAR of TikTok Studio's posts"
ON_TIKTOK = (
    "**Which file has them:** a TikTok Business account's video export (Business Suite on the web → Analytics → Videos → "
    "export), in its column “Add to Favorites”. Without Business: what your browser loads of TikTok Studio's page of posts, "
    "saved as HAR. Drop either in as well: it is joined with what is here."
)
ON_INSTAGRAM = (
    "**On Instagram:** Meta Business Suite's content export has a column “Saves”. Posts shared with another account, and "
    "stories, may have no count of their own in it."
)
WHICH_FILE, HAS_THEM = "Which file?", "Which file has the saves?"
TYPE_IN = "Type or paste what the app shows you for each video (for TikTok: Studio's page of posts); leave blank what you don't know."
OR_A_SHEET = "**Or fill in a sheet elsewhere** and drop it in like any other file."


def saves_from(header: str, meaning: str) -> str:
    """Say which column counts saves and what it means; both as Markdown."""
    return f"Saves are read from **{header}**. {meaning}"


def rounded(headers: str) -> str:
    """Say that the counts under these headers are rounded; as Markdown."""
    return f"The file rounds its counts in {headers} (such as 1.2K), so they are not exact."


def add_saves(files: str, *, typing: bool) -> str:
    """Say how saves come in: typed in, where that can be done here, or by one of these files."""
    return f"**Add saves in two minutes.** {'Type them in, or drop in' if typing else 'Drop in'} {files}."


def only_days(counted: str, *, kept: bool) -> str:
    """Say that there are days and no videos; `counted` names what the files count, in brackets, or is empty."""
    whose = "Your library lists days and no videos yet" if kept else "Your files list days and no videos"
    return f"**{whose}**{counted}. Save trends shows them day by day; for saves, drop in a file that lists your videos."


def none_fits(videos: str) -> str:
    """Say that the filters leave none of these videos, such as "184 videos"."""
    return f"None of your {videos} fits these filters."
