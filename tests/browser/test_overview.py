"""The first page as it must be at first sight: what stands above the fold, how tall it is, what opens by itself."""

import re

import pytest
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.conftest import Visitor, app_process
from tests.conftest import ROOT
from tests.ui import weekly
from worthsaving.library import Library
from worthsaving.metrics import metric
from worthsaving.reading import read_files
from worthsaving.ui.pages.overview import HEAD_OUTLINES, LINE_OUTLINES, LIST_OUTLINES, TILES_OUTLINE

BUSINESS = ROOT / "sample_data" / "tiktok_business_videos.csv"
STUDIO = ROOT / "sample_data" / "Content_tinykitchen.sample.zip"
saves = metric("saves")
FOLD = {1280: 800, 390: 844}  # pixels of a laptop's and a phone's screen
TOP = "(at) => at.getBoundingClientRect()"
DRAWN = '[data-testid="stPlotlyChart"] .main-svg'
# Marks have the colour of this theme, and in no chart one has that of the other.
ALL_TURNED = """([wanted, unwanted]) => {
  const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
  const colours = (chart) => [...chart.querySelectorAll('.scatterlayer path, .barlayer path')].flatMap((mark) => {
    const style = getComputedStyle(mark);
    return [style.stroke, style.fill];
  });
  return charts.length > 0 && charts.some((chart) => colours(chart).includes(wanted))
    && charts.every((chart) => !colours(chart).includes(unwanted));
}"""


def rgb(colour: str) -> str:
    """`#RRGGBB` as the browser writes it."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


def top(visitor: Visitor, selector: str) -> dict[str, float]:
    """Where the first such element of the page stands."""
    return visitor.page.get_by_test_id("stMain").locator(selector).first.evaluate(TOP)


@pytest.fixture(scope="module", params=[False, True], ids=["light", "dark"])
def laptop(request, chromium, server):
    """Somebody with the samples at a laptop's screen."""
    somebody = Visitor(chromium, server, width=1280, height=FOLD[1280], dark=request.param).open().try_samples()
    somebody.wait_charts(4)
    yield somebody
    somebody.context.close()


def test_the_answer_stands_above_the_fold(laptop):
    """Heading at most 140 pixels down; heading, picture, period, comparison and one tile on the first screen."""
    assert top(laptop, "h1")["top"] <= 140
    assert "Since June, people save your videos" in laptop.page.locator("h1").inner_text()
    for said in (re.compile("four weeks"), "Sep 2025 – Nov 2026"):
        place = laptop.page.get_by_text(said).first.evaluate(TOP)
        assert place["bottom"] <= FOLD[1280], said
    assert top(laptop, DRAWN)["bottom"] <= FOLD[1280]
    assert top(laptop, '[data-testid="stMetric"]')["bottom"] <= FOLD[1280]


def test_what_to_make_more_of_stands_between_heading_and_picture(laptop):
    """Three short answers in one row, seen at once; none covers the label of today's level with the chart's own button."""
    advice = laptop.page.locator(".st-key-make_more")
    said = advice.inner_text()
    assert all(what in said for what in ("Maybe more of", "More like this one", "Make less of"))
    links = [link.evaluate(TOP)["top"] for link in advice.get_by_test_id("stPageLink-NavLink").all()]
    assert len(links) == 3
    assert max(links) - min(links) < 1
    assert top(laptop, "h1")["bottom"] <= min(links) < top(laptop, DRAWN)["top"]


def test_the_chart_tools_stand_in_one_row_and_cover_no_label(laptop):
    """Table, CSV, pictures and marks side by side; where the button that enlarges the chart appears there are no words."""
    tools = laptop.page.locator(".st-key-tools_headline")
    assert tools.evaluate(TOP)["height"] < 50
    chart = laptop.page.locator(".st-key-chart_headline")
    chart.locator(".main-svg").first.hover(position={"x": 300, "y": 100})
    button = laptop.page.get_by_role("button", name="Fullscreen").first
    button.wait_for()
    left = button.evaluate(TOP)["left"]
    labels = [label.evaluate(TOP)["right"] for label in chart.locator(".annotation").all()]
    assert labels
    assert max(labels) <= left


@pytest.mark.parametrize("width", [768, 1000])
def test_the_chart_tools_stay_in_one_row_on_a_narrower_screen(visit, width):
    """A tablet has no room for them beside the words under the chart: they stand below, and none of them on a line of its own."""
    visitor = visit(width=width).open().try_samples().wait_charts(4)
    tools = visitor.page.locator(".st-key-tools_headline")
    assert tools.evaluate(TOP)["height"] < 50
    assert visitor.page.get_by_role("button", name="Mark a day").is_visible()


def test_the_controls_take_one_line(laptop):
    """Account, files, add, keep and share stand in one line of about 48 pixels."""
    line = laptop.page.locator(".st-key-control_line").evaluate(TOP)
    assert line["height"] <= 52
    for name in ("Add files", "Keep"):
        assert laptop.page.get_by_role("button", name=name).first.is_visible()


@pytest.mark.parametrize("width", [390, 820, 1200])
def test_on_a_narrower_screen_the_controls_open_under_one_line(visit, width):
    """Beside the sidebar of a tablet there is no room for all of them either."""
    visitor = visit(width=width, height=900).open().drop(BUSINESS).wait_charts(4)
    line = visitor.page.locator(".st-key-control_line")
    assert line.evaluate(TOP)["height"] <= 52
    keep = visitor.page.get_by_role("button", name="Keep").first
    assert not keep.is_visible()
    visitor.menu()
    assert keep.is_visible()
    assert visitor.sideways() == 0


def test_the_page_is_short(laptop):
    """At most 1,300 pixels at a laptop's width, and nothing sticks out."""
    page = laptop.page.get_by_test_id("stMainBlockContainer").evaluate(TOP)
    assert page["height"] <= 1300
    assert laptop.sideways() == 0
    assert laptop.console == []


def test_on_a_phone_the_heading_and_the_picture_come_first(visit):
    """Heading at most 420 pixels down, the picture begun on the first screen, three tiles in one row."""
    visitor = visit(width=390, height=FOLD[390]).open().try_samples().wait_charts(4)
    assert top(visitor, "h1")["top"] <= 420
    assert top(visitor, DRAWN)["top"] < FOLD[390]
    tiles = visitor.page.get_by_test_id("stMetric").all()
    assert len({round(tile.evaluate(TOP)["top"]) for tile in tiles}) == 1
    assert visitor.sideways() == 0


@pytest.mark.parametrize("width", [360, 390, 641, 820, 1000, 1280])
def test_the_tiles_stand_in_a_row_and_cut_no_number(visit, width):
    page = visit(width=width, height=900).open().drop(BUSINESS).wait_charts(4).page
    tiles = page.locator('[class*="st-key-tile_"]').all()
    assert len({round(tile.bounding_box()["y"]) for tile in tiles}) == 1
    numbers = page.locator('[class*="st-key-tile_"]').get_by_test_id("stMetricValue")
    wide = numbers.evaluate_all(
        "(all) => all.flatMap((at) => [...at.querySelectorAll('*'), at]).map((at) => at.scrollWidth - at.clientWidth)"
    )
    assert len(wide) >= 2 * len(tiles) == 6
    assert max(wide) <= 1
    assert "3,884" in numbers.nth(1).inner_text()


def elements_of(frames: list[bytes]) -> list[tuple[str, str]]:
    """Kind and words of each element among the messages that came, in their order."""
    found = []
    for element in new_elements(frames):
        kind = element.WhichOneof("type")
        found.append((kind, getattr(getattr(element, kind), "body", "")))
    return found


def new_elements(frames: list[bytes]) -> list[Element]:
    """The elements among the messages that came, in their order."""
    came = map(ForwardMsg.FromString, frames)
    return [
        one.delta.new_element for one in came if one.WhichOneof("type") == "delta" and one.delta.HasField("new_element")
    ]


def test_outlines_come_first_then_the_headline_with_its_picture_then_the_rest(visit):
    """After a drop the page stands in outlines; heading and picture are sent before anything below them."""
    visitor, frames = visit(), []
    visitor.page.on("websocket", lambda socket: socket.on("framereceived", lambda data: frames.append(data)))
    visitor.open()
    frames.clear()
    visitor.drop(BUSINESS).wait_charts(4)
    sent = elements_of(frames)
    kinds = [kind for kind, _ in sent]
    heading = next(at for at, (_, words) in enumerate(sent) if "people save your videos" in words)
    picture = kinds.index("plotly_chart")
    outlines = [at for at, kind in enumerate(kinds) if kind == "skeleton"]
    heights = [one.height_config.pixel_height for one in new_elements(frames) if one.WhichOneof("type") == "skeleton"]
    assert tuple(heights) == (
        *LINE_OUTLINES,
        *HEAD_OUTLINES,
        TILES_OUTLINE,
        *LIST_OUTLINES,
    )  # from the top down: none pushes another
    assert max(outlines) < heading < picture < kinds.index("metric") < kinds.index("imgs")
    assert kinds.count("plotly_chart") == 4
    assert kinds[picture + 1 :].index("metric") < kinds[picture + 1 :].index("plotly_chart")


def test_a_list_with_nothing_to_say_leaves_no_hole(visit):
    """Without tags there is nothing to make more of: what is kept most stands first, beside the newest videos."""
    rows = [
        f"https://www.tiktok.com/@tiny/video/{7_300_000_000_000_000_000 + (259_200 * n << 32)},Soup,{900 + 7 * n},{40 + n},{3 + n % 11}"
        for n in range(40)
    ]
    sheet = "\n".join(["link,title,views,likes,saves", *rows]).encode()
    somebody = visit(width=1280, height=800).open().drop_bytes(("mine.csv", sheet)).wait_charts(3)
    places = [
        somebody.page.get_by_role("heading", name=name).evaluate(TOP)
        for name in ("Kept most for their size", "New videos")
    ]
    assert not somebody.page.get_by_role("heading", name=re.compile("[Mm]ore of")).count()
    assert places[0]["left"] < places[1]["left"]
    assert abs(places[0]["top"] - places[1]["top"]) < 2


def test_a_file_without_saves_is_one_short_page(visit):
    """What is missing is said once, the ways to it and the picture stand on one page of at most 1,300 pixels."""
    visitor = visit(width=1280, height=FOLD[1280]).open().drop(STUDIO).wait_charts(1)
    assert visitor.page.get_by_test_id("stMainBlockContainer").evaluate(TOP)["height"] <= 1300
    assert visitor.text().count("Saves are missing") == 1
    assert visitor.text().count("15 videos") == 1, "the sentence on what can be done does not count them again"
    assert "has a saves count" not in visitor.text()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_marks_have_the_colours_of_their_page(visit, dark):
    """On the dark page the usual line is drawn in the dark colour of saves, on the light page in the light one."""
    visitor = visit(width=1280, dark=dark).open().try_samples().wait_charts(1)
    line = visitor.page.locator(f"{DRAWN} .scatterlayer path.js-line").first
    assert line.evaluate("(at) => getComputedStyle(at).stroke") == rgb(saves.dark if dark else saves.colour)


def test_everything_follows_a_switch_of_the_theme(visit):
    """Day turns to night while the page stands there: charts, tiles and words come in the dark colours, without a reload."""
    visitor = visit(width=1280).open().try_samples().wait_charts(4)
    for page, charts in (("", 4), ("Save trends", 2)):
        if page:
            visitor.go(page).wait_charts(charts)
        for theme in ("dark", "light"):
            visitor.page.emulate_media(color_scheme=theme)
            wanted = rgb(saves.dark if theme == "dark" else saves.colour)
            unwanted = rgb(saves.colour if theme == "dark" else saves.dark)
            visitor.page.wait_for_function(ALL_TURNED, arg=[wanted, unwanted])
    assert visitor.console == []


def test_the_uploader_speaks_of_files_and_not_of_megabytes(visit):
    """Its only words were a size; what fits stands above the box."""
    visitor = visit().open()
    assert (
        visitor.page.get_by_text(re.compile(r"\d ?MB")).count() == 0
        or not visitor.page.get_by_text(re.compile(r"\d ?MB")).first.is_visible()
    )
    assert visitor.page.get_by_text("Drop your exports here").first.is_visible()


@pytest.fixture
def kept(chromium, tmp_path):
    """Somebody at an app whose library holds two accounts."""
    place = tmp_path / "library.sqlite"
    library = Library.open(str(place))
    for week in range(4):
        library.keep(read_files([weekly.file(week)]), now=weekly.moment(week))
    library.keep(read_files([weekly.file(2, account="other")]), now=weekly.moment(3))
    with app_process(WORTHSAVING_LIBRARY=str(place)) as (address, _):
        somebody = Visitor(chromium, address)
        yield somebody
        somebody.context.close()
        assert (somebody.outside, somebody.errors, somebody.dialogs) == ([], [], [])


@pytest.mark.parametrize("page", ["", "save_trends", "saves_vs_likes_and_comments"])
def test_a_library_opens_without_a_click(kept, page):
    """A deep link and a reload show data, and the account that was chosen."""
    kept.open(page).wait_charts(1)
    assert "See what your audience keeps" not in kept.text()
    box = kept.page.get_by_test_id("stMain").get_by_role("combobox").first
    box.click()
    kept.page.get_by_role("option", name="@other").click()
    kept.page.wait_for_url(re.compile("account="))
    kept.settle()
    kept.page.reload()
    kept.settle().wait_charts(1)
    assert "@other" in kept.page.get_by_test_id("stMain").get_by_role("combobox").first.input_value()


def test_keeping_says_so_at_the_top(kept):
    """After Keep the line under the controls says what was kept, and as of when."""
    kept.open().drop_bytes(weekly.file(5))
    kept.page.get_by_text(f"Read {weekly.file(5)[0]}").wait_for()
    kept.page.get_by_role("button", name="Keep", exact=True).click()
    said = kept.page.get_by_text(re.compile("Kept as of 6 Apr 2026"))
    said.first.wait_for()
    assert said.first.evaluate(TOP)["top"] < 140


BAR_IN_LINE = """() => {
  const line = document.querySelector('.st-key-overview_files_line');
  if (!line?.querySelector('[data-testid="stProgress"]') || !line.querySelector('button')) return null;
  return [line.getBoundingClientRect().height, parseFloat(getComputedStyle(line).minHeight)];
}"""
"""How tall the line above the overview is while it shows how far reading is, and how tall it is at least."""


@pytest.mark.parametrize("width", [1280, 390])
def test_long_reading_shows_itself_and_can_be_stopped(visit, width):
    """While a large file is read the page before is gone and a bar says how far it is; Stop leaves the page as it was.

    The bar stands in the place of the line above the overview and is no taller: when it goes nothing below moves.
    """
    rows = "".join(
        f"Soup {n},https://www.tiktok.com/@a/video/75{n:017d},{1000 + n},{n % 90},{n % 40}\n" for n in range(60_000)
    )
    data = f"title,link,views,likes,saves\n{rows}".encode()
    visitor = visit(width=width).open()
    payload = [{"name": f"{n}.csv", "mimeType": "text/csv", "buffer": data + str(n).encode()} for n in range(10)]
    visitor.page.set_input_files('[data-testid="stFileUploaderDropzoneInput"]', payload)
    bar = visitor.page.get_by_text(re.compile(r"\d of 10 files read, [\d,]+ videos so far"))
    tall, least = visitor.page.wait_for_function(BAR_IN_LINE).json_value()
    assert tall == least > 50
    bar.wait_for()
    assert not visitor.page.get_by_text("Where to get your file").is_visible()
    visitor.page.get_by_role("button", name="Stop", exact=True).dispatch_event("click")  # the bar beside it grows
    visitor.page.get_by_text("Where to get your file").wait_for()
    assert "No files yet" in visitor.settle().page.get_by_test_id("stSidebar").inner_text()
