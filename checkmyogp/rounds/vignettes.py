"""The vignettes of a round: frozen at its opening with a salted digest, and read again once it is closed."""

import json
import secrets
from collections.abc import Sequence

from checkmyogp.db import db
from checkmyogp.domain import canon
from checkmyogp.domain.vignette_sets import Vignette
from checkmyogp.domain.wording import Wording
from checkmyogp.rounds.models import Round, RoundVignettes
from checkmyogp.rubrics import vignettes
from checkmyogp.rubrics.models import VignetteSetRow

SALT = 32
"""Bytes of chance in the digest."""


class VignettesDoNotFit(ValueError):
    """Vignettes that were written for another rubric version than that of the round."""

    def __init__(self, round_: Round, chosen: VignetteSetRow) -> None:
        super().__init__(
            f"The vignettes {chosen.key} version {chosen.version} were written for another rubric version than "
            f"{round_.rubric.key} version {round_.rubric.version}, by which {round_.slug} is scored."
        )


def refuse_unfit(round_: Round, chosen: VignetteSetRow) -> None:
    """Stop where the levels of the vignettes are not those that the round is scored on.

    Raises:
        VignettesDoNotFit: see there.
    """
    if chosen.rubric_id != round_.rubric_id:
        raise VignettesDoNotFit(round_, chosen)


def freeze(round_: Round) -> Sequence[RoundVignettes]:
    """Keep the chosen vignettes of a round that is being opened; one row, or none where they are off.

    Raises:
        VignettesDoNotFit: see there.
    """
    if round_.chosen_vignettes is None:
        return ()
    chosen = round_.chosen_vignettes.vignette_set
    refuse_unfit(round_, chosen)
    content, salt = sealed(chosen), _salt(round_)
    kept = RoundVignettes(
        round_id=round_.id,
        vignette_set_id=chosen.id,
        content=content,
        salt=salt,
        digest=canon.receipt(content, salt=salt),
    )
    db.session.add(kept)
    db.session.flush()
    db.session.expire(round_, ["vignettes"])
    return (kept,)


def _salt(round_: Round) -> bytes:
    """Of chance; of a demonstration the same each time, since anybody may know what it holds."""
    return b"demonstration of vignettes".rjust(SALT) if round_.demonstration else secrets.token_bytes(SALT)


def sealed(chosen: VignetteSetRow) -> bytes:
    """The canonical bytes that the digest is of: the cases with their known levels, in the order shown."""
    found = vignettes.as_domain(chosen)
    return canon.canonical(
        {"key": found.key, "version": found.version, "vignettes": [each.stored() for each in found.vignettes]}
    )


def frozen(row: RoundVignettes) -> tuple[Vignette, ...]:
    """The cases as they were at the opening, with their known levels."""
    return tuple(
        Vignette(each["key"], each["criterion"], each["level"], Wording.restored(each["text"]))
        for each in json.loads(row.content)["vignettes"]
    )
