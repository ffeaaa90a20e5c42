"""Words in Streamlit's Markdown: text from a file shown as it is and never obeyed, and words on a button of the accent colour."""

import re

from worthsaving.data.direction import unturned

# Everything that Streamlit's Markdown could act on: emphasis, links, images, code, headings, lists, tables, HTML,
# `:material/icon:` and `:red[...]` directives, `$maths$`.
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$~:&@/^=])")
# Bare addresses become links in spite of backslashes: a sign of no width keeps their parts from being one.
_ADDRESS = re.compile(r"(?i)(https?)(?=://)|\b(www)(?=\.)|(?<=[-.\w+])(?=@[-\w])")
_JOINER = "\u2060"


def escape(text: str) -> str:
    """`text` in one line with every character that Markdown could act on made literal, and no address a link."""
    plain = _ADDRESS.sub(rf"\g<0>{_JOINER}", " ".join(unturned(str(text)).split()))
    return _SPECIAL.sub(r"\\\1", plain)


def on_accent(label: str) -> str:
    """The label of a primary button, in the colour that can be read on it in the light and the dark theme.

    Streamlit writes white there, which the dark theme's amber does not carry; `yellowTextColor` in the theme is this
    colour. An icon would stay white, and one inside the label would be read out, so there is none.
    """
    return f":yellow[{label}]"
