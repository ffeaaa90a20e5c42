"""The worked example on the page "How this is worked out"."""

from __future__ import annotations

from worthsaving.guidance import method
from worthsaving.ui import numbers
from worthsaving.ui.parts.callout import callout
from worthsaving.ui.shell import filters, session

COLUMN = 760  # pixels: some 100 letters a line, what the eye finds its way back from


def example() -> None:
    """One of the loaded videos as an example; nothing without data."""
    if not len(session.reading().videos):
        return
    chosen = filters.account_only()
    said = method.worked_example(chosen.videos, numbers.of_rates(chosen), numbers.of_models())
    if said:
        callout(f"**With your data.** {said}", icon=":material/calculate:")
