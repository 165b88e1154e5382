"""The keys with which columns are sealed: kept outside of the database, the newest first.

A sealed value is one byte for the form, eight that name the key, twelve of chance, and what AES-256-GCM makes of the
rest. The column it belongs to is authenticated with it, so that no value can be put into another column.
"""

import base64
import binascii
import hashlib
import os
import secrets
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from checkmyogp.db import private_files

FORM = b"\x01"
KEY_LENGTH, NAME_LENGTH, CHANCE_LENGTH = 32, 8, 12


class KeyDoesNotFit(ValueError):
    """What is sealed in the database cannot be opened with the keys that are here."""

    def __init__(self) -> None:
        super().__init__(
            "The encryption key does not fit this database: what is sealed in it cannot be opened. Put back the file "
            "encryption-keys that was kept with its backup, or name the right keys in CHECKMYOGP_ENCRYPTION_KEYS. "
            "Nothing is lost; nothing was changed."
        )


class UnusableKeys(ValueError):
    """Something that is given as keys and is none."""

    def __init__(self, where: str) -> None:
        super().__init__(f"{where} must hold keys as `flask secrets make` prints them, one or more, the newest first.")


class KeysGivenFromOutside(ValueError):
    """A change of keys that come from the environment, which only whoever gives them can change."""

    def __init__(self) -> None:
        super().__init__(
            "The keys come from CHECKMYOGP_ENCRYPTION_KEYS. Put a new one, which `flask secrets make` prints, in front "
            "of them there, start the site again, and run: flask secrets rotate"
        )


def new_key() -> str:
    """A key, as a file or a setting holds it."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_LENGTH)).decode("ascii")


def _read(written: Iterable[str], where: str) -> tuple[bytes, ...]:
    try:
        keys = tuple(base64.b64decode(key, altchars=b"-_", validate=True) for key in written)
    except (binascii.Error, ValueError) as error:
        raise UnusableKeys(where) from error
    if not keys or any(len(key) != KEY_LENGTH for key in keys):
        raise UnusableKeys(where)
    return keys


def name(key: bytes) -> bytes:
    """What a sealed value calls its key; it tells nothing of the key itself."""
    return hashlib.sha256(b"check-my-ogp key\x00" + key).digest()[:NAME_LENGTH]


class Keyring:
    """Seals with the newest key, and opens with whichever a value names."""

    def __init__(self, keys: tuple[bytes, ...]) -> None:
        self._take(keys)

    @classmethod
    def given(cls, written: str) -> "Keyring":
        """Keys as the setting holds them, with blanks or commas between.

        Raises:
            UnusableKeys: when they are none.
        """
        return cls(_read(written.replace(",", " ").split(), "ENCRYPTION_KEYS"))

    def _take(self, keys: tuple[bytes, ...]) -> None:
        self._newest = name(keys[0])
        self._ciphers = {name(key): AESGCM(key) for key in keys}
        self._keys = keys

    @property
    def newest(self) -> bytes:
        """The name of the key with which is sealed now."""
        self._look_again()
        return self._newest

    def seal(self, plain: bytes, column: str) -> bytes:
        """A value for this column, which is named as ``table.column``."""
        self._look_again()
        chance = secrets.token_bytes(CHANCE_LENGTH)
        sealed = self._ciphers[self._newest].encrypt(chance, plain, column.encode("ascii"))
        return FORM + self._newest + chance + sealed

    def open(self, sealed: bytes, column: str) -> bytes:
        """What was sealed for this column.

        Raises:
            KeyDoesNotFit: when the key is not here, or the value was changed or is of another column.
        """
        rest = memoryview(sealed)[len(FORM) :]
        named, chance, body = (
            bytes(rest[:NAME_LENGTH]),
            bytes(rest[NAME_LENGTH : NAME_LENGTH + CHANCE_LENGTH]),
            bytes(rest[NAME_LENGTH + CHANCE_LENGTH :]),
        )
        if sealed[: len(FORM)] != FORM:
            raise KeyDoesNotFit
        if named not in self._ciphers:
            self._look_again()
        try:
            return self._ciphers[named].decrypt(chance, body, column.encode("ascii"))
        except (KeyError, InvalidTag, ValueError) as error:
            raise KeyDoesNotFit from error

    def add_newest(self) -> None:
        """Make a key with which everything is sealed from now on.

        Raises:
            KeysGivenFromOutside: always, but for keys in a file.
        """
        raise KeysGivenFromOutside

    def keep_newest_only(self) -> int:
        """Forget all others, and say how many.

        Raises:
            KeysGivenFromOutside: always, but for keys in a file.
        """
        raise KeysGivenFromOutside

    def written(self) -> str:
        """All keys, one a line, as a file holds them."""
        self._look_again()
        return "".join(f"{base64.urlsafe_b64encode(key).decode('ascii')}\n" for key in self._keys)

    def _look_again(self) -> None:
        """Keys that are given stay as they are."""


class KeyFile(Keyring):
    """Keys in a file that its owner alone may read; made where there is none, and read again once it has changed."""

    def __init__(self, file: Path) -> None:
        self._file = file
        if not file.exists():
            _write_new(file, new_key() + "\n")
        private_files.close(file)
        self._stamp = self._seen()
        super().__init__(_read(file.read_text(encoding="ascii").split(), str(file)))

    def _seen(self) -> tuple[int, int]:
        found = self._file.stat()
        return found.st_mtime_ns, found.st_ino

    def _look_again(self) -> None:
        try:
            seen = self._seen()
        except OSError:
            # Somebody took it away under a running site, which goes on with what it knows.
            return
        if seen != self._stamp:
            self._take(_read(self._file.read_text(encoding="ascii").split(), str(self._file)))
            self._stamp = seen

    def add_newest(self) -> None:
        """Make a key with which every process seals from now on."""
        self._replace(new_key() + "\n" + self.written())

    def keep_newest_only(self) -> int:
        """Forget all others, and say how many."""
        first, *others = self.written().splitlines(keepends=True)
        self._replace(first)
        return len(others)

    def _replace(self, written: str) -> None:
        beside = self._file.with_name(f"{self._file.name}.new")
        beside.unlink(missing_ok=True)
        _write_new(beside, written)
        beside.replace(self._file)
        self._look_again()


def _write_new(file: Path, written: str) -> None:
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as handle:
        handle.write(written)
        handle.flush()
        # What is sealed with a key must never be on the disk before it.
        os.fsync(handle.fileno())


_TOLERATED: ContextVar[bool] = ContextVar("damage_tolerated", default=False)
_FINDERS: list[Callable[[], Keyring]] = []
"""How the keyring of the application at work is found, once that was said; this room knows no application."""
_INSTEAD: ContextVar[Keyring] = ContextVar("keyring_instead")


def find_by(find: Callable[[], Keyring]) -> None:
    """Say how the keyring of the application at work is found."""
    _FINDERS[:] = [find]


def current() -> Keyring:
    """The keyring of the application at work, or the one that takes its place for another site's database."""
    return _INSTEAD.get(None) or _FINDERS[0]()


def of_setting(given: str, file: Path) -> Keyring:
    """The keys of the setting, or where it is empty those of the file.

    Raises:
        UnusableKeys: when there is something else in one of them.
    """
    return Keyring.given(given) if given.strip() else KeyFile(file)


@contextmanager
def instead(keyring: Keyring) -> Generator[None]:
    """Seal and open with these keys for a while."""
    token = _INSTEAD.set(keyring)
    try:
        yield
    finally:
        _INSTEAD.reset(token)


@contextmanager
def tolerating() -> Generator[None]:
    """Read what cannot be opened as empty for a while: whoever looks for damage must be able to look past it."""
    token = _TOLERATED.set(True)
    try:
        yield
    finally:
        _TOLERATED.reset(token)


def opened(sealed: bytes, column: str) -> bytes:
    """What was sealed for this column; nothing where damage is tolerated.

    Raises:
        KeyDoesNotFit: see ``Keyring.open``.
    """
    try:
        return current().open(sealed, column)
    except KeyDoesNotFit:
        if _TOLERATED.get():
            return b""
        raise
