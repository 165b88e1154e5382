"""Where files are put: under another name until they are whole and on the disk, for their owner only, over nothing."""

import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from checkmyogp.backup.refusals import NotWritten, PlaceTaken

UNFINISHED = ".unfinished"
"""How the name of a file or folder ends that is being written; one that is left over may be deleted."""


@contextmanager
def new_file(target: Path) -> Generator[IO[bytes]]:
    """A file to write that stands at its place once all of it is on the disk, or not at all.

    Raises:
        PlaceTaken: when something is there already.
        NotWritten: when the disk refuses; what was written is taken away again.
    """
    refuse_taken(target)
    with _saying_what_the_disk_says(target):
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=UNFINISHED)
        unfinished = Path(name)
        try:
            # mkstemp makes a file that its owner alone can read and write.
            os.close(descriptor)
            with unfinished.open("r+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            refuse_taken(target)
            unfinished.rename(target)
            _settle(target.parent)
        finally:
            unfinished.unlink(missing_ok=True)


@contextmanager
def new_folder(target: Path) -> Generator[Path]:
    """A folder to fill, likewise.

    Raises:
        PlaceTaken: when there is more at its place than an empty folder.
        NotWritten: when the disk refuses.
    """
    if target.is_dir() and not any(target.iterdir()):
        target.rmdir()
    refuse_taken(target)
    with _saying_what_the_disk_says(target):
        unfinished = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.", suffix=UNFINISHED))
        try:
            yield unfinished
            for file in unfinished.iterdir():
                file.chmod(0o600)
                with file.open("rb+") as opened:
                    os.fsync(opened.fileno())
            _settle(unfinished)
            unfinished.rename(target)
            _settle(target.parent)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)


def refuse_taken(target: Path) -> None:
    """Whatever is at this place stays as it is.

    Raises:
        PlaceTaken: when something is there.
    """
    if target.exists() or target.is_symlink():
        msg = f"There is something at {target} already, and nothing is written over it. Name another place."
        raise PlaceTaken(msg)


@contextmanager
def _saying_what_the_disk_says(target: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        msg = f"{target} could not be written: {error.strerror or error}. Nothing of it was left behind."
        raise NotWritten(msg) from error


def _settle(folder: Path) -> None:
    """A name is only sure to survive a power cut once its folder is on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
