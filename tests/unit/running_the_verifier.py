"""The stand-alone verifier of scorecards, found by its path as anybody would who downloads it, and run on a file."""

import importlib.util
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from checkmyogp.domain.canon import canonical
from tests.checkout import ROOT
from tests.unit.small_scorecards import Card, Place, other_value, replaced

PATH = ROOT / "checkmyogp" / "verifier" / "check_scorecard.py"


def loaded(path: Path) -> ModuleType:
    """The file at this path, as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


verifier = loaded(PATH)


@dataclass(frozen=True)
class Ran:
    """How the verifier ended, and what it said."""

    code: int
    out: str
    err: str


def run(*words: str, program: ModuleType = verifier) -> Ran:
    """The verifier, or another program, with these words on its command line."""
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = program.main(words)
    return Ran(code, out.getvalue(), err.getvalue())


def check(content: Card | bytes, *options: str, language: str = "en") -> Ran:
    """Write a scorecard, or any bytes, into a file and check it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "scorecard.json"
        file.write_bytes(content if isinstance(content, bytes) else canonical(content))
        return run(str(file), "--language", language, *options)


def verdict(raw: bytes, digest: str = "") -> str:
    """What the verifier comes to, in a word."""
    try:
        differences = verifier.check(raw, digest).differences
    except verifier.Unreadable as refusal:
        return f"refused: {verifier.REFUSALS[refusal.reason]}"
    return "does not hold" if differences else "holds"


def unnoticed(card: Card, places: Sequence[Place]) -> list[Place]:
    """Those of these figures that can be changed, one at a time, and the scorecard still holds."""
    return [at for at in places if verdict(canonical(replaced(card, at, other_value))) == "holds"]
