"""Prints the table as the application answers now, for somebody to review: ``python -m tests.trust.matrix``."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.plugins.databases import Sqlite
from tests.plugins.sites import migrate
from tests.trust.matrix import table, world
from tests.trust.matrix.driving import seated, seen
from tests.trust.matrix.running import at_work


def main() -> None:
    """Build a site of its own, ask for everything, print what came of it."""
    with TemporaryDirectory() as folder:
        address = Sqlite(Path(folder)).make("matrix")
        migrate(address)
        world.build(address)
        with at_work(address) as app, seated(app) as driver:
            answers = seen(driver, driver.cells())
    sys.stdout.write(table.written({cell: answer.word for cell, answer in answers.items()}))
    for answer in answers.values():
        sys.stderr.writelines(f"{fault}\n" for fault in answer.faults)


if __name__ == "__main__":
    main()
