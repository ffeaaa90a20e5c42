"""Words in Streamlit's Markdown: text from a file shown as it is and never obeyed, and words on a button of the accent colour."""

import re

from worthsaving.data.direction import unturned

# Everything that Streamlit's Markdown could act on: emphasis, links, images, code, headings, lists, tables, HTML,
# `:material/icon:` and `:red[...]` directives, `$maths$`, and bare addresses (which would become links).
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$~:&@/^=])")


def escape(text: str) -> str:
    """`text` in one line with every character that Markdown could act on made literal."""
    return _SPECIAL.sub(r"\\\1", " ".join(unturned(str(text)).split()))


def on_accent(label: str) -> str:
    """The label of a primary button, in the colour that can be read on it in the light and the dark theme.

    Streamlit writes white there, which the dark theme's amber does not carry; `yellowTextColor` in the theme is this
    colour. An icon would stay white, and one inside the label would be read out, so there is none.
    """
    return f":yellow[{label}]"
