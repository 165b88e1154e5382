"""The JSON: its shapes, and the exact bytes of a snapshot for ever."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from http import HTTPStatus
from typing import Any

import pytest
from flask import Flask

from tests.factories.answers import score
from tests.factories.packs import EXAMPLIA, load
from tests.factories.rounds import close, correct, open_round, publish
from tests.pages.inspecting import Inspector
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

API = "/api/v1"
LATEST = f"{API}/scorecards/mn-nap-5/demonstration"
FIRST = f"{LATEST}/1"
PEOPLE = ("@", "person", "member_name", "username", "email", "phone", "actor", "operator", "officer")

Document = Mapping[str, Any]


@pytest.fixture
def plan(reader: Inspector) -> Document:
    """The current plan as data."""
    return reader.get(f"{API}/plans/mn-nap-5").get_json()


def commitments(plan: Document) -> Iterator[Document]:
    """Every commitment and sub-commitment."""
    for commitment in plan["commitments"]:
        yield commitment
        yield from commitments(commitment)


def milestones(plan: Document) -> list[Document]:
    return [milestone for commitment in commitments(plan) for milestone in commitment["milestones"]]


def test_every_plan_is_listed(reader: Inspector):
    plans = reader.get(f"{API}/plans").get_json()["plans"]

    assert {plan["slug"]: plan["current"] for plan in plans} == {"mn-nap-5": True, "mn-nap-1": False}
    assert all(plan["url"] == f"{API}/plans/{plan['slug']}" for plan in plans)


def test_a_plan_has_nine_commitments_and_two_of_them_nest(plan: Document):
    assert (plan["ogp_id"], plan["member"]["code"]) == ("AP_MNG05", "mn")
    assert [commitment["number"] for commitment in plan["commitments"]] == [str(number) for number in range(1, 10)]
    assert [inner["number"] for inner in plan["commitments"][4]["commitments"]] == ["5.1", "5.2"]
    assert all(set(commitment["title"]) == {"en", "mn"} for commitment in commitments(plan))
    assert [commitment["ogp_id"] for commitment in plan["commitments"]] == [f"MN00{number}" for number in range(57, 66)]


def test_a_plan_has_39_milestones_with_all_that_was_promised(plan: Document):
    found = milestones(plan)

    assert len(found) == len({milestone["number"] for milestone in found}) == 39
    for milestone in found:
        assert set(milestone["text"]) == {"en", "mn"}
        assert all(milestone["text"].values())
        assert all(set(output) == {"en", "mn"} for output in milestone["outputs"])
        assert set(milestone["supporting"]) == {"government", "civil_society", "other"}
        assert milestone["leads"]
        assert {"printed", "starts", "ends"} <= set(milestone["due"])
        assert milestone["due"]["printed"]
        assert date.fromisoformat(milestone["due"]["starts"]).year >= 2023
        assert isinstance(milestone["notes"], list)


def test_odd_dates_are_as_printed_and_noted(plan: Document):
    found = {milestone["number"]: milestone for milestone in milestones(plan)}

    assert found["2.2"]["due"]["printed"] == "2024-2028"
    assert found["2.2"]["due"]["ends"].startswith("2028")
    for number in ("4.6", "4.7"):
        assert "2024" in found[number]["due"]["printed"]
        assert found[number]["due"]["ends"] is None
    for number in ("2.2", "4.6", "4.7", "6.1", "6.4", "9.1"):
        assert found[number]["notes"], number


def test_an_organisation_is_named_and_quoted(plan: Document):
    for milestone in milestones(plan):
        supporting = [entry for entries in milestone["supporting"].values() for entry in entries]
        for organisation in (*milestone["leads"], *supporting):
            assert set(organisation["name"]) == {"en", "mn"}
            assert organisation["key"]
            assert organisation["printed"]


def test_a_list_of_scorecards_names_the_hash_and_keeps_demonstrations_apart(reader: Inspector, published: bytes):
    listed = reader.get(f"{API}/scorecards").get_json()

    (entry,) = listed["demonstrations"]
    assert listed["scorecards"] == []
    assert entry["demonstration"] is True
    assert (entry["plan"], entry["round"], entry["version"]) == ("mn-nap-5", "demonstration", 1)
    assert entry["sha256"] == hashlib.sha256(published).hexdigest()
    assert (entry["url"], entry["latest"]) == (FIRST, LATEST)


def test_a_snapshot_says_that_it_is_a_demonstration(published: bytes):
    snapshot = json.loads(published)

    assert snapshot["demonstration"] is True
    assert all(rater["key"].startswith("demonstration-ngo-") for rater in snapshot["raters"])
    assert all(agency["key"].startswith("demonstration-agency-") for agency in snapshot["agencies"])
    leads = {lead["key"] for milestone in snapshot["milestones"] for lead in milestone["leads"]}
    assert all(key.startswith("demonstration-") for key in leads)


@pytest.mark.asvs("5.4.1")
@pytest.mark.parametrize("address", [LATEST, FIRST])
def test_a_snapshot_is_its_exact_bytes(reader: Inspector, published: bytes, address: str):
    response = reader.get(address)

    digest = hashlib.sha256(response.data)
    assert response.data == published
    assert response.mimetype == "application/json"
    assert response.headers["Digest"] == f"sha-256={base64.b64encode(digest.digest()).decode()}"
    assert response.get_etag() == (digest.hexdigest(), False)
    assert response.headers["Content-Disposition"] == 'inline; filename="mn-nap-5-demonstration-1.json"'
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert ("immutable" in response.headers["Cache-Control"]) == (address == FIRST)


@pytest.mark.parametrize("address", [LATEST, FIRST])
def test_what_a_reader_has_is_not_sent_again(reader: Inspector, address: str):
    etag = reader.get(address).headers["ETag"]

    for known in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        response = reader.get(address, headers={"If-None-Match": known})
        assert response.status_code == HTTPStatus.NOT_MODIFIED
        assert response.data == b""
        assert response.headers["ETag"] == etag
    assert reader.get(address, headers={"If-None-Match": '"other"'}).status_code == HTTPStatus.OK
    assert reader.get(address, headers={"If-None-Match": "rubbish \x7f"}).status_code == HTTPStatus.OK


@pytest.mark.parametrize("encoding", ["br", "gzip", "br;q=0, gzip", "identity"])
def test_packed_bytes_are_the_same_snapshot(reader: Inspector, published: bytes, encoding: str):
    response = reader.get(FIRST, headers={"Accept-Encoding": encoding})

    packed = response.headers.get("Content-Encoding", "identity")
    assert unpacked(response.data, packed) == published
    assert packed in encoding
    assert "br;q=0" not in encoding or packed != "br"
    again = reader.get(FIRST, headers={"Accept-Encoding": encoding, "If-None-Match": response.headers["ETag"]})
    assert again.status_code == HTTPStatus.NOT_MODIFIED


def unpacked(data: bytes, encoding: str) -> bytes:
    """What was packed for the way."""
    import gzip  # noqa: PLC0415

    import brotli  # noqa: PLC0415

    return {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}[encoding](data)


@ON_SQLITE
def test_an_old_version_keeps_its_bytes_and_the_latest_moves_on(app: Flask, own_reader: Inspector):
    address = f"{API}/scorecards/xm-nap-1/first"
    with app.app_context():
        load(EXAMPLIA)
        round_ = open_round()
        score(round_, "open-ledger", m1_1=2)
        close(round_)
        publish(round_)
    before = own_reader.get(address)

    with app.app_context():
        correct(open_again(), "A name was misspelt.")

    first, second, latest = (own_reader.get(f"{address}{tail}") for tail in ("/1", "/2", ""))
    assert first.data == before.data
    assert second.data == latest.data != first.data
    assert own_reader.get(address, headers={"If-None-Match": before.headers["ETag"]}).data == second.data
    assert own_reader.get(f"{address}/3").status_code == HTTPStatus.NOT_FOUND


def open_again() -> Any:
    """The round, as another session finds it."""
    from checkmyogp.rounds import queries  # noqa: PLC0415

    found = queries.round_at("xm-nap-1", "first")
    assert found is not None
    return found


@pytest.mark.parametrize("address", [f"{API}/plans", f"{API}/plans/mn-nap-5", f"{API}/scorecards", LATEST, FIRST])
def test_data_can_only_be_read(reader: Inspector, address: str):
    head = reader.head(address)

    assert head.status_code == HTTPStatus.OK
    assert head.data == b""
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        refused = reader.open(address, method=method)
        assert refused.status_code == HTTPStatus.METHOD_NOT_ALLOWED
        assert refused.get_json()["error"]["status"] == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.asvs("8.2.3", "15.3.1")
@pytest.mark.parametrize("address", [f"{API}/plans", f"{API}/scorecards", FIRST])
def test_nobody_inside_an_organisation_is_named(reader: Inspector, address: str):
    keys = set(all_keys(reader.get(address).get_json()))

    assert [key for key in keys if any(word in key for word in PEOPLE)] == []


def all_keys(plain: object) -> Iterator[str]:
    if isinstance(plain, dict):
        yield from plain
        for value in plain.values():
            yield from all_keys(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from all_keys(value)
