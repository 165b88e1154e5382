"""Puts the four top-level items that the application needs into the package of a wheel.

In a checkout `templates/`, `translations/`, `migrations/` and `config.py` stand beside the package, where people
look for them. An installed package has nothing beside it, so there they go inside; `checkmyogp.resources` finds
either. Translations are compiled on the way: a wheel is used by machines only.
"""

import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MOVED_INTO_THE_PACKAGE = ("templates", "migrations", "config.py")


class TopLevelItems(BuildHookInterface[BuilderConfig]):
    """Called by hatchling for a wheel."""

    PLUGIN_NAME = "custom"
    compiled: Path | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add to what goes into the wheel; an editable installation keeps using the checkout."""
        if version == "editable":
            return
        root = Path(self.root)
        included: dict[str, str] = build_data["force_include"]
        for name in MOVED_INTO_THE_PACKAGE:
            included[str(root / name)] = f"checkmyogp/{name}"
        self.compiled = Path(mkdtemp(prefix="checkmyogp-translations-"))
        compile_catalogues(root / "translations", self.compiled)
        included[str(self.compiled)] = "checkmyogp/translations"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        del version, build_data, artifact_path
        if self.compiled:
            shutil.rmtree(self.compiled)


def compile_catalogues(source: Path, target: Path) -> None:
    """Write the compiled form of each language's catalogue into the same place under `target`."""
    for catalogue in sorted(source.glob("*/LC_MESSAGES/*.po")):
        compiled = target / catalogue.relative_to(source).with_suffix(".mo")
        compiled.parent.mkdir(parents=True, exist_ok=True)
        with catalogue.open("rb") as readable, compiled.open("wb") as writable:
            write_mo(writable, read_po(readable, locale=catalogue.parts[-3]))
