"""The platforms, what people call them, and which links may be offered for a click."""

import re
from functools import cache
from urllib.parse import urlsplit

from worthsaving.data.direction import unturned
from worthsaving.data.load import declared

LONGEST_NAME = 40
"""Characters in the name of a network; a longer text is something else."""

_NAME = re.compile(
    r"(?!www\.)[^\W\d_][\w .&+-]*"
)  # what a file names ends up in file names and in text that is formatted


def label(platform: str) -> str:
    """Return what people call the platform; the id itself where it is not known."""
    name: str = declared("platforms").get(platform, {}).get("label", platform)
    return name


def plain_name(written: str) -> str:
    """Return a network's name as `platform` holds it: the id of one that is known, else the name in lower case.

    Signs around a name ("🎵 TikTok") are left out; a site's address is its network. "" for a text that is no name: too
    long, or with other characters than letters, digits, blanks and . & + -
    """
    name = " ".join(written.replace("_", " ").split()).casefold()
    bare = re.sub(r"^\W+|[^\w)]+$", "", name)
    for text in (name, bare, re.sub(r"\s*\([^()]*\)$", "", bare), re.sub(r"^(?:https?://)?www\.|^https?://", "", bare)):
        if text in _ids():
            return _ids()[text]
    return bare if len(bare) <= LONGEST_NAME and _NAME.fullmatch(bare) else ""


@cache
def _ids() -> dict[str, str]:
    """Return every name of the known networks, and their sites -> its id."""
    known = declared("platforms").items()
    return {
        name.casefold(): key
        for key, entry in known
        for name in (key, entry["label"], *entry.get("names", ()), *entry["hosts"])
    }


def saves_in(platform: str) -> str:
    """Say in a sentence which file counts the saves on a platform."""
    known = declared("platforms").get(platform, {})
    sentence: str = known.get("saves_in", "A file with a column such as “Saves” can tell them.")
    return sentence


def account_label(platform: str, account: str) -> str:
    """Name an account as a choice in a list: `@handle · TikTok`."""
    shown = unturned(account)
    handle = f"@{shown}" if shown else "account not named"
    return f"{handle} · {unturned(label(platform))}" if platform else handle


def safe_link(link: str) -> str | None:
    """Return `link` if it is an https address on a known platform's site, else None.

    A file can hold any text as a link (`javascript:`, a look-alike host); only these are ever made clickable.
    """
    try:
        parts = urlsplit(str(link).strip())
        host = (parts.hostname or "").lower()
        port = parts.port
    except ValueError:
        return None
    hosts = [h for entry in declared("platforms").values() for h in entry["hosts"]]
    known = any(host == h or host.endswith("." + h) for h in hosts)
    plain = not (parts.username or parts.password or port)
    return parts.geturl() if parts.scheme == "https" and known and plain else None
