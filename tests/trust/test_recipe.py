"""What nginx says and takes with the very file of the recipe, before a site that says little."""

import http.client
import re
import socket
import ssl
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from checkmyogp.web import headers
from tests.trust.killing.servers import free_port, until
from tests.trust.staying.attacking import Door
from tests.trust.staying.recipe import RECIPE, nginx

NAME = "ogp.example.org"
OWN_POLICY = "default-src 'none'; script-src 'self'"


class Page(BaseHTTPRequestHandler):
    """Answers with headers of its own."""

    def do_GET(self) -> None:
        self.send_response(200)
        for name, value in (("Content-Security-Policy", OWN_POLICY), ("Content-Length", "2")):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the library calls
        """Say nothing of it."""


@dataclass(frozen=True)
class House:
    """nginx before a site, with its log."""

    door: Door
    plain: int
    log: Path

    def answer(self, path: str, method: str = "GET") -> "Heard":
        """What nginx answers to a request that is encrypted."""
        connection = http.client.HTTPSConnection("127.0.0.1", self.door.port, context=believing_anybody(), timeout=8)
        return _heard(connection, path, method)

    def answer_in_the_clear(self, path: str) -> "Heard":
        """What it answers on the port for those who come in the clear."""
        return _heard(http.client.HTTPConnection("127.0.0.1", self.plain, timeout=8), path, "GET")


@dataclass(frozen=True)
class Heard:
    """A whole answer."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


def _heard(connection: http.client.HTTPConnection, path: str, method: str) -> Heard:
    with closing(connection):
        connection.request(method, path, headers={"Host": NAME, "Cookie": "a=secret"})
        with connection.getresponse() as answer:
            return Heard(answer.status, answer.headers, answer.read())


def believing_anybody() -> ssl.SSLContext:
    """Takes the certificate that the test has made."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


@contextmanager
def answering() -> Generator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join(8)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Generator[House]:
    """One for all: it is only asked."""
    folder, plain = tmp_path_factory.mktemp("recipe"), free_port()
    with answering() as site, nginx(folder, site, plain=plain) as door:
        yield House(door, plain, folder / "access.log")


@pytest.fixture(scope="module")
def empty_house(tmp_path_factory: pytest.TempPathFactory) -> Generator[House]:
    """nginx before nothing, so that it answers by itself."""
    folder, plain = tmp_path_factory.mktemp("recipe"), free_port()
    with nginx(folder, free_port(), plain=plain) as door:
        yield House(door, plain, folder / "access.log")


def spoken(house: House, context: ssl.SSLContext) -> tuple[str, str]:
    """The version and the cipher that both agree on."""
    with (
        socket.create_connection(("127.0.0.1", house.door.port), timeout=8) as plain,
        context.wrap_socket(plain, server_hostname=NAME) as encrypted,
    ):
        cipher = encrypted.cipher()
        return str(encrypted.version()), cipher[0] if cipher else ""


@pytest.mark.asvs("12.1.1", "12.2.1")
def test_the_newest_tls_is_spoken_and_no_old_one(house: House):
    old = believing_anybody()
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1

    with pytest.raises(ssl.SSLError):
        spoken(house, old)
    assert spoken(house, believing_anybody())[0] == "TLSv1.3"


@pytest.mark.asvs("12.1.2")
@pytest.mark.parametrize("weak", ["AES128-SHA", "ECDHE-ECDSA-AES256-SHA", "AES256-GCM-SHA384", "AES256-SHA256"])
def test_no_weak_cipher_is_taken_and_the_strongest_is_chosen(house: House, weak: str):
    def of_1_2(ciphers: str) -> ssl.SSLContext:
        context = believing_anybody()
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers(ciphers)
        return context

    with pytest.raises(ssl.SSLError):
        spoken(house, of_1_2(weak))
    both = of_1_2("ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384")
    assert spoken(house, both) == ("TLSv1.2", "ECDHE-ECDSA-AES256-GCM-SHA384")


@pytest.mark.asvs("3.4.1", "3.4.3", "3.4.4", "3.4.5", "3.4.6")
@pytest.mark.parametrize("path", ["/en/", "/static/site.css", "/static/nothing.css", "/static/"])
def test_what_nginx_answers_by_itself_says_what_the_site_does(empty_house: House, path: str):
    answer = empty_house.answer(path)

    assert answer.headers.get_all("Strict-Transport-Security") == [headers.ENCRYPTED_ONLY]
    assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert answer.headers.get_all("Referrer-Policy") == ["same-origin"]
    [policy] = answer.headers.get_all("Content-Security-Policy") or []
    assert set(policy.split("; ")) <= set(headers.CONTENT_SECURITY_POLICY.split("; "))
    assert "object-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_what_the_site_says_is_said_once(house: House):
    answer = house.answer("/en/")

    assert answer.headers.get_all("Content-Security-Policy") == [OWN_POLICY]
    assert answer.headers.get_all("Strict-Transport-Security") == [headers.ENCRYPTED_ONLY]
    assert "Cache-Control" not in answer.headers


@pytest.mark.asvs("4.1.1", "13.4.3", "13.4.4")
def test_files_are_served_and_folders_are_not(house: House):
    file, folder, traced = house.answer("/static/site.css"), house.answer("/static/"), house.answer("/en/", "TRACE")

    assert (file.status, file.headers["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert file.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert folder.status == 403
    assert traced.status == 405
    assert b"secret" not in traced.body


@pytest.mark.asvs("4.1.2", "12.2.1")
def test_in_the_clear_people_are_led_on_and_programs_are_refused(house: House):
    page, data = house.answer_in_the_clear("/en/plans"), house.answer_in_the_clear("/api/v1/plans")

    assert (page.status, page.headers["Location"]) == (301, f"https://{NAME}/en/plans")
    assert (data.status, data.headers["Location"]) == (403, None)


@pytest.mark.asvs("16.2.5")
@pytest.mark.parametrize("kind", ["invitation", "new-password", "new-address"])
def test_the_log_holds_no_link_that_lets_somebody_in(house: House, kind: str):
    house.answer(f"/en/account/{kind}/a-secret-link")
    house.answer_in_the_clear(f"/mn/account/{kind}/a-secret-link")
    house.answer(f"/en/plans?after={kind}")

    until(lambda: f"/en/plans?after={kind}" in house.log.read_text(), "writing the log")
    assert "a-secret-link" not in house.log.read_text()


@pytest.mark.asvs("13.2.5")
def test_nginx_asks_the_site_alone_and_reads_static_files_alone():
    recipe = RECIPE.read_text(encoding="utf-8")

    assert re.findall(r"^\s*server ([^{;]+);", recipe, flags=re.MULTILINE) == ["127.0.0.1:8000"]
    assert set(re.findall(r"proxy_pass ([^;]+);", recipe)) == {"http://checkmyogp"}
    assert [path.rpartition("/checkmyogp/")[2] for path in re.findall(r"(?:alias|root) ([^;]+);", recipe)] == [
        "static/"
    ]
