"""Examplia's plan and its commitments, amended."""

import tempfile
from pathlib import Path

from tests.factories.packs import EXAMPLIA, FEES, append, copy_of, edit, load

PLAN = "plans/xm-nap-1/plan.toml"
REASON = 'on = 2030-03-01\nchange = "amended"\nreason = { en = "Decree 7", fr = "Décret 7", es = "Decreto 7" }\n'
NEW_TITLE = 'title = { en = "Open all harbours", fr = "Ouvrir les ports", es = "Abrir los puertos" }\n'


def amend_whole(pack: Path, file: str, named: str, *, dated: str = REASON) -> None:
    """Add a dated change to a plan, or to the commitment of this file."""
    append(pack, file, f"\n[[amendment]]\n{dated}{named}")


def amend_inner(pack: Path, file: str, number: str, named: str) -> None:
    """Add a dated change to a sub-commitment."""
    edit(pack, file, f'number = "{number}"\n', f'number = "{number}"\namendment = [{{ {_inline(REASON + named)} }}]\n')


def _inline(lines: str) -> str:
    return ", ".join(line for line in lines.splitlines() if line)


def load_amended() -> None:
    """Load Examplia once more, with its first commitment amended."""
    with tempfile.TemporaryDirectory() as folder:
        pack = copy_of(EXAMPLIA, Path(folder))
        amend_whole(pack, FEES, NEW_TITLE)
        load(pack)
