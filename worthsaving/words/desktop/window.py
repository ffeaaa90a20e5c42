"""Sentences of the start program's window: where the app runs, how to stop it, and what went wrong."""

from dataclasses import dataclass

OPENED = "It is open in your browser, at this address:"
NO_BROWSER = "No browser could be opened. Open one yourself and go to this address:"
STARTING_TIME = "This takes a few seconds."
STOP = "Close this window to stop it. Your files stay on this computer."
STOP_IN_TERMINAL = "To stop it, press Ctrl+C or close this window. Your files stay on this computer."
OPEN = "Open in browser"
COPY = "Copy address"
CLOSE = "Stop and close"
LEAVE = "Close"


@dataclass(frozen=True)
class Message:
    """What a window says: a heading, sentences under it, and the app's address where there is one to show.

    `over`: nothing will change any more. `brief`: it need not be read, so the window may close by itself.
    """

    heading: str
    lines: tuple[str, ...] = ()
    address: str = ""
    over: bool = False
    brief: bool = False


def version(number: str) -> str:
    """The version, small in the window's corner."""
    return f"Version {number}"


def starting() -> Message:
    """The server was started and does not answer yet."""
    return Message("Worth Saving is starting", (STARTING_TIME,))


def running(address: str, *, opened: bool, usual: bool) -> Message:
    """The app runs. `opened`: a browser was found; `usual`: at the address it has on other days."""
    new = () if usual else ("Another program uses its usual address, so it has a new one until you close it.",)
    return Message("Worth Saving is running", (*new, OPENED if opened else NO_BROWSER), address)


def ended(printed: str) -> Message:
    """The server ended by itself; `printed` is the last thing that it printed, empty without any."""
    return Message(
        "Worth Saving has stopped",
        over=True,
        lines=(
            "Close this window and start it again. Exports that you kept are safe.",
            "If it stops again, unpack the folder anew from the file that you downloaded.",
            *((f"The last it said was: {printed}",) if printed else ()),
        ),
    )


def runs_already(address: str, *, opened: bool) -> Message:
    """Somebody started the app a second time, and the running one was opened."""
    lines = ("Its own window stops it.", OPENED if opened else NO_BROWSER)
    return Message("Worth Saving runs already", lines, address, over=True, brief=opened)


def other_version_runs(running: str, started: str) -> Message:
    """Another version than the one started runs already."""
    return Message(
        f"Worth Saving {running} runs already",
        (f"You started version {started}. Close the window of {running} first, then start this one again.",),
        over=True,
    )


def no_answer() -> Message:
    """A start program runs already, and its app does not answer."""
    return Message(
        "Worth Saving runs already, but does not answer",
        ("Close its window, then start it again. If you see no window, restart your computer.",),
        over=True,
    )
