"""A page as a tree, read strictly: what a browser would silently repair is a fault here."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html.parser import HTMLParser

VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
NOT_IN_A_PARAGRAPH = frozenset(
    {"p", "ul", "ol", "dl", "div", "table", "section", "article", "nav", "form", "details", "blockquote", "pre"}
    | {f"h{level}" for level in range(1, 7)}
)
MAY_HOLD = {"ul": {"li"}, "ol": {"li"}, "tr": {"th", "td"}, "tbody": {"tr"}, "thead": {"tr"}, "dl": {"dt", "dd", "div"}}
ONLY_WITHIN = {"li": {"ul", "ol"}, "tr": {"tbody", "thead"}, "td": {"tr"}, "th": {"tr"}, "summary": {"details"}}
INTERACTIVE = frozenset({"a", "button"})


@dataclass(eq=False)
class Element:
    """One element with what is in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict[str, str])
    parent: "Element | None" = None
    children: "list[Element | str]" = field(default_factory=list["Element | str"])

    @cached_property
    def _below(self) -> "tuple[Element, ...]":
        """Kept, since nothing changes once a page is read and everything on it is looked for many times."""
        found: list[Element] = []
        waiting = [self]
        while waiting:
            element = waiting.pop()
            found.append(element)
            waiting += [child for child in reversed(element.children) if isinstance(child, Element)]
        return tuple(found)

    @cached_property
    def _by_name(self) -> "dict[str, list[Element]]":
        found: dict[str, list[Element]] = {}
        for element in self._below:
            found.setdefault(element.name, []).append(element)
        return found

    def walk(self) -> "Iterator[Element]":
        """This element and every one below it, in the order of the page."""
        return iter(self._below)

    def all(self, *names: str) -> "list[Element]":
        """Every element of these names, here and below."""
        if len(names) == 1:
            return list(self._by_name.get(names[0], ()))
        return [element for element in self._below if element.name in names]

    def of_class(self, name: str) -> "list[Element]":
        """Every element of this class, here and below."""
        return [element for element in self.walk() if name in element.attributes.get("class", "").split()]

    def ancestors(self) -> "Iterator[Element]":
        """Everything it is in, the innermost first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    @cached_property
    def _language(self) -> str:
        if "lang" in self.attributes or self.parent is None:
            return self.attributes.get("lang", "")
        return self.parent.language()

    def language(self) -> str:
        """The language its text is in."""
        return self._language

    @cached_property
    def _texts(self) -> "tuple[tuple[Element, str], ...]":
        found: list[tuple[Element, str]] = []
        for child in self.children:
            if isinstance(child, Element):
                found += child.texts()
            else:
                found.append((self, child))
        return tuple(found)

    def texts(self) -> "Iterator[tuple[Element, str]]":
        """Every piece of text below it, with the element that it stands in."""
        return iter(self._texts)

    def text(self) -> str:
        """Its words, with single spaces."""
        return " ".join("".join(text for _element, text in self.texts()).split())

    def links(self) -> list[str]:
        """Where its links lead, in order."""
        return [link.attributes["href"] for link in self.all("a") if "href" in link.attributes]

    def place(self) -> str:
        """Where it stands, for a message."""
        name = "".join(f"#{self.attributes[key]}" for key in ("id",) if key in self.attributes)
        return f"<{self.name}{name}>"


@dataclass
class Page:
    """A page as read, with everything that is wrong with the way it is written."""

    root: Element
    faults: list[str]

    @property
    def ids(self) -> list[str]:
        """Every id, also when it occurs again."""
        return [element.attributes["id"] for element in self.root.walk() if "id" in element.attributes]

    def by_id(self, name: str) -> Element:
        """The element of this id."""
        return next(element for element in self.root.walk() if element.attributes.get("id") == name)

    @property
    def main(self) -> Element:
        """What the page itself says, without header and footer."""
        return self.root.all("main")[0]

    @property
    def heading(self) -> str:
        """The text of its h1."""
        return self.root.all("h1")[0].text()

    def links(self) -> list[str]:
        """Where it leads, in order."""
        return self.root.links()

    def resources(self) -> list[str]:
        """What a browser fetches to show it."""
        fetched = [
            link.attributes["href"]
            for link in self.root.all("link")
            if link.attributes.get("rel") in {"stylesheet", "icon", "preload", "manifest"}
        ]
        return fetched + [element.attributes["src"] for element in self.root.walk() if "src" in element.attributes]


@lru_cache(maxsize=16)
def read(text: str) -> Page:
    """Read a page; one that was just read, for example to inspect it, is not read again."""
    reading = _Reading()
    reading.feed(text)
    reading.close()
    reading.finish()
    return Page(reading.root, reading.faults)


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.at = self.root
        self.faults: list[str] = []

    def handle_decl(self, decl: str) -> None:
        if decl.lower() != "doctype html":
            self.faults.append(f"an unexpected declaration: {decl}")
        elif self.root.children:
            self.faults.append("the declaration does not come first")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = self._placed(tag, attrs)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = self._placed(tag, attrs)
        if tag not in VOID and not any(above.name == "svg" for above in element.ancestors()):
            self.faults.append(f"<{tag}/> is closed in a way that HTML does not know")

    def handle_endtag(self, tag: str) -> None:
        if self.at.name == tag and self.at.parent:
            self.at = self.at.parent
        else:
            self.faults.append(f"</{tag}> closes nothing: {self.at.place()} is open")

    def handle_data(self, data: str) -> None:
        if self.at is not self.root:
            self.at.children.append(data)
            if data.strip() and self.at.name in MAY_HOLD:
                self.faults.append(f"text stands directly in {self.at.place()}: {data.strip()[:40]}")
        elif data.strip():
            self.faults.append(f"text outside of the page: {data.strip()[:40]}")

    def finish(self) -> None:
        if self.at is not self.root:
            self.faults.append(f"{self.at.place()} is never closed")

    def _placed(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        names = [name for name, _value in attrs]
        self.faults += [f"<{tag}> has {name} twice" for name in set(names) if names.count(name) > 1]
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.faults += _misplaced(element)
        self.at.children.append(element)
        return element


def _misplaced(element: Element) -> Iterator[str]:
    around = element.parent.name if element.parent else ""
    above = {each.name for each in element.ancestors()}
    allowed = element.name in MAY_HOLD.get(around, {element.name})
    if not allowed or around not in ONLY_WITHIN.get(element.name, {around}):
        yield f"{element.place()} stands directly in <{around}>"
    if element.name in NOT_IN_A_PARAGRAPH and "p" in above:
        yield f"{element.place()} stands in a paragraph"
    if element.name in INTERACTIVE and above & INTERACTIVE and "svg" not in above:
        yield f"{element.place()} stands in another link or button"
