"""The start program's window: one of its own where there is a screen, else the terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import suppress

from worthsaving import __version__
from worthsaving.cli import terminal
from worthsaving.words.desktop import window as words
from worthsaving.words.desktop.window import Message

try:
    import tkinter
except ImportError:  # some systems' Python comes without; the folder's brings it
    tkinter = None  # type: ignore[assignment]

_PAUSE = 0.25  # seconds between two looks at the app
_BRIEF = 4.0  # seconds that a message stays which need not be read
_PAPER, _INK, _QUIET, _WARM = "#FCFBF8", "#101317", "#5C6068", "#8A4B00"  # the app's light theme
_WIDTH = 440  # pixels of a line before it wraps


def show(look: Callable[[], Message], open_app: Callable[[], bool]) -> Message:
    """Show what `look` returns until it is over or the window is closed; return the last message.

    `open_app` is what the button beside the address does. Without a screen (or tkinter) the messages are printed.
    """
    made = _window(look, open_app)
    return in_terminal(look) if made is None else made.run()


def _window(look: Callable[[], Message], open_app: Callable[[], bool]) -> Window | None:
    if tkinter is None:
        return None
    root = None
    try:
        root = tkinter.Tk()
        return Window(root, look, open_app)
    except tkinter.TclError:  # no screen, or one without any font
        if root is not None:
            root.destroy()
        return None


def in_terminal(look: Callable[[], Message]) -> Message:
    """Print each new message until one is over; return that one."""
    said = None
    while True:
        message = look()
        if message != said:
            closing = () if message.over or not message.address else (words.STOP_IN_TERMINAL,)
            with suppress(terminal.NotWritten):  # nobody reads it; the app is open in the browser all the same
                terminal.show(
                    "\n".join([message.heading, *message.lines, *filter(None, [message.address]), *closing, ""])
                )
        if message.over:
            return message
        said = message
        time.sleep(_PAUSE)


class Window:
    """A small window: heading, sentences, the address to select, and the buttons."""

    def __init__(self, root: tkinter.Tk, look: Callable[[], Message], open_app: Callable[[], bool]) -> None:
        self._root, self._look = root, look
        self._said = Message("")
        root.title("Worth Saving")
        root.configure(background=_PAPER, padx=24, pady=18)
        root.resizable(width=False, height=False)
        self._heading = self._text(16, _INK, "bold")
        self._lines = self._text(11, _INK)
        self._address = tkinter.Entry(
            root, font=(_font(), 12), fg=_WARM, readonlybackground=_PAPER, relief="flat", highlightthickness=0
        )
        self._closing = self._text(10, _QUIET)
        buttons = tkinter.Frame(root, background=_PAPER)
        self._open = tkinter.Button(buttons, text=words.OPEN, command=open_app)
        self._copy = tkinter.Button(buttons, text=words.COPY, command=self._copy_address)
        self._close = tkinter.Button(buttons, text=words.CLOSE, command=root.destroy)
        version = tkinter.Label(
            buttons, text=words.version(__version__), font=(_font(), 9), fg=_QUIET, background=_PAPER
        )
        for button in (self._open, self._copy, self._close):
            button.pack(side="left", padx=(0, 8))
        version.pack(side="right")
        for part in (self._heading, self._lines, self._address, self._closing, buttons):
            part.pack(anchor="w", fill="x", pady=(0, 8))

    def run(self) -> Message:
        """Show the window until it is closed; return the last message."""
        self._step()
        self._root.mainloop()
        return self._said

    def _step(self) -> None:
        message = self._look()
        if message != self._said:
            self._show(message)
        if not message.over:
            self._root.after(int(_PAUSE * 1000), self._step)
        elif message.brief:
            self._root.after(int(_BRIEF * 1000), self._root.destroy)

    def _show(self, message: Message) -> None:
        self._said = message
        self._heading.configure(text=message.heading)
        self._lines.configure(text="\n".join(message.lines))
        self._closing.configure(text="" if message.over else words.STOP)
        self._close.configure(text=words.LEAVE if message.over else words.CLOSE)
        for button in (self._open, self._copy):
            button.configure(state="normal" if message.address else "disabled")
        self._address.configure(state="normal")
        self._address.delete(0, "end")
        self._address.insert(0, message.address)
        self._address.configure(state="readonly")

    def _copy_address(self) -> None:
        self._root.clipboard_clear()
        self._root.clipboard_append(self._said.address)

    def _text(self, size: int, colour: str, weight: str = "normal") -> tkinter.Label:
        return tkinter.Label(
            self._root,
            font=(_font(), size, weight),
            fg=colour,
            background=_PAPER,
            justify="left",
            anchor="w",
            wraplength=_WIDTH,
        )


def _font() -> str:
    return {"win32": "Segoe UI", "darwin": "Helvetica Neue"}.get(sys.platform, "DejaVu Sans")
