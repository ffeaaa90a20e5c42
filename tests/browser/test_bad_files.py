"""What people really drop: photos named .csv, web pages, cut-off files, text that wants to run."""

import csv
import io

from tests.conftest import ROOT
from worthsaving import schema

SAMPLES = ROOT / "sample_data"
BUSINESS = SAMPLES / "tiktok_business_videos.csv"
HEADER = ["Video title", "Video link", "Post time", "Video views", "Likes", "Comments", "Shares", "Add to Favorites"]
HOSTILE = [
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "![picture](https://example.com/pixel.png) [click](javascript:alert(3))",
    '=HYPERLINK("https://example.com","x")',
    "\u202ertl override \u202c and `code` $x^2$ :red[red] :material/home:",
    "x" * 1500,
    "**bold** _it_ # heading",
]


def export(titles: list[str]) -> bytes:
    """A Business export with these captions and links that must never be clickable."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for number, title in enumerate(titles * 3):
        link = "javascript:alert(4)" if number % 2 else f"https://www.tiktok.com/@x/video/756745211298106{number:04d}"
        writer.writerow([title, link, f"2026/0{number % 9 + 1}/11 10:00:00", 1000 + number, 50, number, 2, 5 + number])
    return out.getvalue().encode()


def test_one_bad_file_does_not_stop_the_others(visit):
    """Every bad file gets its own sentence; the good one is read all the same; no traceback anywhere."""
    visitor = visit().open()
    visitor.drop_bytes(
        ("photo.csv", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 20),
        ("empty.csv", b""),
        ("page.csv", b"<!DOCTYPE html><html><body>Sign in</body></html>"),
        ("broken.zip", b"PK\x03\x04" + b"\x00" * 50),
        ("strange.csv", b"colour,shape\nred,round\n"),
        (BUSINESS.name, BUSINESS.read_bytes()),
    )
    text = visitor.text()
    for name in ("photo.csv", "empty.csv", "page.csv", "broken.zip", "strange.csv"):
        assert f"{name} — not read" in text
    assert text.count("not read") == 5
    assert "184" in text
    assert "Traceback" not in text


def test_text_that_wants_to_run_stays_text(visit):
    """Scripts, pictures, links, formulas and Markdown in captions run nowhere and fetch nothing (see the visit fixture)."""
    visitor = visit().open().drop_bytes(("hostile.csv", export(HOSTILE)))
    assert visitor.page.get_by_test_id("stMain").locator("img[src*='example.com']").count() == 0
    visitor.go("Saves vs likes").wait_charts(2)
    chart = visitor.page.locator(".js-plotly-plot").first
    for point in chart.locator(".scatterlayer path.point").all()[:18:3]:
        box = point.bounding_box()
        visitor.page.mouse.move(box["x"] + 4, box["y"] + 4)
        visitor.page.wait_for_timeout(150)
    box = chart.locator(".scatterlayer path.point").first.bounding_box()
    visitor.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visitor.page.get_by_role("button", name="Close").wait_for()
    main = visitor.page.get_by_test_id("stMain")
    assert main.locator("a[href^='javascript']").count() == 0
    assert main.locator("script").count() == 0
    visitor.go("Save trends").wait_charts(2)
    assert visitor.sideways() == 0


def test_our_own_export_is_no_way_in(visit):
    """Hostile words for platform, kind, account and source in our own format fetch nothing and stand nowhere as such."""
    picture = "![m](https://evil.example/m.png)"
    out = io.StringIO()
    names = [column.name for column in schema.VIDEOS]
    writer = csv.DictWriter(out, names, restval="", lineterminator="\n")
    writer.writeheader()
    for number in range(12):
        writer.writerow({
            "platform": picture, "media": picture if number % 2 else "video", "title": f"Soup {number}",
            "account": f"{picture} {number % 2}", "source": picture, "posted_at": f"2026-0{number % 9 + 1}-11T10:00:00Z",
            "views": 1000 + number, "likes": 50, "comments": number, "shares": 2, "saves": 5 + number,
        })  # fmt: skip
    visitor = visit().open().drop_bytes(("videos.csv", out.getvalue().encode()))
    assert "not read" not in visitor.text()
    main = visitor.page.get_by_test_id("stMain")
    for place, charts in (("Overview", 1), ("Saves vs likes", 2), ("Save trends", 3)):
        visitor.go(place)
        if charts:
            visitor.wait_charts(charts)
        assert main.locator("img[src*='evil.example'], a[href*='evil.example']").count() == 0
        assert visitor.page.get_by_test_id("stButtonGroup").filter(has_text="evil").count() == 0


def test_nothing_is_written_to_disk(visit):
    """Reading files, walking the pages and downloading leave the project's folder as it was."""
    root = ROOT

    def tree():
        skip = {"__pycache__", ".git", ".venv", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis"}
        return {(p, p.stat().st_mtime_ns) for p in root.rglob("*") if p.is_file() and not skip & set(p.parts)}

    before = tree()
    visitor = visit().open().try_samples()
    visitor.go("Saves vs likes").wait_charts(2)
    visitor.go("Save trends").wait_charts(3)
    assert tree() == before


def test_an_address_in_a_name_is_no_link(visit):
    """Nor one in a header: Streamlit's Markdown would make links of bare addresses."""
    bare = "https://example.com/a www.example.com ana@example.com"
    rows = "\n".join([f"Video link,Views,Saves,{bare}", "https://www.tiktok.com/@x/video/7567452112981060001,9,1,x"])
    visitor = visit().open()
    visitor.drop_bytes((f"{bare}.csv", rows.encode()), (f"other {bare}.csv", f"{bare},b\n1,2\n".encode()))
    for entry in visitor.page.locator('[data-testid="stExpander"] summary').all():
        entry.click()
    visitor.settle()
    assert visitor.page.get_by_text("example.com").count() >= 3
    assert visitor.page.locator("a[href*='example.com']").count() == 0
