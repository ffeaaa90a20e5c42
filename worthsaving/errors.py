"""What can go wrong with a user's file. A message says what was wrong, what was found and what to do."""


class WorthSavingError(Exception):
    """Something about these files stopped Worth Saving. Check the file and drop it in again."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or " ".join((type(self).__doc__ or "").split()))


class UnreadableFile(WorthSavingError, ValueError):
    """There is no table in this file. Export it again as CSV or XLSX and drop that in."""


class AmbiguousFormat(WorthSavingError):
    """This file fits two known formats at once. Export it again without changing its columns."""


class UnknownHeaders(UnreadableFile):
    """The headers of this table are unknown. Say which column counts what, or rename them to plain words."""

    def __init__(self, message: str = "", table: object = None) -> None:
        super().__init__(message)
        self.table = table


class HostingError(WorthSavingError):
    """The settings of this app are not right. Mend them and start it again."""
