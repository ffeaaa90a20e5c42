"""What can be measured of a page's look in the browser: text too small or cut off, sideways scroll, labels that meet, jumps."""

from pathlib import Path

FAULTS = (Path(__file__).parent / "looking.js").read_text("utf-8")
SHIFTS = (Path(__file__).parent / "shifting.js").read_text("utf-8")

MAY_BE_SHORTENED = (
    '[data-testid="stFileUploaderFileName"]',  # a file's name is as long as it likes; the list says it in full
)


def faults(page) -> list[str]:
    """One sentence for each fault of the page as it stands; empty where there is none."""
    return page.evaluate(FAULTS, ", ".join(MAY_BE_SHORTENED))


def faults_at_rest(page, seconds: int = 10) -> list[str]:
    """The same once nothing moves any more (a sidebar that slides away cuts its words off): what stays a fault is one."""
    for _ in range(2 * seconds):
        if not (found := faults(page)):
            return []
        page.wait_for_timeout(500)
    return found


def watch_shifts(context) -> None:
    """Have every page of this browser context remember what jumps. Call before a page is opened."""
    context.add_init_script(SHIFTS)


def start_shifts(page) -> None:
    """Forget the jumps so far: the next link followed counts from nothing."""
    page.evaluate("window.shifts.start()")


def shifted(page) -> tuple[float, list[str]]:
    """Layout shift since the first chart showed, as Chromium counts it, and what moved."""
    found = page.evaluate("window.shifts.since()")
    return found["sum"], found["movers"]
