"""Files that hold no table, recognised by their first bytes, so that the user learns what the file really is."""

import re

from worthsaving.data.load import declared

_JSON = re.compile(r'[{\[]\s*(["{\[]|[}\]]\s*$)')
_BLANK = bytes((0xEF, 0xBB, 0xBF, 0xFF, 0xFE, 0x20, 0x09, 0x0D, 0x0A, 0))  # and the marks of encodings
HEAD = 65_536  # enough to tell what a file is, and a bound on the cost
_WORDS = 1024  # bytes of a file's first words, in any encoding


def not_a_table(data: bytes) -> str | None:
    """Return the sentence to show for the bytes of a photo, a program and the like; None when they may be a table."""
    for kind in declared("filekinds")["kind"]:
        start = kind.get("skip", 0)
        if any(data.startswith(bytes.fromhex(begin), start) for begin in kind.get("begins", ())):
            # "BM" alone also begins ordinary text: a picture has NUL bytes among its first
            if data[:2] == b"BM" and b"\0" not in data[:32]:
                continue
            return str(kind["says"])
    return None


def not_a_table_text(text: str) -> str | None:
    """Return the sentence to show for a web page, JSON or an account takeout, from its beginning; None for any other text."""
    kinds = declared("filekinds")
    head = text[:HEAD].lstrip("\ufeff \t\r\n")
    refusal = _kind_refusal(head)
    if refusal:
        return refusal
    if is_takeout_text(head):
        return takeout_refusal()
    if _JSON.match(head):
        return takeout_refusal() if is_json_takeout(head) else str(kinds["json"]["says"])
    return None


def text_refusal(data: bytes) -> str | None:
    """Return the sentence for a file whose first words, in any encoding, say that it is no table; None for any other."""
    plain = data[:_WORDS].replace(b"\0", b"").decode("utf-8", errors="ignore")
    return _kind_refusal(plain.lstrip("\ufeff\ufffd \t\r\n"))


def _kind_refusal(head: str) -> str | None:
    """Return the sentence for text that begins as a declared kind does; None for any other."""
    low = head[:64].casefold()
    kinds = declared("filekinds")["kind"]
    return next((str(kind["says"]) for kind in kinds if low.startswith(tuple(kind.get("text", ())))), None)


def is_json(data: bytes) -> bool:
    """Return whether a file's text begins as JSON does, in any encoding and after any blanks, whatever its name."""
    first = data[:64].lstrip(_BLANK)[:1] or data[:HEAD].lstrip(_BLANK)[:1]
    if first not in (b"{", b"["):
        return False
    head = data[:HEAD].lstrip(_BLANK).replace(b"\0", b"")
    return _JSON.match(head.decode("utf-8", errors="ignore")) is not None


def is_json_takeout(text: str) -> bool:
    """Return whether JSON is an account takeout, by the keys that only it has."""
    return any(word in text for word in declared("filekinds")["takeout"]["json"])


def private_refusal(text: bytes) -> str | None:
    """Return the sentence for JSON (UTF-8) that holds private messages or a browser's cookies; None for any other."""
    private = declared("filekinds")["private"]
    found = any(all(f'"{key}"'.encode() in text for key in keys) for keys in private["json"])
    return str(private["says"]) if found else None


def is_takeout_text(text: str) -> bool:
    """Return whether text begins as a text file of an account takeout does."""
    return re.match(declared("filekinds")["takeout"]["text"], text) is not None


def is_takeout(name: str) -> bool:
    """Return whether only an account takeout uses such a file name."""
    return any(re.search(pattern, name) for pattern in declared("filekinds")["takeout"]["names"])


def may_hold_posts(name: str) -> bool:
    """Return whether a file of an account takeout may hold the account's own posts, by its name."""
    return any(re.search(pattern, name) for pattern in declared("filekinds")["takeout"]["posts"])


def takeout_refusal() -> str:
    """Return the sentence for an account takeout."""
    return str(declared("filekinds")["takeout"]["says"])


def office_refusal(names: list[str]) -> str | None:
    """Return the sentence for a ZIP whose members' names show a document of an office program; None for any other."""
    for member, sentence in declared("filekinds")["office"].items():
        if any(name == member or (member.endswith("/") and name.startswith(member)) for name in names):
            return str(sentence)
    return None
