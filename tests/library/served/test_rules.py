"""Who may open which library, as the operator's settings say, and what is wrong with settings that say nothing."""

import pytest

from worthsaving.errors import HostingError
from worthsaving.library import location
from worthsaving.library.served import Person, rights, rules
from worthsaving.library.served.people import schema_of

SERVER = "postgresql://app@db/worthsaving"
ISSUER = "https://id.example.com"
ANNA = Person(ISSUER, "anna-1", "anna@example.com")


def of(person: Person, **shared) -> list[tuple[str, bool]]:
    """The libraries of a person by name ("" for the own one), and whether each may be changed."""
    return [(right.name, right.may_write) for right in rights(person, rules(SERVER, shared))]


def test_everybody_has_a_library_of_their_own():
    """Without shared ones it is the only one; the same subject at another service is another person."""
    assert of(ANNA) == [("", True)]
    assert schema_of(ANNA) != schema_of(Person("https://other.example.com", "anna-1"))
    assert schema_of(ANNA) == schema_of(Person(ISSUER, "anna-1", "new@example.com")), "a new address is the same person"


def test_a_schemas_name_stays():
    """The name is fixed for good: a later version must find what an earlier one kept. It fits PostgreSQL's 63 bytes."""
    assert schema_of(ANNA) == "person_cac26d6575bacdf578e2de3f50a22716b2096130"
    assert len(schema_of(ANNA)) <= 63


@pytest.mark.parametrize(
    ("section", "seen"),
    [
        ({"members": ["anna@example.com"]}, [("", True), ("acme", False)]),
        ({"members": ["Anna@Example.com"]}, [("", True), ("acme", False)]),
        ({"members": ["sub:anna-1"]}, [("", True), ("acme", False)]),
        ({"writers": ["sub:anna-1"]}, [("", True), ("acme", True)]),
        ({"members": ["sub:anna-1"], "writers": ["sub:anna-1"]}, [("", True), ("acme", True)]),
        ({"members": ["sub:anna"], "writers": ["anna@example.org"]}, [("", True)]),
        ({"members": ["sub:anna@example.com"]}, [("", True)]),
        ({}, [("", True)]),
    ],
)
def test_a_shared_library_is_its_members(section, seen):
    """A writer is a member; nobody else sees that it exists. A subject is never taken for an address."""
    assert of(ANNA, acme=section) == seen


def test_an_address_that_nobody_vouches_for_opens_nothing():
    """Whoever signs up somewhere with another's e-mail address is not that other."""
    stranger = Person(ISSUER, "stranger", "")
    assert of(stranger, acme={"members": ["anna@example.com", "stranger@example.com"]}) == [("", True)]


@pytest.mark.parametrize(
    ("address", "shared", "said"),
    [
        ("/data/library.sqlite", None, "PostgreSQL"),
        ("mysql://db/name", None, "PostgreSQL"),
        (SERVER, "acme", "a section for each"),
        ("off", {"acme": {}}, "no server"),
        ("", {"acme": {}}, "no server"),
        (SERVER, {"Acme & Co": {}}, "Acme & Co"),
        (SERVER, {"a" * 41: {}}, "a" * 41),
        (SERVER, {"acme": {"member": ["a@example.com"]}}, "member"),
        (SERVER, {"acme": ["a@example.com"]}, "a@example.com"),
        (SERVER, {"acme": {"members": "a@example.com"}}, "list"),
        (SERVER, {"acme": {"members": [7]}}, "7"),
        (SERVER, {"acme": {"members": ["anna"]}}, "anna"),
        (SERVER, {"acme": {"writers": ["sub:"]}}, "sub:"),
    ],
)
def test_wrong_settings_are_named(address, shared, said):
    """The sentence holds what is wrong: nobody gets a library by a slip of the pen."""
    with pytest.raises(HostingError) as error:
        rules(address, shared)
    assert said in str(error.value)


@pytest.mark.parametrize(("issuer", "subject"), [("", "a"), ("a", ""), ("a\nb", "c"), ("a", "b\n"), ("a", "\0")])
def test_an_identity_that_is_none_is_refused(issuer, subject):
    """Two people whose names run together would share a schema."""
    with pytest.raises(ValueError, match="issuer and a subject"):
        Person(issuer, subject)


def test_without_a_server_nobody_has_a_library():
    """Then there are dropped files only."""
    assert rights(ANNA, rules(location.OFF, None)) == ()


@pytest.mark.parametrize("schema", ["Person", "a-b", "a b", "public,other", "a;b", "x" * 64])
def test_a_schemas_name_is_one(schema):
    """What would be more than one name, or a command, is no address."""
    assert not location.is_server(f"{SERVER}?schema={schema}")
    assert location.is_server(f"{SERVER}?schema=person_1")
