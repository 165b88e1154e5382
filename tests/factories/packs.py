"""Country packs to break, to amend and to load."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from checkmyogp import resources
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR
from checkmyogp.packs import pack as packs
from checkmyogp.packs import services
from checkmyogp.packs.pack import Unsound
from checkmyogp.packs.services import Loaded
from tests.checkout import ROOT

MONGOLIA = resources.PACKS / "mn"
EXAMPLIA = ROOT / "tests" / "packs" / "examplia"
LOADED_AT = datetime(2029, 6, 1, tzinfo=UTC)

FEES = "plans/xm-nap-1/commitment-1.toml"
BUDGET = "plans/xm-nap-1/commitment-2.toml"


def copy_of(pack: Path, folder: Path) -> Path:
    """A pack that may be edited."""
    return Path(shutil.copytree(pack, folder / pack.name))


def edit(pack: Path, file: str, old: str, new: str) -> None:
    """Change one place of one file of a pack."""
    path = pack / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def append(pack: Path, file: str, text: str) -> None:
    """Add to the end of a file of a pack."""
    with (pack / file).open("a", encoding="utf-8") as handle:
        handle.write(text)


def mistakes(pack: Path) -> list[str]:
    """Every line that `flask pack check` prints of a pack that is not sound."""
    try:
        packs.read(pack)
    except Unsound as refusal:
        return str(refusal).splitlines()
    return []


def load(pack: Path, *, now: datetime = LOADED_AT) -> Loaded:
    """Load a pack as `flask pack load` does."""
    content = packs.read(pack)
    with unit_of_work(db.session):
        return services.load(pack=content, actor=OPERATOR, now=now)
