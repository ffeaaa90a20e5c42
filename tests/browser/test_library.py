"""The library in a real browser: keep four weekly exports of one simulated account, see what grew, take back, restore."""

import re

from tests.browser.conftest import Visitor
from tests.ui import weekly
from worthsaving.library import Library
from worthsaving.reading import read_files


def press(visitor: Visitor, label: str) -> Visitor:
    visitor.page.get_by_role("button", name=label, exact=True).click()
    visitor.page.wait_for_timeout(500)
    return visitor.settle()


def remove_all(visitor: Visitor) -> Visitor:
    """Take the dropped files away: the button stands behind the one that names them."""
    visitor.page.get_by_role("button", name=re.compile(r"\d files? ")).click()
    return press(visitor, "Remove all")


def unfold(visitor: Visitor) -> Visitor:
    """Open what can be done about the library."""
    if not visitor.page.get_by_role("button", name="Back up").is_visible():
        visitor.page.get_by_text("Manage library").click()
    visitor.page.get_by_role("button", name="Back up").wait_for()
    return visitor


def figures(visitor: Visitor) -> dict[str, str]:
    """The figures on the page, label to value."""
    metrics = visitor.page.get_by_test_id("stMetric").all()
    told = [metric.inner_text().split("\n") for metric in metrics]
    return {lines[0].strip(): lines[-1].strip() for lines in told}


def test_four_weekly_exports(visitor, place, tmp_path):
    """Kept one by one they give the right gains, curve and verdict; undo, forget and restore do what they say."""
    visitor.open()
    for week in range(4):
        visitor.drop_bytes(weekly.file(week))
        assert place.exists() == (week > 0), "nothing is written before it was asked for"
        press(visitor, "Keep")
        before = weekly.truth(week - 1) if week else {}
        new = len(set(weekly.truth(week)) - set(before))
        kept = f": {new} new videos, {len(weekly.truth(week))} new observations."
        assert f"Kept as of {weekly.moment(week):%-d %b %Y}{kept}" in visitor.text()
        remove_all(visitor)
    library = Library.open(str(place))
    assert len(library.imports()) == 4

    # What changed
    visitor.go("What changed").wait_charts(1)
    gained = weekly.gained(2, 3)
    assert f"+{sum(gained.values()):,} saves since 16 Mar 2026" in visitor.text()
    for label, count in (("Saves", "saves"), ("Likes", "likes"), ("Comments", "comments"), ("Views", "views")):
        assert figures(visitor)[f"{label} gained"] == f"+{sum(weekly.gained(2, 3, count).values()):,}"
    labels = visitor.page.locator(".js-plotly-plot .barlayer text").all_text_contents()
    assert labels[-1] == f"+{max(gained.values()):,}"
    assert len(labels) == 12

    # Growth on the card of the video that is saved three times as much
    visitor.go("Overview")
    visitor.go("Saves vs").wait_charts(2)
    points = visitor.page.locator(".js-plotly-plot").first.locator(".scatterlayer path.point").all()
    box = min((point.bounding_box() for point in points), key=lambda b: b["y"])
    visitor.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visitor.page.get_by_text("How it grew").wait_for()
    visitor.settle().wait_charts(4)
    said = visitor.text()
    star = [weekly.truth(week)[weekly.STAR]["saves"] for week in range(4) if weekly.STAR in weekly.truth(week)]
    assert f"Soup {weekly.STAR}" in said
    assert f"Between 16 Mar 2026 and 23 Mar 2026 it gained {star[-1] - star[-2]} saves" in said
    told = re.search(r"At 7 days it had (?:between )?(\d+) (?:to|and) (\d+) saves", said)
    assert told
    assert int(told[1]) <= weekly.saves_at(weekly.STAR, 7) <= int(told[2])
    assert "more than usual" in said
    curve = visitor.page.locator(".js-plotly-plot").filter(has_text="Of its newest count")
    assert curve.locator(".scatterlayer path.point").count() == 3 * len(star)

    # Undo, back up, forget, restore
    unfold(visitor.go("Overview"))
    press(visitor, "Undo the last import")
    press(visitor, "Take it back")
    assert "Taken back: tiny week 3.csv." in visitor.text()
    assert not visitor.page.get_by_role("button", name="Take it back").is_visible(), "it would take the next one back"
    assert f"Videos: {len(weekly.truth(2))} ·" in visitor.text()
    assert len(library.imports()) == 3
    unfold(visitor)
    press(visitor, "Back up")
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("button", name="Save the backup").click()
    backup = tmp_path / "backup.sqlite"
    download.value.save_as(backup)
    before = library.dump()
    press(visitor, "Forget everything")
    press(visitor, "Yes, forget everything")
    assert "Everything that was kept is forgotten." in visitor.text()
    assert library.is_empty()
    visitor.page.get_by_text("Restore a library from a backup").click()
    visitor.page.get_by_text("Restore from a backup", exact=True).wait_for()
    visitor.page.locator('[data-testid="stFileUploaderDropzoneInput"]').last.set_input_files(str(backup))
    visitor.page.get_by_role("button", name="Restore it").wait_for()
    press(visitor.settle(), "Restore it")
    assert "Restored." in visitor.text()
    assert library.dump() == before


def test_exports_dropped_together_are_kept_each_with_its_day(visitor, place):
    """Two that fell on one day are held back with a sentence; with the days in their names there is a history at once."""
    weeks = [weekly.file(week, timed=False)[1] for week in range(3)]
    visitor.open().drop_bytes(("videos 2026-03-09.csv", weeks[0]), ("more videos 2026-03-09.csv", weeks[1]))
    assert "They need different days before they can be kept." in visitor.text()
    assert visitor.page.get_by_role("button", name="Keep", exact=True).is_disabled()
    remove_all(visitor)
    visitor.drop_bytes(
        *((f"videos 2026-03-{day}.csv", data) for day, data in zip(("02", "09", "16"), weeks, strict=True))
    )
    assert "different days" not in visitor.text()
    press(visitor, "Keep")
    assert "Kept as of 16 Mar 2026: " in visitor.text()
    gained = weekly.gained(1, 2)
    assert f"+{sum(gained.values()):,} saves since 9 Mar 2026" in visitor.go("What changed").wait_charts(1).text()


def test_a_double_click_takes_one_import_back(visitor, place):
    """The second click of it must not meet the next import's button."""
    visitor.open()
    library = Library.open(str(place))
    for week in range(3):
        library.keep(read_files([weekly.file(week)]), now=weekly.moment(week))
    unfold(visitor.open())
    press(visitor, "Undo the last import")
    visitor.page.get_by_role("button", name="Take it back", exact=True).dblclick()
    visitor.page.wait_for_timeout(1000)
    assert "Taken back: tiny week 2.csv." in visitor.settle().text()
    assert len(library.imports()) == 2
