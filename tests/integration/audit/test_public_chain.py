"""The public head of the audit chain: what it proves, and what it does not tell."""

import hashlib
import itertools
import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from checkmyogp import resources
from checkmyogp.domain.openness import OF_A_ROUND, OF_SEATS, OF_THE_SITE
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import chain
from tests.factories.answers import score
from tests.factories.rounds import CLOSES, REPLIES_END, close, correct, draft_round, open_round, publish
from tests.pages.inspecting import page_problems
from tests.pages.markup import read
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = ON_SQLITE

NOT_PUBLIC = frozenset(
    {
        *("assessment.submitted", "report.submitted", "reply.given", "reply.answered"),
        *("conflict.declared", "conflict.withdrawn"),
        *("correction.proposed", "correction.withdrawn", "round.discarded", "round.redrafted", "round.reminded"),
        *("organisation.added", "organisation.address_registered"),
        *("officer.change_confirmed", "officer.proposal_withdrawn"),
        *("recovery.proposed", "recovery.proposal_withdrawn"),
        *("irm_code.recorded", "irm_code.withdrawn"),
        *("vignettes.chosen", "vignettes.left_out", "vignettes.scored"),
    }
)
"""Seen by somebody who weighed it: an entry with one of these names shows its digest alone, now and later."""
KNOWN = OF_A_ROUND | OF_THE_SITE | OF_SEATS | NOT_PUBLIC
OF_ACCOUNTS = re.compile(r"person\..*|accreditation\.(applied|proposed|proposal_withdrawn|appeal.*)")

RECORDED = re.compile(
    r'record\(\s*"([a-z_]+\.[a-z_]+)"|(?:[A-Z_]+|action) = "((?!checkmyogp)[a-z_]+\.(?!zip")[a-z_]+)"$', re.MULTILINE
)
"""The name of an action where it is recorded, or where it is given a name of its own."""


@pytest.fixture
def reader(round_app: Flask) -> Reader:
    """Anybody."""
    found = round_app.test_client()
    assert isinstance(found, Reader)
    return found


def entries(reader: Reader) -> list[dict[str, Any]]:
    return [entry for page in pages(reader) for entry in page["entries"]]


def pages(reader: Reader, address: str = "/api/v1/audit/entries") -> Iterator[dict[str, Any]]:
    while address:
        page: dict[str, Any] = reader.get(address).json  # pyright: ignore[reportAssignmentType]
        yield page
        address = page.get("next", "")


def heads(reader: Reader) -> list[dict[str, Any]]:
    found: Any = reader.get("/api/v1/audit/head").json
    return found["heads"]


def named(entry: dict[str, Any]) -> str:
    """What an entry says was done; nothing where it does not say."""
    return str(entry.get("content", {}).get("action", ""))


def digest(entry: dict[str, Any]) -> str:
    """As the public page says how to compute it, with nothing of ours."""
    canonical = json.dumps(entry["content"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(bytes.fromhex(entry["previous"]) + canonical.encode()).hexdigest()


def test_before_the_first_close_no_head_is_published(round_: Round, reader: Reader):
    score(round_, "open-ledger", m1_1=1)

    assert reader.get("/api/v1/audit/head").json == {"form": chain.FORM, "heads": []}
    assert reader.get("/api/v1/audit/entries").json == {"form": chain.FORM, "readable_to": 0, "entries": []}
    assert "No hash has been published yet" in reader.get("/en/audit").text


def test_a_stranger_checks_every_link_and_every_content_that_is_shown(round_: Round, reader: Reader):
    score(round_, "open-ledger", m1_1=1)
    close(round_)
    publish(round_)
    correct(round_, "A name was wrong.")

    found = entries(reader)

    assert [entry["sequence"] for entry in found] == list(range(1, len(found) + 1))
    assert found[0]["previous"] == "0" * 64
    assert all(later["previous"] == earlier["digest"] for earlier, later in itertools.pairwise(found))
    assert all(digest(entry) == entry["digest"] for entry in found if "content" in entry)
    assert [head["occasion"] for head in heads(reader)] == ["scorecard.published"] * 2 + ["round.closed"]
    assert {head["digest"] for head in heads(reader)} <= {entry["digest"] for entry in found}
    assert found[-1]["digest"] == heads(reader)[0]["digest"]


def test_the_closing_entry_commits_to_the_receipts(round_: Round, reader: Reader):
    score(round_, "open-ledger", m1_1=1)
    score(round_, "civic-lens", m1_1=2)
    close(round_)

    receipts: Any = reader.get("/api/v1/rounds/xm-nap-1/first").json
    closing = next(entry["content"] for entry in entries(reader) if named(entry) == "round.closed")

    canonical = json.dumps(receipts["receipts"], separators=(",", ":")).encode()
    assert closing["subject"] == f"xm-nap-1/first/{hashlib.sha256(canonical).hexdigest()}"


def test_what_is_done_for_an_organisation_shows_its_digest_alone(round_: Round, reader: Reader):
    submission = score(round_, "open-ledger", m1_1=1)
    close(round_)

    found = entries(reader)

    said = json.dumps([entry.get("content", {}) for entry in found])
    assert submission.receipt not in said
    assert {named(entry) for entry in found} <= OF_A_ROUND | OF_THE_SITE | {""}
    assert any("content" not in entry for entry in found)


def test_while_another_round_is_open_the_number_and_the_entries_are_withheld(round_: Round, reader: Reader):
    other = open_round(slug="second", ngos=())
    close(round_)

    withheld = heads(reader)

    assert [sorted(head) for head in withheld] == [["digest", "occasion", "published_at", "round"]]
    assert entries(reader) == []
    assert "the entry’s number is withheld" in reader.get("/en/audit").text
    close(other)
    assert all("sequence" in head for head in heads(reader))
    assert entries(reader)


def test_answers_to_an_open_round_change_nothing_that_is_published_of_the_chain(round_: Round, reader: Reader):
    other = open_round(slug="second", ngos=())
    close(round_)
    addresses = ("/en/audit", "/api/v1/audit/head", "/api/v1/audit/entries", "/en/rounds/xm-nap-1/first")
    before = [reader.get(address).data for address in addresses]

    score(other, "open-ledger", m1_1=1)

    assert [reader.get(address).data for address in addresses] == before


def test_what_happens_after_the_last_head_waits_for_the_next_one(round_: Round, reader: Reader):
    close(round_)
    shown = entries(reader)

    publish(round_)

    assert entries(reader)[: len(shown)] == shown
    assert len(entries(reader)) == len(shown) + 1


def test_a_draft_stays_unknown(round_: Round, reader: Reader):
    draft_round(slug="secret")
    close(round_)

    assert "secret" not in json.dumps(entries(reader))


def test_long_chains_come_in_pages(round_: Round, reader: Reader, monkeypatch: pytest.MonkeyPatch):
    close(round_)
    whole = entries(reader)
    monkeypatch.setattr(chain, "AT_ONCE", 3)

    assert [len(page["entries"]) for page in pages(reader)][:-1] == [3] * ((len(whole) - 1) // 3)
    assert entries(reader) == whole
    assert reader.get(f"/api/v1/audit/entries/{len(whole) + 1}").json == {
        "form": chain.FORM,
        "readable_to": len(whole),
        "entries": [],
    }


def test_a_demonstration_publishes_no_head(round_: Round, reader: Reader):
    invented = open_round(slug="invented", ngos=(), demonstration=True)
    close(invented)

    assert heads(reader) == []
    page: Any = reader.get("/en/rounds/xm-nap-1/invented").text
    assert "No hash of the chain was published for this round" in page


@pytest.mark.parametrize("language", ["en", "mn"])
def test_the_page_is_sound_empty_and_full(round_: Round, reader: Reader, language: str):
    for step in (lambda: None, lambda: open_round(slug="second", ngos=()), lambda: close(round_)):
        step()
        assert list(page_problems(read(reader.get(f"/{language}/audit").text))) == []


def test_the_moment_of_a_head_is_that_of_its_occasion(round_: Round, reader: Reader):
    close(round_)
    publish(round_)

    assert [datetime.fromisoformat(head["published_at"]) for head in heads(reader)] == [REPLIES_END, CLOSES]


def test_every_action_that_is_recorded_was_weighed():
    written = {
        next(filter(None, found))
        for file in resources.PACKAGE.rglob("*.py")
        for found in RECORDED.findall(file.read_text(encoding="utf-8"))
    }

    unweighed = {action for action in written - KNOWN if not OF_ACCOUNTS.match(action)}
    assert {
        "round.opened",
        "scorecard.published",
        "round.reminded",
        "assessment.submitted",
        "irm_code.recorded",
    } <= written
    assert unweighed == set()
