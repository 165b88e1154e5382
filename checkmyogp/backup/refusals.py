"""Why a copy is not made, not believed, or not brought back. Each says what to do."""

from pathlib import Path


class BackupRefused(ValueError):
    """Something about a copy that cannot be done."""


class NotABackup(BackupRefused):
    """A file that no version of this program wrote as a backup."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} is no backup of Check My OGP. Name the file that flask backup create wrote.")


class NotWhole(BackupRefused):
    """A backup that was cut off, or of which a byte has changed."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file} is not whole: it was cut off or changed after it was written. Nothing of it was used; take "
            "another copy."
        )


class OfNewerProgram(BackupRefused):
    """A backup in a form, or of a database, that only a newer program knows."""

    def __init__(self, file: Path, what: str) -> None:
        super().__init__(
            f"{file} was made by a newer version of the program ({what}). Install that version, then do this again."
        )


class Contradictory(BackupRefused):
    """A backup whose bytes are as they were written, and whose contents do not go together."""


class PlaceTaken(BackupRefused):
    """A place that already holds something, which nothing is written over."""


class NoAddress(BackupRefused):
    """Something in the place of an address of a database."""

    def __init__(self) -> None:
        super().__init__("This is no address of a database. Write postgresql+psycopg://user@host/database.")


class NotWritten(BackupRefused):
    """The disk or the server did not take it; what had been written was taken away again."""


class OfAnotherSite(BackupRefused):
    """A backup of a site whose history began otherwise than this one's."""


class HeadNotReached(BackupRefused):
    """A backup whose audit chain lacks the head that somebody kept."""
