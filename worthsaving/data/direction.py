"""Characters that turn the direction of a text, and of whatever is shown after it.

A caption or a name that holds one would show a sentence's other words and numbers in another order. Texts are read, kept
and exported as they are; only what is shown goes without these characters. Letters of scripts that are written from
right to left need none of them.
"""

_TURNING = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
"""Embeddings, overrides and isolates (Unicode Standard Annex 9, 2)."""


def unturned(text: str) -> str:
    """Return `text` without the characters that turn its direction."""
    return text.translate(_TURNING)
