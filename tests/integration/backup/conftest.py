"""A place of the engine that a test runs on."""

from collections.abc import Generator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.factories.backups import Place, folder
from tests.plugins.databases import Databases


@pytest.fixture
def place(databases: Databases, tmp_path: Path) -> Generator[Place]:
    """Empty."""
    with databases.fresh() as address:
        on_a_server = make_url(address).drivername.startswith("postgresql")
        yield Place(address, address) if on_a_server else folder(tmp_path / "restored")
