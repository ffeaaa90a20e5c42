"""Made-up answers of TikTok Studio, and the file (HAR) that a browser makes of them."""

from __future__ import annotations

import base64
import json
from typing import Any

NOW = 1_795_845_600_000  # 2026-11-28 06:00 UTC
NEWEST = 7_627_452_107_461_099_521
POSTS = "https://www.tiktok.com/tiktok/creator/manage/item_list/v1/?aid=1988"
INSIGHT = "https://www.tiktok.com/aweme/v2/data/insight/?aid=1988"
SECRET = "c0ffee5ecret"


def item(at: int, **more: Any) -> dict[str, Any]:
    """The post number `at` as an item_list answer has it: a day older than the one before, `at` saves."""
    video = NEWEST - at * 86_400 * 2**32
    return {
        "item_id": str(video),
        "desc": f"post {at}",
        "create_time": str(video >> 32),
        "post_time": str(video >> 32),
        "schedule_time": "0",
        "duration": "27000",
        "play_count": str(1_000 + at),
        "like_count": "30",
        "comment_count": "4",
        "share_count": "2",
        "favorite_count": str(at),
        "is_pinned": False,
        "status": 102,
        "cover": {"url_list": [f"https://p16.example.com/x.image?user_text=mila.bakes&x-signature={SECRET}"]},
        **more,
    }


def answer(
    items: list[dict[str, Any]], cursor: int = 0, *, more: bool = False, now: int = NOW, **rest: Any
) -> dict[str, Any]:
    """An item_list answer."""
    return {
        "status_code": 0,
        "item_list": items,
        "has_more": more,
        "cursor": str(cursor),
        "extra": {"now": now},
        **rest,
    }


def insight(at: int, saves: int, **more: Any) -> dict[str, Any]:
    """The answer of a post's analytics page."""
    known = item(at)
    counts = {"play_count": 5_000, "digg_count": 31, "comment_count": 4, "share_count": 2, "collect_count": saves}
    video = {
        "aweme_id": known["item_id"],
        "desc": known["desc"],
        "author": {"unique_id": "mila.bakes"},
        "statistics": counts,
    }
    return {"video_info": {**video, "text_extra": [{"hashtag_name": "a"}]}, "extra": {"now": NOW + 20_000}, **more}


def entry(url: str, body: Any, *, asked: int = 0, encoding: str = "", login: bool = True) -> dict[str, Any]:
    """An entry of a HAR; `body` None for content that was not saved, bytes for content as it is."""
    content: dict[str, Any] = {"size": 99, "mimeType": "application/json"}
    if body is not None:
        text = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        content |= (
            {"text": base64.b64encode(text).decode(), "encoding": "base64"} if encoding else {"text": text.decode()}
        )
    name = "Cookie" if login else "Accept"
    request = {"method": "POST", "url": url, "headers": [{"name": name, "value": SECRET}], "cookies": []}
    request["postData"] = {"mimeType": "application/json", "text": json.dumps({"cursor": asked, "token": SECRET})}
    if login:
        request["cookies"] = [{"name": "sessionid", "value": SECRET}]
    response = {"status": 200, "headers": [{"name": "X-Token", "value": SECRET}], "cookies": [], "content": content}
    return {"startedDateTime": "2026-11-28T05:59:00.000Z", "time": 12.5, "request": request, "response": response}


def har(*entries: dict[str, Any]) -> bytes:
    """A HAR of these entries, as a browser writes it."""
    creator = {"name": "WebInspector", "version": "537.36"}
    log = {"version": "1.2", "creator": creator, "pages": [{"id": "page_1", "title": SECRET}], "entries": [*entries]}
    return json.dumps({"log": log}, ensure_ascii=False, indent=2).encode()


def studio_har(posts: int = 120, *, more: bool = False, login: bool = True) -> bytes:
    """What a browser saves while TikTok Studio's posts are scrolled to their end: 50 posts, 10 at a time, the first again."""
    steps = [0, *range(50, posts, 10)]
    pages = [(start, min(posts, max(50, start + 10)) if start else min(50, posts)) for start in steps]
    entries = [entry("https://www.tiktok.com/tiktokstudio/content", b"<html>", login=login)]
    for at, (start, end) in enumerate(pages):
        body = answer([item(number) for number in range(start, end)], end, more=more or end < posts)
        entries.append(entry(POSTS, body, asked=start, encoding="base64" if at % 2 else "", login=login))
    again = answer(
        [item(number, favorite_count=str(number + 1)) for number in range(min(50, posts))],
        50,
        more=posts > 50,
        now=NOW + 9_000,
    )
    return har(*entries, entry(POSTS, again, login=login))
