"""The file to read first: what the others are, which scorecard they come from, and who may use them."""

from collections.abc import Iterable, Iterator, Sequence

from flask_babel import LazyString, force_locale, gettext

from checkmyogp.domain.methods import FIRST_METHOD
from checkmyogp.snapshots.reader import Scorecard

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
Named = tuple[str, LazyString]
"""A file's name and what it holds."""


def readme(scorecard: Scorecard, files: Iterable[Named], languages: Sequence[str]) -> bytes:
    """The text in each language, one below the other."""
    named = tuple(files)
    parts: list[str] = []
    for language in languages:
        with force_locale(language):
            parts.append("\n".join(_lines(scorecard, named, language)))
    return ("\n\n" + "-" * 72 + "\n\n").join(parts).encode() + b"\n"


def _lines(scorecard: Scorecard, files: Iterable[Named], language: str) -> Iterator[str]:
    if scorecard.demonstration:
        yield gettext("DEMONSTRATION. The plan is real; everything else in these files is invented.")
        yield ""
    yield "Check My OGP"
    yield ". ".join(wording.text(language) for wording in (scorecard.member, scorecard.plan, scorecard.round_name))
    yield from _which(scorecard)
    yield ""
    yield gettext("The files:")
    yield from (f"  {name}: {holds}" for name, holds in files)
    yield ""
    yield _how(scorecard.method.version)
    yield "  python3 reproduce.py"
    yield "  Rscript reproduce.R"
    yield gettext(
        "Each prints what it found and ends with 1 where a figure differs. The Python script needs Python 3.9 or "
        "later, the R script base R, and neither needs anything else."
    )
    yield ""
    yield gettext(
        "In a spreadsheet, import the columns of milestone numbers as text: otherwise 1.10 becomes 1.1, or a date. A "
        "text that could be taken for a formula begins with an apostrophe."
    )
    yield ""
    yield gettext("Licence: CC BY 4.0, %(address)s", address=LICENCE)


def _how(version: int) -> str:
    if version == FIRST_METHOD:
        return gettext(
            "To compute the published figures again from ratings.csv, unpack all files into one folder and run one of:"
        )
    return gettext(
        "To compute every published figure again from what was said, unpack all files into one folder and run one of:"
    )


def _which(scorecard: Scorecard) -> Iterator[str]:
    if not scorecard.digest:
        yield gettext("Not published yet: replies and answers may still change these figures.")
        return
    yield gettext(
        "Version %(version)s, published on %(day)s.",
        version=scorecard.version,
        day=scorecard.published_on.isoformat(),
    )
    yield gettext("SHA-256 of the published scorecard: %(digest)s", digest=scorecard.digest)
