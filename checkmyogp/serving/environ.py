"""From an ASGI scope to the WSGI environment that Flask reads."""

import sys
from collections.abc import Iterable, Mapping
from typing import IO, Any
from urllib.parse import unquote_to_bytes

JOINED_WITH = {"cookie": "; "}
ONCE = frozenset({"host", "content-length", "content-type"})
UNPREFIXED = {"content-length": "CONTENT_LENGTH", "content-type": "CONTENT_TYPE"}
NOT_PASSED_ON = frozenset({"transfer-encoding", "expect", "proxy"})
"""A body that has come whole has a length, whatever it came in; a header Proxy could pass for a setting."""


class Ambiguous(ValueError):
    """A header that may stand once and was sent twice: two programs could read two requests out of one."""


def headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """The headers by their names in lower case.

    A name with an underscore is left out: in the environment it could not be told from the one with a hyphen, and
    anybody could so set what only a proxy may.

    Raises:
        Ambiguous: when one that may stand once was sent twice.
    """
    found: dict[str, str] = {}
    for name, value in ((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in raw):
        if "_" in name:
            continue
        if name in found and name in ONCE:
            raise Ambiguous(name)
        found[name] = f"{found[name]}{JOINED_WITH.get(name, ',')}{value}" if name in found else value
    return found


def environ(scope: Mapping[str, Any], given: Mapping[str, str], body: IO[bytes], length: int) -> dict[str, Any]:
    """What WSGI wants to know of a request whose body is all there."""
    server, client = scope.get("server") or ("localhost", 80), scope.get("client") or ("", 0)
    path = scope.get("raw_path") or str(scope["path"]).encode()
    made: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path.partition(b"?")[0]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": str(server[0]),
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": str(client[0]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in ((name, value) for name, value in given.items() if name not in NOT_PASSED_ON):
        made[UNPREFIXED.get(name) or f"HTTP_{name.upper().replace('-', '_')}"] = value
    if length or "CONTENT_LENGTH" in made:
        made["CONTENT_LENGTH"] = str(length)
    return made
