"""Codes from OGP's commitments table: first what would change, then exactly that.

A preview is a value, not a row: it holds what each code would be and what stood when it was made. Whoever confirms it
hands it back, and it is imported as a whole or, when anything was recorded in between, not at all.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from checkmyogp.domain.identities import Identity
from checkmyogp.domain.irm import SCHEMES, Coded, CodingScheme, Scheme
from checkmyogp.domain.irm.columns import era_of
from checkmyogp.domain.irm.table import Finding, Known
from checkmyogp.irm import queries
from checkmyogp.irm.models import IrmCode
from checkmyogp.irm.services.codes import CodeChangedMeanwhile, CodeSource, record_code
from checkmyogp.plans.models import Commitment, Plan


@dataclass(frozen=True, slots=True)
class CodeChange:
    """One code that a table would add, or put in the place of another."""

    number: str
    """Of the commitment."""
    scheme: Scheme
    said: Coded
    place: str
    """The row and column of the table."""
    before: Coded | None
    seen: uuid.UUID | None
    """The code that stood when this was made, if one did."""

    @property
    def asked(self) -> CodingScheme:
        """The question, and whose it is."""
        return SCHEMES[self.scheme]


@dataclass(frozen=True, slots=True)
class Preview:
    """What importing would do."""

    added: tuple[CodeChange, ...]
    changed: tuple[CodeChange, ...]
    unchanged: int
    """Codes that the table says just as they stand."""

    @property
    def changes(self) -> tuple[CodeChange, ...]:
        """Everything that would be recorded."""
        return (*self.added, *self.changed)


def known_plan(plan: Plan) -> Known:
    """A plan, and the others of this site, as the table knows them."""
    return Known(
        plan=plan.ogp_id.upper(),
        era=era_of(plan.starts.year),
        commitments=frozenset(each.ogp_id.upper() for each in queries.top_commitments(plan.id) if each.ogp_id),
        of_other_plans=frozenset(each.upper() for each in queries.identifiers_elsewhere(plan.id)),
    )


def preview(plan: Plan, findings: Sequence[Finding]) -> Preview:
    """Set what a table says beside what is recorded. The source does not matter: the same code stays as it stands."""
    numbers = {each.ogp_id.upper(): each.number for each in queries.top_commitments(plan.id) if each.ogp_id}
    recorded = {(row.commitment.number, row.scheme): row for row in queries.standing_codes(plan.slug)}
    changes = [_change(numbers[each.identifier], each, recorded) for each in findings]
    return Preview(
        added=tuple(each for each in changes if each.seen is None),
        changed=tuple(each for each in changes if each.seen and each.before != each.said),
        unchanged=sum(each.before == each.said for each in changes),
    )


def _change(number: str, finding: Finding, recorded: Mapping[tuple[str, Scheme], IrmCode]) -> CodeChange:
    row = recorded.get((number, finding.scheme))
    place = f"{finding.identifier}, {finding.column}"
    return CodeChange(number, finding.scheme, finding.said, place, row.said if row else None, row.id if row else None)


def import_codes(
    *, plan: Plan, changes: Sequence[CodeChange], title: str, url: str, actor: Identity, now: datetime
) -> int:
    """Record exactly these changes, all or none; returns how many there are.

    Raises:
        ChangedMeanwhile: when a code was recorded or withdrawn after the preview was made.
    """
    commitments: Mapping[str, Commitment] = {each.number: each for each in queries.top_commitments(plan.id)}
    for change in changes:
        if change.number not in commitments:
            raise CodeChangedMeanwhile
        record_code(
            commitment=commitments[change.number],
            scheme=change.scheme,
            said=change.said,
            source=CodeSource(title, url, change.place),
            seen=change.seen,
            actor=actor,
            now=now,
        )
    return len(changes)
