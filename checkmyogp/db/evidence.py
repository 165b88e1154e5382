"""The columns that both an NGO's and an agency's evidence have."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from checkmyogp.db.base import Prose
from checkmyogp.domain.evidence import UNDATED, Evidence


def is_a_web_address() -> CheckConstraint:
    """The rule that a link is http or https, as a constraint of the table it is given to."""
    return CheckConstraint("url like 'http://%' or url like 'https://%'", name="url_is_a_web_address")


class EvidenceColumns:
    """A mixin: one piece of evidence."""

    __table_args__: ClassVar[Any]

    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    url: Mapped[Prose]
    title: Mapped[Prose]
    publisher: Mapped[Prose]
    published: Mapped[date | None]
    page: Mapped[Prose]
    quotation: Mapped[Prose]

    @property
    def evidence(self) -> Evidence:
        """As the domain knows it."""
        return Evidence(self.url, self.title, self.publisher, self.published or UNDATED, self.page, self.quotation)


def columns(evidence: Evidence) -> dict[str, Any]:
    """The values of these columns, but for the place."""
    return {
        "url": evidence.url,
        "title": evidence.title,
        "publisher": evidence.publisher,
        "published": evidence.published if isinstance(evidence.published, date) else None,
        "page": evidence.page,
        "quotation": evidence.quotation,
    }
