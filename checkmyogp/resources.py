"""Where templates, translations, migrations, settings and packs are, in a checkout and in an installed wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent

ROOT = PACKAGE if (PACKAGE / "templates").is_dir() else PACKAGE.parent
"""A wheel carries them inside the package; a checkout has them beside it."""

TEMPLATES = ROOT / "templates"
TRANSLATIONS = ROOT / "translations"
MIGRATIONS = ROOT / "migrations"
SETTINGS = ROOT / "config.py"
PACKS = PACKAGE / "packs"
VERIFIER = PACKAGE / "verifier" / "check_scorecard.py"
CHAIN_VERIFIER = PACKAGE / "verifier" / "check_chain.py"
"""The stand-alone verifiers that readers download: of scorecards, and of the audit chain and receipts."""
