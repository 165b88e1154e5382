"""No public byte names anybody who takes part, at any time of a round."""

import base64
import uuid
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask, Response, request
from sqlalchemy import select

from checkmyogp.accounts.models import Person
from checkmyogp.api import documents
from checkmyogp.assessment.models import Draft
from checkmyogp.db import db
from checkmyogp.domain.canon import sha256
from checkmyogp.domain.identities import Office
from checkmyogp.snapshots import chain, content
from tests.factories import rounds
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_SQLITE_UNLESS_PROVED
from tests.plugins.proving import Proof, Scale
from tests.plugins.sites import assert_everything_holds, running
from tests.trust.clock import standing_at
from tests.trust.worlds import addresses, base, named
from tests.trust.worlds.looking import Eyes, Sight

pytestmark = ON_SQLITE_UNLESS_PROVED

HARNESS = "nobody is named"
AFTERWARDS = rounds.CLOSES + timedelta(days=50)


@dataclass(frozen=True, slots=True)
class Stage:
    """A moment of the round, and all that anybody could read then."""

    name: str
    sight: Sight
    marks: Mapping[bytes, str]

    @property
    def found(self) -> list[str]:
        """A line for each mark of a person in an answer, whether in capitals or not."""
        return [
            f"{self.name}: {kind} {path} holds {whose}"
            for (kind, path), answer in self.sight.items()
            for mark, whose in self.marks.items()
            if mark in (answer.body + repr(answer.headers).encode()).lower()
        ]


def marks(app: Flask) -> dict[bytes, str]:
    """What would lead to a person, however it is written, and what that is."""
    found = {named.SIGNATORY: "the name of a signatory", named.PHONE: "the name of a telephone"}
    found |= dict.fromkeys(_written(named.GUEST), "the address of a guest")
    with app.app_context():
        everybody = db.session.scalars(select(Person).order_by(Person.folded_address)).all()
        for somebody in everybody:
            found |= dict.fromkeys(_written(somebody.address), f"the address {somebody.address}")
            # An officer's key stands in the public chain beside what was done: it is random, and says nothing else.
            if somebody.office is not Office.OFFICER:
                found |= dict.fromkeys(_numbers(somebody.id), f"the key of {somebody.address}")
    return {mark.lower().encode(): whose for mark, whose in found.items()}


def _written(address: str) -> Iterator[str]:
    name, _, _ = address.partition("@")
    # As text, in a link, in JSON and in HTML the name is the same; the rest are disguises that hide nothing.
    yield from (name, sha256(address.encode()), base64.b64encode(address.encode()).decode().rstrip("="))


def _numbers(key: uuid.UUID) -> Iterator[str]:
    encoded = (base64.b64encode(key.bytes), base64.urlsafe_b64encode(key.bytes))
    yield from (str(key), key.hex, str(key.int), sha256(str(key).encode()), *(each.decode()[:22] for each in encoded))


def look(app: Flask, name: str, endpoints: Iterable[str], *, most: int) -> Stage:
    """Everything that these addresses answer anybody, in both languages."""
    parts = {**addresses.known(app), "version": ["1", "2"]}
    paths = [
        path
        for language in ("en", "mn")
        for path in addresses.paths(app, parts, endpoints, language=language, most=most)
    ]
    return Stage(name, Eyes(tuple(paths), 10).look(app, base.VISITOR), marks(app))


def tell(stages: Sequence[Stage]) -> tuple[int, list[str]]:
    """How much was read, and what was found in it."""
    return sum(len(stage.sight) for stage in stages), [line for stage in stages for line in stage.found]


@pytest.fixture
def unplayed(databases: Databases, empty_database: str) -> Generator[Flask]:
    """A site on which no round was played yet."""
    with databases.fresh(like=empty_database) as address, running(address) as app, standing_at(AFTERWARDS):
        yield app


@pytest.fixture
def played(databases: Databases, empty_database: str) -> Generator[Flask]:
    """A site on which the whole round was played; it is only read."""
    built = databases.built("named", named.build, on=empty_database)
    with running(built) as app, standing_at(AFTERWARDS):
        yield app


@pytest.mark.asvs("8.2.3", "15.3.1")
def test_a_whole_round_names_nobody(unplayed: Flask, scale: Scale, proof: Proof):
    app, stages = unplayed, list[Stage]()
    most = {"published": scale.of(8, addresses.ALL)}
    with app.app_context():
        for name in named.play():
            stages.append(look(app, name, addresses.public(app), most=most.get(name, scale.of(1, addresses.ALL))))
        assert_everything_holds()
    tried, found = tell(stages)

    proof.holds(HARNESS, tried=tried, found=found)


def a_contact(bug: pytest.MonkeyPatch) -> None:
    """The register's JSON says whom to write to."""
    registered = documents.registered

    def with_contact(entry: documents.RegisterEntry) -> documents.Document:
        lead = select(Person.address).where(Person.organisation == entry.organisation.key, Person.lead)
        return registered(entry) | {"contact": db.session.scalar(lead.order_by(Person.address))}

    bug.setattr(documents, "registered", with_contact)


def an_author(bug: pytest.MonkeyPatch) -> None:
    """The snapshot keeps who wrote each assessment."""
    scorecard = content.scorecard

    def with_authors(round_: content.Round, publication: content.Publication) -> Mapping[str, object]:
        authors = select(Draft.edited_by).where(Draft.round_id == round_.id).order_by(Draft.edited_by).distinct()
        return {**scorecard(round_, publication), "authors": list(db.session.scalars(authors))}

    bug.setattr(content, "scorecard", with_authors)


def a_whole_chain(bug: pytest.MonkeyPatch) -> None:
    """Every entry of the audit chain is shown in full."""
    bug.setattr(chain, "is_readable", lambda *_args, **_known: True)


def a_header(bug: pytest.MonkeyPatch) -> None:
    """A header for the people at the server says who reports for an agency, in a hash."""
    process = Flask.process_response

    def answer(app: Flask, response: Response) -> Response:
        if request.endpoint == "plans.index":
            reporter = select(Person.address).where(Person.office == Office.REPORTER).order_by(Person.address)
            response.headers["X-Trace"] = sha256(str(db.session.scalar(reporter)).encode())
        return process(app, response)

    bug.setattr(Flask, "process_response", answer)


@pytest.mark.parametrize("plant", [a_contact, a_whole_chain, a_header])
def test_a_page_with_a_name_is_caught(played: Flask, proof: Proof, plant: Callable[[pytest.MonkeyPatch], None]):
    with pytest.MonkeyPatch.context() as bug:
        plant(bug)
        endpoints = ["api.register", "api.audit_entries", "plans.index"]
        tried, found = tell([look(played, "published", endpoints, most=addresses.ALL)])

    proof.catches(HARNESS, str(plant.__doc__), tried=tried, found=found)


def test_a_scorecard_with_a_name_is_caught(unplayed: Flask, proof: Proof):
    with unplayed.app_context(), pytest.MonkeyPatch.context() as bug:
        an_author(bug)
        *_, last = named.play()
        tried, found = tell([look(unplayed, last, ["api.snapshot"], most=addresses.ALL)])

    proof.catches(HARNESS, str(an_author.__doc__), tried=tried, found=found)
