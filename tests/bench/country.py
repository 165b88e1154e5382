"""A country with as many commitments, milestones and NGOs as one likes, as a pack and as a round that has closed."""

import random
import uuid
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import insert

from checkmyogp.assessment.models import Score, Submission
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.canon import sha256
from checkmyogp.domain.scales import Confidence
from checkmyogp.reporting.models import SelfReport
from checkmyogp.rounds import queries
from checkmyogp.rounds.models import Round
from tests.factories.packs import load
from tests.factories.rounds import DURING, close, open_round, organisation

PLAN = "xl-nap-1"
REASON = "We read the list that the ministry published and compared it with last year's. " * 2
SCALE = (0, 1, 2, 3)


def criteria(count: int) -> list[str]:
    """The keys of the rubric's criteria; the first is the one of the headline."""
    return ["completion", *(f"criterion_{number}" for number in range(2, count + 1))][:count]


def pack(folder: Path, *, commitments: int, milestones: int, ngos: int, asked: int) -> Path:
    """The files of a pack in which each of ``commitments`` has ``milestones``."""
    files = {
        "member.toml": 'code = "xl"\nogp_code = "EXL"\nlanguages = ["en"]\nname = { en = "Largia" }\n',
        "organisations.toml": "".join(_organisations(ngos)),
        "rubrics/wide-1.toml": "".join(_rubric(asked)),
        f"plans/{PLAN}/plan.toml": f'slug = "{PLAN}"\nogp_id = ""\nnumber = 1\ntitle = {{ en = "A large plan" }}\n'
        'period = { printed = "2029-2031" }\ncurrent = true\n[translations]\nen = "official"\n',
    }
    files |= {
        f"plans/{PLAN}/commitment-{number}.toml": "".join(_commitment(number, milestones))
        for number in range(1, commitments + 1)
    }
    files["member.toml"] += '[translations]\nen = "official"\n'
    for name, text in files.items():
        path = folder / "xl" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "xl"


def _organisations(ngos: int) -> Iterator[str]:
    yield '[translations]\nen = "official"\n'
    bodies = [("agency", "government"), *((f"ngo-{number:03}", "civil_society") for number in range(1, ngos + 1))]
    for key, sector in bodies:
        yield f'[[organisation]]\nkey = "{key}"\nname = {{ en = "{key}" }}\n'
        yield f'sector = "{sector}"\nkind = "body"\naliases = []\n'


def _rubric(asked: int) -> Iterator[str]:
    yield 'key = "wide"\nversion = 1\n'
    for key in criteria(asked):
        yield f'[[criterion]]\nkey = "{key}"\nname = {{ en = "{key}" }}\nquestion = {{ en = "How much of {key}?" }}\n'
        yield 'compared = true\nevidence_from = "level_3"\n'
        for value in SCALE:
            yield f'[[criterion.level]]\nvalue = {value}\nkey = "level_{value}"\n'
            yield f'name = {{ en = "Level {value}" }}\ndescriptor = {{ en = "It is at level {value}." }}\n'


def _commitment(number: int, milestones: int) -> Iterator[str]:
    yield f'number = "{number}"\nogp_id = ""\ntitle = {{ en = "Commitment {number}" }}\n'
    yield 'period = { printed = "2029-2031" }\nleads = ["agency"]\nanswer = []\n[translations]\nen = "official"\n'
    yield "[supporting]\ngovernment = []\ncivil_society = []\nother = []\n"
    for place in range(1, milestones + 1):
        yield f'[[milestone]]\nnumber = "{number}.{place}"\ntitle = {{ en = "Step {place} of {number}" }}\n'
        yield 'text = { en = "Do what was promised." }\noutputs = []\ndue = { printed = "2030" }\n'
        yield 'leads = ["agency"]\nsupporting = { government = [], civil_society = [], other = [] }\n'


def closed_round(folder: Path, *, commitments: int, milestones: int, ngos: int, asked: int) -> Round:
    """A closed round in which every NGO scored every milestone on every criterion, and the agency reported."""
    load(pack(folder, commitments=commitments, milestones=milestones, ngos=ngos, asked=asked))
    keys = tuple(f"ngo-{number:03}" for number in range(1, ngos + 1))
    round_ = open_round(plan_slug=PLAN, rubric=("wide", 1), ngos=keys)
    speak(round_, keys, asked=asked)
    close(round_)
    return round_


def speak(round_: Round, ngos: tuple[str, ...], *, asked: int) -> None:
    """Everybody says something, written as rows: sealing each submission is not what is measured."""
    draw = random.Random(2029)  # noqa: S311 - the same scores in every run
    pinned = [entry.milestone_id for entry in queries.pinned(round_.id)]
    ids = [organisation(key).id for key in ngos]
    agency = organisation("agency").id
    with unit_of_work(db.session):
        db.session.execute(
            insert(Submission),
            [
                {
                    "round_id": round_.id,
                    "organisation_id": key,
                    "version": 1,
                    "content": b"{}",
                    "salt": key.bytes,
                    "receipt": sha256(key.bytes),
                    "submitted_at": DURING,
                }
                for key in ids
            ],
        )
        db.session.execute(insert(Score), [_score(round_.id, *where, draw) for where in _places(pinned, ids, asked)])
        db.session.add_all(
            SelfReport(
                round_id=round_.id,
                milestone_id=milestone,
                organisation_id=agency,
                criterion=criterion,
                sequence=1,
                level=draw.choice(SCALE),
                narrative=REASON,
                language="en",
                submitted_at=DURING,
            )
            for milestone in pinned
            for criterion in criteria(asked)
        )


def _places(pinned: list[uuid.UUID], ngos: list[uuid.UUID], asked: int) -> Iterator[tuple[uuid.UUID, uuid.UUID, str]]:
    for milestone in pinned:
        for ngo in ngos:
            for criterion in criteria(asked):
                yield milestone, ngo, criterion


def _score(
    round_id: uuid.UUID, milestone_id: uuid.UUID, organisation_id: uuid.UUID, criterion: str, draw: random.Random
) -> dict[str, object]:
    return {
        "round_id": round_id,
        "milestone_id": milestone_id,
        "organisation_id": organisation_id,
        "criterion": criterion,
        "level": draw.choice(SCALE),
        "silence": None,
        "confidence": Confidence.HIGH,
        "reason": REASON,
        "language": "en",
    }
