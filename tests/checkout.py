"""What belongs to the checkout, as against what was made in it."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]

MADE = {"__pycache__", "instance", "look", "build", "dist", "test-results"}
"""Folders that .gitignore names; hidden ones (.git, .venv, caches) are left out as well, but for .ci."""

NOT_TEXT = {".png", ".ico", ".woff2", ".pdf", ".xlsx", ".mo", ".pyc", ".xz"}


def files(root: Path = ROOT) -> Iterator[Path]:
    """Every file of the checkout, in order."""
    for path in sorted(root.iterdir()):
        if path.is_dir():
            if path.name == ".ci" or not (path.name in MADE or path.name.startswith(".")):
                yield from files(path)
        elif path.suffix != ".mo":
            yield path


def texts(root: Path = ROOT) -> Iterator[tuple[str, str]]:
    """The place in the checkout and the words of every file that has words."""
    for path in files(root):
        if path.suffix not in NOT_TEXT:
            yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
