"""A client that inspects every page it fetches, and fails when anything is wrong with one."""

import re
from collections import Counter
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from werkzeug.test import TestResponse

from tests.pages.markup import Element, Page, read
from tests.pages.translation import untranslated
from tests.plugins.reading import Reader

NEVER_A_WORD = re.compile(r"\b(?:Undefined|None|NaN)\b|\{\{|\}\}|\{%|%\(\w+\)[sd]|<(?:class|function|object) ")
"""What shows when a value is missing or a message was not filled in."""
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "for")
FIELDS = {"input", "select", "textarea"}
NO_LABEL_NEEDED = {"hidden", "submit", "button", "reset", "image"}
UNSAFE_POLICY = ("unsafe-inline", "unsafe-eval", "*", "http:", "https:", "data:")
FROM_NOTHING = ("default-src", "object-src", "base-uri", "frame-ancestors")
SAFE_REFERRER = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


class PageFault(AssertionError):
    """Everything that is wrong with a page."""


class Inspector(Reader):
    """Fetches pages as a reader does, and looks at each."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        # Read whole at once, so that a file that is sent is closed.
        response = super().open(*args, **{"buffered": True, **kwargs})
        address = f"{response.request.method} {response.request.path}?{response.request.query_string}"
        if found := list(problems(response)):
            raise PageFault(f"{address}\n- " + "\n- ".join(dict.fromkeys(found)))
        return response


def page(response: TestResponse) -> Page:
    """The page of an answer."""
    return read(response.text)


def problems(response: TestResponse) -> Iterator[str]:
    """One sentence for each thing that is wrong with an answer."""
    yield from header_problems(response, private=_is_private(response))
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        yield f"the answer is {response.status}"
    if HTTPStatus.MULTIPLE_CHOICES <= response.status_code < HTTPStatus.BAD_REQUEST:
        return
    packed = "Content-Encoding" in response.headers
    if response.mimetype == "text/html" and response.request.method != "HEAD" and not packed:
        yield from page_problems(read(response.text), _language(response))


def _is_private(response: TestResponse) -> bool:
    """Whether it belongs to somebody's account: signing in begins there, and takes a cookie."""
    return response.request.path.strip("/").split("/")[1:2] == ["account"]


def _language(response: TestResponse) -> str:
    first = response.request.path.strip("/").split("/")[0]
    return first if first in {"en", "mn"} else ""


def header_problems(response: TestResponse, *, private: bool = False) -> Iterator[str]:
    """One sentence for each header that is wrong or missing; only a private page may set a cookie."""
    headers = response.headers
    if "Set-Cookie" in headers and not private:
        yield f"a cookie is set: {headers['Set-Cookie']}"
    if headers.get("X-Content-Type-Options") != "nosniff":
        yield "browsers may guess the type of the answer"
    if headers.get("Referrer-Policy") not in SAFE_REFERRER:
        yield f"the address leaks to other sites: Referrer-Policy is {headers.get('Referrer-Policy')}"
    if (response.mimetype or "").startswith("text/") and "charset=utf-8" not in headers["Content-Type"].lower():
        yield "no header says in which characters the text is"
    policy = headers.get("Content-Security-Policy", "")
    if any(f"{name} 'none'" not in policy for name in FROM_NOTHING):
        yield "the content security policy does not start from nothing"
    yield from (f"the content security policy allows {word}" for word in UNSAFE_POLICY if word in policy.split())
    public = "public" in headers.get("Cache-Control", "")
    if public and (response.request.method not in {"GET", "HEAD"} or response.status_code not in {200, 304}):
        yield f"caches may keep the answer {response.status} to a {response.request.method}"
    if not public and "no-store" not in headers.get("Cache-Control", ""):
        yield "no header says whether caches may keep the answer"


def page_problems(page: Page, language: str = "") -> Iterator[str]:
    """One sentence for each thing that is wrong with a page; in no language named, the one it says is believed."""
    yield from page.faults
    said = [element.attributes.get("lang", "") for element in page.root.all("html")]
    if said != [language or "".join(said)] or said not in (["en"], ["mn"]):
        yield f"the page says that its language is {said}"
        return
    yield from _headings(page)
    yield from _references(page)
    yield from _fields(page)
    for element in page.root.walk():
        yield from _inline(element)
    yield from (f"comes from elsewhere: {address}" for address in page.resources() if not _own(address))
    yield from _leaks(page, said[0])
    yield from untranslated(page, said[0])


def _headings(page: Page) -> Iterator[str]:
    headings, titles = page.root.all("h1"), [title for title in page.root.all("title") if _of_the_page(title)]
    if len(headings) != 1:
        yield f"the page has {len(headings)} h1"
    elif len(titles) != 1 or not headings[0].text() or not titles[0].text().startswith(headings[0].text()):
        yield f"the title {[title.text() for title in titles]} does not start with the heading “{headings[0].text()}”"
    if len(page.root.all("main")) != 1:
        yield "the page has not exactly one main part"
    level = 0
    for heading in page.root.all("h1", "h2", "h3", "h4", "h5", "h6"):
        if int(heading.name[1]) > level + 1:
            yield f"a level of headings is left out before “{heading.text()}”"
        level = int(heading.name[1])


def _of_the_page(title: Element) -> bool:
    return title.parent is not None and title.parent.name == "head"


def _references(page: Page) -> Iterator[str]:
    ids = Counter(page.ids)
    yield from (f"the id {name} occurs {times} times" for name, times in sorted(ids.items()) if times > 1)
    for element in page.root.walk():
        wanted = [name for key in REFERENCES for name in element.attributes.get(key, "").split()]
        target = element.attributes.get("href", "")
        if target.startswith("#"):
            wanted.append(target[1:])
        yield from (f"{element.place()} points to #{name}, which is nowhere" for name in wanted if name not in ids)


def _fields(page: Page) -> Iterator[str]:
    labelled = {label.attributes.get("for") for label in page.root.all("label") if label.text()}
    for element in page.root.walk():
        if element.name not in FIELDS or element.attributes.get("type") in NO_LABEL_NEEDED:
            continue
        named = element.attributes.get("aria-label") or element.attributes.get("aria-labelledby")
        within = any(above.name == "label" and above.text() for above in element.ancestors())
        if not (named or within or element.attributes.get("id", "-") in labelled):
            yield f"{element.place()} has no label"


def _inline(element: Element) -> Iterator[str]:
    if element.name == "style" or (element.name == "script" and "src" not in element.attributes):
        yield f"{element.place()} stands in the page itself"
    for name, value in element.attributes.items():
        if name == "style" or name.startswith("on"):
            yield f"{element.place()} has the attribute {name}"
        if name in {"href", "src", "action", "formaction"} and urlsplit(value).scheme not in {"", "http", "https"}:
            yield f"{element.place()} leads to {value[:60]}"
    if element.name in {"form", "use"} and not _own(
        element.attributes.get("action") or element.attributes.get("href", "#")
    ):
        yield f"{element.place()} goes elsewhere"


def _own(address: str) -> bool:
    return address.startswith(("/", "#", "?")) and not address.startswith(("//", "/\\"))


def _leaks(page: Page, language: str) -> Iterator[str]:
    texts = [text for element, text in page.root.texts() if element.language() == language]
    values = [value for element in page.root.walk() for value in element.attributes.values()]
    # In English "None" is a level of the rubric; the Mongolian page of the same template shows whether a value leaked.
    known = {"None", "Undefined"} if language == "en" else set[str]()
    for text in (*texts, *values):
        if (found := NEVER_A_WORD.search(text)) and found[0] not in known:
            yield f"“{found[0]}” shows in: {' '.join(text.split())[:80]}"
