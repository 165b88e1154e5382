"""Whatever stands in any place of a file that is sent to be checked, the check answers and never breaks."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from checkmyogp.verification import checks
from tests.pages.inspecting import Inspector
from tests.pages.test_verifying import send
from tests.plugins.engines import ON_SQLITE
from tests.uploads import canonical

pytestmark = ON_SQLITE

WRONG: dict[str, Any] = {
    "null": None,
    "zero": 0,
    "no-words": "",
    "no-list": [],
    "no-table": {},
    "true": True,
    "negative": -1,
    "huge": 10**30,
    "half": 0.5,
    "text": "\u202e<script>",
}


def places(plain: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something stands in a snapshot; of a list's entries, those that have another shape than the ones before.

    Texts are not gone into, and neither are single figures: nothing is computed from them.
    """
    if at:
        yield at
    if len(at) > 1 and at[0] == "figures":
        return
    if isinstance(plain, dict):
        for key in plain if "en" not in plain else ():
            yield from places(plain[key], (*at, key))
    elif isinstance(plain, list):
        shapes: set[str] = set()
        for place, inner in enumerate(plain):
            shape = json.dumps(sorted(inner) if isinstance(inner, dict) else type(inner).__name__)
            if shape not in shapes:
                shapes.add(shape)
                yield from places(inner, (*at, place))


def changed(content: bytes, at: tuple[Any, ...], change: Callable[[Any, Any], None]) -> bytes:
    """The snapshot with one place of it changed."""
    plain: Any = json.loads(content)
    inner = plain
    for step in at[:-1]:
        inner = inner[step]
    change(inner, at[-1])
    return canonical(plain)


def crashes(app: Flask, content: bytes, change: Callable[[Any, Any], None]) -> list[str]:
    """The places where such a change breaks the check instead of getting an answer."""
    found: list[str] = []
    with app.test_request_context():
        for at in places(json.loads(content)):
            try:
                checks.of_bytes(changed(content, at, change))
            except checks.NotASnapshot:
                continue
            except Exception as error:  # noqa: BLE001 - whatever it is, a reader would get no answer
                found.append(f"{'.'.join(map(str, at))}: {error!r}")
    return found


@pytest.mark.parametrize("value", WRONG.values(), ids=WRONG)
def test_a_wrong_value_anywhere_is_answered(read_only_seeded_app: Flask, small_snapshot: bytes, value: Any):
    def replace(inner: Any, step: Any) -> None:
        inner[step] = value

    assert crashes(read_only_seeded_app, small_snapshot, replace) == []


def test_a_missing_value_anywhere_is_answered(read_only_seeded_app: Flask, small_snapshot: bytes):
    def remove(inner: Any, step: Any) -> None:
        del inner[step]

    assert crashes(read_only_seeded_app, small_snapshot, remove) == []


def test_a_planted_crash_is_reported(
    read_only_seeded_app: Flask, small_snapshot: bytes, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(checks, "recomputed", lambda _content: 1 // 0)

    found = crashes(read_only_seeded_app, small_snapshot, lambda _inner, _step: None)

    assert len(found) == len(list(places(json.loads(small_snapshot))))
    assert "ZeroDivisionError" in found[0]


def test_the_small_snapshot_itself_holds(reader: Inspector, small_snapshot: bytes):
    assert b"This scorecard holds" in send(reader, small_snapshot).data
    assert len(list(places(json.loads(small_snapshot)))) > 100
