"""Writes docs/security/asvs.md from the list and the markers: ``python -m tests.asvs``."""

from tests.asvs import page
from tests.asvs.markers import marks, sources
from tests.asvs.requirements import REVIEWED, read


def main() -> None:
    """Write the page anew."""
    requirements = read(REVIEWED.read_text(encoding="utf-8"))
    page.PAGE.write_text(page.written(requirements, list(marks(sources()))), encoding="utf-8")


if __name__ == "__main__":
    main()
