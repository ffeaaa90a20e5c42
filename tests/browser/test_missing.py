"""What no file says: saves filled in by hand, columns explained by hand, and one broken file among ten."""

import csv
import io
import re
import zipfile
from pathlib import Path

from tests.conftest import ROOT

SAMPLES = ROOT / "sample_data"
STUDIO = SAMPLES / "Content_tinykitchen.sample.zip"
BUSINESS = SAMPLES / "tiktok_business_videos.csv"
ROW = 35  # pixels, of the grid's header too


def studio() -> list[dict[str, str]]:
    """The Studio file's videos, most viewed first: the order of the table to fill in."""
    with zipfile.ZipFile(STUDIO) as bundle:
        text = bundle.read("Content.csv").decode("utf-8-sig")
    return sorted(csv.DictReader(io.StringIO(text, newline="")), key=lambda row: -int(row["Total views"]))


def type_saves(visitor, values: list[str]) -> None:
    """Type these into the first rows of the Saves column, which is the last one of the grid."""
    grid = visitor.page.locator('[data-testid="stDataFrame"] canvas').first
    grid.scroll_into_view_if_needed()
    # The cell's editor is fetched when the first cell is typed into, and may lose that key: the first cell is typed twice.
    for at, (row, value) in enumerate([(0, values[0]), *enumerate(values)]):
        box = grid.bounding_box()
        visitor.page.mouse.click(box["x"] + box["width"] - 40, box["y"] + ROW * (row + 1.5))
        visitor.page.wait_for_timeout(150)
        visitor.page.keyboard.type(value, delay=40)
        visitor.page.keyboard.press("Enter")
        visitor.page.wait_for_timeout(400 if at else 2000)
        visitor.settle()


def test_saves_filled_in_make_the_charts_appear(visit):
    """Saves typed into the dialog arrive at their videos, and the charts draw them."""
    videos = studio()
    saves = [40 + 3 * n for n in range(8)]
    visitor = visit().open().drop(STUDIO)
    visitor.page.get_by_role("button", name="Type them in").click()
    visitor.page.get_by_role("dialog").locator('[data-testid="stDataFrame"] canvas').first.wait_for()
    visitor.settle()
    type_saves(visitor, [str(number) for number in saves])
    visitor.page.get_by_role("button", name=f"Use these saves ({len(saves)} videos)").click()
    visitor.page.get_by_text(re.compile("^About .* saves per 1,000 views|^Steady")).first.wait_for()
    visitor.settle()
    assert f"Fill in the missing saves of {len(videos) - len(saves)} videos" in visitor.text()
    visitor.go("Saves vs likes").wait_charts(2)
    chart = visitor.page.locator(".js-plotly-plot:has(.scatterlayer path.point)").first
    assert chart.locator(".scatterlayer path.point").count() == len(saves)
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_role("button", name="Download as CSV").click()
    got = csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text("utf-8")))
    wanted = {row["Video link"].rsplit("/", 1)[1]: str(n) for row, n in zip(videos, saves, strict=False)}
    assert {row["video_id"]: row["saves"] for row in got if row["saves"]} == wanted


def test_an_unknown_table_is_explained_and_read(visit):
    """The mapping screen: say what three columns are, and their numbers stand on Home."""
    header = "Nome X,Quante viste,Cuori,Tenuti\n"
    rows = "".join(f"Soup number {n} with bread,{1000 + n},{50 + n},{3 + n}\n" for n in range(12))
    visitor = visit().open().drop_bytes(("odd.csv", (header + rows).encode()))
    assert "odd.csv — not read" in visitor.text()
    for label, column in (("Quante viste", "Views"), ("Cuori", "Likes"), ("Tenuti", "Saves")):
        visitor.page.get_by_test_id("stSelectbox").filter(has_text=label).locator("input").click()
        visitor.page.keyboard.type(column, delay=40)  # a long list draws only what is in view
        visitor.page.get_by_role("option", name=column, exact=True).click()
        visitor.page.wait_for_timeout(300)
        visitor.settle()
    visitor.page.get_by_role("button", name="Read it like this").click()
    visitor.page.get_by_text(re.compile("^About .* saves per 1,000 views|^Steady")).first.wait_for()
    visitor.settle()
    assert f"Saves: {sum(3 + n for n in range(12))}\n" in visitor.text()
    assert "not read" not in visitor.text()


def test_ten_files_at_once_one_of_them_broken(visit):
    """Nine are read and joined into one truth, the broken one has its own sentence."""
    with BUSINESS.open(encoding="utf-8-sig", newline="") as text:
        first, *rest = text.read().splitlines(keepends=True)
    text = "".join(rest)
    table = list(csv.reader(io.StringIO(text, newline="")))
    parts = []
    for part in range(9):
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(table[part::9])
        parts.append((f"part {part}.csv", (first + out.getvalue()).encode()))
    visitor = visit().open().drop_bytes(*parts, ("broken.zip", b"PK\x03\x04" + b"\x00" * 50))
    said = visitor.text()
    assert "broken.zip — not read" in said
    assert said.count("not read") == 1
    assert f"Read 10 files: {len(table)} rows of videos" in said
    assert f"Videos: {len(table)}" in said
    saves = first.strip().split(",").index("Add to Favorites")
    assert f"Saves: {sum(int(row[saves]) for row in table):,}" in said
