"""The frame around every page: name, way round, which files are loaded, the privacy line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.errors import StreamlitPageNotFoundError

from worthsaving.data import load
from worthsaving.data.direction import unturned
from worthsaving.reading.result import Reading
from worthsaving.ui.shell import (
    about,
    filters,
    library_access,
    markdown,
    marks,
    phone_nav,
    progress,
    session,
    session_cache,
)
from worthsaving.ui.shell.served import account_menu, sign_in, visits
from worthsaving.ui.shell.uploads import keep_uploads_in_memory
from worthsaving.words import format

T = TypeVar("T")

SIDEBAR_WIDTH = 258
TEXT_WIDTH = 760  # pixels: some 100 letters a line, what the eye finds its way back from
ICON = str(load.FOLDER / "bookmark.svg")  # an icon by name would be fetched from outside


@dataclass(frozen=True)
class Place:
    """One page: where its script is, what the link says, its icon."""

    script: str
    label: str
    icon: str


HOME = Place("app.py", "Overview", ":material/dashboard:")
SAVES_VS = Place("pages/saves_vs_likes_and_comments.py", "Saves vs likes & comments", ":material/scatter_plot:")
TRENDS = Place("pages/save_trends.py", "Save trends", ":material/trending_up:")
WHAT = Place("pages/what_gets_saved.py", "What gets saved", ":material/sell:")
CHANGED = Place("pages/what_changed.py", "What changed", ":material/update:")
ACCOUNTS = Place("pages/accounts.py", "Accounts", ":material/group:")
REPORT = Place("pages/report.py", "Report", ":material/description:")
METHOD = Place("pages/how_this_is_worked_out.py", "How this is worked out", ":material/calculate:")
GUIDANCE = Place("pages/save_guidance.py", "Saves, answered", ":material/menu_book:")
GROUPS: tuple[tuple[str, tuple[Place, ...]], ...] = (
    ("", (HOME,)),
    ("Your saves", (SAVES_VS, TRENDS, CHANGED, WHAT, ACCOUNTS, REPORT)),
    ("Understand", (GUIDANCE, METHOD)),
)
ON_PHONES = (
    (HOME, "Overview"), (SAVES_VS, "Vs likes"), (TRENDS, "Trends"), (WHAT, "Gets saved"), (CHANGED, "Changed"),
)  # fmt: skip
MORE_ON_PHONES = (ACCOUNTS, REPORT, GUIDANCE, METHOD)


def start_page(title: str) -> None:
    """Draw the frame and the page's title, and read what is not read yet.

    Every page calls this first, so a deep link shows the whole frame.
    """
    loaded = _frame(title)
    # What is loaded makes the page long: until its foot is there, an outline stands for what is missing (data/phone_nav.css).
    st.container(key="page_begun" if session.has_data() else None).title(title, anchor=False)
    progress.read(st.empty())
    _finish(loaded)


def start_overview(begin: Callable[[], T]) -> T:
    """Draw the frame of the first page, whose heading is its finding; `begin` lays the page out and reads what is not read.

    Returns what `begin` returns.
    """
    loaded = _frame("Overview")
    page = begin()
    _finish(loaded)
    return page


def _frame(title: str) -> DeltaGenerator:
    """Draw the sidebar; return the place in it that says what is loaded."""
    st.set_page_config(
        page_title=f"{title} · Worth Saving", page_icon=ICON, layout="wide", initial_sidebar_state=SIDEBAR_WIDTH
    )
    sign_in.require()
    visits.require_room()
    keep_uploads_in_memory()
    session.start_page()
    marks.move_to_library()
    with st.sidebar:
        st.markdown("#### :orange[:material/bookmark:] Worth Saving")
        st.caption("See what your audience keeps")
        with st.container(key="sidebar_places"):
            for group, places in GROUPS:
                if group:
                    st.caption(group)
                for place in places:
                    link(place)
            st.divider()
        loaded = st.container()
    account_menu.draw()
    if library_access.serves_this_machine_alone():
        with st.sidebar:
            about.draw()
    phone_nav.draw(ON_PHONES, MORE_ON_PHONES, link)
    return loaded


def _finish(loaded: DeltaGenerator) -> None:
    """Say in the sidebar what is loaded, and on the page why the library cannot be opened."""
    with loaded:
        _loaded()
    fault = session.pop_fault() if session.wants_library() else ""
    if fault:
        st.text(unturned(fault))


def link(
    place: Place, *, label: str = "", width: Literal["stretch", "content"] = "stretch", icon: str | None = None
) -> None:
    """A link to a page that takes the chosen filters along; `icon` "" leaves the page's own out."""
    shown = place.icon if icon is None else icon or None
    page_link(place, label or place.label, address=filters.in_address(), icon=shown, width=width)


def page_link(
    place: Place,
    label: str,
    *,
    address: dict[str, list[str]],
    icon: str | None = None,
    width: Literal["stretch", "content"] = "content",
) -> None:
    """A link to a page with this in its address; plain words where the page was started alone and has no neighbours."""
    try:
        st.page_link(place.script, label=label, icon=icon, query_params=address, width=width)
    except StreamlitPageNotFoundError:
        st.caption(f"{icon or ''} {label}".strip())


def way_on(here: Place) -> None:
    """Links to the other pages at the foot of a long page; on a phone the bar stands there in their place."""
    with st.container(key="way_on"):
        st.divider()
        with st.container(horizontal=True):
            for place in (place for _, places in GROUPS for place in places if place is not here):
                link(place, width="content")


def _loaded() -> None:
    files = session.files()
    if session.from_library():
        what = ":material/inventory_2: Your library"
    elif files:
        more = f" and {len(files) - 1} more" if len(files) > 1 else ""
        what = f":material/folder_open: {markdown.escape(format.clip(files[0].name, 26))}{more}"
    else:
        st.caption(":material/folder_open: No files yet")
        return
    reading = session.reading()
    accounts = _accounts(session.reading_key(), reading)
    whose = f" of {accounts:,} accounts" if accounts > 1 else ""
    st.caption(f"{what}  \n{format.plural(len(reading.videos), 'video')}{whose}")


@session_cache.for_this_visit()
def _accounts(key: tuple[str, ...], _reading: Reading) -> int:
    """How many accounts the videos are of."""
    return len(_reading.videos[["platform", "account"]].drop_duplicates())
