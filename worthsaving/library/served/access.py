"""Which libraries a person may open, and whether that person may change them."""

from dataclasses import dataclass

from worthsaving.library import location
from worthsaving.library.engine import Store
from worthsaving.library.library import Library
from worthsaving.library.served.people import Person, schema_of, schema_of_shared
from worthsaving.library.served.rules import Rules, listed


@dataclass(frozen=True)
class Right:
    """A library that a person may open: a shared one's name ("" for the person's own), its schema, whether it may be changed."""

    name: str
    schema: str
    may_write: bool

    @property
    def shown_as(self) -> str:
        """What a user is shown for the library's address, which is the operator's business."""
        return (
            f"the place of the shared library {self.name} on this server"
            if self.name
            else "your own place on this server"
        )


def rights(person: Person, rules: Rules) -> tuple[Right, ...]:
    """Return the libraries that a person may open: the own one first, then the shared ones by name; none without a server."""
    if not rules.address:
        return ()
    shared = [
        Right(name, schema_of_shared(name), listed(person, one.writers))
        for name, one in sorted(rules.shared.items())
        if listed(person, one.members)
    ]
    return (Right("", schema_of(person), True), *shared)


def open_library(right: Right, rules: Rules) -> Library:
    """Open a library that `rights` returned; one that may not be changed is opened read-only. Creates nothing."""
    place = location.on_server(rules.address, right.schema, shown_as=right.shown_as, read_only=not right.may_write)
    return Library(Store(place))
