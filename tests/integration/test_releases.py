"""A site of every release, with the demonstration as that release made it, comes to today's form and holds."""

import hashlib
import json
import lzma
import shutil
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select

from checkmyogp.app import create_app
from checkmyogp.db import db
from checkmyogp.domain.canon import sha256
from checkmyogp.plans.models import Commitment, Edition, Milestone, Organisation
from checkmyogp.rounds import queries
from checkmyogp.snapshots.schema import FORM_1, FORM_2
from tests.checkout import ROOT
from tests.factories.rounds import correct
from tests.unit.running_the_verifier import run

KEPT = ROOT / "tests" / "releases"
RELEASES = {path.name.removesuffix(".sqlite.xz"): path for path in sorted(KEPT.glob("*.sqlite.xz"))}
"""Databases as `flask setup --demonstration` of a release leaves them, by the release's number."""

SCORECARD = "/scorecards/mn-nap-5/demonstration"
PUBLISHED = {
    "0.1.0": (FORM_1, "762af4117c4babef2ada05b85460476fbc8cc1c469b3a038be34538c612522af"),
    "0.2.0": (FORM_2, "6c41b75b670585c67ffabea52b0b13b629f27a882d99bca7800e6acd929f19dc"),
}
"""The form of the demonstration's scorecard in each, and its hash: its bytes are what that release published."""


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def site(release: str, tmp_path: Path) -> Flask:
    """The release's database, brought to head."""
    database = tmp_path / "checkmyogp.sqlite"
    with lzma.open(RELEASES[release]) as packed, database.open("wb") as unpacked:
        shutil.copyfileobj(packed, unpacked)
    app = create_app({"TESTING": True, "SQLALCHEMY_DATABASE_URI": f"sqlite:///{database}", "SECRET_KEY": "k" * 40})
    with app.app_context():
        upgrade()
    return app


def test_every_release_is_named_with_what_it_published():
    assert RELEASES.keys() == PUBLISHED.keys()


def test_it_holds_after_the_upgrade(site: Flask):
    ran = site.test_cli_runner().invoke(args=["verify"])

    assert ran.exit_code == 0, ran.output


def test_the_packs_of_today_are_no_other_plans(site: Flask):
    promised = (Commitment, Milestone, Edition, Organisation)

    def rows() -> list[int]:
        with site.app_context():
            return [db.session.scalars(select(func.count()).select_from(table)).one() for table in promised]

    before = rows()
    ran = site.test_cli_runner().invoke(args=["setup"])

    assert ran.exit_code == 0, ran.output
    assert " 0 changed" in ran.output
    assert rows() == before


def test_its_scorecard_is_downloaded_byte_for_byte(site: Flask, release: str):
    form, digest = PUBLISHED[release]

    given = site.test_client().get(f"/api/v1{SCORECARD}/1").data

    assert hashlib.sha256(given).hexdigest() == digest
    assert json.loads(given)["schema"] == form


def test_a_correction_of_its_scorecard_is_by_the_method_that_it_was_published_under(site: Flask):
    with site.app_context():
        (round_,) = queries.rounds()
        first = json.loads(site.test_client().get(f"/api/v1{SCORECARD}/1").data)
        corrected = json.loads(correct(round_, "A name was wrong.").content)

    assert (corrected["schema"], corrected["method"]) == (FORM_2, first["method"])
    assert corrected["method"]["version"] == 1
    assert corrected["figures"] == first["figures"]
    assert site.test_client().get(f"/api/v1{SCORECARD}/2").json == corrected
    ran = site.test_cli_runner().invoke(args=["verify"])
    assert "Everything holds: 2 scorecards recomputed" in ran.output


def test_its_scorecard_is_shown_with_all_its_pages(site: Flask):
    reader = site.test_client()
    parts = (
        "",
        "/1/milestones/5.1.1",
        "/1/analysis",
        "/1/analysis/pair",
        "/1/analysis/reliability",
        "/1/analysis/sensitivity",
        "/1/analysis/irm",
        "/1/analysis/files",
    )
    shown = {
        part: reader.get(f"/{language}{SCORECARD}{part}").status_code for language in ("en", "mn") for part in parts
    }

    assert shown == dict.fromkeys(parts, 200)


def test_a_scorecard_of_version_1_shows_what_both_versions_have_and_says_so(site: Flask):
    shown = site.test_client().get(f"/en{SCORECARD}").text

    assert "This scorecard was published under version 1 of the method" in shown
    assert "Of the 30 milestones that both judged, the government calls 16 complete" in shown
    assert "How sure are we?" not in shown
    assert "would have to change" not in shown


def test_the_stand_alone_verifier_finds_that_it_holds(site: Flask, tmp_path: Path):
    file = tmp_path / "scorecard.json"
    published = site.test_client().get(f"/api/v1{SCORECARD}/1").data
    file.write_bytes(published)

    assert run(str(file), "--sha256", sha256(published)).code == 0
