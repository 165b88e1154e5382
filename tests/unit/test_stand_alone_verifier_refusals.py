"""The stand-alone verifier refuses what is no scorecard in one sentence."""

import re
from pathlib import Path
from typing import get_type_hints

import pytest

from checkmyogp.snapshots import schema
from tests.unit.running_the_verifier import check, run, verifier
from tests.unit.small_scorecards import small_bytes, small_scorecard


def edited(old: bytes, new: bytes) -> bytes:
    raw = small_bytes()
    assert old in raw
    return raw.replace(old, new, 1)


NO_SCORECARDS = {
    "nothing": b"",
    "a page": b"<!doctype html><title>Check My OGP</title>",
    "half a file": small_bytes()[:-100],
    "another table": b"{}",
    "a list": b"[]",
    "a number": b"7",
    "another form": edited(b"scorecard/1", b"scorecard/4"),
    "the third form of the second": edited(b"scorecard/1", b"scorecard/3"),
    "a long number": edited(b'"seed":7', b'"seed":' + b"9" * 21),
    "the second form without a headline": edited(b"scorecard/1", b"scorecard/2"),
    "the first form with a headline": edited(b'"rubric":{', b'"rubric":{"headline":"completion",'),
    "another method": edited(b'"seed":7,"version":1', b'"seed":7,"version":2'),
    "no scores": edited(b'"milestones":[{"assessments"', b'"milestone":[{"assessments"'),
    "no figures": edited(b'"figures":', b'"figure":'),
    "an unknown key": edited(b'"account":1', b'"account":1,"comment":"It was not so."'),
    "an unknown key at the top": edited(b'"crosswalks":', b'"comment":"It was not so.","crosswalks":'),
    "words in no language": edited(b'"name":{"en":{"status":"editorial","text":"Completion"}', b'"name":{"en":7'),
    "words of another kind": edited(b'"status":"editorial","text":"Completion"', b'"status":"editorial"'),
    "a text for a level": edited(b'"account":1', b'"account":"1"'),
    "true for a level": edited(b'"account":1', b'"account":true'),
    "true for the quorum": edited(b'"quorum":3', b'"quorum":true'),
    "a quorum of nobody": edited(b'"quorum":3', b'"quorum":0'),
    "endless draws": edited(b'"draws":2000', b'"draws":999999999'),
    "a scale with a gap": edited(b'"value":2', b'"value":9'),
    "an unknown commitment": edited(b'"commitment":"2"', b'"commitment":"12"'),
    "a commitment within itself": edited(b'"within":"1"', b'"within":"1.1"'),
    "a fraction": edited(b'"account":1', b'"account":1.0'),
    "an exponent": edited(b'"account":1', b'"account":1e0'),
    "NaN": edited(b'"account":1', b'"account":NaN'),
    "Infinity": edited(b'"account":1', b'"account":-Infinity'),
    "null": edited(b'"account":1', b'"account":null'),
    "a huge number": edited(b'"account":1', b'"account":' + b"9" * 200_000),
    "a key twice": edited(b'"account":1', b'"account":1,"account":3'),
    "half a character": edited(b"We looked.", b"\\ud800"),
    "NUL": edited(b"We looked.", b"We\0looked."),
    "NUL written out": edited(b"We looked.", b"We\\u0000looked."),
    "not UTF-8": edited(b"We looked.", b"\xff\xfe"),
    "UTF-16": small_bytes().decode().encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf" + small_bytes(),
    "deep lists": b"[" * 100_000 + b"]" * 100_000,
    "deep tables": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "rather deep": edited(b'"evidence":[', b'"evidence":[' + b"[" * 700 + b"]" * 700 + b","),
    "a terminal's orders": edited(b'"account":1', b'"account":"\\u001b[2J"'),
}


def of_any_form(*forms: dict[str, object]) -> dict[str, object]:
    """What any of these forms holds; what one of them may lack may be missing."""
    known = {key.rstrip("?"): kind for form in forms for key, kind in form.items()}
    return {key if all(key in form for form in forms) else f"{key}?": kind for key, kind in known.items()}


OF_THE_SCHEMA = [
    (schema.FrozenScorecard, of_any_form(verifier.FORM, verifier.FORM_OF_METHOD_2)),
    (schema.FrozenMember, verifier.FORM["member?"]),
    (schema.FrozenPlan, verifier.FORM["plan"]),
    (schema.FrozenRound, of_any_form(verifier.FORM["round"], verifier.FORM_OF_METHOD_2["round"])),
    (schema.FrozenExtension, verifier.FORM["extensions?"][0]),
    (schema.FrozenMethod, verifier.FORM["method"]),
    (schema.FrozenMethod2, verifier.FORM_OF_METHOD_2["method"]),
    (schema.FrozenRubric, verifier.FORM["rubric"]),
    (schema.FrozenCriterion, verifier.ASKED),
    (schema.FrozenLevel, verifier.LEVEL),
    (schema.FrozenCrosswalk, verifier.FORM["crosswalks"][0]),
    (schema.FrozenBand, verifier.BAND),
    (schema.FrozenParty, verifier.PARTY),
    (schema.FrozenCommitment, verifier.FORM["commitments"][0]),
    (schema.FrozenMilestone, of_any_form(verifier.MILESTONE, verifier.FORM_OF_METHOD_2["milestones"][0])),
    (schema.FrozenDue, verifier.MILESTONE["due?"]),
    (schema.FrozenReport, verifier.REPORTED),
    (schema.FrozenEvidence, verifier.EVIDENCE),
    (schema.FrozenAssessment, verifier.ASSESSED),
    (schema.FrozenConflict, verifier.CONFLICT),
    (schema.FrozenAnswer, verifier.ANSWER),
    (schema.FrozenFirst, verifier.FIRST),
    (schema.FrozenReply, verifier.REPLY),
    (schema.FrozenAnswerToReply, verifier.ANSWERED),
]


@pytest.mark.parametrize(("written", "known"), OF_THE_SCHEMA, ids=[written.__name__ for written, _ in OF_THE_SCHEMA])
def test_every_key_that_a_site_writes_is_known_and_no_other(written: type, known: dict[str, object]):
    keys = {key.rstrip("?"): key.endswith("?") for key in known}

    assert keys.keys() == get_type_hints(written).keys()
    # What may be missing from what a site writes may be missing here.
    assert all(keys[key] for key in written.__optional_keys__)  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize("language", ["en", "mn"])
@pytest.mark.parametrize("raw", NO_SCORECARDS.values(), ids=NO_SCORECARDS.keys())
def test_what_is_no_scorecard_is_refused_in_a_sentence(raw: bytes, language: str):
    ran = check(raw, language=language)

    assert (ran.code, ran.out) == (2, "")
    assert re.fullmatch(r"[^\n\x1b]{10,400}\.\n", ran.err)


@pytest.mark.parametrize("digest", ["", "abc", "g" * 64, "0" * 65])
def test_a_hash_that_is_none_is_refused(digest: str):
    ran = check(small_scorecard(), "--sha256", digest)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("is not a SHA-256 of 64 digits.\n")


@pytest.mark.parametrize("name", ["missing.json", ".", "nul\0inside"])
def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path, name: str):
    ran = run(f"{tmp_path}/{name}", "--language", "en")

    assert ran.code == 2
    assert re.fullmatch(r".* cannot be opened: .*\.\n", ran.err)


def test_a_file_without_end_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(verifier, "LARGEST_FILE", 1000)

    assert check(small_scorecard()).err == "The file is larger than any scorecard.\n"
