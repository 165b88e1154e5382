"""From its opening on a round is shown in the words that it was opened with, whatever a pack corrects afterwards.

Two sites differ in one thing: on one of them a pack with every permitted correction was loaded, and a new country.
Every page, file and mail of every round must be the same on both, before and after the same steps, and both hold.
"""

import re
from collections.abc import Generator, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR
from checkmyogp.domain.wording import editorial
from checkmyogp.round_admin import services as officers
from checkmyogp.rounds import queries, services
from checkmyogp.rounds.models import Round, RoundMilestone
from checkmyogp.rounds.words.reader import ScoredCommitment, ScoredCriterion, ScoredCrosswalk, ScoredEdition
from checkmyogp.snapshots.models import ClosingExtract, Extract, Snapshot
from tests.factories import replying, rounds
from tests.factories.commands import done
from tests.factories.corrected_packs import corrected, neighbour
from tests.factories.packs import load
from tests.plugins.databases import Databases
from tests.plugins.proving import Proof, Scale
from tests.plugins.sites import running
from tests.trust.clock import Clock, standing_at
from tests.trust.worlds import addresses, base
from tests.trust.worlds.looking import Seen, letters, seen

ON_SQLITE = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""What a page shows differs in no way between the engines."""

HARNESS = "words of a round"
SHARE = 12
"""Of so many addresses one is looked at outside of a proof."""

OBSERVERS = (base.VISITOR, base.OWN_LEAD, base.OWN_REPORTER, base.RESEARCHER, base.OFFICER)
IN_BOTH_LANGUAGES = (base.VISITOR, base.OWN_LEAD)
WITHOUT_A_ROUND = (
    "api.scorecards", "assessment.index", "comparison.index", "replies.answer_index", "replies.closed_index",
    "replies.reply_index", "reporting.index", "rounds.index", "scorecards.front", "scorecards.index",
)  # fmt: skip
"""Pages that list rounds."""
PARTS = {
    "plan": ["xm-nap-1"],
    "round_": [base.OPEN, base.BESIDE, base.CLOSED, base.PUBLISHED],
    "number": ["1.1"],
    "agency": [base.AGENCY],
    "version": ["1"],
    "name": ["README.txt", "ratings.csv"],
}
DIGEST = re.compile(rb"\b[0-9a-f]{64}\b")
"""The audit chain has one entry more where a pack was loaded, so that its heads differ."""
OWN_LINE = re.compile(rb"[\w.-]+@example\.org.*?</p>")
"""Who is signed in for whom stands on every page, in the words of today: it is no part of a round."""


class Sites:
    """The site on which nothing was corrected, and the one on which everything was."""

    def __init__(self, plain: Flask, changed: Flask, clock: Clock) -> None:
        self.plain, self.changed, self.clock = plain, changed, clock

    def each(self) -> Iterator[Flask]:
        """One after the other, with its context entered."""
        for app in (self.plain, self.changed):
            with app.app_context():
                yield app

    def play(self) -> None:
        """Extend, close, reply, publish and correct on both."""
        for _app in self.each():
            open_, beside, closed, past = (_round(slug) for slug in PARTS["round_"])
            with unit_of_work(db.session):
                later = open_.closes_at + timedelta(days=1)
                reason = editorial(en="Power cut.")
                officers.extend(
                    round_=open_, closes_at=later, reason=reason, actor=rounds.ONE_OFFICER, now=self.clock.moment
                )
            rounds.close(beside, now=base.BESIDE_CLOSES)
            replying.reply(closed, base.OTHER_AGENCY, "2.1.1", now=base.NOW)
            rounds.publish(beside, now=base.BESIDE_CLOSES)
            rounds.publish(closed, now=closed.replies_until)
            rounds.correct(past, "A name was wrong.", now=closed.replies_until)


@pytest.fixture
def sites(databases: Databases, empty_database: str, tmp_path: Path) -> Generator[Sites]:
    built = databases.built("worlds", base.build, on=empty_database)
    with ExitStack() as stack:
        clock = stack.enter_context(standing_at(base.NOW))
        plain, changed = (
            stack.enter_context(running(stack.enter_context(databases.fresh(like=built)))) for _site in range(2)
        )
        both = Sites(plain, changed, clock)
        for _app in both.each():
            # A draft follows the pack; that is tested elsewhere.
            with unit_of_work(db.session):
                services.discard(round_=_round(base.DRAFT), actor=OPERATOR, now=base.NOW)
        with changed.app_context():
            (tmp_path / "beside").mkdir()
            assert load(corrected(tmp_path), now=base.NOW).changed
            assert load(neighbour(tmp_path / "beside"), now=base.NOW).added
        yield both


def _round(slug: str) -> Round:
    found = queries.round_at("xm-nap-1", slug)
    assert found is not None
    return found


def pages(app: Flask, observer: base.Observer, *, share: int) -> list[str]:
    """The addresses of rounds, and of pages that list rounds, that open for this observer; one in so many is tried."""
    of_rounds = {rule.endpoint for rule in app.url_map.iter_rules() if "round_" in rule.arguments}
    reader, wanted = base.browser(app, observer), sorted({*of_rounds, *WITHOUT_A_ROUND})
    spoken = ("en", "mn") if observer in IN_BOTH_LANGUAGES else ("en",)
    found = sorted({path for language in spoken for path in addresses.paths(app, PARTS, wanted, language=language)})
    # Observers begin at different places, so that together they see more kinds of pages.
    tried = found[OBSERVERS.index(observer) % share :: share]
    return [path for path in tried if reader.get(path, buffered=True).status_code == HTTPStatus.OK]


def found_on(sites: Sites, paths: Mapping[base.Observer, list[str]]) -> list[str]:
    """A line for each page that is not the same on both sites."""
    return [
        f"{observer.name}: {path}: {one.differs_from(other)}"
        for observer, opened in paths.items()
        for path in opened
        for one, other in [[_looked_at(app, observer, path) for app in (sites.plain, sites.changed)]]
        if one != other
    ]


def _looked_at(app: Flask, observer: base.Observer, path: str) -> Seen:
    found = seen(base.browser(app, observer).get(path, buffered=True), _unchained)
    return replace(found, headers=())  # One of them is the length, in which the visitor's own line counts.


def _unchained(body: bytes) -> bytes:
    return OWN_LINE.sub(b"", DIGEST.sub(b"#", body))


def kept(app: Flask) -> list[tuple[object, ...]]:
    """The bytes of everything that was frozen, but for what the chain says."""
    with app.app_context():
        rows = [
            *db.session.execute(select(Round.slug, ClosingExtract.criterion, ClosingExtract.content).join(Round)),
            *db.session.execute(
                select(Round.slug, Extract.version, Extract.criterion, Extract.content).join(
                    Round, Round.id == Extract.round_id
                )
            ),
            *db.session.execute(select(Round.slug, Snapshot.version, Snapshot.content).join(Round)),
        ]
    return sorted((tuple(row) for row in rows), key=repr)


@ON_SQLITE
def test_a_corrected_pack_changes_no_page_no_file_and_no_mail_of_a_round(sites: Sites, scale: Scale, proof: Proof):
    share = scale.of(SHARE, 1)
    found, tried = _differing(sites, share=share)
    assert done(sites.changed, "verify")

    sites.play()
    sites.clock.pass_(timedelta(hours=1))

    found_later, tried_later = _differing(sites, share=share)
    assert kept(sites.plain) == kept(sites.changed)
    posted = [letters(app, but_to=(), normalise=_unchained) for app in (sites.plain, sites.changed)]
    assert posted[0] == posted[1]
    assert done(sites.changed, "verify")
    proof.holds(HARNESS, tried=tried + tried_later, found=found + found_later)


def _differing(sites: Sites, *, share: int) -> tuple[list[str], int]:
    opened = {observer: pages(sites.plain, observer, share=share) for observer in OBSERVERS}
    return found_on(sites, opened), sum(map(len, opened.values()))


FAULTS = {
    "plan_title": property(lambda round_: round_.plan.title),
    "member_name": property(lambda round_: round_.plan.member.name),
    "time_zone": property(lambda round_: round_.plan.member.time_zone),
    "criteria": property(lambda round_: [ScoredCriterion.of_row(row) for row in round_.rubric.criteria]),
    "name_of": lambda _round, organisation: organisation.name,
    "crosswalk": lambda _round, version: ScoredCrosswalk.of_row(version),
}
OF_A_MILESTONE = {
    "scored": property(lambda pinned: ScoredEdition.of_row(pinned.edition, None)),
    "commitment": property(lambda pinned: ScoredCommitment.of_row(pinned.milestone.commitment)),
}


@ON_SQLITE
def test_each_word_that_is_read_from_the_row_of_today_is_found(sites: Sites, proof: Proof):
    places = ("closed/xm-nap-1/closed", "closed/xm-nap-1/closed/1.1", "report/xm-nap-1/first/1.1")
    paths = {
        base.OWN_REPORTER: [f"/{language}/{place}" for language in ("en", "mn") for place in places],
        base.VISITOR: ["/en/rounds/xm-nap-1/first", "/mn/rounds/xm-nap-1/first"],
    }

    for owner, faults in ((Round, FAULTS), (RoundMilestone, OF_A_MILESTONE)):
        for name, fault in faults.items():
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(owner, name, fault)
                found = found_on(sites, paths)
                proof.catches(HARNESS, f"{name} is read from the row of today", tried=len(paths), found=found)
