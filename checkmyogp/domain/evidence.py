"""A piece of evidence: something a reader can open and check."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from checkmyogp.domain.canon import Plain


class NotALink(ValueError):
    """An address that is not a plain web address."""


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
        if not _is_a_web_address(self.url):
            msg = f"{self.url!r} is not a web address; it must begin with https:// or http://"
            raise NotALink(msg)
        if not self.title.strip():
            msg = "evidence needs a title"
            raise ValueError(msg)

    def plain(self) -> dict[str, Plain]:
        """As a snapshot keeps it; what is not known is left out."""
        known = {"url": self.url, "title": self.title, "publisher": self.publisher}
        if isinstance(self.published, date):
            known["published"] = self.published.isoformat()
        known |= {name: text for name, text in (("page", self.page), ("quotation", self.quotation)) if text}
        return dict(known)


def _is_a_web_address(url: str) -> bool:
    """Whether a browser may open it: anything but plain web addresses could run code there."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(char.isspace() for char in url)
