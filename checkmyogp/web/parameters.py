"""Query parameters: known by name, one value each, or the address is refused."""

from collections.abc import Collection, Mapping

from flask import request

from checkmyogp.web.errors import UnreadableAddress


def chosen(allowed: Mapping[str, Collection[str]]) -> dict[str, str]:
    """The given parameters with their values.

    ``allowed`` maps each known parameter to its possible values.

    Raises:
        UnreadableAddress: for a parameter or a value that is not allowed, and for one given twice.
    """
    values: dict[str, str] = {}
    for name, given in request.args.lists():
        if name not in allowed:
            raise UnreadableAddress(shortened(name), ", ".join(allowed))
        if len(given) > 1 or given[0] not in allowed[name]:
            raise UnreadableAddress(shortened(f"{name}={given[-1]}"), ", ".join(allowed[name]))
        values[name] = given[0]
    return values


def shortened(text: str) -> str:
    """What somebody sent, short enough to be repeated to them."""
    longest = 60
    return text if len(text) <= longest else f"{text[:longest]}…"
