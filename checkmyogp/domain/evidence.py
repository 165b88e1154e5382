"""A piece of evidence: something a reader can open and check."""

from dataclasses import asdict, dataclass
from datetime import date
from urllib.parse import urlsplit

from checkmyogp.domain.canon import Plain


class NotALink(ValueError):
    """An address that is not a plain web address."""


WEB_ADDRESSES = ("https://", "http://")


def refuse_unless_link(url: str) -> None:
    """Stop at anything but a plain web address: a link opens in a reader's browser, where others could run code.

    Raises:
        NotALink: for any other address.
    """
    try:
        host = urlsplit(url).hostname
    except ValueError:
        host = ""
    if not url.startswith(WEB_ADDRESSES) or not host or any(char.isspace() for char in url):
        msg = f"{url!r} is not a web address; it must begin with https:// or http://"
        raise NotALink(msg)


@dataclass(frozen=True, slots=True)
class Undated:
    """The evidence carries no date."""


UNDATED = Undated()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A link, and enough about it to find the place again once the link is dead."""

    url: str
    title: str
    publisher: str
    published: date | Undated
    page: str
    """Where in it: a page, a paragraph, a timestamp; empty for the whole."""
    quotation: str
    """The words relied on; empty where there are none."""

    def __post_init__(self) -> None:
        refuse_unless_link(self.url)
        if not self.title.strip():
            msg = "evidence needs a title"
            raise ValueError(msg)

    @property
    def day(self) -> str:
        """The day it was published on, as YYYY-MM-DD; empty where that is not known."""
        return self.published.isoformat() if isinstance(self.published, date) else ""

    def plain(self) -> dict[str, Plain]:
        """As a snapshot keeps it; what is not known is left out."""
        known = {"url": self.url, "title": self.title, "publisher": self.publisher}
        if isinstance(self.published, date):
            known["published"] = self.published.isoformat()
        known |= {name: text for name, text in (("page", self.page), ("quotation", self.quotation)) if text}
        return dict(known)


@dataclass(frozen=True, slots=True)
class TypedEvidence:
    """One row of a form for evidence, whole or not."""

    url: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    """A day as 2025-03-31."""
    page: str = ""
    quotation: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed into it."""
        return not any(asdict(self).values())

    @property
    def is_whole(self) -> bool:
        """Whether a reader could find it."""
        return bool(self.url and self.title)

    def evidence(self) -> Evidence:
        """As what it is; only for a row that is whole."""
        published = date.fromisoformat(self.published) if self.published else UNDATED
        return Evidence(self.url, self.title, self.publisher, published, self.page, self.quotation)
