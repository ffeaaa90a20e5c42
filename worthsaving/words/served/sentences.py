"""Sentences of an app that is served to several people: signing in and out, whose library, what is full."""

from worthsaving.words import format

SIGN_IN = "Sign in"
SIGN_OUT = "Sign out"
ASK = "Sign in to see your saves. Your exports and your library are yours alone; nobody else who signs in sees anything of them."
ENDED = "Your sign-in has ended, and what was dropped in is forgotten. What you kept is still in your library. Sign in again to go on."
NOT_SIGNED_IN = "Signing in did not work. Try again; if it fails again, tell whoever runs this app."
NOBODY = "The sign-in service did not say who you are, so nothing can be shown. Tell whoever runs this app."
SERVICE_AWAY = (
    "Signing in does not work just now: the sign-in service does not answer. Go back and try again in a few minutes; if it "
    "still fails, tell whoever runs this app.\n"
)
NOT_YOURS = "There is nothing here for you. It may have been another person's, or it is gone.\n"
NO_LENGTH = (
    "An upload must say how long it is. This one did not, so it was not taken. Drop the file in with a browser.\n"
)
TOO_MUCH = (
    "This is more than a visit has room for, so it was not taken. Remove a file first, or drop in a shorter export.\n"
)
NO_LIBRARY_HERE = (
    "This app is open to everybody who reaches it, so it offers no library: dropped files are forgotten when you leave."
)
OWN_LIBRARY = "My library"
ON_THIS_MACHINE = "Your files stay on this machine"
ON_THIS_SERVER = "Your files stay on this server"
READ_ON_THIS_MACHINE = "They are read on this machine and forgotten when you close the page, unless you keep them."
READ_ON_THIS_SERVER = "They are read on this app's server and forgotten when you close the page, unless you keep them."
MAY_NOT_CHANGE = "You can see this library, and not change it."
FULL = "This app is full just now"
FULL_MORE = "As many people use it as it has room for. Try again in a few minutes; nothing of yours is lost."


def signed_in(name: str) -> str:
    """Say who is signed in; `name` as the sign-in service has it."""
    return f"Signed in as {name}"


def for_the_operator(subject: str, schema: str) -> str:
    """Say what whoever runs the app may need: the subject, to share a library, and the schema, to back one up."""
    return f"For whoever runs this app: you are sub:{subject}" + (f", and your library is {schema}" if schema else "")


def left_out(names: list[str], files: int, megabytes: int) -> str:
    """Say which files were not taken, because a visit holds at most so many files and so many megabytes."""
    which = format.clip(", ".join(names), 120)
    return (
        f"Not taken: {which}. Here a visit holds at most {format.plural(files, 'file')} and {megabytes:,} MB. Remove a file "
        "first, or drop in a shorter export."
    )
