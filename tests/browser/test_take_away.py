"""What stands under a chart, in a real browser: the table opens and can be copied, the picture comes as PNG and as SVG."""

import struct
import xml.etree.ElementTree as ET

import pytest

PLACE = ".st-key-tools_save_rate_over_time"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_chart_is_taken_away_as_a_picture(visit, tmp_path, dark):
    """Both pictures come without asking anybody, named after the chart, with the finding as their heading."""
    visitor = visit(width=390, dark=dark).open("save_trends")
    visitor.try_samples().wait_charts(3)
    finding = visitor.page.locator("h2").first.inner_text()
    # The chart itself offers no second, untitled one.
    visitor.page.locator(".st-key-chart_save_rate_over_time .nsewdrag").first.hover()
    assert not visitor.page.locator(".st-key-chart_save_rate_over_time .modebar-btn").first.is_visible()
    saved = {}
    for form in ("PNG", "SVG"):
        with visitor.page.expect_download() as download:
            visitor.page.locator(PLACE).get_by_role("button", name=form).click()
        name = f"tinykitchen.sample save rate over time 2026-11-09.{form.lower()}"
        assert download.value.suggested_filename == name
        download.value.save_as(tmp_path / form)
        saved[form] = (tmp_path / form).read_bytes()
    assert saved["PNG"][:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", saved["PNG"][16:24])
    assert width == 2 * 720
    assert height > 2 * 340
    drawing = ET.fromstring(saved["SVG"])
    words = " ".join(" ".join(text.itertext()) for text in drawing.iter("{http://www.w3.org/2000/svg}text"))
    assert finding.split()[0] in words
    assert "Saves per 1,000 views" in words
    caption = visitor.page.locator('[data-testid="stCaptionContainer"]', has_text="Likely").first.inner_text()
    assert caption.split()[0] in words
    assert "@tinykitchen.sample · TikTok · counts of 9 Nov 2026 · Worth Saving" in words
    assert ("rgb(20, 22, 26)" if dark else "rgb(252, 251, 248)") in saved["SVG"].decode("utf-8")
    # the chart on the page has no heading of its own before or after
    assert visitor.page.locator(".st-key-chart_save_rate_over_time .gtitle").count() == 0


def test_the_numbers_can_be_copied(visit):
    """The table opens on a click, and what is copied from it are its cells."""
    visitor = visit(width=1280).open("save_trends")
    visitor.try_samples().wait_charts(3)
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.page.locator(PLACE).get_by_role("button", name="Table").click()
    table = visitor.page.get_by_test_id("stDataFrame").first
    table.wait_for()
    visitor.settle().page.wait_for_timeout(500)
    table.click(position={"x": 40, "y": 55})
    visitor.page.keyboard.press("Control+a")
    visitor.page.keyboard.press("Control+c")
    visitor.page.wait_for_function("navigator.clipboard.readText().then(text => text.split('\\t').length > 20)")
    first = visitor.page.evaluate("navigator.clipboard.readText()").splitlines()[0].split("\t")
    assert len(first) == 7
    assert first[0] == "2025-09-01"
