"""Sentences at the app's foot: version, licence, where the data lies, how to remove the app."""

from pathlib import Path

ON_PHONES = "Your files and this app"  # opens what stands at the side on a wide screen


def label(version: str) -> str:
    """What opens them."""
    return f"Version {version}"


def licence(licences: Path | None) -> str:
    """The app's own licence, and where those of all that it runs on are; `licences` is their file, None where each is with its package."""
    others = f"in {licences}" if licences else "with each package that pip installed"
    return f"Worth Saving is free to use, change and share (MIT licence). The licences of everything it runs on are {others}."


def data(place: str | None) -> str:
    """Where kept exports lie; None where this app keeps none."""
    if place is None:
        return "Nothing you drop in here is saved to disk."
    return f"Nothing is saved until you press Keep. What you keep is in {place}"


def removal(folder: Path | None) -> str:
    """How to remove the app; `folder` is the one to double-click, None where pip installed it."""
    how = (
        f"close its small window and delete the folder {folder}"
        if folder
        else "stop it and uninstall it, or delete its folder"
    )
    return f"To remove it, {how}. What you kept stays until you delete that too: Overview, Manage library, forget everything."
