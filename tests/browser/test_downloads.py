"""Large downloads of several visits at once: each visitor gets the file of their own data."""

import re
from pathlib import Path

VIDEOS = 12_000  # their CSV is over 1 MiB, from where on Streamlit tells files apart by a few samples of their bytes
ODD = 2_900  # a row outside those samples (the first, middle and last 64 KiB)


def export(saves: int) -> bytes:
    """A sheet in which one video, far from the beginning, the middle and the end, has this many saves."""
    rows = (
        f"https://www.tiktok.com/@made.up/video/{7300000000000000000 + at * 4294967296},Soup {at},1000,90,"
        f"{saves if at == ODD else 50}"
        for at in range(VIDEOS)
    )
    return "\n".join(["link,title,views,likes,saves", *rows]).encode()


def test_two_visitors_get_each_their_own_file(visit):
    """Two files that are alike but in one count are told apart, while both visits are open, and asked for twice."""
    visitors = {saves: visit().open().drop_bytes(("mine.csv", export(saves))).go("Report") for saves in (31, 72)}
    for _ in range(2):
        for saves, visitor in visitors.items():
            button = visitor.page.get_by_role("button", name="Videos (CSV)", exact=True)
            if not button.is_visible():
                visitor.page.get_by_test_id("stPopoverButton").filter(has_text="Other files").click()
            with visitor.page.expect_download() as taken:
                button.click()
            data = Path(taken.value.path()).read_bytes()
            assert len(data) > 1024 * 1024
            lines = data.decode("utf-8-sig").splitlines()
            (row,) = [line for line in lines if re.search(rf"\bSoup {ODD}\b", line)]
            assert re.search(rf"\b{saves}\b", row), row
            assert re.fullmatch(r"made\.up videos \d{4}-\d\d-\d\d\.csv", taken.value.suggested_filename)
