"""Canonical JSON, and the hashes that make a change evident.

Canonical: UTF-8, keys sorted by code point, no white space, text as itself; objects, arrays, text, integers and
truth values only. No fraction of a number and no ``null`` ever enters: figures are kept as text, and a missing
value has a name. The same content therefore always gives the same bytes, in any language.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Plain: TypeAlias = "str | int | bool | Sequence[Plain] | Mapping[str, Plain]"
"""What canonical JSON can hold."""

GENESIS = "0" * 64
"""What the first entry of a chain follows."""


WRITER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
"""Made once: `json.dumps` makes one for each call, which is two fifths of the time for a small content."""


class NotCanonical(ValueError):
    """A value that canonical JSON does not hold."""


def canonical(content: object) -> bytes:
    """The one way to write this content.

    Raises:
        NotCanonical: for ``None``, floats, non-text keys, lone surrogates and anything else outside the form.
    """
    _refuse_strangers(content, at="$")
    try:
        return WRITER.encode(content).encode("utf-8")
    except UnicodeEncodeError as error:
        msg = "text holds half of a surrogate pair"
        raise NotCanonical(msg) from error


def _refuse_strangers(value: object, *, at: str) -> None:
    if isinstance(value, str | bool | int):
        return
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                msg = f"{at} has a key that is not text"
                raise NotCanonical(msg)
            _refuse_strangers(inner, at=f"{at}.{key}")
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            _refuse_strangers(inner, at=f"{at}[{place}]")
    else:
        msg = f"{at} is a {type(value).__name__}"
        raise NotCanonical(msg)


def sha256(content: bytes) -> str:
    """The SHA-256 of these bytes, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def receipt(content: bytes, *, salt: bytes) -> str:
    """A hash of exactly what was submitted; the salt keeps a guesser from trying every short answer."""
    return sha256(salt + content)


def chained(previous: str, entry: object) -> str:
    """The hash of an entry that follows another: it depends on everything before it."""
    return sha256(bytes.fromhex(previous) + canonical(entry))
