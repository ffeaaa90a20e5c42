"""Libraries of several people on one server: apart in everything, backed up and restored alone."""

import datetime as dt
from urllib.parse import quote

import psycopg
import pytest

from tests.ui import weekly
from worthsaving.library import Library, LibraryError, NewMark, NewTest
from worthsaving.library.served import Person, open_library, rights, rules
from worthsaving.library.served.people import schema_of
from worthsaving.reading import read_files

ANNA, BEN = (Person("https://id.example.com", name) for name in ("anna", "ben"))
NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


def libraries(address: str, person: Person, **shared) -> list[Library]:
    """The libraries of a person, the own one first."""
    told = rules(address, shared)
    return [open_library(right, told) for right in rights(person, told)]


def kept(library: Library, week: int = 0) -> Library:
    library.keep(read_files([weekly.file(week)]), now=weekly.moment(week))
    return library


def test_looking_makes_no_schema(on_server):
    """Until somebody keeps something the server holds nothing of theirs."""
    (anna,) = libraries(on_server, ANNA)
    assert anna.is_empty()
    assert anna.imports().empty
    with psycopg.connect(on_server) as connection:
        found = connection.execute("select count(*) from pg_namespace where nspname like 'person_%'").fetchone()
    assert found == (0,)


def test_one_persons_library_is_nobody_elses(on_server):
    """What one keeps, forgets or restores changes nothing of another's."""
    (anna,), (ben,) = libraries(on_server, ANNA), libraries(on_server, BEN)
    kept(anna, 0)
    assert ben.is_empty()
    kept(ben, 1)
    before = ben.dump()
    backup = anna.backup_bytes()
    anna.forget_everything()
    assert anna.is_empty()
    assert ben.dump() == before
    anna.restore(backup)
    assert ben.dump() == before
    assert not anna.is_empty()


def test_an_address_cannot_lead_elsewhere(on_server):
    """`options` in the operator's address, where the schema might be named too, come before the person's own schema."""
    other = schema_of(BEN)
    (ben,) = libraries(on_server, BEN)
    kept(ben)
    (anna,) = libraries(f"{on_server}&options={quote(f'-csearch_path={other}')}", ANNA)
    assert anna.is_empty()


def test_one_person_is_backed_up_and_restored_alone(on_server, tmp_path):
    """By the schema in the address, as the operator does it on the command line."""
    (anna,), (ben,) = libraries(on_server, ANNA), libraries(on_server, BEN)
    kept(anna, 0)
    kept(ben, 1)
    before = (anna.dump(), ben.dump())
    address = f"{on_server}&schema={schema_of(ANNA)}"
    Library.open(address).backup(tmp_path / "anna.sqlite")
    Library.open(address).forget_everything()
    assert anna.is_empty()
    Library.open(address).restore(tmp_path / "anna.sqlite")
    assert (anna.dump(), ben.dump()) == before


def test_a_member_reads_and_a_writer_changes(on_server):
    """The server itself refuses what a member may not do, whatever a page offers."""
    shared = {"acme": {"members": ["sub:anna"], "writers": ["sub:ben"]}}
    (_, seen), (_, changed) = libraries(on_server, ANNA, **shared), libraries(on_server, BEN, **shared)
    with pytest.raises(LibraryError, match="does not allow this user to write"):
        kept(seen)
    kept(changed)
    assert seen.dump() == changed.dump()
    for change in (seen.forget_everything, seen.undo_last, lambda: seen.restore(changed.backup_bytes())):
        with pytest.raises(LibraryError):
            change()
    assert seen.dump() == changed.dump()


def test_a_member_writes_no_words_either(on_server):
    """Neither a label nor a mark nor a planned test, nor takes one away."""
    shared = {"acme": {"members": ["sub:anna"], "writers": ["sub:ben"]}}
    (_, seen), (_, changed) = libraries(on_server, ANNA, **shared), libraries(on_server, BEN, **shared)
    posts = kept(changed).reading().videos
    account = (posts["platform"].iat[0], posts["account"].iat[0])
    labels = posts.head(3)[["platform", "account"]].assign(
        post=posts["video_id"], label="Pillar", value="Soup", given="Soup"
    )
    changed.keep_labels(labels, now=NOW)
    mark = changed.add_mark(NewMark(account, dt.date(2026, 3, 1), "a new lamp"), now=NOW)
    before = changed.dump()
    for change in (
        lambda: seen.keep_labels(labels.assign(value="Bread", given="Bread"), now=NOW),
        lambda: seen.remove_labels(labels),
        lambda: seen.add_mark(NewMark(account, dt.date(2026, 3, 2), "another"), now=NOW),
        lambda: seen.remove_mark(mark),
        lambda: seen.plan_test(NewTest(account, "Longer?", "Pillar", "Soup", 5), now=NOW),
    ):
        with pytest.raises(LibraryError, match="does not allow this user to write"):
            change()
    assert changed.dump() == before


def test_copies_are_ones_own(on_server):
    """Forgetting everything deletes the copies that a restore left of one's own library only, and names no others."""
    (anna,), (ben,) = libraries(on_server, ANNA), libraries(on_server, BEN)
    for library in (kept(anna, 0), kept(ben, 1)):
        library.restore(library.backup_bytes())
    theirs = ben.copies()
    assert len(anna.copies()) == len(theirs) == 1
    assert anna.copies() != theirs
    anna.forget_everything()
    assert anna.copies() == []
    assert ben.copies() == theirs


def test_the_servers_address_is_the_operators(on_server):
    """People are shown whose library it is, never where."""
    shared = {"acme": {"members": ["sub:anna"]}}
    own, acme = libraries(on_server, ANNA, **shared)
    assert own.where == "your own place on this server"
    assert acme.where == "the place of the shared library acme on this server"
    (gone,) = libraries("postgresql://keeper@/nothing?host=/nowhere", ANNA)
    with pytest.raises(LibraryError) as error:
        gone.imports()
    assert "nowhere" not in str(error.value)
    assert "keeper" not in str(error.value)
