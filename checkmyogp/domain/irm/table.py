"""Reading OGP's commitments table for one plan: what its words say of each commitment, and what cannot be read.

Nothing is guessed. A row with anything wrong in it gives no code at all, and each mistake is named with its line.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum, unique

from checkmyogp.domain.irm.columns import COLUMNS, MARKS, SPECIFICITY, VERIFIABLE, Era, IrmColumn, folded
from checkmyogp.domain.irm.schemes import Coded, Mark, Scheme
from checkmyogp.domain.irm.table_file import Headings, Record, headings_of, records_of


@unique
class Wrong(StrEnum):
    """What can be wrong with a row."""

    FIELDS = "fields"
    """It has more or fewer fields than the header."""
    NO_IDENTIFIER = "no_identifier"
    UNKNOWN_IDENTIFIER = "unknown_identifier"
    """Of this plan, as the row says, or of none that is named; and no commitment has it."""
    OTHER_PLAN = "other_plan"
    """A commitment of this plan, which the row says to be of another."""
    TWICE = "twice"
    WORD = "word"
    """A word that the column does not have."""
    NUMBER = "number"
    """The number beside the word belongs to another word."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong with one row."""

    line: int
    """Where the row begins in the file, counted from 1; a field may hold line feeds."""
    wrong: Wrong
    column: str
    found: str
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What the table says to one question of one commitment."""

    line: int
    identifier: str
    scheme: Scheme
    said: Coded
    column: str


@dataclass(frozen=True, slots=True)
class Known:
    """The plan whose codes are read, and the others that this site knows."""

    plan: str
    """OGP's identifier of the plan; empty where it has none."""
    era: Era
    commitments: frozenset[str]
    """OGP's identifiers of its commitments."""
    of_other_plans: frozenset[str]


@dataclass(frozen=True, slots=True)
class TableReading:
    """Everything that was read, and everything that was not."""

    columns: tuple[str, ...]
    """Those that were read, as the file heads them."""
    passed_over: tuple[str, ...]
    """Those that were not."""
    findings: tuple[Finding, ...]
    mistakes: tuple[Mistake, ...]
    elsewhere: int
    """Rows of other plans."""
    empty: int
    """Fields of this plan's rows that say nothing at all."""

    @property
    def refused(self) -> tuple[int, ...]:
        """The lines of the rows that give no code."""
        return tuple(sorted({mistake.line for mistake in self.mistakes}))


def read(text: str, known: Known) -> TableReading:
    """Read a whole table for one plan.

    Raises:
        UnreadableTable: when the file as a whole cannot be read.
    """
    records = list(records_of(text))
    headings = headings_of(records, COLUMNS)
    rows, mistakes, elsewhere = _of_the_plan(headings, records[1:], known)
    read_ = [_Row(headings, row, known.era) for row in rows]
    return TableReading(
        columns=headings.read,
        passed_over=headings.passed_over,
        findings=tuple(finding for row in read_ if not row.mistakes for finding in row.findings),
        mistakes=tuple(
            sorted([*mistakes, *(mistake for row in read_ for mistake in row.mistakes)], key=lambda each: each.line)
        ),
        elsewhere=elsewhere,
        empty=sum(row.empty for row in read_),
    )


def _of_the_plan(
    headings: Headings, records: Sequence[Record], known: Known
) -> tuple[list[Record], list[Mistake], int]:
    """The rows of this plan, what is wrong with rows as such, and how many are of other plans."""
    rows: list[Record] = []
    mistakes: list[Mistake] = []
    elsewhere = 0
    for record in records:
        match _place(headings, record, known):
            case Mistake() as mistake:
                mistakes.append(mistake)
            case True:
                rows.append(record)
            case _:
                elsewhere += 1
    times = Counter(headings.identifier(row) for row in rows)
    mistakes += [
        Mistake(row.line, Wrong.TWICE, headings.identifier_header, headings.identifier(row))
        for row in rows
        if times[headings.identifier(row)] > 1
    ]
    return [row for row in rows if times[headings.identifier(row)] == 1], mistakes, elsewhere


def _place(headings: Headings, record: Record, known: Known) -> Mistake | bool:
    """Whether a row is of this plan, or why that cannot be told."""
    if len(record.fields) != headings.width:
        sizes = (str(headings.width),)
        return Mistake(record.line, Wrong.FIELDS, "", str(len(record.fields)), sizes)
    identifier, plan = headings.identifier(record), headings.plan(record)
    says_other = bool(plan) and bool(known.plan) and plan != known.plan
    if identifier in known.commitments:
        return Mistake(record.line, Wrong.OTHER_PLAN, headings.plan_header, plan, (known.plan,)) if says_other else True
    if says_other or identifier in known.of_other_plans:
        return False
    wrong = Wrong.UNKNOWN_IDENTIFIER if identifier else Wrong.NO_IDENTIFIER
    return Mistake(record.line, wrong, headings.identifier_header, identifier)


class _Row:
    """One row of this plan, read field by field."""

    def __init__(self, headings: Headings, record: Record, era: Era) -> None:
        self.findings: list[Finding] = []
        self.mistakes: list[Mistake] = []
        self.empty = 0
        self._headings, self._record, self._era = headings, record, era
        for column in headings.columns:
            self._read(column)

    def _read(self, column: IrmColumn) -> None:
        typed = self._headings.text(self._record, column)
        word = folded(typed)
        if not word:
            self.empty += 1
        elif word in MARKS:
            self._note(column, MARKS[word])
        elif word in column.words:
            self._check_number(column, word)
            self._note(column, column.words[word])
        else:
            allowed = (*dict.fromkeys(column.words), *MARKS)
            self.mistakes.append(self._mistake(Wrong.WORD, column, typed, allowed))

    def _note(self, column: IrmColumn, said: Coded) -> None:
        if isinstance(said, Mark) and not column.asked_in(self._era):
            return
        if column is VERIFIABLE and self._era is Era.EARLIER and self._has_specificity():
            # Where the IRM coded specificity it did not code this: the column then holds OGP's recoding of the other.
            return
        identifier = self._headings.identifier(self._record)
        scheme = column.schemes[self._era]
        self.findings.append(Finding(self._record.line, identifier, scheme, said, column.header))

    def _has_specificity(self) -> bool:
        return (
            SPECIFICITY in self._headings.columns
            and folded(self._headings.text(self._record, SPECIFICITY)) in SPECIFICITY.words
        )

    def _check_number(self, column: IrmColumn, word: str) -> None:
        beside = self._headings.number(self._record, column).removesuffix(".0")
        expected = (column.numbers or {}).get(column.words[word])
        if expected is not None and beside.isdecimal() and int(beside) != expected:
            self.mistakes.append(self._mistake(Wrong.NUMBER, column, f"{word} {beside}", (str(expected),)))

    def _mistake(self, wrong: Wrong, column: IrmColumn, found: str, allowed: tuple[str, ...]) -> Mistake:
        return Mistake(self._record.line, wrong, column.header, found, allowed)
