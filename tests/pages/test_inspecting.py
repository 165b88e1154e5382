"""The inspector itself: whatever can be wrong with a page is planted once, and must be reported."""

import pytest
from flask import Flask, make_response
from flask.typing import ResponseReturnValue

from checkmyogp.domain.permissions import Permission
from checkmyogp.web.access import access
from tests.pages.conftest import inspecting
from tests.pages.inspecting import PageFault, page_problems
from tests.pages.markup import read
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

SOUND = """<!doctype html>
<html lang="mn">
<head><title>Нүүр · Check My OGP</title><link rel="stylesheet" href="/static/site.css"></head>
<body><main id="content"><h1>Нүүр</h1><p lang="en">Read the method, see the plan</p>
<svg role="img" aria-labelledby="t"><title id="t">Зураг</title><use href="#content"/></svg>
<form action="/mn/verify"><label for="f">Файл</label><input id="f" type="file"></form>
<a href="#content">дээш</a></main></body>
</html>"""

FAULTS = [
    ("<h1>Нүүр</h1>", "", "0 h1"),
    ("<h1>Нүүр</h1>", "<h1>Нүүр</h1><h1>Нүүр</h1>", "2 h1"),
    ("<h1>Нүүр</h1>", "<h1>Өөр</h1>", "does not start with the heading"),
    ("<p lang", "<h3>Зураг</h3><p lang", "a level of headings is left out"),
    ('<main id="content">', '<main id="content"><p id="content">', "the id content occurs 2 times"),
    ("<p lang", '<p id="f">а</p><p lang', "the id f occurs 2 times"),
    ('<label for="f">Файл</label>', "", "has no label"),
    ('lang="mn"', 'lang="en"', "the page says that its language is"),
    ('lang="mn"', "", "the page says that its language is"),
    ("<p lang", '<p style="color:red" lang', "has the attribute style"),
    ("<p lang", '<p onclick="x()" lang', "has the attribute onclick"),
    ("<p lang", "<script>x()</script><p lang", "stands in the page itself"),
    ("<p lang", "<style>p{}</style><p lang", "stands in the page itself"),
    ("/static/site.css", "https://cdn.example/site.css", "comes from elsewhere"),
    ("/static/site.css", "//cdn.example/site.css", "comes from elsewhere"),
    ('href="#content">дээш', 'href="javascript:x()">дээш', "leads to javascript:"),
    ('action="/mn/verify"', 'action="https://elsewhere.example"', "goes elsewhere"),
    ('aria-labelledby="t"', 'aria-labelledby="u"', "points to #u, which is nowhere"),
    ('<use href="#content"/>', '<use href="#square"/>', "points to #square, which is nowhere"),
    ('<a href="#content">', '<a href="#gone">', "points to #gone, which is nowhere"),
    ("дээш", "None", "“None” shows"),
    ("дээш", "%(count)s үе шат", "“%(count)s” shows"),
    ('<p lang="en">', "<p>", "not marked as another language"),
    ("дээш", "Scorecards", "not translated"),
    ("дээш", "Доор: No plan has been loaded yet.", "not translated"),
    ("<p lang", "<div><p lang", "is open"),
    ("<p lang", "</div><p lang", "closes nothing"),
    ("<p lang", "<p><ul><li>а</li></ul></p><p lang", "stands in a paragraph"),
    ("<p lang", "<ul>а</ul><p lang", "text stands directly in"),
    ("<p lang", "<ul><p>а</p></ul><p lang", "stands directly in <ul>"),
    ("<p lang", '<a href="/mn/"><a href="/mn/">а</a></a><p lang', "stands in another link"),
    ("<p lang", '<p class="a" class="b" lang', "has class twice"),
    ("</html>", "", "is never closed"),
]


@pytest.mark.parametrize(
    ("old", "new", "reported"), FAULTS, ids=[reported + new[:20] for _old, new, reported in FAULTS]
)
def test_a_planted_fault_is_reported(old: str, new: str, reported: str):
    assert old in SOUND

    found = list(page_problems(read(SOUND.replace(old, new, 1)), "mn"))

    assert any(reported in problem for problem in found), found


def test_a_sound_page_is_not_reported():
    assert list(page_problems(read(SOUND), "mn")) == []


def test_mongolian_on_an_english_page_must_say_so():
    page = read(SOUND.replace('"mn"', '"en"').replace("дээш", "нэгдсэн сангийн тайлан"))

    found = list(page_problems(page, "en"))

    assert [problem for problem in found if "not marked" in problem] == [
        "not marked as another language, in <a>: нэгдсэн сангийн тайлан"
    ]


@access(Permission.READ)
def with_a_cookie() -> ResponseReturnValue:
    response = make_response(SOUND)
    response.set_cookie("seen", "1")
    return response


@access(Permission.READ)
def kept_though_refused() -> ResponseReturnValue:
    response = make_response(SOUND, 404)
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


@access(Permission.READ)
def failing() -> ResponseReturnValue:
    return SOUND, 503


@ON_SQLITE
@pytest.mark.alters
@pytest.mark.parametrize(
    ("view", "reported"),
    [(with_a_cookie, "a cookie is set"), (kept_though_refused, "caches may keep the answer 404"), (failing, "503")],
)
def test_a_planted_answer_is_reported(app: Flask, view: object, reported: str):
    app.add_url_rule("/mn/planted", view_func=view)  # pyright: ignore[reportArgumentType]

    with inspecting(app) as reader, pytest.raises(PageFault, match=reported):
        reader.get("/mn/planted")


@ON_SQLITE
@pytest.mark.alters
def test_an_answer_without_its_headers_is_reported(app: Flask):
    app.after_request_funcs.clear()
    app.add_url_rule("/mn/planted", view_func=lambda: SOUND)

    with inspecting(app) as reader, pytest.raises(PageFault) as found:
        reader.get("/mn/planted")

    for missing in ("browsers may guess", "the address leaks", "does not start from nothing", "may keep the answer"):
        assert missing in str(found.value)


@ON_SQLITE
def test_every_reader_of_these_pages_inspects_them_and_others_stay_plain(app: Flask):
    with inspecting(app) as reader:
        assert isinstance(reader, Reader)

    assert type(app.test_client()) is Reader
