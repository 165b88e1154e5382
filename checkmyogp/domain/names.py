"""When two spellings name the same organisation: exactly equal once folded, never by resemblance."""

import unicodedata

QUOTATION_MARKS = "'\"`´‘’‚‛“”„‟‹›«»ʼ＇＂"
_WITHOUT_MARKS = str.maketrans("", "", QUOTATION_MARKS)


def folded(name: str) -> str:
    """A spelling without case, quotation marks, and differences of white space.

    Unicode is composed first (NFC), so that a letter typed as two code points equals the same letter typed as one.
    """
    composed = unicodedata.normalize("NFC", name).translate(_WITHOUT_MARKS)
    return " ".join(composed.casefold().split())
