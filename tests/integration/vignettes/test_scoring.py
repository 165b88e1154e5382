"""Vignettes of a round: chosen for a draft, scored once and before anything else, sealed until the close."""

import json
from typing import Any

import pytest
from flask import Flask

from checkmyogp.audit import queries as audit
from checkmyogp.db import db, keyring
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.db.upsert import Upserts
from checkmyogp.domain import canon
from checkmyogp.domain.identities import OPERATOR
from checkmyogp.domain.lifecycles import NotAccredited, RoundNotOpen
from checkmyogp.domain.rubrics import UnknownLevel
from checkmyogp.packs.services import Loaded
from checkmyogp.reporting.services import NotALead
from checkmyogp.rounds import services as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.vignettes import VignettesDoNotFit, frozen
from checkmyogp.rubrics import queries as rubrics
from checkmyogp.rubrics.vignettes import AnothersVignettes, VignettesDiffer, load_vignettes
from checkmyogp.snapshots import queries as scorecards
from checkmyogp.verification import invariants
from checkmyogp.verification.invariants import vignettes
from checkmyogp.vignettes import queries, services
from tests.factories import tampering
from tests.factories.answers import report, score
from tests.factories.packs import load
from tests.factories.people import identity
from tests.factories.rounds import CLOSES, DURING, OPENS, close, draft_round, terms
from tests.factories.seats import recovered, sitting
from tests.factories.velaria import VELARIA
from tests.factories.vignettes import (
    KNOWN,
    a_round_that_scored_them,
    agency_gave,
    load_set,
    ngo_gave,
    open_with_vignettes,
    tide,
    use,
)
from tests.integration.test_sealed_columns import dumped

pytestmark = pytest.mark.usefixtures("round_")


@pytest.fixture
def calibrated(round_: Round) -> Round:
    """An open round with vignettes that nobody has scored, beside one without any."""
    del round_
    return open_with_vignettes()


def registered(round_: Round) -> Any:
    """What the document of the opening says of vignettes."""
    assert round_.registration is not None
    return json.loads(round_.registration.content)["vignettes"]


def test_a_round_uses_none_unless_some_are_chosen(round_: Round):
    assert round_.vignettes is None
    assert registered(round_) == {"absent": "no_vignettes_in_this_round"}
    with pytest.raises(services.VignettesOff):
        ngo_gave(round_, "civic-lens", {"no-list": 0})


def test_they_can_be_switched_off_again_while_it_is_a_draft():
    round_ = draft_round(slug="drafted")
    use(round_)
    with unit_of_work(db.session):
        services.use_no_vignettes(round_=round_, actor=OPERATOR, now=OPENS)
        rounds.open_(round_=round_, actor=OPERATOR, now=OPENS)

    assert round_.vignettes is None
    assert registered(round_) == {"absent": "no_vignettes_in_this_round"}
    with pytest.raises(rounds.NotADraft):
        use(round_)
    assert not invariants.broken()


def test_a_draft_with_vignettes_is_discarded_with_them():
    round_ = draft_round(slug="drafted")
    use(round_)
    with unit_of_work(db.session):
        rounds.discard(round_=round_, actor=OPERATOR, now=OPENS)

    assert not invariants.broken()


def test_those_of_another_rubric_do_not_fit():
    load(VELARIA)
    round_ = draft_round(slug="drafted", plan_slug="ve-nap-1", rubric=("mast", 1))
    with pytest.raises(VignettesDoNotFit):
        use(round_)

    other = draft_round(slug="changed")
    use(other)
    mast = rubrics.rubric("mast", 1)
    assert mast is not None
    with unit_of_work(db.session):
        rounds.redraft(round_=other, rubric=mast, terms=terms(slug="changed"), actor=OPERATOR, now=OPENS)
    with pytest.raises(VignettesDoNotFit), unit_of_work(db.session):
        rounds.open_(round_=other, actor=OPERATOR, now=OPENS)


def test_the_opening_registers_a_digest_that_the_sealed_cases_give(calibrated: Round):
    kept = calibrated.vignettes
    assert kept is not None

    assert registered(calibrated) == {"key": "tide-completion", "version": 1, "number": 4, "digest": kept.digest}
    assert canon.sha256(kept.salt + kept.content) == kept.digest
    assert {each.key: each.level for each in frozen(kept)} == KNOWN


@pytest.mark.parametrize(("language", "words"), [("en", "4 cases: tide-completion"), ("mn", "4 тохиолдол: tide-comp")])
def test_the_page_of_what_was_registered_says_which(round_app: Flask, calibrated: Round, language: str, words: str):
    assert calibrated.vignettes is not None
    text = round_app.test_client().get(f"/{language}/rounds/xm-nap-1/calibrated/registration").text

    assert words in text
    assert calibrated.vignettes.digest in text
    assert "All boats are listed" not in text


def test_an_ngo_and_an_agency_score_them_once(calibrated: Round):
    given = ngo_gave(calibrated, "civic-lens", {"no-list": 0, "half-a-list": 2})
    agency_gave(calibrated, "treasury", KNOWN)

    assert queries.given_in(given) == {"no-list": 0, "half-a-list": 2}
    entries = audit.with_action(services.SCORED, f"{rounds.subject(calibrated)}/{given.receipt}")
    assert len(entries) == 1
    with pytest.raises(services.VignettesGiven):
        ngo_gave(calibrated, "civic-lens", KNOWN)
    with pytest.raises(services.VignettesGiven):
        agency_gave(calibrated, "treasury", KNOWN)
    assert not invariants.broken()


def test_they_are_scored_before_anything_else(calibrated: Round):
    score(calibrated, "open-ledger", m1_1=1)
    report(calibrated, "ministry-of-ports", "1.1", 2)

    with pytest.raises(services.VignettesTooLate):
        ngo_gave(calibrated, "open-ledger", KNOWN)
    with pytest.raises(services.VignettesTooLate):
        agency_gave(calibrated, "ministry-of-ports", KNOWN)


@pytest.mark.parametrize(
    ("scores", "refusal"),
    [
        pytest.param({}, services.UnknownVignette, id="none at all"),
        pytest.param({"a-bridge": 1}, services.UnknownVignette, id="no vignette of the round"),
        pytest.param({"no-list": 4}, UnknownLevel, id="no level of the scale"),
    ],
)
def test_what_is_not_on_the_form_is_refused(calibrated: Round, scores: dict[str, int], refusal: type[ValueError]):
    with pytest.raises(refusal):
        ngo_gave(calibrated, "civic-lens", scores)


def test_only_who_takes_part_scores_them_and_only_while_it_is_open(calibrated: Round):
    with pytest.raises(NotAccredited):
        ngo_gave(calibrated, "treasury", KNOWN)
    with pytest.raises(NotALead):
        agency_gave(calibrated, "civic-lens", KNOWN)
    with pytest.raises(RoundNotOpen):
        ngo_gave(calibrated, "civic-lens", KNOWN, now=CLOSES)


def test_a_recovered_seat_does_not_spend_the_only_time_there_is(round_app: Flask, calibrated: Round):
    sitting("open-ledger")
    somebody = identity(recovered(round_app, "open-ledger", now=DURING))

    with pytest.raises(services.FromARecoveredSeat):
        ngo_gave(calibrated, "open-ledger", KNOWN, actor=somebody)


def test_neither_known_levels_nor_scores_stand_readable_in_a_copy_of_the_database():
    round_ = a_round_that_scored_them()
    kept, given = round_.vignettes, queries.submissions(round_.id)
    assert kept is not None
    secrets = [b'"level":3', kept.salt, kept.salt.hex().encode(), *(row.content[-60:] for row in given)]
    secrets += [b'"half-a-list":1', *(row.salt + b"\x00" for row in given)]

    dump = b"\n".join(dumped())

    assert [secret for secret in secrets if secret in dump] == []
    assert kept.digest.encode() in dump


def test_their_receipts_are_among_those_that_the_close_commits_to(calibrated: Round):
    row = ngo_gave(calibrated, "civic-lens", KNOWN)
    score(calibrated, "civic-lens", m1_1=1)
    close(calibrated)

    assert row.receipt in scorecards.receipts(calibrated.id)
    assert scorecards.round_that_published(row.receipt) == calibrated


@pytest.mark.tampers
def test_verify_names_cases_that_are_no_longer_those_of_the_opening(calibrated: Round):
    assert not invariants.broken()
    kept = calibrated.vignettes
    assert kept is not None
    tampering.unlock()
    other = kept.content.replace(b'"level":3', b'"level":2')
    tampering.tamper(
        "update round_vignettes set content = :other", other=keyring.current().seal(other, "round_vignettes.content")
    )

    found = list(vignettes.of_opening(calibrated))

    tampering.lock()
    assert found == [
        "xm-nap-1/calibrated: its sealed vignettes no longer give the hash that was registered.",
        "xm-nap-1/calibrated: its vignettes are not those of the set that they were taken from.",
    ]


def test_a_known_version_never_changes_and_another_members_is_not_taken_over():
    load_set(tide())
    assert load_set(tide()) == Loaded(0, 0)
    for other in (tide({**KNOWN, "no-list": 1}), tide({"no-list": 0}), tide(words="in other words")):
        with pytest.raises(VignettesDiffer, match="give them a new version"):
            load_set(other)
    assert load_set(tide({"no-list": 0}, version=2)) == Loaded(2, 0)
    with pytest.raises(AnothersVignettes, match="another member, xm"), unit_of_work(db.session):
        load_vignettes(member="ve", content=tide({"no-list": 0}, version=3), upserts=Upserts())
