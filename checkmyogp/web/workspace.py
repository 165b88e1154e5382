"""What somebody who has signed in finds at the top of each work page: links to what that person may do.

A feature offers its entry with ``offer`` when it is set up; only those whose rule lets the visitor through are shown.
"""

from dataclasses import dataclass

from flask import Flask, current_app, url_for
from flask_babel import LazyString

from checkmyogp.domain.identities import Identity
from checkmyogp.domain.permissions import Judgement, Permission, judge_actor


@dataclass(frozen=True, slots=True)
class Offer:
    """An entry of the work bar."""

    permission: Permission
    label: LazyString
    endpoint: str
    place: int


def offer(app: Flask, permission: Permission, label: LazyString, endpoint: str, *, place: int = 50) -> None:
    """Show a link to ``endpoint`` to whoever ``permission`` lets in; entries stand in the order of their places."""
    app.extensions.setdefault("workspace", []).append(Offer(permission, label, endpoint, place))


def links(identity: Identity) -> list[tuple[str, str]]:
    """The words and addresses of everything this visitor may go on to. A stale second factor hides nothing."""
    offers: list[Offer] = current_app.extensions.get("workspace", [])
    return [
        (str(entry.label), url_for(entry.endpoint))
        for entry in sorted(offers, key=lambda entry: (entry.place, entry.endpoint))
        if judge_actor(entry.permission, identity) in {Judgement.ALLOWED, Judgement.CONFIRM_FIRST}
    ]
