"""The way to saves out of TikTok Studio's own page, for every account: steps by browser, as text."""

from dataclasses import dataclass

from worthsaving.data.load import declared


@dataclass(frozen=True)
class Step:
    """One step: what to do (Markdown of our own), and what one sees then."""

    does: str
    sees: str


def title() -> str:
    """Return the heading of the way."""
    return _text("title")


def why() -> str:
    """Say why the way is worth it and what comes of it."""
    return _text("why")


def after() -> str:
    """Return what to know and do once the file is made: it can hold a login, and may be too large."""
    return f"{_text('after')} {_text('too_big')}"


def browsers() -> tuple[str, ...]:
    """List the ids of the browsers that there are steps for."""
    return tuple(declared("studio_posts")["browsers"])


def browser_label(browser: str) -> str:
    """Return what people call a browser."""
    label: str = declared("studio_posts")["browsers"][browser]["label"]
    return label


def steps(browser: str) -> tuple[Step, ...]:
    """List the six steps in this browser; KeyError for one that `browsers` does not list."""
    known = declared("studio_posts")["browsers"][browser]
    return tuple(
        Step(entry["does"].format_map(known), entry["sees"].format_map(known))
        for entry in declared("studio_posts")["steps"]
    )


def _text(name: str) -> str:
    found: str = declared("studio_posts")[name]
    return found
