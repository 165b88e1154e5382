"""The salts of a round's receipts, public once its scorecard is: whoever has both recomputes every receipt.

A receipt is of what somebody sealed, and all of that but the hour and the salt stands in the scorecard: what an NGO
answered first, what it declared, what agencies reported. So nothing else is told here. One thing can be sealed that the
scorecard does not say: a declared conflict with a milestone that the NGO then did not score. Of such a submission the
salt stays where it is, because whoever knew it could find the words by trying.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NotRequired, TypedDict

from sqlalchemy import select

from checkmyogp.assessment.models import Submission
from checkmyogp.db import db, keyring
from checkmyogp.domain.conflicts import DECLARABLE
from checkmyogp.plans import queries as plan_queries
from checkmyogp.reporting.models import ReportSubmission
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots.schema import FrozenScorecard
from checkmyogp.vignettes.models import VignetteSubmission

SALTS_1: Final = "check-my-ogp/salts/1"
ASSESSMENT: Final = "assessment"
REPORT: Final = "report"
VIGNETTES: Final = "vignettes"

NEVER_PUBLIC: Final = "holds_what_was_never_public"
NOT_KEPT: Final = "salt_not_kept"
"""Why a salt is withheld."""

Sealed = Submission | ReportSubmission | VignetteSubmission

KINDS: Mapping[type[Sealed], str] = {Submission: ASSESSMENT, ReportSubmission: REPORT, VignetteSubmission: VIGNETTES}


class OpenedReceipt(TypedDict):
    """What a receipt is made from besides the scorecard."""

    receipt: str
    kind: str
    organisation: str
    version: int
    submitted_at: str
    salt: str
    """In hexadecimal digits."""
    reports: NotRequired[list[list[str]]]
    """Of a report the milestones and criteria that it is on: an agency may report several times."""


class WithheldReceipt(TypedDict):
    """A receipt whose salt is not told, and the name of the reason."""

    receipt: str
    kind: str
    organisation: str
    reason: str


class ReplacedSubmissions(TypedDict):
    """How often an NGO submitted before its last time; what it said then was never public."""

    organisation: str
    submissions: int


class Salts(TypedDict):
    """Everything that is told of the receipts of one round, each list in the order of its first key."""

    schema: str
    plan: str
    round: str
    opened: list[OpenedReceipt]
    withheld: list[WithheldReceipt]
    replaced: list[ReplacedSubmissions]


def salts(round_: Round, card: FrozenScorecard) -> Salts:
    """The salts of a round that this scorecard was published of; the caller knows that it was."""
    with keyring.tolerating():
        assessments = _rows(Submission, round_)
        beside = [*_rows(ReportSubmission, round_), *_rows(VignetteSubmission, round_)]
    called = plan_queries.organisations({row.organisation_id for row in (*assessments, *beside)})
    standing = {row.organisation_id: row for row in assessments}
    found: Salts = {
        "schema": SALTS_1,
        "plan": round_.plan.slug,
        "round": round_.slug,
        "opened": [],
        "withheld": [],
        "replaced": _replaced((called[row.organisation_id].key, row.version - 1) for row in standing.values()),
    }
    for row in sorted((*standing.values(), *beside), key=lambda row: row.receipt):
        key = called[row.organisation_id].key
        if reason := _withheld(row, key, card):
            kind = KINDS[type(row)]
            found["withheld"].append({"receipt": row.receipt, "kind": kind, "organisation": key, "reason": reason})
        else:
            found["opened"].append(_opened(row, key))
    return found


def _rows(table: type[Sealed], round_: Round) -> Sequence[Sealed]:
    wanted = select(table).where(table.round_id == round_.id).order_by(table.organisation_id, table.version)
    return db.session.scalars(wanted).all()


def _replaced(earlier: Iterable[tuple[str, int]]) -> list[ReplacedSubmissions]:
    return [{"organisation": key, "submissions": number} for key, number in sorted(earlier) if number]


def _withheld(row: Sealed, key: str, card: FrozenScorecard) -> str:
    """Why the salt of this submission is not told; empty where it is."""
    if not (row.salt and row.content):
        return NOT_KEPT
    sealed = json.loads(row.content)
    return NEVER_PUBLIC if sealed.get("conflicts", []) != _published_conflicts(key, card, sealed) else ""


def _published_conflicts(key: str, card: FrozenScorecard, sealed: dict[str, object]) -> list[dict[str, str]]:
    """What the scorecard says that this NGO declared, as it would have sealed it; of an agency nothing."""
    if "conflicts" not in sealed:
        return []
    return [
        {
            "milestone": milestone["number"],
            "conflict": conflict["conflict"],
            "level": conflict["level"],
            "explanation": conflict.get("explanation", ""),
        }
        for milestone in card["milestones"]
        for assessment in milestone["assessments"]
        if assessment["rater"] == key
        for conflict in sorted(assessment["conflicts"], key=lambda each: each["conflict"])
        if conflict["conflict"] in DECLARABLE
    ]


def _opened(row: Sealed, key: str) -> OpenedReceipt:
    opened: OpenedReceipt = {
        "receipt": row.receipt,
        "kind": KINDS[type(row)],
        "organisation": key,
        "version": row.version,
        "submitted_at": json.loads(row.content)["submitted_at"],
        "salt": row.salt.hex(),
    }
    if isinstance(row, ReportSubmission):
        said = json.loads(row.content)["reports"]
        opened["reports"] = [[number, criterion] for number, of_it in said.items() for criterion in of_it]
    return opened
