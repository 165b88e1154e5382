"""Column types for what nobody may read in a copy of the database; the keys are elsewhere."""

import base64
import binascii
import json
from typing import Any

from sqlalchemy import LargeBinary, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from checkmyogp.db import keyring


class SealedBytes(TypeDecorator[bytes]):
    """Bytes, sealed for the column that is named as ``table.column``."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Sealed."""
        del dialect
        return None if value is None else keyring.current().seal(value, self.column)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Opened."""
        del dialect
        return None if value is None else keyring.opened(value, self.column)


class SealedText(TypeDecorator[str]):
    """A text, sealed for the column that is named as ``table.column``. An empty one hides nothing and stays empty."""

    impl = Text
    cache_ok = True

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Sealed."""
        del dialect
        return sealed_text(value, self.column) if value else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Opened."""
        del dialect
        return opened_text(value, self.column) if value else value


class SealedJson(TypeDecorator[dict[str, Any]]):
    """Plain JSON, sealed for the column that is named as ``table.column``."""

    impl = Text
    cache_ok = True

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> str | None:
        """Sealed."""
        del dialect
        return None if value is None else sealed_text(json.dumps(value, ensure_ascii=False), self.column)

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, Any] | None:
        """Opened."""
        del dialect
        return None if value is None else json.loads(opened_text(value, self.column) or "{}")


def sealed_text(plain: str, column: str) -> str:
    """A text as a column of texts holds it."""
    return base64.urlsafe_b64encode(keyring.current().seal(plain.encode("utf-8"), column)).decode("ascii")


def opened_text(sealed: str, column: str) -> str:
    """The text again.

    Raises:
        KeyDoesNotFit: when it cannot be opened, or was never sealed.
    """
    try:
        kept = base64.b64decode(sealed, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        kept = b""
    return keyring.opened(kept, column).decode("utf-8")
