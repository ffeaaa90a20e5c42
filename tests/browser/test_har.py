"""A browser's file (HAR) in a real browser: its posts are joined with Studio's own file, its login is kept nowhere."""

import json
import os
import re
import signal
import time
from itertools import pairwise
from pathlib import Path

import pytest

from tests.browser.conftest import Visitor, app_process
from tests.conftest import SAMPLES

SECRET = "sid_tt_3f9c0e7a51d24b"
POSTS = 120

# Started within the app's process: on a signal it looks through everything that Python still holds there. The secret comes
# in hex and is made anew for each look, so that it is found only where somebody kept it.
LOOK = """
import gc, io, os, signal

def look(*_):
    secret = bytes.fromhex(os.environ["LOOK_FOR"])
    gc.collect()
    found = []
    for holder in gc.get_objects():
        if isinstance(holder, io.BytesIO) and not holder.closed and secret in holder.getvalue():
            found.append("BytesIO")
        for thing in gc.get_referents(holder):
            text = thing.encode("utf-8", "replace") if isinstance(thing, str) else thing
            if isinstance(text, (bytes, bytearray)) and text is not secret and secret in text:
                found.append(f"{type(thing).__name__} in {type(holder).__name__}")
    with open(os.environ["SAY_TO"], "w") as said:
        said.write("kept: " + ", ".join(found) if found else "kept nowhere")

signal.signal(signal.SIGUSR1, look)
"""


def studio_video_ids() -> list[bytes]:
    """The IDs of the posts in the sample of Studio's Content file, which has no saves."""
    (content,) = [path for path in SAMPLES if path.name.startswith("Content")]
    return list(dict.fromkeys(re.findall(rb"/video/(\d+)", content.read_bytes())))


def har(ids: list[bytes]) -> bytes:
    """What a browser saved of TikTok Studio's page of posts, cookies included: every post, 50 and then 10 at a time."""
    now = 1_795_000_000_000
    posts = [
        {
            "item_id": post.decode(),
            "desc": f"Post {number}",
            "create_time": str(int(post) >> 32),
            "play_count": str(1000 + 37 * number),
            "like_count": str(60 + number),
            "comment_count": "4",
            "share_count": "3",
            "favorite_count": str(10 + number % 9),
            "status": 102,
        }
        for number, post in enumerate(ids)
    ]
    cuts = [0, 50, *range(60, len(posts), 10), len(posts)]
    cuts = [cut for cut in dict.fromkeys(cuts) if cut <= len(posts)]
    entries = []
    for start, end in pairwise(cuts):
        answer = {
            "status_code": 0, "item_list": posts[start:end], "has_more": end < len(posts), "cursor": str(end),
            "extra": {"now": now},
        }  # fmt: skip
        entries.append(
            {
                "startedDateTime": "2026-11-18T11:06:40.000Z",
                "request": {
                    "method": "POST",
                    "url": "https://www.tiktok.com/tiktok/creator/manage/item_list/v1/?aid=1988",
                    "headers": [{"name": "Cookie", "value": f"sessionid={SECRET}"}],
                    "cookies": [{"name": "sessionid", "value": SECRET}],
                },
                "response": {
                    "status": 200,
                    "headers": [{"name": "set-cookie", "value": f"sessionid={SECRET}"}],
                    "cookies": [],
                    "content": {"mimeType": "application/json", "text": json.dumps(answer)},
                },
            }
        )
    return json.dumps({"log": {"version": "1.2", "creator": {"name": "WebInspector"}, "entries": entries}}).encode()


@pytest.fixture
def watched(tmp_path):
    """The app with a home and a temporary folder of its own, and with eyes inside; yields address, process id, folder."""
    for folder in ("home", "tmp", "eyes"):
        (tmp_path / folder).mkdir()
    (tmp_path / "eyes" / "sitecustomize.py").write_text(LOOK)
    environment = {
        "HOME": str(tmp_path / "home"),
        "TMPDIR": str(tmp_path / "tmp"),
        "WORTHSAVING_LIBRARY": str(tmp_path / "home" / "library.sqlite"),
        "PYTHONPATH": str(tmp_path / "eyes"),
        "LOOK_FOR": SECRET.encode().hex(),
        "SAY_TO": str(tmp_path / "said"),
    }
    with app_process(**environment) as (address, pid):
        yield address, pid, tmp_path


def kept_in_process(pid: int, folder: Path) -> str:
    """What the app's process still holds of the secret."""
    os.kill(pid, signal.SIGUSR1)
    for _ in range(300):
        if (folder / "said").exists() and (said := (folder / "said").read_text()):
            return said
        time.sleep(0.2)
    raise AssertionError("the process said nothing")


def on_disk(folder: Path) -> list[str]:
    """The files below a folder that hold the secret, as it is or packed by SQLite."""
    return [str(path) for path in folder.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]


def test_saves_come_from_what_the_browser_loaded(chromium, watched, tmp_path):
    """Studio's file without saves gets its charts from a HAR of 120 posts; the login in it is kept nowhere."""
    address, pid, folder = watched
    ids = studio_video_ids()
    ids += [str(7_560_000_000_000_000_000 + number * 10**13).encode() for number in range(POSTS - len(ids))]
    assert len(ids) == POSTS
    (content,) = [path for path in SAMPLES if path.name.startswith("Content")]
    visitor = Visitor(chromium, address).open()
    visitor.drop(content)
    assert "leaves saves out" in visitor.text()
    visitor.drop_bytes(("www.tiktok.com.har", har(ids)))
    said = visitor.text()
    assert "This file also holds your TikTok login. We read your posts from it and nothing else." in said
    visitor.page.get_by_role("button", name=re.compile("2 files")).click()
    visitor.settle()
    assert f"{POSTS} rows" in visitor.text()
    visitor.page.keyboard.press("Escape")
    visitor.page.get_by_role("button", name="Keep").first.click()
    visitor.settle()
    visitor.go("Saves vs likes").wait_charts(2)
    assert SECRET not in visitor.page.content()
    assert kept_in_process(pid, folder) == "kept nowhere"
    assert (folder / "home" / "library.sqlite").exists()
    assert on_disk(folder / "home") == []
    assert on_disk(folder / "tmp") == []
    visitor.context.close()
    assert visitor.errors == []
    assert visitor.outside == []
