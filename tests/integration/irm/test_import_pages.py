"""Codes from OGP's table in a browser: what is previewed is recorded, and nothing else."""

import pytest
from flask import Flask

from tests.factories.assessing import fields
from tests.factories.coders import END, IMPORT, checked, confirm, hidden, page, send, send_table, stands
from tests.factories.coding import table
from tests.pages.markup import read
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = ON_SQLITE


def test_a_table_is_previewed_and_then_recorded_as_shown(published_app: Flask, researcher: Reader):
    preview = send_table(researcher, table({"Full Text": "One\nTwo", END: "Substantial", "Early Results": "NR"}))

    assert preview.status_code == 200
    assert stands(published_app) == []
    assert "Not reviewed (NR in OGP’s table)" in checked(preview)
    assert confirm(researcher, preview).status_code == 303
    assert stands(published_app) == [("1", "results_completion", "substantial"), ("1", "results_early_results", "nr")]
    assert "There is nothing to record." in checked(
        send_table(researcher, table({END: "Substantial", "Early Results": "NR"}))
    )


def test_a_row_with_a_mistake_is_named_and_left_out_by_choice(published_app: Flask, researcher: Reader):
    second = {"Commitment Unique Identifier": "XM0002", END: "Nearly <b>done</b>"}

    preview = send_table(researcher, table({END: "Limited"}, second, {"Commitment Unique Identifier": "XM0007"}))

    text = read(checked(preview)).root.text()
    assert "“Nearly <b>done</b>” is no answer to this." in text
    assert "No commitment here has the identifier “XM0007”." in text
    assert "Record this, and leave out the 2 rows with a mistake" in text
    confirm(researcher, preview)
    assert stands(published_app) == [("1", "results_completion", "limited")]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("Амлалт".encode("cp1251"), "neither UTF-8 nor UTF-16"),
        (b"PK\x03\x04\0", "it may be a workbook"),
        (b"", "no row below its header"),
        (b"Country\nExamplia\n", "no column “Commitment Unique Identifier”"),
        (b"Commitment Unique Identifier\nXM0001\n", "none of the columns"),
        (b'Commitment Unique Identifier,Verifiable\nXM0001,"Yes\n', "at line 2"),
        (b"Commitment Unique Identifier,Verifiable,Verifiable\nXM0001,Yes,No\n", "“Verifiable” stands twice"),
        (b"Commitment Unique Identifier,Verifiable\n" + b"XM0001,Yes\n" * 20_001, "larger than 12 MB, 20,000 rows"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_such_table_is_refused_in_a_sentence(researcher: Reader, sent: bytes, said: str):
    response = send_table(researcher, sent)

    assert response.status_code == 400
    assert said in read(checked(response)).root.text()
    assert hidden(response.text, "source_url") == "https://example.org/table.csv"


def test_without_a_file_or_a_source_the_form_comes_back(researcher: Reader):
    nothing = researcher.post(IMPORT, data={**fields(page(researcher, IMPORT)), "source_url": "https://example.org"})
    nowhere = send_table(researcher, table({END: "Limited"}), source_url="")

    assert (nothing.status_code, nowhere.status_code) == (400, 400)
    assert "No file was chosen." in checked(nothing)
    assert "A code needs the web address of its source." in checked(nowhere)


def test_only_what_this_site_previewed_for_this_plan_is_confirmed(published_app: Flask, researcher: Reader):
    sealed = fields(checked(send_table(researcher, table({END: "Limited"}))))
    forged = {**sealed, "previewed": "W10" + sealed["previewed"][3:]}

    assert researcher.post(f"{IMPORT}/confirm", data=forged).status_code == 400
    assert researcher.post(f"{IMPORT}/confirm", data={**sealed, "previewed": ""}).status_code == 400
    assert stands(published_app) == []


def test_a_preview_that_time_has_passed_by_is_refused_whole(published_app: Flask, researcher: Reader):
    preview = send_table(researcher, table({END: "Limited", "Verifiable": "Yes"}))
    send(researcher, {"answer": "complete"})

    refused = confirm(researcher, preview)

    assert refused.status_code == 409
    assert "so nothing was imported" in checked(refused)
    assert hidden(refused.text, "source_url") == "https://example.org/table.csv"
    assert stands(published_app) == [("1", "results_completion", "complete")]


def test_a_preview_and_a_refusal_are_whole_in_mongolian(researcher: Reader):
    path = IMPORT.replace("/en/", "/mn/")
    rows = [
        {END: "Nearly done", "Max Completion": "2"},
        {"Commitment Unique Identifier": "XM0002", END: "NR", "Verifiable": "Yes"},
        {"Commitment Unique Identifier": "XM0007"},
        {"Commitment Unique Identifier": ""},
    ]

    preview = send_table(researcher, table(*rows), path, source_title="НЗТ-ийн хүснэгт")
    refused = send_table(researcher, b"PK\0", path, source_title="НЗТ-ийн хүснэгт")

    assert (preview.status_code, refused.status_code) == (200, 400)
    checked(preview)
    checked(refused)


def test_of_very_many_mistakes_the_rest_are_counted(researcher: Reader):
    rows = [{"Commitment Unique Identifier": f"XM1{number:03}", END: "Limited"} for number in range(201)]

    text = checked(send_table(researcher, table(*rows)))

    assert "1 more mistake is not listed." in text
    assert "There is nothing to record." in text
