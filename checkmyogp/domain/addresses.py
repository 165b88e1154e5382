"""E-mail addresses: what can be one, and when two are the same."""

import re
import unicodedata

LONGEST = 254
"""Of what a mail server takes (RFC 5321, 4.5.3.1.3)."""

# Anything stricter refuses addresses that exist; whether one exists is shown by the mail that arrives there.
_SHAPE = re.compile(r"[^\s@<>()\[\],;:\"\\]+@[^\s@<>()\[\],;:\"\\.]+(?:\.[^\s@<>()\[\],;:\"\\.]+)+")


def is_address(text: str) -> bool:
    """Whether mail could be sent to it."""
    return len(text) <= LONGEST and _SHAPE.fullmatch(text) is not None


def folded(address: str) -> str:
    """As it is compared: composed (NFC), case-folded."""
    return unicodedata.normalize("NFC", address).casefold()
