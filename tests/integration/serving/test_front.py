"""What stands between the network and the threads that answer."""

import asyncio
from dataclasses import replace

import pytest
from flask import Flask, request
from flask_babel import Babel

from checkmyogp.serving import Capacity, Front
from tests.integration.serving.asking import FORM, NEVER, Sender, ask, length, run, scope
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

BOUNDS = Capacity(seconds=0.05, largest=1000)


@pytest.fixture
def echo() -> Flask:
    """An application that says what it was given."""
    app = Flask("echo")
    app.config.update(LANGUAGES=["mn", "en"], DEFAULT_LANGUAGE="en")
    Babel(app)

    @app.route("/<path:path>", methods=["GET", "POST"])
    def answer(path: str) -> str:
        given = request.headers.get("X-Forwarded-For", "nothing")
        return f"{path}|{request.get_data(as_text=True)}|{given}|{request.headers.get('Cookie', '')}|{request.host}"

    return app


def test_a_body_is_whole_before_a_thread_is_taken(echo: Flask):
    sender = Sender([b"a=", b"1", b""], after=0.001)

    answer = ask(Front(echo, BOUNDS), "/form", FORM, length(3), method="POST", sender=sender)

    assert answer.text.split("|")[:2] == ["form", "a=1"]


def test_a_body_that_does_not_say_its_length_is_taken_in_pieces(echo: Flask):
    sender = Sender([b"a=", b"12"])

    answer = ask(Front(echo, BOUNDS), "/form", FORM, (b"transfer-encoding", b"chunked"), method="POST", sender=sender)

    assert answer.text.split("|")[1] == "a=12"


@pytest.mark.parametrize(
    ("language", "said"), [("en", "This took too long to arrive"), ("mn", "Хэт удаан хугацаанд ирлээ")]
)
def test_a_body_that_trickles_is_given_up_in_the_reader_s_language(app: Flask, language: str, said: str):
    sender = Sender([b"a"] * 100, after=0.02)
    front = Front(app, BOUNDS)

    answer = ask(front, f"/{language}/verify", FORM, length(100), method="POST", sender=sender)

    assert answer.status == 408
    assert said in answer.text
    assert answer.headers["connection"] == "close"
    assert answer.asked_for < 10


def test_a_line_that_is_slow_and_goes_on_is_waited_for(echo: Flask):
    sender = Sender([b"a" * 400] * 4, after=0.03)

    answer = ask(Front(echo, replace(BOUNDS, largest=2000)), "/form", FORM, length(1600), method="POST", sender=sender)

    assert answer.status == 200


@pytest.mark.asvs("5.2.1")
def test_a_body_that_announces_too_much_is_not_even_begun(app: Flask):
    answer = ask(Front(app, BOUNDS), "/en/verify", FORM, length(1001), method="POST")

    assert (answer.status, answer.asked_for) == (413, 0)
    assert "<h1>This file is too large</h1>" in answer.text


def test_a_body_that_grows_beyond_what_is_taken_is_given_up(echo: Flask):
    sender = Sender([b"a" * 600] * 50)

    answer = ask(Front(echo, BOUNDS), "/form", (b"transfer-encoding", b"chunked"), method="POST", sender=sender)

    assert answer.asked_for == 2


@pytest.mark.asvs("2.4.1")
def test_all_bodies_together_are_bounded(echo: Flask):
    front = Front(echo, replace(BOUNDS, seconds=1, bodies=1500))

    async def two() -> list[Sender]:
        senders = [Sender([b"a" * 1000], after=0.05), Sender([b"a" * 1000], after=0.05)]
        await asyncio.gather(
            *(front(scope("/form", FORM, length(1000), method="POST"), one.receive, one.send) for one in senders)
        )
        return senders

    assert [one.status for one in run(two())] == [200, 503]


def test_whoever_hangs_up_is_not_answered(echo: Flask):
    answer = ask(Front(echo, BOUNDS), "/form", FORM, length(9), method="POST", sender=Sender(hangs_up=True))

    assert answer.events == []


@pytest.mark.asvs("15.2.2")
def test_more_requests_than_can_wait_are_asked_to_come_back(echo: Flask):
    front = Front(echo, replace(BOUNDS, threads=1, waiting=0))
    begun = asyncio.Event()

    async def two() -> Sender:
        first, second = Sender(), Sender()
        one = asyncio.ensure_future(front(scope("/a"), first.receive, first.send))
        await asyncio.sleep(0)
        begun.set()
        await front(scope("/b"), second.receive, second.send)
        await one
        return second

    late = run(two())

    assert (late.status, late.headers["retry-after"]) == (503, "10")


def test_a_reader_who_does_not_read_is_let_go(echo: Flask):
    @echo.route("/large")
    def large() -> bytes:
        return b"a" * 500_000

    answer = ask(Front(echo, BOUNDS), "/large", sender=Sender(reads_for=NEVER))

    assert [event["type"] for event in answer.events] == ["http.response.start"]


@pytest.mark.asvs("4.2.1")
def test_two_names_of_a_site_are_refused(echo: Flask):
    assert ask(Front(echo, BOUNDS), "/a", (b"host", b"elsewhere.example")).status == 400


@pytest.mark.asvs("4.1.3")
def test_a_header_with_an_underscore_is_not_taken_for_one_with_a_hyphen(echo: Flask):
    answer = ask(Front(echo, BOUNDS), "/a", (b"x_forwarded_for", b"203.0.113.1"))

    assert answer.text.split("|")[2] == "nothing"


def test_cookies_in_several_headers_are_all_there(echo: Flask):
    answer = ask(Front(echo, BOUNDS), "/a", (b"cookie", b"a=1"), (b"cookie", b"b=2"))

    assert answer.text.split("|")[3] == "a=1; b=2"


def test_an_address_in_mongolian_arrives_as_it_was_typed(echo: Flask):
    front, sender = Front(echo, BOUNDS), Sender()
    asked = {**scope("/x"), "raw_path": b"/%D0%9E%D0%9D%D0%A5"}

    run(front(asked, sender.receive, sender.send))

    assert sender.text.startswith("ОНХ|")
