"""A stranger who saves what is public, as files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask

ROUNDS = ("xm-nap-1/first",)


def save(app: Flask, folder: Path) -> Path:
    """Everything that the chain's verifier compares, read in the context and the transaction that is entered."""
    folder.mkdir()
    for number, (_address, content) in enumerate(_public(app)):
        (folder / f"{number:03}.json").write_bytes(content)
    return folder


def _public(app: Flask) -> Iterator[tuple[str, bytes]]:
    address = "/api/v1/audit/entries"
    while address:
        content, page = _got(app, address)
        yield address, content
        address = page.get("next", "")
    yield "/api/v1/audit/head", _got(app, "/api/v1/audit/head")[0]
    for name in ROUNDS:
        content, round_ = _got(app, f"/api/v1/rounds/{name}")
        yield name, content
        if "registration" in round_:
            yield round_["registration"]["url"], _got(app, round_["registration"]["url"])[0]
        for version in round_.get("scorecards", []):
            yield version["url"], _got(app, version["url"])[0]


def _got(app: Flask, address: str) -> tuple[bytes, Any]:
    # A client would open a session of its own, which does not see what nobody has committed.
    with app.test_request_context(address):
        response = app.full_dispatch_request()
        assert response.status_code == 200, f"{address}: {response.status}"
        return response.get_data(), response.json
