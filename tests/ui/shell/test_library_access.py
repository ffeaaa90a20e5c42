"""The library in the app: which one it may use, off until asked, named when it fails, shown on every page."""

import datetime as dt
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.runtime.context import StreamlitHeaders

from tests.library import made
from tests.ui import weekly
from tests.ui.library_visit import CHANGED, button_labels, click, open_from_library
from tests.ui.visiting import PAGES, SAVES_VS, counts, open_page, sample, samples, words
from worthsaving.library import Library, LibraryError, NewMark, NewTest
from worthsaving.reading import read_files
from worthsaving.ui.shell import library_access, session_cache

pytestmark = pytest.mark.usefixtures("library_path")


@pytest.mark.parametrize("page", PAGES)
def test_looking_makes_no_file(library_path, page):
    """Neither an empty page nor one with data writes anything where the library would lie."""
    for files in ((), samples()):
        assert not open_page(page, *files).exception
    assert not library_path.parent.exists()


def test_off_means_off(monkeypatch):
    """With the word "off" no library is spoken of, except where the page is about it."""
    monkeypatch.setenv("WORTHSAVING_LIBRARY", "off")
    at = open_page("app.py", sample("tiktok_business_videos"))
    assert "Keep" not in button_labels(at)
    assert "library" not in words(at).lower()
    assert "no library is set up" in words(open_page(CHANGED))


@pytest.mark.parametrize(
    ("told", "address", "offered"),
    [
        ("", "localhost", True),
        ("", "127.0.0.1", True),
        ("", "0.0.0.0", False),
        ("", None, False),
        ("off", "localhost", False),
        ("OFF", "localhost", False),
        ("/data/mine.sqlite", "localhost", True),
        ("/data/mine.sqlite", "0.0.0.0", False),
        ("postgresql://app@db/name", None, False),
    ],
)
def test_a_library_is_offered_on_ones_own_machine_only(monkeypatch, told, address, offered):
    """An app that others reach offers none without sign-in, named or not: it would be everybody's."""
    monkeypatch.setenv("WORTHSAVING_LIBRARY", told)
    monkeypatch.setattr(st, "get_option", {"server.address": address}.get)
    assert (library_access.configured() is not None) == offered


@pytest.mark.parametrize(
    ("settings", "headers", "offered"),
    [
        ({}, {"Host": "localhost:8501", "Origin": "http://localhost:8501"}, True),
        ({"browser.serverAddress": "localhost"}, {"host": "[::1]:8501"}, True),
        ({"browser.serverAddress": "saves.example.com"}, {"Host": "localhost:8501"}, False),
        ({}, {"Host": "saves.example.com"}, False),
        ({}, {"Host": "[localhost"}, False),
        ({}, {"Host": "localhost:8501", "Origin": "https://saves.example.com"}, False),
        ({}, {"Host": "localhost:8501", "Origin": "http://localhost:8502"}, False),
        ({}, {"Host": "localhost:8501", "X-Forwarded-For": "203.0.113.9"}, False),
        ({}, {"Host": "localhost:8501", "X-Real-IP": "203.0.113.9"}, False),
        ({}, {"Host": "localhost:8501", "CF-Connecting-IP": "203.0.113.9"}, False),
        ({}, {"Host": "localhost:8501", "Accept": "*/*", "Viewport-Width": "390"}, True),
    ],
)
def test_behind_a_proxy_the_owners_library_is_nobodys(monkeypatch, settings, headers, offered):
    """The app listens to this machine alone, and what reaches it from elsewhere comes through a proxy that can be seen."""
    monkeypatch.setenv("WORTHSAVING_LIBRARY", "")
    monkeypatch.setattr(st, "get_option", {"server.address": "localhost", **settings}.get)
    context = type("Context", (), {"headers": StreamlitHeaders(headers.items())})()
    monkeypatch.setattr(st, "context", context)
    assert (library_access.configured() is not None) == offered


@pytest.mark.parametrize(
    ("settings", "headers", "shown"),
    [
        ({}, {"Host": "localhost:8501", "Origin": "http://localhost:8501"}, True),
        ({}, {}, True),
        ({}, {"Host": "localhost:8501", "Origin": "http://localhost:8502"}, False),
        ({"server.allowedHosts": ["localhost"]}, {"Host": "127.0.0.1:8501"}, False),
    ],
)
def test_a_named_library_is_shown_to_own_pages_only(monkeypatch, library_path, settings, headers, shown):
    """Also where `server.allowedHosts` is empty, which lets every name in: a foreign page is refused with a sentence."""
    told = {"server.address": "localhost", "server.allowedHosts": [], **settings}
    monkeypatch.setattr(st, "get_option", told.get)
    monkeypatch.setattr(st, "context", SimpleNamespace(headers=StreamlitHeaders(headers.items())))
    if shown:
        assert library_access.open_library() is not None
    else:
        with pytest.raises(LibraryError, match="name that your browser reached it by"):
            library_access.look()


def test_a_wrong_address_is_a_sentence(monkeypatch):
    """An address that is none is said in words, and dropped files work as ever."""
    monkeypatch.setenv("WORTHSAVING_LIBRARY", "mysql://somewhere/else")
    at = open_page("app.py", sample("tiktok_business_videos"))
    assert "A library's address is a file's path" in words(at)
    assert "Keep" not in button_labels(at)
    assert at.metric


def test_a_damaged_library_is_set_aside_and_named(four_weeks, library_path):
    """Its sentence stands on the page that was to show it, which goes on without it."""
    at = open_from_library()
    for tail in ("-wal", "-shm"):
        library_path.with_name(library_path.name + tail).unlink(missing_ok=True)
    library_path.write_bytes(b"not a library" * 1000)
    at = at.switch_page(SAVES_VS).run()
    assert not at.exception
    assert "was set aside" in words(at)
    assert "Drop in an export" in words(at)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_works_from_the_library(four_weeks, page):
    """No page fails or shows itself empty."""
    at = open_from_library(page)
    assert not at.exception
    assert not at.error
    assert "Drop in an export first" not in words(at)


@pytest.mark.parametrize("page", [SAVES_VS, "pages/save_trends.py"])
def test_a_library_without_saves_is_a_named_state(library_path, page):
    """What is kept of a Studio file has no saves; the page says so, and asks for no filling in."""
    file = sample("Content")
    Library.open(str(library_path)).keep(read_files([(file.name, file.data)]), now=weekly.moment(0))
    at = open_from_library(page)
    assert "None of your 15 videos has a saves count" in words(at)
    assert "What is kept" in words(at)
    assert "What you dropped in" not in words(at)


def test_what_another_program_keeps_shows_at_once(four_weeks):
    """The cache goes by what the library holds, not by what this visit did."""
    at = open_from_library()
    before = counts(at)["Videos"]
    four_weeks.keep(read_files([weekly.file(4)]), now=weekly.moment(4))
    assert counts(at.run())["Videos"] == str(len(weekly.truth(4))) != before


@pytest.mark.parametrize("button", ["Take it back", "Forget this account", "Yes, forget everything", "Keep"])
def test_what_is_taken_away_leaves_the_visit_too(four_weeks, monkeypatch, button):
    """Nothing that was worked out from it stays in the caches; after a keep they may stay as they are."""
    at = open_from_library()
    if button == "Keep":
        name, data = weekly.file(4)
        at = at.file_uploader[0].upload(name, data, "text/csv").run()
    cleared = []
    kept = SimpleNamespace(clear=lambda: cleared.append(button))
    monkeypatch.setattr(session_cache, "_functions", [*session_cache._functions, kept])
    assert not click(at, button).exception
    assert cleared == ([] if button == "Keep" else [button])


def test_marks_and_tests_are_notes_that_change_no_answer(library_path, monkeypatch):
    """So that writing one down works nothing out again; a label does."""
    library = Library.open(str(library_path))
    library.keep(made.followed(2), now=made.now(1))
    monkeypatch.setattr(library_access, "open_library", lambda: library)
    before = library_access.look()
    library.add_mark(NewMark(("tiktok", "daily"), dt.date(2026, 6, 1), "New hook"), now=made.now(1))
    marked = library_access.look()
    library.plan_test(NewTest(("tiktok", "daily"), "More?", "media", "video", 6, "UTC"), now=made.now(1))
    planned = library_access.look()
    assert before.key == marked.key == planned.key
    assert len({before.notes, marked.notes, planned.notes}) == 3
    posts = library.reading().videos.head(1)[["platform", "account", "video_id"]].rename(columns={"video_id": "post"})
    library.keep_labels(posts.assign(label="Pillar", value="Soup"), now=made.now(1))
    assert library_access.look().key != before.key
