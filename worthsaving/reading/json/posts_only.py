"""What is kept of a file that may hold a login or messages (HAR, account takeout): its posts, as JSON that reads the same."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from worthsaving.data.load import declared
from worthsaving.errors import UnreadableFile
from worthsaving.platforms import label
from worthsaving.reading.container import file_type
from worthsaving.reading.container.archive import too_large
from worthsaving.reading.container.file_type import is_json, is_takeout, may_hold_posts, takeout_refusal
from worthsaving.reading.container.rewritten import Edit, is_packed, rewritten
from worthsaving.reading.json.events import text_of
from worthsaving.reading.json.har import is_har, read_har
from worthsaving.reading.json.takeout import (
    Takeout,
    is_takeout_json,
    may_be_takeout_text,
    read_takeout_json,
    read_takeout_text,
)

MOST_TEXT = 16_000_000  # bytes of a takeout's text file: about 10,000 posts with the longest titles
_ABOUT = "worthsaving_posts"
_MARK = f'{{\n"{_ABOUT}"'.encode()  # how it begins
_NUMBERS = ("entries", "answers", "bodies_missing", "unreadable", "cut")

LOGIN = (
    "This file also holds your TikTok login. We read your posts from it and nothing else. Delete it when you are done."
)
LOGIN_ONLY = (
    "This file also holds your login to the page it was saved from. We kept nothing of it. Delete it when you are done."
)
_WAY = (
    "Open TikTok Studio > Posts with the Network list of the developer tools open, type item_list into its filter, reload "
    "the page, scroll to the end of your posts, and save everything as HAR"
)
_NO_ANSWERS = f"This file (HAR) is what a browser loaded, and TikTok Studio's list of posts is not in it. {_WAY}."
_OTHER = f"This file (HAR) is what a browser loaded from {{site}}, and only TikTok Studio's list of posts is read from one. {_WAY}."
_NO_BODIES = (
    "This file (HAR) names {count} of TikTok Studio's answers with your posts, but what they said was not saved with them. "
    f"{_WAY}, with content where the browser asks."
)
_NO_POSTS = "TikTok Studio's answers in this file (HAR) list no post. Log in to TikTok Studio, open Posts, reload the page and save again."
_SOME_MISSING = (
    "Not all answers with your posts came whole ({missing} of {answers} did not), so posts may be missing. Reload the page, "
    "scroll to the end of your posts and save again."
)
_CUT_TAKEOUT = "This copy breaks off, so posts may be missing. Download it again."
_CUT = "This file (HAR) breaks off, so posts may be missing. Save it again and wait until it is finished."


@dataclass(frozen=True)
class About:
    """What a file was in which posts were found; see `har.Har`. `site`: a network other than TikTok that it is from.

    `takeout`: it was an account takeout. `refusal`: why nothing of the file was read or kept.
    """

    entries: int = 0
    answers: int = 0
    bodies_missing: int = 0
    unreadable: int = 0
    cut: int = 0
    login_found: bool = False
    broken: bool = False
    takeout: bool = False
    site: str = ""
    refusal: str = ""

    def notes(self) -> tuple[str, ...]:
        """Return sentences about the file, for one whose posts were read."""
        if self.takeout:
            return (declared("filekinds")["takeout"]["read"], *([_CUT_TAKEOUT] if self.broken else []))
        missing = self.bodies_missing + self.unreadable + self.cut
        said = [_SOME_MISSING.format(missing=missing, answers=self.answers)] if missing else []
        said += [_CUT] if self.broken else []
        return (*said, *([LOGIN] if self.login_found else ()))

    def warning(self) -> tuple[str, ...]:
        """Return the sentence about a login in the file, for one of which no post was read."""
        return (LOGIN_ONLY,) if self.login_found else ()

    def none(self) -> str:
        """Return why no post could be read."""
        if self.refusal:
            return self.refusal
        if not self.answers:
            return f"{_CUT} {_way(self.site)}" if self.broken else _way(self.site)
        if self.bodies_missing + self.unreadable:
            return _NO_BODIES.format(count=self.bodies_missing + self.unreadable)
        return _NO_POSTS


def posts_only(data: bytes, name: str = "") -> bytes | None:
    """Return what may be kept of a file that can hold a login or messages: its posts as JSON, which `read_files` reads the same.

    None for every other file: its own bytes may be kept. `name` is the file's, by which some files of an account takeout
    are known. A ZIP that holds such a file comes back as a ZIP with only that file's posts in its place. Of a file that is
    refused as a whole (a password, its size, a picture, messages or cookies) only the reason is kept. The digest of what is
    returned stands for the file: two copies of the same posts have the same one. Cookies, headers, addresses, messages
    and answers without posts are in no part of it.
    """
    refusal = too_large(len(data))
    if refusal:
        return _refused(refusal)
    if not is_packed(data):
        return _posts_of(name, data)
    try:
        return rewritten(name, data, Edit(_concerns, _posts_of, _refused))
    except UnreadableFile as error:
        return _refused(str(error))


def about(cells: Mapping[str, str]) -> About | None:
    """Return what `posts_only` noted about a file, from the fields of its JSON; None for any other JSON."""
    said = {name.removeprefix(f"{_ABOUT}."): text for name, text in cells.items() if name.startswith(f"{_ABOUT}.")}
    if not said:
        return None
    numbers = {
        name: int(said[name]) if said.get(name, "").isdecimal() and len(said[name]) < 10 else 0 for name in _NUMBERS
    }
    return About(
        **numbers,
        login_found=said.get("login_found") == "true",
        broken=said.get("broken") == "true",
        takeout=said.get("takeout") == "true",
        site=said.get("site", ""),
        refusal=said.get("refusal", ""),
    )


def _concerns(head: bytes) -> bool:
    """Return whether a file may have to be cut down to its posts, by its beginning."""
    return is_json(head) or may_be_takeout_text(head) or file_type.text_refusal(head) is not None


def _posts_of(name: str, data: bytes) -> bytes | None:
    """Return the posts of a HAR or an account takeout as JSON, a refusal where it has none; None for any other file."""
    kept = data.startswith(_MARK)
    named = is_takeout(name) and not kept
    if named and not may_hold_posts(name):
        return _refused(takeout_refusal())
    if not named and not _concerns(data):
        refusal = file_type.not_a_table(data)
        return _refused(refusal) if refusal else None
    if refusal := file_type.text_refusal(data):
        return _refused(refusal)
    try:
        text, _ = text_of(data)
        if not is_json(data):
            if len(text) > MOST_TEXT:
                return _refused(takeout_refusal())
            return _from_takeout(read_takeout_text(text.decode("utf-8", errors="replace")))
        if is_har(text) and (posts := _of_har(text)) is not None:
            return posts
        if named or is_takeout_json(text):
            return _from_takeout(read_takeout_json(text))
        if not kept and (refusal := file_type.private_refusal(text)):
            return _refused(refusal)
    except UnreadableFile as error:
        return _refused(str(error))
    return data if kept and may_hold_posts(name) else None


def _of_har(text: bytes) -> bytes | None:
    har = read_har(text)
    if not har.entries and not har.is_one:
        return None
    said = {name: getattr(har, name) for name in (*_NUMBERS, "login_found")}
    content = {"answers": har.pages, "insights": har.insights}
    return _written({**said, "broken": bool(har.broken), "site": _site(har.hosts)}, content)


def _from_takeout(found: Takeout) -> bytes:
    if not found.posts:
        return _refused(takeout_refusal())
    return _written({"takeout": True, "broken": bool(found.broken)}, {"takeout_posts": found.posts})


def _refused(sentence: str) -> bytes:
    return _written({"refusal": sentence}, {})


def _written(said: Mapping[str, object], content: Mapping[str, object]) -> bytes:
    whole = {_ABOUT: said, **content}
    return json.dumps(whole, ensure_ascii=False, indent=0).encode("utf-8", errors="replace")


def _site(hosts: set[str]) -> str:
    """Return the name of the network that a HAR is from, "" where TikTok was asked, or none that is known."""
    known = {
        name: any(host == own or host.endswith(f".{own}") for host in hosts for own in entry["hosts"])
        for name, entry in declared("platforms").items()
    }
    found = [name for name, there in known.items() if there]
    return label(found[0]) if found and "tiktok" not in found else ""


def _way(site: str) -> str:
    return _OTHER.format(site=site) if site else _NO_ANSWERS
