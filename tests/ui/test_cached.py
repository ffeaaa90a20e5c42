"""What is kept for a visit is forgotten with the files."""

import ast
from types import SimpleNamespace

import pytest
from streamlit.runtime.caching.cache_resource_api import clear_session_cache

from tests.ui import by_hand
from tests.ui.visiting import ROOT, SAVES_VS, TRENDS, open_page, plain, sample
from worthsaving.reading import read_files
from worthsaving.ui import cached, state

SCREEN = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "worthsaving" / "ui").glob("*.py")]


@pytest.fixture
def readings(monkeypatch):
    """The names of the files of every reading that was really made."""
    made = []

    def counting(files, **options):
        made.append([name for name, _ in files])
        return read_files(files, **options)

    monkeypatch.setattr(state, "read_files", counting)
    clear_session_cache("test session id")  # AppTest gives every visit this id: what other tests read is still there
    return made


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


def test_remove_all_forgets(readings):
    """After "Remove all" the same file is read anew: nothing of it was kept."""
    file = sample("tiktok_business_videos")
    at = open_page("app.py", file)
    press(at, "Remove all")
    at.file_uploader[0].upload(file.name, file.data, "text/csv").run()
    assert readings == [[file.name], [file.name]]
    assert {metric.label: metric.value for metric in at.metric}["Videos"] == str(len(by_hand.business()))


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
    monkeypatch.setattr(cached, "_functions", functions)
    cached.forget()
    assert cleared == ["a", "b", "c"]


def test_every_kept_function_is_registered(monkeypatch):
    """The decorator itself registers what it keeps."""
    monkeypatch.setattr(cached, "_functions", [])
    kept = cached.for_this_visit()(press)
    assert cached._functions == [kept]


@pytest.mark.parametrize("path", SCREEN, ids=lambda path: path.name)
def test_nothing_is_kept_by_another_way(path):
    """No page and no part of one uses Streamlit's or Python's caches itself: `forget` would not reach them."""
    names = {
        getattr(node, "attr", getattr(node, "id", getattr(node, "name", "")))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
    }
    used = names & {"cache_data", "cache_resource", "cache", "lru_cache", "cached_property"}
    assert used == ({"cache_resource"} if path.name == "cached.py" else set())


def test_the_card_is_closed_with_the_files():
    """No picked video outlives its file."""
    at = open_page(SAVES_VS, sample("tiktok_business_videos"), picked=0)
    at.switch_page("app.py").run()
    press(at, "Remove all")
    assert at.session_state["files"] == ()
    assert "video" not in at.session_state
