"""A signed-in person, and the name of the schema that holds that person's library."""

import hashlib
import unicodedata
from dataclasses import dataclass

HASHED = 40  # hexadecimal digits, 160 bits: no two people ever share a schema by chance


@dataclass(frozen=True)
class Person:
    """Somebody who signed in: `subject` is the name that the sign-in service `issuer` gives to one person only.

    `email` is the address that the service vouches for; empty where it vouches for none.
    """

    issuer: str
    subject: str
    email: str = ""

    def __post_init__(self) -> None:
        """Refuse an identity that is none, or that could be written in two ways. Raises ValueError."""
        whole = f"{self.issuer}{self.subject}"
        if not self.issuer or not self.subject or any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in whole):
            raise ValueError("a person needs an issuer and a subject, both without control characters")


def schema_of(person: Person) -> str:
    """Return the schema of a person's own library: `person_` and a digest of issuer, line feed and subject (SHA-256)."""
    digest = hashlib.sha256(f"{person.issuer}\n{person.subject}".encode()).hexdigest()
    return f"person_{digest[:HASHED]}"


def schema_of_shared(name: str) -> str:
    """Return the schema of a shared library."""
    return f"shared_{name}"
