"""The files of a scorecard: the same bytes for researchers and for everybody, labelled, explained, and harmless."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from http import HTTPStatus
from typing import Any

import pytest
from flask import Flask

from checkmyogp.comparison.criterion_data import CriterionData
from checkmyogp.comparison.exporting import EVERYTHING, File, exported
from checkmyogp.comparison.exporting.method_2 import (
    changes,
    commitment_figures,
    figures,
    figures_before_replies,
    verdicts,
)
from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.identities import Office
from checkmyogp.snapshots.reader import Scorecard
from tests.factories.answers import score
from tests.factories.assessing import close_the_round, put_around_now
from tests.factories.exports import as_of_version_1
from tests.factories.officers import the_round
from tests.factories.people import sign_in
from tests.pages.inspecting import Inspector
from tests.pages.markup import read
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = ON_SQLITE

PUBLIC = "/en/scorecards/mn-nap-5/demonstration/1/analysis/files"
WORKBENCH = "/en/workbench/mn-nap-5/demonstration/files"
PAYLOAD = '=HYPERLINK("https://example.org";"open")'

Rows = list[dict[str, str]]


def export(app: Flask, snapshot: bytes) -> Mapping[str, File]:
    with app.app_context():
        return exported(Scorecard.of(snapshot, hashlib.sha256(snapshot).hexdigest()), ["en", "mn"])


def rows(content: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def tables(files: Mapping[str, File]) -> Iterator[tuple[str, Rows]]:
    yield from ((name, rows(file.content)) for name, file in files.items() if name.endswith(".csv"))


@pytest.fixture
def files(read_only_seeded_app: Flask, published: bytes) -> Mapping[str, File]:
    """Every file of the demonstration."""
    return export(read_only_seeded_app, published)


def test_the_same_snapshot_gives_the_same_bytes(
    read_only_seeded_app: Flask, published: bytes, files: Mapping[str, File]
):
    again = export(read_only_seeded_app, published)

    assert {name: file.digest for name, file in again.items()} == {name: file.digest for name, file in files.items()}


@pytest.mark.asvs("5.4.1")
def test_a_page_lists_each_file_with_the_hash_of_what_it_sends(reader: Inspector, files: Mapping[str, File]):
    listed = reader.get(PUBLIC)

    for name, file in files.items():
        sent = reader.get(f"{PUBLIC}/{name}")
        assert sent.data == file.content, name
        assert sent.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert hashlib.sha256(sent.data).hexdigest() in listed.text
    assert len(read(listed.text).root.all("dt")) == len(files)


def test_the_language_of_the_page_changes_no_file(reader: Inspector, files: Mapping[str, File]):
    for name in files:
        assert reader.get(f"{PUBLIC}/{name}".replace("/en/", "/mn/", 1)).data == files[name].content


def test_the_archive_holds_every_other_file(files: Mapping[str, File]):
    archive = zipfile.ZipFile(io.BytesIO(files[EVERYTHING].content))

    unpacked = {entry.filename.rpartition("/")[2]: archive.read(entry) for entry in archive.infolist()}
    assert unpacked == {name: file.content for name, file in files.items() if name != EVERYTHING}
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_researcher_and_the_public_get_the_same_bytes(seeded_app: Flask):
    researcher, public = seeded_app.test_client(), seeded_app.test_client()
    sign_in(researcher, office=Office.RESEARCHER)

    for name in ("README.txt", "ratings.csv", "codebook.csv", "everything.zip"):
        ours, theirs = researcher.get(f"{WORKBENCH}/{name}"), public.get(f"{PUBLIC}/{name}")
        assert ours.status_code == theirs.status_code == HTTPStatus.OK
        assert ours.data == theirs.data, name
        assert ours.headers["Cache-Control"] == "no-store"
        assert theirs.headers["Cache-Control"] == "public, max-age=60"


def test_everybody_else_finds_no_workbench(seeded_app: Flask):
    officer = seeded_app.test_client()
    sign_in(officer, office=Office.OFFICER)

    for path in (WORKBENCH, f"{WORKBENCH}/ratings.csv"):
        assert officer.get(path).status_code == HTTPStatus.NOT_FOUND


def test_what_a_reader_has_is_not_sent_again(reader: Inspector):
    etag = reader.get(f"{PUBLIC}/ratings.csv").headers["ETag"]

    again = reader.get(f"{PUBLIC}/ratings.csv", headers={"If-None-Match": etag})

    assert again.status_code == HTTPStatus.NOT_MODIFIED
    assert again.data == b""


@pytest.mark.asvs("5.3.2")
@pytest.mark.parametrize("name", ["nothing.csv", "ratings", "RATINGS.csv", "__init__.py", "..%2Fbench.py"])
def test_a_file_that_there_is_not_is_not_found(reader: Inspector, name: str):
    assert reader.get(f"{PUBLIC}/{name}").status_code == HTTPStatus.NOT_FOUND


def test_a_version_that_there_is_not_has_no_files(reader: Inspector):
    missing = PUBLIC.replace("/1/", "/2/")

    assert reader.get(missing).status_code == HTTPStatus.NOT_FOUND
    assert reader.get(f"{missing}/ratings.csv").status_code == HTTPStatus.NOT_FOUND


def test_every_row_and_the_first_line_say_that_it_is_a_demonstration(files: Mapping[str, File]):
    assert files["README.txt"].content.startswith(b"DEMONSTRATION.")
    for name, found in tables(files):
        assert found, name
        assert {row["demonstration"] for row in found} == {"true"}, name


def test_a_real_round_says_that_it_is_none(read_only_seeded_app: Flask, small_snapshot: bytes):
    files = export(read_only_seeded_app, small_snapshot)

    assert files["README.txt"].content.startswith(b"Check My OGP")
    assert all({row["demonstration"] for row in found} <= {"false"} for _, found in tables(files))


def test_the_codebook_explains_every_column_in_both_languages(files: Mapping[str, File]):
    explained = {(row["file"], row["column"]): row for row in rows(files["codebook.csv"].content)}

    columns = {(name, column) for name, found in tables(files) for column in found[0]}
    assert explained.keys() == columns
    assert all(row["meaning_en"] and row["meaning_mn"] != row["meaning_en"] for row in explained.values())


def test_every_value_is_one_that_the_codebook_allows(files: Mapping[str, File]):
    listed = {
        (row["file"], row["column"]): set(row["allowed"].split("; "))
        for row in rows(files["codebook.csv"].content)
        if row["allowed"]
    }

    for name, found in tables(files):
        for column in found[0]:
            strange = {row[column] for row in found} - {""} - listed.get((name, column), {row[column] for row in found})
            assert strange == set(), (name, column)


def test_of_level_and_silence_exactly_one_is_filled(files: Mapping[str, File]):
    said = rows(files["ratings.csv"].content)

    assert all(bool(row["level"]) != bool(row["silence"]) for row in said)
    assert {row["party_kind"] for row in said} == {"government", "ngo"}
    assert not [row for row in said if row["party_kind"] == "government" and row["criterion"] == "opening"]


def test_what_was_revised_and_what_was_reported_in_bands_is_kept(files: Mapping[str, File], published: bytes):
    said = rows(files["ratings.csv"].content)
    content: dict[str, Any] = json.loads(published)

    firsts = [
        answer
        for milestone in content["milestones"]
        for assessment in milestone["assessments"]
        for answer in assessment["answers"]
        if "first" in answer
    ]
    assert len([row for row in said if row["first_level"] or row["first_silence"]]) == len(firsts) > 0
    assert {row["crosswalk"] for row in said if row["raw_band"]} == {"mn-performance-bands"}


@pytest.mark.asvs("1.3.3")
def test_no_text_of_the_plan_becomes_a_formula(read_only_seeded_app: Flask, published: bytes):
    content: dict[str, Any] = json.loads(published)
    content["milestones"][0]["title"]["en"]["text"] = PAYLOAD
    content["milestones"][0]["due"]["printed"] = "＋1"
    content["raters"][0]["name"]["en"]["text"] = "@SUM(A1)"

    files = export(read_only_seeded_app, json.dumps(content).encode())

    first = rows(files["milestones.csv"].content)[0]
    assert (first["title_en"], first["due_printed"]) == (f"'{PAYLOAD}", "'＋1")
    assert "'@SUM(A1)" in {row["name_en"] for row in rows(files["parties.csv"].content)}


def test_before_the_publication_the_files_say_so(round_app: Flask):
    put_around_now(round_app)
    with round_app.app_context():
        score(the_round(), "river-watch", m1_1=2, now=datetime.now(UTC) - timedelta(hours=1))
    researcher = round_app.test_client()
    assert isinstance(researcher, Reader)
    sign_in(researcher, office=Office.RESEARCHER)
    place = "/en/workbench/xm-nap-1/first/files"
    assert researcher.get(place).status_code == HTTPStatus.NOT_FOUND
    close_the_round(round_app)

    readme = researcher.get(f"{place}/README.txt")

    assert "Not published yet" in readme.text
    assert "SHA-256" not in readme.text
    assert rows(researcher.get(f"{place}/method.csv").data)[2]["value"] == "0"
    assert "Not published yet" in researcher.get(place).text


def test_kappa_of_version_1_in_the_file_is_that_of_the_page(read_only_seeded_app: Flask, published: bytes):
    of_version_1 = as_of_version_1(published, draws=20)
    scorecard = Scorecard.of(of_version_1, "")
    listed = rows(export(read_only_seeded_app, of_version_1)["kappa.csv"].content)

    for row in listed:
        pair = CriterionData(scorecard, row["criterion"]).pair(row["one"], row["other"])
        assert row["n"] == str(len(pair.whole))
        assert row["undefined"] == (pair.kappa.value if isinstance(pair.kappa, Undefined) else "")
        if isinstance(pair.kappa, Fraction):
            assert Fraction(int(row["numerator"]), int(row["denominator"])) == pair.kappa
    assert any(row["numerator"] for row in listed)


def test_no_published_figure_is_left_out_of_the_tables(read_only_seeded_app: Flask, published: bytes):
    content: dict[str, Any] = json.loads(published)
    computed = (verdicts, figures, figures_before_replies, commitment_figures, changes)

    def told() -> str:
        return str([table(Scorecard(frozen, "")).rows for table in computed])

    frozen: Any = content
    before = told()
    of_both = {"figures": content["figures"], "figures_before_replies": []}
    places = list(leaves(of_both))
    for holder, key in places[::23]:
        kept = holder[key]
        holder[key] = f"{kept}1" if isinstance(kept, str) else not kept if isinstance(kept, bool) else kept + 1
        assert told() != before, (key, kept)
        holder[key] = kept
    assert len(places) > 1000
    assert told() == before


def leaves(content: Any) -> Iterator[tuple[Any, Any]]:
    """What holds each text, number and flag below, and at which key; names and readings are no figures."""
    keys: list[Any] = list(content) if isinstance(content, dict) else list(range(len(content)))
    for key in keys:
        if isinstance(content[key], dict | list):
            yield from leaves(content[key])
        elif str(key) not in {"criterion", "compared", "number", "published"}:
            yield content, key


def test_every_figure_names_a_rule_and_every_key_is_explained(files: Mapping[str, File]):
    explained = {(row["column"], row["key"]) for row in rows(files["keys.csv"].content)}

    for name in ("figures.csv", "figures_before_replies.csv", "commitment_figures.csv"):
        for row in rows(files[name].content):
            assert row["rule"].startswith("rule-"), row
            assert ("figure", row["figure"]) in explained
            assert not row["of"] or {("of", row["of"]), ("outcome", row["of"])} & explained
            assert not row["word"] or {("word", row["word"]), ("silence", row["word"])} & explained
            assert bool(row["word"]) != bool(row["numerator"])


def test_who_might_have_spoken_has_a_row(files: Mapping[str, File]):
    said = rows(files["ratings.csv"].content)
    ngos = [row["key"] for row in rows(files["parties.csv"].content) if row["party_kind"] == "ngo"]
    milestones = rows(files["milestones.csv"].content)

    assert len([row for row in said if row["party_kind"] == "ngo"]) == len(ngos) * len(milestones) * 3
    unanswered = [row for row in said if row["party_kind"] == "ngo" and not row["counting"]]
    assert {row["silence"] for row in unanswered} == {"not_assessed"}
