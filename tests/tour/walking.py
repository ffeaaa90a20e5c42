"""The walk itself: one browser, one visit for each kind of data, every page at every width and in both themes."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser import looking
from tests.browser.conftest import Visitor
from tests.tour.states import CARD, PAGES, REPORT_FILE, WITH_CARD, State
from worthsaving.report.html import html_report
from worthsaving.sections.choice.accounts import accounts_of
from worthsaving.sections.choice.choice import Choice

WIDTHS = (1280, 1920, 768, 390)  # pages are reached at the first, where the sidebar stands open
THEMES = ("light", "dark")
HEIGHT = 900
JUMP = 0.1  # the layout shift from which web.dev calls a page unsteady
TALLEST = 12_000  # pixels of a picture
SAME_PAPER = """() => {
  const paper = (at) => getComputedStyle(at).backgroundColor;
  const page = paper(document.querySelector('[data-testid=stApp]'));
  return [...document.querySelectorAll('.js-plotly-plot .main-svg:first-child')].every((chart) => paper(chart) === page);
}"""
DRAWN = "document.querySelectorAll('.chart').length === document.querySelectorAll('.chart[data-drawn]').length"


@dataclass
class Walk:
    """What came out: findings as (picture or page, what), pictures taken, the largest layout shift and where."""

    folder: Path
    findings: list[tuple[str, str]] = field(default_factory=list)
    pictures: int = 0
    shifts: dict[str, float] = field(default_factory=dict)

    def walk(self, browser, address: str, state: State) -> None:
        """Look at every page of the app with this loaded."""
        visitor = Visitor(browser, address, width=WIDTHS[0], height=HEIGHT)
        looking.watch_shifts(visitor.context)
        visitor.open()
        files = state.files()
        if files:
            visitor.drop_bytes(*files)
        for page in (*(page for page in state.pages if page in PAGES), *((CARD,) if state.card else ())):
            self._reach(visitor, page, state)
            self._look(visitor, page, state)
            self._console(visitor, f"{page}-{state.name}")
        visitor.context.close()

    def narrow(self, browser, address: str, state: State) -> None:
        """Reach the pages once more on a phone, for what jumps there."""
        visitor = Visitor(browser, address, width=WIDTHS[-1], height=HEIGHT)
        looking.watch_shifts(visitor.context)
        visitor.open().drop_bytes(*state.files())
        for page in PAGES:
            self._reach(visitor, page, state)
        self._console(visitor, f"phone-{state.name}")
        visitor.context.close()

    def report(self, browser, state: State) -> None:
        """Look at the report file made of these files, opened from disk without a network. It is light on every machine."""
        path = self.folder / f"{REPORT_FILE}-{state.name}.html"
        reading = state.reading()
        account = accounts_of(reading.videos, reading.days)[0]
        path.write_bytes(html_report(reading, Choice(account), made_at=dt.datetime.now(dt.UTC)))
        for width in WIDTHS:
            context = browser.new_context(viewport={"width": width, "height": HEIGHT}, offline=True)
            page = context.new_page()
            name = f"{REPORT_FILE}-{state.name}-{width}-light"
            page.on("console", lambda m, name=name: m.type == "error" and self._say(name, f"console: {m.text}"))
            page.on("pageerror", lambda e, name=name: self._say(name, f"script error: {e}"))
            page.on("request", lambda r, name=name: r.url != path.as_uri() and self._say(name, f"asks for {r.url}"))
            page.goto(path.as_uri())
            page.wait_for_function(DRAWN)
            page.wait_for_timeout(300)
            self._picture(page, name)
            context.close()

    def _reach(self, visitor: Visitor, page: str, state: State) -> None:
        """Go there and note what jumps after the first chart shows."""
        looking.start_shifts(visitor.page)
        if page == CARD:
            visitor.go(PAGES[WITH_CARD]).wait_charts(2)
            looking.start_shifts(visitor.page)
            pick_highest(visitor)
        else:
            visitor.go(PAGES[page])
        visitor.page.wait_for_timeout(700)
        jumped, movers = looking.shifted(visitor.page)
        name = f"{page}-{state.name}-{visitor.page.viewport_size['width']}"
        self.shifts[name] = jumped
        if jumped >= JUMP and page != CARD:  # the card opens above the charts because somebody asked for it
            self._say(name, f"jumps by {jumped:.2f} after the first chart: {', '.join(movers)}")

    def _look(self, visitor: Visitor, page: str, state: State) -> None:
        browser_page = visitor.page
        for width in WIDTHS:
            browser_page.set_viewport_size({"width": width, "height": HEIGHT})
            browser_page.wait_for_timeout(400)
            height = browser_page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
            browser_page.set_viewport_size({"width": width, "height": max(HEIGHT, min(height + 10, TALLEST))})
            for theme in THEMES:
                browser_page.emulate_media(color_scheme=theme)
                browser_page.wait_for_timeout(250)
                visitor.settle()  # charts follow the theme a moment after the page
                browser_page.wait_for_function(SAME_PAPER)
                self._picture(browser_page, f"{page}-{state.name}-{width}-{theme}")
        browser_page.emulate_media(color_scheme="light")
        browser_page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
        browser_page.get_by_test_id("stSidebar").wait_for()
        browser_page.wait_for_timeout(400)

    def _picture(self, page, name: str) -> None:
        for fault in looking.faults(page):
            self._say(name, fault)
        page.screenshot(path=str(self.folder / f"{name}.png"), full_page=True)
        self.pictures += 1

    def _console(self, visitor: Visitor, name: str) -> None:
        for what, seen in (
            ("asks for", visitor.outside), ("script error", visitor.errors), ("console", visitor.console),
        ):  # fmt: skip
            for text in seen:
                self._say(name, f"{what}: {text}")
            seen.clear()

    def _say(self, name: str, what: str) -> None:
        self.findings.append((name, what))

    def lines(self) -> Iterator[str]:
        """The findings, one line each: where, what."""
        wide = max((len(name) for name, _ in self.findings), default=0)
        for name, what in self.findings:
            yield f"{name:<{wide}}  {what}"


def pick_highest(visitor: Visitor) -> None:
    """Click the point that stands highest in the first chart."""
    points = visitor.page.locator(".js-plotly-plot").first.locator(".scatterlayer path.point").all()
    box = min((point.bounding_box() for point in points), key=lambda b: b["y"])
    visitor.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visitor.page.get_by_role("button", name="Close", exact=True).wait_for()
    visitor.settle()
