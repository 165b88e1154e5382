"""The files of a scorecard in a folder, to be changed by whoever knows how they hang together, and to be checked."""

import csv
import hashlib
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from flask import Flask

from checkmyogp.comparison.exporting import exported
from checkmyogp.domain.canon import canonical
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.snapshots.recomputation import is_revised, recomputed, recomputed_before_replies

PYTHON = (sys.executable, "reproduce.py")
R = ("Rscript", "reproduce.R")
SCRIPTS = (PYTHON, R) if shutil.which("Rscript") else (PYTHON,)
"""R is asked for where it is installed; nothing else of ours needs it."""

Row = dict[str, str]


def unpacked(app: Flask, snapshot: bytes, folder: Path) -> Path:
    """The export of a snapshot, in a folder."""
    with app.app_context():
        files = exported(Scorecard.of(snapshot, hashlib.sha256(snapshot).hexdigest()), ["en", "mn"])
    folder.mkdir(parents=True, exist_ok=True)
    for file in files.values():
        (folder / file.name).write_bytes(file.content)
    return folder


def figured(content: dict[str, Any]) -> bytes:
    """The content with the figures that the site computes from it, as it is frozen."""
    frozen: Any = content
    content["figures"] = recomputed(frozen)
    content.pop("figures_before_replies", None)
    if is_revised(frozen):
        content["figures_before_replies"] = recomputed_before_replies(frozen)
    return canonical(content)


def as_of_version_1(published: bytes, *, draws: int = 2000) -> bytes:
    """The same scores as a scorecard of form 2, whose figures follow from version 1 of the method."""
    content: dict[str, Any] = json.loads(published)
    content["schema"] = "check-my-ogp/scorecard/2"
    content["method"] = {"version": 1, "quorum": content["method"]["quorum"], "seed": 4, "draws": draws}
    del content["accredited"]
    for milestone in content["milestones"]:
        del milestone["recused"]
    return figured(content)


def run(script: Sequence[str], folders: Iterable[Path]) -> subprocess.CompletedProcess[str]:
    """What a script, which is taken from the first of them, says of all of these folders."""
    given = list(folders)
    command = [*script, *map(str, given)] if len(given) > 1 else list(script)
    return subprocess.run(
        command, cwd=given[0], capture_output=True, text=True, encoding="utf-8", timeout=600, check=False
    )


def differing(said: str) -> list[str]:
    """What is named as different, with single spaces."""
    return [" ".join(line.split()[1:]) for line in said.splitlines() if line.startswith("differs")]


def by_folder(said: str) -> dict[str, list[str]]:
    """The same for each of several folders, by the folder's name."""
    found: dict[str, list[str]] = {}
    for part in f"\n{said}".split("\nfolder ")[1:]:
        first, _, rest = part.partition("\n")
        found[Path(first.strip()).name] = differing(rest)
    return found


def rows_of(file: Path) -> list[Row]:
    """The rows of a table."""
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))


def write(file: Path, rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> None:
    """Write a table as the site does."""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    file.write_text(written.getvalue(), encoding="utf-8-sig", newline="")


def rewrite(file: Path, change: Callable[[list[Row]], list[Row]]) -> None:
    """Change the rows of a table."""
    rows = rows_of(file)
    columns = list(rows[0])
    write(file, change(rows), columns)


def sum_up(folder: Path) -> None:
    """Put the sums right, as whoever changes files on purpose does."""
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    kept = [name for name in (line.partition("  ")[2] for line in lines) if (folder / name).exists()]
    sums = [hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in kept]
    written = "".join(f"{digest}  {name}\n" for digest, name in zip(sums, kept, strict=True))
    (folder / "SHA256SUMS").write_text(written, encoding="utf-8")


def cover_up(folder: Path) -> None:
    """Put the numbers of rows right, and then the sums."""

    def recounted(rows: list[Row]) -> list[Row]:
        return [{**row, "rows": str(len(rows_of(folder / row["table"])))} for row in rows]

    rewrite(folder / "tables.csv", recounted)
    sum_up(folder)
