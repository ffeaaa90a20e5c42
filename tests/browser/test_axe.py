"""What axe-core says of every page and of the report: nothing serious, light and dark, wide and narrow."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.conftest import Visitor
from tests.report.making import OWN, made, samples
from tests.tour.states import BUSINESS, PAGES, STUDIO, WITH_CARD
from tests.tour.walking import pick_highest

WIDTHS = (1280, 390)
THEMES = ("light", "dark")
TALL = 4500  # pixels: contrast is measured only of what is in view
GRAVE = {"serious", "critical"}
FRAMEWORK = (
    # (rule, selector of what it is about, where it is talked about): not ours to mend from a page's script.
    (
        "color-contrast",  # in the dark, the words of an open note's line take a darkened accent
        '[data-testid="stPopoverButton"][aria-expanded="true"] *',
        "https://github.com/streamlit/streamlit/pull/11964",
    ),
)
RUN = """async ([known, grave, only]) => {
  const result = await axe.run(document, {resultTypes: ['violations'], ...(only && {runOnly: [only]})});
  return result.violations.filter((found) => grave.includes(found.impact)).flatMap((found) =>
    found.nodes.filter((node) => {
      const at = document.querySelector(node.target.flat().at(-1));
      return !at || !known.some(([rule, selector]) => rule === found.id && at.matches(selector));
    }).map((node) => `${found.id}: ${node.html.slice(0, 120)} | ${(node.any[0] || node.all[0] || node.none[0]).message}`));
}"""


def grave(page, only: str | None = None) -> list[str]:
    """What axe-core finds serious or critical on this page as it stands, by all rules or one, the framework's left out."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(RUN, [[list(known[:2]) for known in FRAMEWORK], sorted(GRAVE), only])


def look(visitor: Visitor) -> dict[str, list[str]]:
    """The page at both widths in both themes: what is wrong, by width and theme."""
    page, found = visitor.page, {}
    page.mouse.move(0, 0)  # what is under the pointer has other colours
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": TALL})
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            page.wait_for_timeout(350)
            # A theme changes colours and nothing else.
            found[f"{width} {theme}"] = grave(page, None if theme == "light" else "color-contrast")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.get_by_test_id("stSidebar").wait_for()
    page.wait_for_timeout(400)
    return {where: what for where, what in found.items() if what}


@pytest.fixture(scope="module")
def creator(chromium, server):
    """Somebody with the Business export, who walks from page to page."""
    somebody = Visitor(chromium, server).open().drop(BUSINESS)
    yield somebody
    somebody.context.close()


@pytest.mark.parametrize("page", PAGES)
def test_nothing_serious_on_any_page(creator, page):
    """Every page with data: no serious or critical finding that is ours."""
    assert look(creator.go(PAGES[page])) == {}


def test_nothing_serious_in_a_videos_card_and_an_opened_note(creator):
    """The card of a picked video, and a note under a chart opened, hold to the same."""
    creator.go(PAGES[WITH_CARD]).wait_charts(2)
    pick_highest(creator)
    creator.page.get_by_test_id("stPopoverButton").filter(has_text="sticky_note_2").first.click()
    creator.page.get_by_test_id("stPopoverBody").wait_for()
    assert look(creator) == {}


@pytest.mark.parametrize("page", ["home", "save_trends"])
def test_nothing_serious_where_there_is_nothing(visit, page):
    """The empty app, and the way to data that other pages show."""
    visitor = visit().open()
    assert look(visitor if page == "home" else visitor.go(PAGES[page])) == {}


def test_nothing_serious_without_saves(visit):
    """A Studio file: the named state, the table to fill in, the guidance."""
    assert look(visit().open().drop(STUDIO)) == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_serious_in_the_report(chromium, tmp_path, width):
    """The report file, which is light on every machine: no serious or critical finding at all."""
    path = tmp_path / "report.html"
    path.write_text(made(samples(), account=OWN), "utf-8")
    context = chromium.new_context(viewport={"width": width, "height": TALL}, offline=True, color_scheme="dark")
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_function("!document.querySelector('.chart:not([data-drawn])')")
    assert grave(page) == []
    context.close()


@pytest.mark.parametrize("known", FRAMEWORK, ids=lambda known: known[0])
def test_the_frameworks_findings_name_their_thread(known):
    """What is left to the framework says where it is talked about."""
    rule, selector, thread = known
    assert rule
    assert selector
    assert thread.startswith("https://github.com/")
