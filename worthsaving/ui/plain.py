"""Text from a file inside Streamlit's Markdown: shown as it is, never obeyed."""

from __future__ import annotations

import re

# Everything that Streamlit's Markdown could act on: emphasis, links, images, code, headings, lists, tables, HTML,
# `:material/icon:` and `:red[...]` directives, `$maths$`, and bare addresses (which would become links).
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$~:&@/^=])")


def escape(text: str) -> str:
    """`text` in one line with every character that Markdown could act on made literal."""
    return _SPECIAL.sub(r"\\\1", " ".join(str(text).split()))
