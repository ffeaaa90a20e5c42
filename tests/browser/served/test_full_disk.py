"""A full disk under a served app: under PostgreSQL, under the copies that a restore makes, under the temporary files."""

import re
import tempfile
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from tests.browser.served import stack as stacks
from tests.library import made
from tests.small_disk import disk, fill
from tests.ui import weekly
from worthsaving.library import Library

SENTENCE = "The library's server has no room left"


@pytest.fixture(scope="module")
def small(whole, tmp_path_factory):
    """A served app whose PostgreSQL, copies and temporary files have a small disk each."""
    folder = tmp_path_factory.mktemp("full")
    folder.chmod(0o755)
    with ExitStack() as ends:
        mounts = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="worthsaving-full-")))
        mounts.chmod(0o755)
        ends.enter_context(disk(mounts / "postgresql", "160m"))
        for name in ("data", "temporary"):
            ends.enter_context(disk(folder / name, "1m"))
        yield ends.enter_context(stacks.running(folder, disk=mounts / "postgresql")), mounts / "postgresql"


def schemas(stack) -> list[str]:
    """The schemas in the app's database that are somebody's."""
    with psycopg.connect(stack.database) as connection:
        named = connection.execute("SELECT nspname FROM pg_namespace WHERE nspname ~ '^(person|shared)_' ORDER BY 1")
        return [name for (name,) in named]


def keep(person) -> None:
    """Press Keep."""
    person.page.get_by_role("button", name="Keep", exact=True).click()


def test_keeping(member, small):
    """A sentence; nothing is half kept, neither in a library nor of a new one; what is kept is shown; then it goes on."""
    stack, place = small
    anna, ben = member("anna", stack=stack), member("ben", stack=stack)
    anna.drop_bytes(weekly.file(1))
    keep(anna)
    anna.page.get_by_text("Kept as of").wait_for()
    before, there = stacks.library_of(stack, "anna").dump(), schemas(stack)
    assert len(there) == 1
    for person in (anna, ben):
        person.settle().drop_bytes(("large.csv", large()))
    for person in (anna, ben):
        fill(place)  # anew: what the server puts away of its own accord leaves a little room
        keep(person)
        person.page.get_by_text(SENTENCE).wait_for()
        assert str(place.parent) not in person.page.content()
    assert stacks.library_of(stack, "anna").dump() == before
    assert schemas(stack) == there
    assert "Soup" in member("anna", stack=stack).page.content()
    (place / "full").unlink()
    for person in (anna, ben):
        keep(person)
        person.page.get_by_text("Kept as of").wait_for()
    assert len(schemas(stack)) == 2
    assert len(stacks.library_of(stack, "anna").dump()) > len(before)


def test_copies_and_temporary_files(member, small, tmp_path):
    """What is dropped in needs neither; a restore needs room for its copy, and changes nothing without."""
    stack, _ = small
    other = Library.open(str(tmp_path / "other.sqlite"))
    other.keep(made.week(3), now=made.now(3))
    eve = member("eve", stack=stack)
    eve.drop_bytes(weekly.file(1))
    keep(eve)
    eve.page.get_by_text("Kept as of").wait_for()
    before = stacks.library_of(stack, "eve").dump()
    for place in (stack.data, stack.temporary):
        fill(place)
    eve.settle().drop_bytes(("large.csv", large()))
    eve.page.get_by_text("Big soup").first.wait_for(state="attached")
    eve.page.get_by_text("Manage library").click()
    restore(eve, other.backup_bytes())
    eve.page.get_by_text("There is no room for a copy of the library on this server").wait_for()
    assert str(stack.folder) not in eve.page.content()
    assert stacks.library_of(stack, "eve").dump() == before
    (stack.data / "full").unlink()
    restore(eve.settle(), other.backup_bytes())
    eve.page.get_by_text(re.compile(r"Restored\..* on this server")).wait_for()
    assert str(stack.folder) not in eve.page.content()
    assert stacks.library_of(stack, "eve").dump() == other.dump()


def large() -> bytes:
    """An export of over 1 MB: a server would put it into a file, and no room that is left by chance is enough for it."""
    rows = (
        f"https://www.tiktok.com/@big/video/{7_400_000_000_000_000_000 + at},Big soup {at},2026-01-{at % 28 + 1:02},{900 + at},{at % 50}"
        for at in range(12_000)
    )
    return "\n".join(["link,title,posted,views,saves", *rows]).encode()


def restore(person, backup: bytes) -> None:
    """Restore a backup under Manage library."""
    place = person.page.get_by_test_id("stFileUploader").filter(has_text="Restore from a backup").locator("input")
    place.set_input_files({"name": "mine.sqlite", "mimeType": "application/octet-stream", "buffer": backup})
    person.page.get_by_role("button", name="Restore it").click()
