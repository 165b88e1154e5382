"""What might be done to the files of a scorecard before they are passed on, and what a script must then name."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.factories.exports import Row, cover_up, rewrite, rows_of, write


@dataclass(frozen=True, slots=True)
class PlantedChange:
    """One change, and what a script must say differs."""

    name: str
    apply: Callable[[Path], None]
    named: str
    covered_up: bool = True
    """Whether the numbers of rows and the sums are put right afterwards."""

    def plant(self, folder: Path) -> None:
        """Do it."""
        self.apply(folder)
        if self.covered_up:
            cover_up(folder)


def is_like(row: Row, where: Row) -> bool:
    """Whether a row has these cells."""
    return where.items() <= row.items()


def without(table: str, where: Row, folder: Path) -> None:
    """Leave out the rows that are so."""
    assert any(is_like(row, where) for row in rows_of(folder / table)), (table, where)
    rewrite(folder / table, lambda rows: [row for row in rows if not is_like(row, where)])


def twice(table: str, folder: Path) -> None:
    """Have the last row twice."""
    rewrite(folder / table, lambda rows: [*rows, rows[-1]])


def headings_alone(table: str, folder: Path) -> None:
    """Leave out every row."""
    rewrite(folder / table, lambda _: [])


def with_cells(table: str, where: Row, cells: Row, folder: Path) -> None:
    """Write other cells into the first row that is so."""
    rows = rows_of(folder / table)
    found = next(row for row in rows if is_like(row, where))
    assert not is_like(found, cells), (table, where, cells)
    found.update(cells)
    write(folder / table, rows, list(rows[0]))


def another_hash(folder: Path) -> None:
    """Write another sum of a file."""
    sums = folder / "SHA256SUMS"
    real = hashlib.sha256((folder / "figures.csv").read_bytes()).hexdigest()
    sums.write_text(sums.read_text(encoding="utf-8").replace(real, real[::-1]), encoding="utf-8")


def one_byte_more(name: str, folder: Path) -> None:
    """Add to a file, and leave its sum."""
    with (folder / name).open("ab") as file:
        file.write(b"\n")


def no_file(name: str, folder: Path) -> None:
    """Take a file away."""
    (folder / name).unlink()


def an_ngo_forgotten(ngo: str, folder: Path) -> None:
    """Leave out an NGO wherever anything was said of it, as if there had been none."""
    without("parties.csv", {"key": ngo}, folder)
    without("ratings.csv", {"party_key": ngo}, folder)


HEADLINE = {"criterion": "completion"}


def deletions(milestone: str, ngo: str) -> list[PlantedChange]:
    """A row is missing here or there, or stands there twice."""
    cell = {**HEADLINE, "milestone": milestone}
    rows = {
        "ratings.csv": ({**cell, "party_key": ngo}, f"ratings.csv completion {milestone} ngo {ngo}"),
        "verdicts.csv": (cell, f"verdicts.csv completion {milestone}"),
        "figures.csv": ({**HEADLINE, "figure": "alpha_low"}, "figures.csv completion alpha_low"),
        "figures_before_replies.csv": (
            {**HEADLINE, "figure": "one_ngo_high", "of": "aligned"},
            "figures_before_replies.csv completion one_ngo_high aligned",
        ),
        "commitment_figures.csv": (
            {**HEADLINE, "commitment": "1", "figure": "derived_level", "part": "strict", "of": "government"},
            "commitment_figures.csv completion 1 derived_level strict government",
        ),
        "kappa.csv": ({**HEADLINE, "one": "government", "other": f"ngo:{ngo}"}, f"completion government ngo:{ngo}"),
        "bands.csv": ({"band": "30"}, "mn-performance-bands 1 30"),
        "levels.csv": ({**HEADLINE, "value": "1"}, "levels.csv completion 1"),
        "method.csv": ({"name": "opening"}, "method.csv opening"),
        "codebook.csv": ({"file": "verdicts.csv", "column": "flip_number"}, "codebook.csv verdicts.csv flip_number"),
        "tables.csv": ({"table": "changes.csv"}, "tables.csv changes.csv"),
        "parties.csv": ({"key": ngo}, f"parties.csv ngo {ngo}"),
    }
    found = [
        PlantedChange(f"a row of {table} deleted", partial(without, table, where), named)
        for table, (where, named) in rows.items()
    ]
    return [
        *found,
        PlantedChange("a row of figures.csv twice", partial(twice, "figures.csv"), "there 2 times"),
        PlantedChange("an NGO forgotten", partial(an_ngo_forgotten, ngo), f"kappa.csv completion government ngo:{ngo}"),
    ]


def headers(tables: Sequence[str]) -> list[PlantedChange]:
    """A table has its headings alone."""
    return [
        PlantedChange(f"{table} with its headings alone", partial(headings_alone, table), table) for table in tables
    ]


def flags(milestone: str, ngo: str) -> list[PlantedChange]:
    """Something that is true or false is said the other way round."""
    cell = {**HEADLINE, "milestone": milestone}
    named = f"completion {milestone}"
    changes: list[tuple[str, Row, Row, str]] = [
        ("milestones.csv", {"milestone": milestone}, {"withdrawn": "true"}, named),
        ("milestones.csv", {"milestone": milestone}, {"due_ends": "2020-01-01"}, "figures.csv completion due"),
        ("parties.csv", {"key": ngo}, {"accredited": "false"}, f"parties.csv ngo {ngo} accredited"),
        ("ratings.csv", {**cell, "party_key": ngo}, {"recused": "true"}, f"ratings.csv {named} ngo {ngo} recused"),
        ("ratings.csv", {**cell, "party_key": ngo}, {"counting": "interested"}, f"verdicts.csv {named}"),
        ("levels.csv", {**HEADLINE, "value": "2"}, {"compared": "false"}, "levels.csv completion 2 compared"),
        ("verdicts.csv", {**cell, "fragile": "false"}, {"fragile": "true"}, f"{named} fragile"),
        ("verdicts.csv", {**HEADLINE, "split": "false"}, {"split": "true"}, "split"),
        ("verdicts.csv", {**HEADLINE, "at_top": "false"}, {"at_top": "true"}, "at_top"),
        ("changes.csv", {}, {"demonstration": "false"}, "changes.csv line 2 demonstration"),
        ("method.csv", {"name": "seed"}, {"value": "7"}, "method.csv seed"),
        ("method.csv", {"name": "quorum"}, {"value": "5"}, "verdicts.csv"),
        ("method.csv", {"name": "period_ends"}, {"value": "2020-01-01"}, "figures.csv completion due"),
    ]
    return [
        PlantedChange(
            f"{', '.join([*where.values(), *cells])} of {table} flipped", partial(with_cells, table, where, cells), said
        )
        for table, where, cells, said in changes
    ]


def sums() -> list[PlantedChange]:
    """A file is not what its sum says, or is not there."""
    return [
        PlantedChange("another hash", another_hash, "SHA256SUMS figures.csv", covered_up=False),
        *(
            PlantedChange(
                f"a byte more in {name}", partial(one_byte_more, name), f"SHA256SUMS {name}", covered_up=False
            )
            for name in ("README.txt", "keys.csv", "reproduce.R")
        ),
        PlantedChange("no commitments.csv", partial(no_file, "commitments.csv"), "commitments.csv", covered_up=False),
    ]


def a_cell_changed(table: str, place: int, column: str, row: Row) -> PlantedChange:
    """Another value in one cell of one row, of the kind that stands there, and the milestone or figure named."""
    cell = row[column]
    if cell in {"true", "false"}:
        other = "false" if cell == "true" else "true"
    elif cell.lstrip("-").replace(".", "", 1).isdigit():
        other = _another_number(cell)
    elif cell.startswith("["):
        other = cell.replace("[", "[0 ")
    else:
        other = "aligned" if cell != "aligned" else "not_reported"
    about = row.get("figure") or row.get("milestone") or row["other"]

    def apply(folder: Path) -> None:
        rows = rows_of(folder / table)
        rows[place][column] = other
        write(folder / table, rows, list(rows[0]))

    return PlantedChange(f"{column} of row {place} of {table}: {cell} made {other}", apply, about)


def _another_number(cell: str) -> str:
    """Another first digit: large enough a change for whoever computes in 53 bits."""
    sign = "-" if cell.startswith("-") else ""
    digits = cell.removeprefix("-")
    return sign + ("1" if digits[0] == "0" else str(int(digits[0]) - 1) if digits[0] != "1" else "2") + digits[1:]
