"""What typed text is made into before anything else looks at it, and how much of it is repeated.

Two people who type the same letters then store the same bytes, and nobody smuggles in characters that are not seen:
control characters, marks that turn the direction of writing, halves of surrogate pairs.
"""

import unicodedata

TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the text after it round, so that a reader sees other words than are there."""
DIRECTION_MARKS = TURNING | frozenset("\u061c\u200e\u200f")
"""The others say which way a letter beside them goes, which official texts of some languages need."""
INVISIBLE = frozenset("\u200b\ufeff\u2060\u00ad")
KEPT_CONTROLS = frozenset("\n\t")


def clean_text(typed: str) -> str:
    """Composed (NFC), with plain line feeds, without unseen characters, and without space at the ends."""
    text = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(character for character in text if _is_seen(character)).strip()


def clean_line(typed: str) -> str:
    """The same for a text of one line: every run of white space becomes one space."""
    return " ".join(clean_text(typed).split())


def _is_seen(character: str) -> bool:
    if character in DIRECTION_MARKS or character in INVISIBLE:
        return False
    return character in KEPT_CONTROLS or unicodedata.category(character) not in {"Cc", "Cs"}


def shortened(text: str, *, longest: int = 60) -> str:
    """What somebody sent, short enough to be repeated to them."""
    return text if len(text) <= longest else f"{text[:longest]}…"
