"""What a visit may hold, and how many visits there may be."""

import logging
from types import SimpleNamespace

import pytest

from tests.ui import weekly
from tests.ui.visiting import open_page, words
from worthsaving.ui.shell.served import limits, settings, visits
from worthsaving.ui.shell.served.settings import Limits

MB = 1024 * 1024


def dropped(*sizes: int) -> list[SimpleNamespace]:
    return [SimpleNamespace(name=f"{size}.csv", size=size) for size in sizes]


def taken(monkeypatch, sizes, *, held=(), most=None) -> tuple[list[int], list[str]]:
    """The sizes of the files that are taken, and what is said of the others."""
    monkeypatch.setattr(settings, "_once", [settings.Settings({}, None, most)])
    said = []
    found = limits.within(dropped(*sizes), held, said.append)
    return [upload.size for upload in found], said


def test_on_ones_own_machine_everything_is_taken(monkeypatch):
    """Nothing is limited where nobody said so."""
    assert taken(monkeypatch, [10**9] * 100) == ([10**9] * 100, [])


@pytest.mark.parametrize(
    ("sizes", "held", "fit"),
    [
        ([MB, MB], (), [MB, MB]),
        ([MB, MB, MB, MB], (), [MB, MB, MB]),
        ([MB, MB], (MB, MB), [MB]),
        ([MB], (MB, MB, MB), []),
        ([10 * MB], (), [10 * MB]),
        ([10 * MB + 1, MB], (), [MB]),
        ([9 * MB, MB + 1, MB], (), [9 * MB, MB]),
        ([MB], (9 * MB + 1,), []),
    ],
)
def test_a_visit_holds_so_many_files_and_megabytes(monkeypatch, sizes, held, fit):
    """What has no room is named with the limits; what fits is taken."""
    found, said = taken(monkeypatch, sizes, held=held, most=Limits(1, 3, 10))
    assert found == fit
    left = [f"{size}.csv" for size in sizes if size not in fit] or (["1048576.csv"] if len(fit) < len(sizes) else [])
    assert bool(said) == bool(left)
    assert all(name in said[0] and "3 files" in said[0] and "10 MB" in said[0] for name in left)


@pytest.mark.parametrize(
    ("waiting", "size", "room"),
    [([], 40 * MB, True), ([], 40 * MB + 1, False), ([1] * 11, 1, True), ([1] * 12, 1, False)],
)
def test_uploads_that_nobody_takes_do_not_fill_the_memory(monkeypatch, waiting, size, room):
    """A program that only uploads is stopped at four times the limits; a page says what it has no room for before that."""
    monkeypatch.setattr(settings, "_once", [settings.Settings({}, None, Limits(1, 3, 10))])
    monkeypatch.setattr(limits, "_waiting", lambda visit: waiting)
    assert limits.has_room_for_upload("v", size) == room


def test_so_many_visits_at_once(monkeypatch, caplog):
    """One that left makes room for the next; one that is in stays in. The log has counts, and no visit's id."""
    monkeypatch.setattr(visits, "_admitted", set())
    monkeypatch.setattr(visits.LOG, "propagate", True)
    caplog.set_level(logging.INFO, visits.LOG.name)
    assert visits.admit("a", {"a"}, 2)
    assert visits.admit("b", {"a", "b"}, 2)
    assert not visits.admit("c", {"a", "b", "c"}, 2)
    assert visits.admit("a", {"a", "b", "c"}, 2)
    assert visits.admit("c", {"b", "c"}, 2)
    assert [record.getMessage().split(",")[:2] for record in caplog.records] == [
        ["a visit began", " 1 of 2 are here"],
        ["a visit began", " 2 of 2 are here"],
        ["a visit began", " 2 of 2 are here"],
    ]


def test_a_page_says_which_file_it_has_no_room_for(monkeypatch):
    """Beside what became of the file that was taken."""
    monkeypatch.setattr(settings, "_once", [settings.Settings({}, None, Limits(1, 1, 1))])
    monkeypatch.setattr(visits, "require_room", lambda: None)
    at = open_page("app.py")
    (_, first), (_, second) = weekly.file(2), weekly.file(1)
    at.file_uploader[0].set_value([("first.csv", first, "text/csv"), ("second.csv", second, "text/csv")]).run()
    assert "Not taken: second.csv. Here a visit holds at most 1 file and 1 MB." in words(at)
    assert [file.name for file in at.session_state["files"]] == ["first.csv"]


def test_files_of_labels_that_wait_count(monkeypatch):
    """Without a video there is nothing to put them on: they stay in the visit, and take room there."""
    monkeypatch.setattr(settings, "_once", [settings.Settings({}, None, Limits(1, 1, 1))])
    monkeypatch.setattr(visits, "require_room", lambda: None)
    at = open_page("app.py")
    labels = b"platform,account,post,label,value\ntiktok,tiny,7500000000000000001,Pillar,Recipes\n"
    drop(at, "labels.csv", labels)
    assert "Not taken" not in words(at)
    drop(at, "second.csv", weekly.file(2)[1])
    assert "Not taken: second.csv." in words(at)


def drop(at, name: str, data: bytes) -> None:
    """Drop a file in on the first page."""
    at.file_uploader[0].set_value([(name, data, "text/csv")]).run()
