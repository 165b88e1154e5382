"""What a reader may send to be checked: a scorecard as published, one altered, and something that is none."""

import json
from collections.abc import Callable, Mapping
from typing import Any

RUBBISH = b"This is no scorecard.\n"


def altered(published: bytes) -> bytes:
    """The same scorecard with one byte changed: the first milestone's verdict support counts one NGO more."""
    before, key, after = published.partition(b'"below":')
    assert key, "the snapshot has no support to change"
    changed = str((int(after[:1]) + 1) % 10).encode()
    return before + key + changed + after[1:]


def canonical(content: Any) -> bytes:
    """Plain content as a snapshot would write it."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


UPLOADS: Mapping[str, Callable[[bytes], bytes]] = {
    "published": lambda published: published,
    "altered": altered,
    "rubbish": lambda _published: RUBBISH,
}
"""For each kind of upload in tests/states.py, the file made from the published one."""
