"""Home and a page of charts with the keyboard alone: everything reachable, named, seen when it has the focus, in order."""

import re
from itertools import pairwise

from tests.browser.conftest import Visitor
from tests.browser.test_pages import BUSINESS, LINKS
from worthsaving.guidance import notes
from worthsaving.ui.shell import frame

NOTES = tuple(note.title for note in notes.all_notes())

STOP = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body) return null;
  const {x, y, width, height} = at.getBoundingClientRect();
  const icons = [...at.querySelectorAll('[data-testid=stIconMaterial], [role=img]')].map((icon) => icon.textContent);
  const said = icons.reduce((text, icon) => text.replace(icon, ''), at.innerText || '').replace(/\\s+/g, ' ').trim();
  const down = y + document.querySelector('[data-testid=stMain]').scrollTop;  // where it stands on the whole page
  const grid = at.tagName !== 'BUTTON' && Boolean(at.closest('[data-testid=stDataFrame]'));
  return {tag: at.tagName, grid, name: at.getAttribute('aria-label') || said || at.title, x, y, width, height, down};
}"""
STILL = "*, *::before, *::after {transition: none !important; animation: none !important; caret-color: transparent !important}"
SCROLLED = {"MAIN", "SECTION"}  # Chromium lets the keyboard scroll them: no control, and no ring around a whole page
MOST = 70  # stops to anything on a page


def arrive(visitor: Visitor) -> Visitor:
    """Nothing moves by itself any more, so two pictures differ by the focus alone."""
    visitor.page.add_style_tag(content=STILL)
    return visitor


def picture(visitor: Visitor, stop: dict) -> bytes:
    """The stop with a little around it, where a ring would be."""
    size = visitor.page.viewport_size
    left, top = max(stop["x"] - 8, 0), max(stop["y"] - 8, 0)
    right, bottom = (
        min(stop["x"] + stop["width"] + 8, size["width"]),
        min(stop["y"] + stop["height"] + 8, size["height"]),
    )
    return visitor.page.screenshot(clip={"x": left, "y": top, "width": right - left, "height": bottom - top})


def seen(visitor: Visitor, stop: dict) -> bool:
    """Whether the focus can be seen: the same place looks otherwise once the focus is taken away for a moment."""
    focused = picture(visitor, stop)
    visitor.page.evaluate("window.kept = document.activeElement; window.kept.blur()")
    bare = picture(visitor, stop)
    visitor.page.evaluate("window.kept.focus({focusVisible: true, preventScroll: true})")
    return focused != bare


def tab_to(visitor: Visitor, wanted: str | tuple[str, ...], *, here: str = "") -> list[dict]:
    """Press Tab until something with this name has the focus; every stop on the way is named and seen. The stops.

    `here` is the page one is on: Streamlit shows no focus on a link to it (https://github.com/streamlit/streamlit/issues/8399).
    """
    stops: list[dict] = []
    for _ in range(MOST):
        visitor.page.keyboard.press("Tab")
        visitor.page.wait_for_timeout(60)
        stop = visitor.page.evaluate(STOP)
        if stop is None or stop["tag"] in SCROLLED:
            continue
        stops.append(stop)
        if stop["grid"]:  # it draws its own focus, cell by cell, and an empty cell has no name
            continue
        assert stop["name"], f"a stop without a name: {stop}"
        if stop["name"] != here:
            assert seen(visitor, stop), f"{stop['name']}: the focus cannot be seen"
        if stop["name"].startswith(wanted):
            return stops
    raise AssertionError(f"{wanted} was not reached: {[stop['name'] for stop in stops]}")


def backwards(stops: list[dict]) -> list[str]:
    """Where the focus goes up the page without going on to the right: it reads like text."""
    return [
        after["name"]
        for before, after in pairwise(stops)
        if after["down"] < before["down"] - before["height"] and after["x"] <= before["x"]
    ]


def press(visitor: Visitor, key: str = "Enter") -> Visitor:
    visitor.page.keyboard.press(key)
    visitor.page.wait_for_timeout(600)
    return visitor.settle()


def test_home_with_tab_and_enter(visit):
    """The pages' links in their order, then the drop zone, then the sample button, which Enter presses."""
    visitor = arrive(visit().open())
    walked = tab_to(visitor, "Try it with sample data", here=frame.HOME.label)
    assert backwards(walked) == []
    stops = [stop["name"] for stop in walked]
    assert [name for name in stops if name in LINKS] == LINKS
    assert stops.index("Upload") > stops.index(LINKS[-1])
    press(visitor)
    visitor.page.get_by_text(re.compile("people save your videos")).wait_for()


def test_a_page_of_charts_with_the_keyboard(visit):
    """A link, a chart's table, a note, a row of the picking table: reached by Tab, opened by Enter, closed by Escape."""
    visitor = arrive(visit().open().drop(BUSINESS))
    tab_to(visitor, frame.SAVES_VS.label, here=frame.HOME.label)
    press(visitor).wait_charts(2)

    here = frame.SAVES_VS.label
    assert backwards(tab_to(visitor, "Table", here=here)) == []
    press(visitor)
    opened = visitor.page.get_by_test_id("stPopoverBody")
    opened.locator("canvas").first.wait_for()
    press(visitor, "Escape")
    opened.wait_for(state="detached")

    stops = tab_to(visitor, NOTES, here=here)
    firsts = [re.split(r"\W", stop["name"])[0] for stop in stops]
    assert firsts[:3] == ["CSV", "PNG", "SVG"]  # then the captions of the list beside the chart
    press(visitor)
    assert "Source: " in opened.inner_text()
    press(visitor, "Escape")
    opened.wait_for(state="detached")

    tab_to(visitor, "Download as CSV", here=here)
    for _ in range(10):
        visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate(STOP)["grid"]:
            break
    visitor.page.keyboard.press("ArrowDown")
    press(visitor, "Shift+Space")
    visitor.page.get_by_role("button", name="Close", exact=True).wait_for()
    tab_to(visitor, "Close", here=here)
    press(visitor)
    visitor.page.get_by_role("button", name="Close", exact=True).wait_for(state="detached")
