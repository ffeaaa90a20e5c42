"""What is kept for a visit is forgotten with the files."""

import ast
import importlib
import inspect
import pkgutil
import sys
from functools import wraps
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.runtime.caching.cache_resource_api import clear_session_cache

from tests.ui import by_hand
from tests.ui.visiting import PAGES, ROOT, SAVES_VS, TRENDS, counts, export, open_page, plain, sample, samples
from worthsaving import analysis
from worthsaving.reading import read_files
from worthsaving.ui.shell import session, session_cache
from worthsaving.writing import fill_in

SCREEN = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "worthsaving" / "ui").rglob("*.py")]


@pytest.fixture
def readings(monkeypatch):
    """The names of the files of every reading that was really made."""
    made = []

    def counting(files, **options):
        made.append([name for name, _ in files])
        return read_files(files, **options)

    monkeypatch.setattr(session, "read_files", counting)
    clear_session_cache("test session id")  # AppTest gives every visit this id: what other tests read is still there
    return made


LOOKS = {
    "is_label",
    "label_of",
    "clean",
    "posted_day",
    "is_young",
    "available",
    "offered",
    "gains",
    "top",
    "ends",
    "record",
    "tallest",
    "by_account",
    "by_export",
}  # a look along a column or two: milliseconds
SMALL = {"curve", "per_day", "value_at", "share_after_first_week", "ahead"}  # of one video's history, of the accounts
CHEAP = LOOKS | SMALL


@pytest.fixture
def analysed(monkeypatch):
    """The names of the analysis functions that were called, from anywhere but another one of them."""
    called, inside = [], []

    def counting(function):
        @wraps(function)
        def counted(*given, **named):
            if not inside:
                called.append(function.__name__)
            inside.append(function)
            try:
                return function(*given, **named)
            finally:
                inside.pop()

        return counted

    for module in pkgutil.iter_modules(analysis.__path__, f"{analysis.__name__}."):
        importlib.import_module(module.name)
    wrapped = {fill_in.sheet: counting(fill_in.sheet)}
    for module in [module for name, module in list(sys.modules.items()) if name.startswith("worthsaving.")]:
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function in wrapped or (function.__module__.startswith(analysis.__name__) and name[0] != "_"):
                monkeypatch.setattr(module, name, wrapped.setdefault(function, counting(function)))
    return called


def press(at, label: str):
    """Press the button of that name."""
    (button,) = [button for button in at.button if plain(button.label) == label]
    return button.click().run()


def test_what_is_kept_is_not_worked_out_twice(readings):
    """A rerun and a change of page read nothing again."""
    at = open_page("app.py", sample("Content"))
    at.run()
    at.switch_page(TRENDS).run()
    assert len(readings) == 1


@pytest.mark.parametrize("page", PAGES)
def test_a_rerun_works_nothing_out(analysed, page):
    """Whatever a page shows was worked out when it was first drawn: a click elsewhere on it costs the drawing alone."""
    at = open_page(page, *samples(), picked=0)
    analysed.clear()
    assert not at.run().exception
    assert set(analysed) <= CHEAP


def test_a_rerun_words_no_sheet_to_fill_in(analysed):
    """The sheet of missing saves is made once, too, however many videos it has."""
    at = open_page("app.py", export("new.csv", sample("Content").data + b"\n"))
    assert "sheet" in analysed
    analysed.clear()
    assert not at.run().exception
    assert set(analysed) <= CHEAP


def test_the_videos_of_a_ticked_row_are_looked_up_once(analysed, monkeypatch):
    """A tag's videos are kept for the tag: the page reruns with the row still ticked."""
    ticked = SimpleNamespace(selection=SimpleNamespace(rows=[0]))
    drawn = st.dataframe

    def drawn_and_ticked(*given, **named):
        drawn(*given, **named)
        return ticked

    monkeypatch.setattr(st, "dataframe", drawn_and_ticked)
    at = open_page("pages/what_gets_saved.py", sample("tiktok_business_videos"))
    assert len(at.dataframe) == 2
    analysed.clear()
    assert not at.run().exception
    assert set(analysed) <= CHEAP


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("four_weeks")
def test_a_rerun_from_the_library_works_nothing_out(analysed, page):
    """The same where the pages show what is kept, the card's growth and what changed among it."""
    at = open_page(page, picked=5)
    analysed.clear()
    assert not at.run().exception
    assert set(analysed) <= CHEAP


def test_remove_all_forgets(readings):
    """After "Remove all" the same file is read anew: nothing of it was kept."""
    file = sample("tiktok_business_videos")
    at = open_page("app.py", file)
    press(at, "Remove all")
    at.file_uploader[0].upload(file.name, file.data, "text/csv").run()
    assert readings == [[file.name], [file.name]]
    assert counts(at)["Videos"] == str(len(by_hand.business()))


def test_removing_one_file_forgets(readings):
    """What was read from a file that is taken away is not kept either: dropped in again, it is read again."""
    first, second = sample("Content"), sample("tiktok_business_videos")
    at = open_page("app.py", first, second)
    press(at, second.name)
    at.file_uploader[0].upload(second.name, second.data, "text/csv").run()
    assert readings == [[first.name, second.name], [first.name], [first.name, second.name]]


def test_forgetting_clears_every_function(monkeypatch):
    """All that was ever registered is cleared, not the reading alone."""
    cleared = []
    functions = [SimpleNamespace(clear=lambda name=name: cleared.append(name)) for name in "abc"]
    monkeypatch.setattr(session_cache, "_functions", functions)
    session_cache.forget()
    assert cleared == ["a", "b", "c"]


def test_every_kept_function_is_registered(monkeypatch):
    """The decorator itself registers what it keeps."""
    monkeypatch.setattr(session_cache, "_functions", [])
    kept = session_cache.for_this_visit()(press)
    assert session_cache._functions == [kept]


@pytest.mark.parametrize("path", SCREEN, ids=lambda path: path.name)
def test_nothing_is_kept_by_another_way(path):
    """No page and no part of one uses Streamlit's or Python's caches itself: `forget` would not reach them."""
    names = {
        getattr(node, "attr", getattr(node, "id", getattr(node, "name", "")))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
    }
    used = names & {"cache_data", "cache_resource", "cache", "lru_cache", "cached_property"}
    assert used == ({"cache_resource"} if path.name == "session_cache.py" else set())


def test_the_card_is_closed_with_the_files():
    """No picked video outlives its file."""
    at = open_page(SAVES_VS, sample("tiktok_business_videos"), picked=0)
    at.switch_page("app.py").run()
    press(at, "Remove all")
    assert at.session_state["files"] == ()
    assert "video" not in at.session_state
