"""The errors of the library, and which error of the database or the file system is which of them."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import exc

from worthsaving.errors import WorthSavingError
from worthsaving.library.location import Location


class LibraryError(WorthSavingError):
    """The library could not do this, and nothing in it was changed. Try again."""


class LibraryFull(LibraryError):
    """There is no room left on the disk that holds the library, so nothing was changed. Free some space and try again."""


class LibraryReadOnly(LibraryError):
    """The library's folder may not be written to, so nothing was changed. Allow writing there or choose another place."""


class LibraryNotClosed(LibraryReadOnly):
    """The library was not closed, so part of it is in a second file (-wal), and its folder may not be written to. Copy both files to another folder and open the library there."""


class ServerReadOnly(LibraryReadOnly):
    """The library's server does not allow this user to write, so nothing was changed. Allow it on the server, or choose another library."""


class ServerFull(LibraryFull):
    """The library's server has no room left, or allows no more connections, so nothing was changed. Free some space there and try again."""


class ServerDamaged(LibraryError):
    """The library's data on its server is damaged. Restore the server's own copy of it, or restore a backup into another library."""


class LibraryNotUpgraded(LibraryReadOnly):
    """An older Worth Saving wrote this library: it must be upgraded, but may not be written to. Nothing in it was changed. Allow writing to it and its folder, or copy it to another folder and open it there."""


class ServerNotUpgraded(LibraryNotUpgraded):
    """An older Worth Saving wrote this library: it must be upgraded, but the server does not allow this user to. Nothing in it was changed. Allow it to change its tables, then look again."""


class NoRoomToUpgrade(LibraryFull):
    """An older Worth Saving wrote this library: it must be upgraded, and there is no room for the copy that is made first. Nothing in it was changed. Free some space and try again."""


class LibraryBusy(LibraryError):
    """Another program is writing to the library. Nothing was changed; try again in a moment."""


class OutcomeUnknown(LibraryError):
    """The library stopped answering at the last moment, so it is not known whether the change was made. Look at what is kept before you try again."""


class ImportGone(LibraryError):
    """This import is not in the library, so nothing was taken back: it may have been taken back before. Look at what is kept."""


class LibraryDamaged(LibraryError):
    """The library's file is damaged. Restore a backup, or keep your exports again."""


class SameMoment(LibraryError):
    """These files count the same videos and none says when it was made, so nothing was kept. Say of each on which day it was exported."""

    def __init__(self, message: str = "", *, reason: str = "", digests: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.reason = reason
        self.digests = digests


class NoVersion(LibraryError):
    """This database does not say which version of a library it is. It was left as it is; choose another place."""


class LibraryNewer(LibraryError):
    """This library was written by a newer Worth Saving, so it was left as it is. Update Worth Saving to open it."""


class LibraryUnreachable(LibraryError):
    """The library's server cannot be reached, or it refused the name and password. Nothing was changed. Check its address."""


class BadLibraryAddress(LibraryError):
    """A library's address is a file's path, or begins with sqlite:/// or postgresql://. Check it and try again."""


class BadBackup(LibraryError):
    """This file is no backup of a library, or a damaged one. The library stays as it is; try another backup."""

    @classmethod
    def because(cls, reason: str) -> Self:
        """Return the error with what was found in the file, such as "it is cut short"."""
        return cls(
            f"This file is no backup of a library, or a damaged one: {reason}. The library stays as it is; try another "
            "backup."
        )


class BackupInUse(BadBackup):
    """This is a library in use, or one that was not closed, and no backup. Restore a backup of it instead."""


_SQLITE = {
    "SQLITE_FULL": LibraryFull,
    "SQLITE_IOERR_SHMSIZE": LibraryFull,  # no room for the file that programs share while a library is open
    "SQLITE_READONLY": LibraryReadOnly,
    "SQLITE_CANTOPEN": LibraryReadOnly,
    "SQLITE_PERM": LibraryReadOnly,
    "SQLITE_BUSY": LibraryBusy,
    "SQLITE_LOCKED": LibraryBusy,
    "SQLITE_CORRUPT": LibraryDamaged,
    "SQLITE_NOTADB": LibraryDamaged,
}
# SQLSTATE, by code or class: PostgreSQL's manual, appendix A
_POSTGRES = {
    "53": ServerFull,
    "25006": ServerReadOnly,
    "42501": ServerReadOnly,
    "55P03": LibraryBusy,
    "40": LibraryBusy,
    "08": LibraryUnreachable,
    "28": LibraryUnreachable,
    "3D000": LibraryUnreachable,
    "57P": LibraryUnreachable,
    "58": ServerFull,
    "XX001": ServerDamaged,
    "XX002": ServerDamaged,
}
_SYSTEM = {
    errno.ENOSPC: LibraryFull,
    errno.EDQUOT: LibraryFull,
    errno.EACCES: LibraryReadOnly,
    errno.EPERM: LibraryReadOnly,
    errno.EROFS: LibraryReadOnly,
    errno.ENOENT: LibraryReadOnly,  # a folder that cannot be created
    errno.ENOTDIR: LibraryReadOnly,
}


@contextmanager
def translated(location: Location) -> Iterator[None]:
    """Translate database and file errors into a LibraryError that names the library; set a damaged file aside."""
    opened = location.identity()
    try:
        yield
    except (exc.DBAPIError, OSError) as error:
        raise _translation(error, location, opened) from error


def _translation(error: exc.DBAPIError | OSError, location: Location, opened: tuple[int, int] | None) -> LibraryError:
    """Return the LibraryError for an error; renames a damaged file."""
    kind = kind_of(error)
    if kind is LibraryDamaged and location.path is not None:
        return set_aside(location, opened)
    if kind is LibraryError:
        return LibraryError(
            f"The library ({location}) could not do this ({_name(error) or 'no reason given'}). Nothing in it was changed. Try again."
        )
    return kind(f"{kind()} It is at {location}.")


def set_aside(location: Location, damaged: tuple[int, int] | None) -> LibraryError:
    """Rename the damaged file, and return the error that says so.

    `damaged` is the `Location.identity` of that file. Another file that is at its path by now stays, and so does one
    that neither by its bytes nor by its name is a library.
    """
    if not location.may_be_a_library():
        return BadLibraryAddress(
            f"{location} is no library, so it was left as it is. Check the library's address and try again."
        )
    if damaged is None or location.identity() != damaged:
        return LibraryDamaged(
            f"The library's file {location} was damaged, and another program has just set it aside. Try again; if "
            "nothing is there then, restore a backup or keep your exports again."
        )
    new = location.set_aside("damaged")
    if new is None:
        return LibraryDamaged(f"The library's file {location} is damaged. Move it away, then restore a backup.")
    return LibraryDamaged(
        f"The library's file was damaged. It was set aside, unchanged, as {new}. Restore a backup, or keep your "
        "exports again: a new library begins with the next one."
    )


def kind_of(error: exc.DBAPIError | OSError) -> type[LibraryError]:
    """Return the class of LibraryError for an error of a driver or of the file system."""
    if isinstance(error, OSError):
        return _SYSTEM.get(error.errno or 0, LibraryError)
    name = _name(error)
    if name.startswith("SQLITE_"):
        return next((kind for code, kind in _SQLITE.items() if name.startswith(code)), LibraryError)
    if not name and isinstance(error, exc.OperationalError):
        return LibraryUnreachable  # the server sent no code: the connection failed
    return next((kind for code, kind in _POSTGRES.items() if name.startswith(code)), LibraryError)


def _name(error: exc.DBAPIError | OSError) -> str:
    """Return the code of an error: SQLITE_..., an SQLSTATE, or the name of the errno."""
    if isinstance(error, OSError):
        return errno.errorcode.get(error.errno or 0, "no reason given")
    return str(getattr(error.orig, "sqlite_errorname", "") or getattr(error.orig, "sqlstate", "") or "")


def cannot_write(error: exc.DBAPIError | OSError) -> bool:
    """Whether the disk is full or may not be written."""
    return issubclass(kind_of(error), LibraryFull | LibraryReadOnly)


@contextmanager
def of_file(path: Path) -> Iterator[None]:
    """Context manager: translates errors of the file the user named, so that they name it and not the library."""
    try:
        yield
    except FileExistsError as error:
        raise LibraryError(f"{path} is there already and was left as it is. Choose another name.") from error
    except FileNotFoundError as error:
        missing = path if path.parent.exists() else f"folder {path.parent}"
        raise BadBackup(f"There is no {missing}. Check the path and try again.") from error
    except (exc.DBAPIError, OSError) as error:
        if isinstance(error, PermissionError) and path.is_file():
            raise LibraryError(f"{path} may not be read. Allow reading it, or copy it to another place.") from error
        if cannot_write(error):
            raise LibraryError(
                f"There is no room for {path}, or it may not be written. Choose another place."
            ) from error
        if not isinstance(error, OSError):
            raise
        reason = error.strerror or "no reason given"
        raise LibraryError(f"{path} cannot be used ({reason}). Choose another place.") from error


@contextmanager
def of_copy(location: Location) -> Iterator[None]:
    """Context manager: translates errors of the copy that is made before a change; a server's lies on this machine."""
    if location.path is not None:
        with translated(location):
            yield
        return
    try:
        yield
    except (exc.DBAPIError, OSError) as error:
        kind = kind_of(error)
        here = isinstance(error, OSError) or kind in (LibraryFull, LibraryReadOnly)  # a server has its own kinds
        if not here:
            raise
        raise LibraryError(
            f"There is no room for a copy of the library {location.copies_shown()}, or it may not be "
            "written, so nothing was restored. Free some space there, or allow writing to it."
        ) from error
