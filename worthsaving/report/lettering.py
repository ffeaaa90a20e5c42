"""Text on a picture: a font that is at hand, lines that fit, and no character that the font cannot draw."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PIL import ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

BOLD, REGULAR = "Semibold", "Regular"
_NO_CHARACTER = "\U0010ffff"  # no font has it, so it draws the font's sign for "not here"


@cache
def font(size: int, weight: str = REGULAR) -> FreeTypeFont:
    """The app's own font (it comes with Streamlit's pages) at this size in pixels; Pillow's where that is not there."""
    path = _installed()
    if path is not None:
        try:
            found = ImageFont.truetype(path, size)
            found.set_variation_by_name(weight)
        except OSError:  # FreeType without WOFF2, or a file that is no variable font
            path = None
        else:
            return found
    plain = ImageFont.load_default(size)
    if not isinstance(plain, FreeTypeFont):
        raise RuntimeError("Pictures need Pillow with FreeType, as its packages have it.")
    return plain


def drawable(text: str, lettering: FreeTypeFont) -> str:
    """`text` in one line without the characters that the font cannot draw (emoji, other scripts)."""
    missing = bytes(lettering.getmask(_NO_CHARACTER))
    kept = (c for c in " ".join(text.split()) if c == " " or bytes(lettering.getmask(c)) != missing)
    return " ".join("".join(kept).split())


def lines(text: str, lettering: FreeTypeFont, width: int, *, most: int) -> list[str]:
    """`text` in at most `most` lines of at most `width` pixels, broken between words; the last ends in "…" if cut."""
    made: list[str] = []
    for word in drawable(text, lettering).split():
        longer = f"{made[-1]} {word}" if made else word
        if made and lettering.getlength(longer) <= width:
            made[-1] = longer
        else:
            made.append(_fit(word, lettering, width))
    if len(made) > most:
        made = [*made[: most - 1], _fit(f"{made[most - 1]}…", lettering, width)]
    return made


def evened(text: str, lettering: FreeTypeFont, width: int, *, most: int) -> list[str]:
    """The same lines, broken so that no word stands alone where the lines could be about as long as each other."""
    made = lines(text, lettering, width, most=most)
    while len(made) > 1:
        narrower = lines(text, lettering, width - 10, most=most + 1)
        if len(narrower) != len(made) or any(line.endswith("…") for line in narrower):
            break
        made, width = narrower, width - 10
    return made


def write(
    drawing: ImageDraw.ImageDraw,
    at: tuple[int, int],
    text: str,
    lettering: FreeTypeFont,
    *,
    colour: str,
    width: int,
    most: int,
    even: bool = False,
) -> int:
    """Write `text` from the upper left corner `at` and return where the next line would begin (pixels from the top).

    `even` makes the lines of a heading about as long as each other.
    """
    left, top = at
    for line in (evened if even else lines)(text, lettering, width, most=most):
        drawing.text((left, top), line, font=lettering, fill=colour)
        top += round(lettering.size * 1.25)
    return top


def _fit(text: str, lettering: FreeTypeFont, width: int) -> str:
    if lettering.getlength(text) <= width:
        return text
    while text and lettering.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text}…"


@cache
def _installed() -> Path | None:
    spec = find_spec("streamlit")  # looked up, not imported
    if spec is None or spec.origin is None:
        return None
    media = Path(spec.origin).parent / "static" / "static" / "media"
    return next(iter(sorted(media.glob("SourceSansVF-Upright*.woff2"))), None)
