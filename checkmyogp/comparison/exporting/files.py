"""All files of an export, each alone and all in one archive."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from flask_babel import LazyString, lazy_gettext

from checkmyogp.comparison.exporting import figures, method_2, plan
from checkmyogp.comparison.exporting.cells import ExportTable
from checkmyogp.comparison.exporting.codebook import KEYS, Explained, codebook, keys
from checkmyogp.comparison.exporting.columns import DEMONSTRATION
from checkmyogp.comparison.exporting.kappa import kappa
from checkmyogp.comparison.exporting.ratings import ratings
from checkmyogp.comparison.exporting.readme import readme
from checkmyogp.comparison.exporting.row_counts import row_counts
from checkmyogp.domain.canon import sha256
from checkmyogp.snapshots.reader import Scorecard

EVERYTHING = "everything.zip"
README = "README.txt"
SUMS = "SHA256SUMS"
SCRIPTS = Path(__file__).parent / "scripts"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The moment that every file of the archive bears: the earliest that the format knows."""
READABLE = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Contents:
    """What an export holds, by the version of the method that the scorecard was published under."""

    tables: tuple[Callable[[Scorecard], ExportTable], ...]
    keys: Sequence[Explained]
    scripts: Path
    scripts_compute: tuple[LazyString, LazyString]
    """What the Python script says that it does, and the R script."""


OF_VERSION_1 = Contents(
    tables=(
        ratings,
        figures.divergence,
        figures.reliability,
        kappa,
        plan.milestones,
        plan.commitments,
        plan.levels,
        plan.parties,
        plan.method,
    ),
    keys=KEYS,
    scripts=SCRIPTS,
    scripts_compute=(
        lazy_gettext("Computes the published figures again from ratings.csv, in Python."),
        lazy_gettext("Computes the published figures again from ratings.csv, in R."),
    ),
)
OF_VERSION_2 = Contents(
    tables=(
        method_2.ratings,
        plan.milestones,
        plan.commitments,
        plan.levels,
        method_2.parties,
        method_2.bands,
        method_2.method,
        method_2.vignettes,
        method_2.verdicts,
        method_2.figures,
        method_2.figures_before_replies,
        method_2.commitment_figures,
        method_2.changes,
        method_2.kappa,
    ),
    keys=method_2.KEYS,
    scripts=SCRIPTS / "method_2",
    scripts_compute=(
        lazy_gettext("Computes every published figure again from what was said, in Python."),
        lazy_gettext("Computes every published figure again from what was said, in R."),
    ),
)
CONTENTS = {1: OF_VERSION_1, 2: OF_VERSION_2}


@dataclass(frozen=True, slots=True)
class File:
    """One file of an export."""

    name: str
    holds: LazyString
    content: bytes

    @property
    def digest(self) -> str:
        """Its SHA-256."""
        return sha256(self.content)

    @property
    def kilobytes(self) -> int:
        """How large it is, rounded up."""
        return -(-len(self.content) // 1000)


def exported(scorecard: Scorecard, languages: Sequence[str]) -> Mapping[str, File]:
    """Every file by its name, the one to read first in front; the archive of all of them last."""
    contents = CONTENTS[scorecard.method.version]
    tables = [table(scorecard) for table in contents.tables]
    tables.append(keys(contents.keys, languages))
    tables.append(row_counts(tables))
    tables.insert(0, codebook(tables, languages))
    files = [File(table.name, table.holds, _labelled(table, scorecard).written()) for table in tables]
    files += [File(name, holds, (contents.scripts / name).read_bytes()) for name, holds in _scripts(contents)]
    first = lazy_gettext("What these files are, which scorecard they come from, and who may use them.")
    sums = lazy_gettext("A checksum of each file, as sha256sum writes and checks it.")
    named = [*((file.name, file.holds) for file in files), (SUMS, sums)]
    files.insert(0, File(README, first, readme(scorecard, named, languages)))
    files.append(File(SUMS, sums, "".join(f"{file.digest}  {file.name}\n" for file in files).encode()))
    archive = File(EVERYTHING, lazy_gettext("All of these files in one archive."), _packed(scorecard, files))
    return {file.name: file for file in (*files, archive)}


def _packed(scorecard: Scorecard, files: Sequence[File]) -> bytes:
    """The archive, in a folder named after the scorecard. It is not packed: how tightly depends on who packs."""
    folder = f"{scorecard.plan_slug}-{scorecard.round_slug}-{scorecard.version}"
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_STORED) as archive:
        for file in files:
            entry = ZipInfo(f"{folder}/{file.name}", EPOCH)
            entry.create_system = 3  # Unix, wherever it is made.
            entry.external_attr = READABLE
            archive.writestr(entry, file.content)
    return written.getvalue()


def _labelled(table: ExportTable, scorecard: Scorecard) -> ExportTable:
    """The table with the label of a demonstration in each row."""
    label = {DEMONSTRATION.name: scorecard.demonstration}
    return replace(table, columns=(DEMONSTRATION, *table.columns), rows=[{**label, **row} for row in table.rows])


def _scripts(contents: Contents) -> tuple[tuple[str, LazyString], ...]:
    in_python, in_r = contents.scripts_compute
    return ("reproduce.py", in_python), ("reproduce.R", in_r)
