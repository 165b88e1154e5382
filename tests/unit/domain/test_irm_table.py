"""OGP's commitments table and its traps. The country is invented; the header and the words are the table's own."""

import pytest

from checkmyogp.domain.irm import SCHEMES, CodeWord, Mark, Scheme, table_file
from checkmyogp.domain.irm.columns import COLUMNS, Era, era_of
from checkmyogp.domain.irm.table import Known, Mistake, TableReading, Wrong, read
from checkmyogp.domain.irm.table_file import decoded
from tests.factories.coding import table

PRESENT = Known("AP_XM01", Era.PRESENT, frozenset({"XM0001", "XM0002"}), frozenset({"XM0900"}))
EARLIER = Known("AP_XM01", Era.EARLIER, PRESENT.commitments, PRESENT.of_other_plans)

OVERALL = "Did It Open Government (Overall)"
OF_INFORMATION = "Did It Open Government (Access To Information)"
END = "Completion (End Of Term)"


def said(reading: TableReading) -> dict[Scheme, object]:
    assert reading.mistakes == ()
    return {finding.scheme: finding.said for finding in reading.findings}


def test_every_scheme_but_none_twice_has_a_column():
    by_era = [[column.schemes[era] for column in COLUMNS if column.asked_in(era)] for era in Era]

    assert all(len(set(schemes)) == len(schemes) for schemes in by_era)
    assert {scheme for schemes in by_era for scheme in schemes} == set(Scheme)


def test_every_code_has_a_word_and_every_word_a_code_of_its_scheme():
    for column in COLUMNS:
        for scheme in column.schemes.values():
            assert set(column.words.values()) == set(SCHEMES[scheme].codes)


def test_a_plan_s_era_follows_from_its_first_year():
    assert [era_of(year) for year in (2016, 2019, 2020, 2024)] == [Era.EARLIER] * 2 + [Era.PRESENT] * 2


def test_a_row_of_the_present_era():
    reading = read(
        table(
            {
                "Verifiable": "Yes",
                "Potential for Results": "Substantial",
                "_Potential for Results": "2",
                END: "Substantial",
                "_CompletionEndTerm": "4",
                "Early Results": "Moderate",
                "_Early Results": "1",
            }
        ),
        PRESENT,
    )

    assert said(reading) == {
        Scheme.REVIEW_VERIFIABLE: CodeWord.YES,
        Scheme.REVIEW_POTENTIAL_FOR_RESULTS: CodeWord.SUBSTANTIAL,
        Scheme.RESULTS_COMPLETION: CodeWord.SUBSTANTIAL,
        Scheme.RESULTS_EARLY_RESULTS: CodeWord.MODERATE,
    }


def test_a_row_of_an_earlier_era_is_kept_apart():
    reading = read(
        table({"Specificity": "Medium", "OGP Value Technology": "0", "Potential Impact": "None", END: "Substantial"}),
        EARLIER,
    )

    assert said(reading) == {
        Scheme.DESIGN_SPECIFICITY: CodeWord.MEDIUM,
        Scheme.DESIGN_RELEVANT_TO_TECHNOLOGY: CodeWord.NO,
        Scheme.DESIGN_POTENTIAL_IMPACT: CodeWord.NONE,
        Scheme.END_COMPLETION: CodeWord.SUBSTANTIAL,
    }


def test_the_word_is_read_though_its_number_differs_from_column_to_column():
    reading = read(table({OVERALL: "Major", "_OpenGovernment": "3", OF_INFORMATION: "Major", "_DIOGATI": "4"}), EARLIER)

    assert said(reading) == {Scheme.END_OPENED: CodeWord.MAJOR, Scheme.END_OPENED_INFORMATION: CodeWord.MAJOR}


def test_two_answers_that_share_a_number_stay_two():
    early = read(table({OVERALL: "No early results to report yet", "_OpenGovernment": "1"}), PRESENT)
    unchanged = read(table({OVERALL: "Did Not Change", "_OpenGovernment": "1"}), PRESENT)

    assert said(early) == {Scheme.END_OPENED: CodeWord.NO_EARLY_RESULTS_YET}
    assert said(unchanged) == {Scheme.END_OPENED: CodeWord.DID_NOT_CHANGE}


@pytest.mark.parametrize(
    ("typed", "mark"), [("ND", Mark.ND), ("NR", Mark.NR), ("NA", Mark.NA), ("N/A", Mark.N_A), (" nr\n", Mark.NR)]
)
def test_each_mark_keeps_its_name(typed: str, mark: Mark):
    assert said(read(table({END: typed}), PRESENT)) == {Scheme.RESULTS_COMPLETION: mark}


def test_an_empty_field_is_no_mark_and_says_nothing():
    reading = read(table({END: "  ", "Early Results": "NR"}), PRESENT)

    assert said(reading) == {Scheme.RESULTS_EARLY_RESULTS: Mark.NR}
    assert reading.empty == 1


def test_not_applicable_as_a_code_is_not_the_mark():
    as_code = read(table({OF_INFORMATION: "Not Applicable", "_DIOGATI": "0"}), EARLIER)
    as_mark = read(table({OF_INFORMATION: "NA"}), EARLIER)

    assert said(as_code) == {Scheme.END_OPENED_INFORMATION: CodeWord.NOT_APPLICABLE}
    assert said(as_mark) == {Scheme.END_OPENED_INFORMATION: Mark.NA}


def test_a_mark_in_a_column_of_another_era_says_nothing():
    assert said(read(table({"Specificity": "ND", "Early Results": "ND"}), PRESENT)) == {
        Scheme.RESULTS_EARLY_RESULTS: Mark.ND
    }


def test_verifiable_is_left_aside_where_it_only_recodes_specificity():
    recoded = read(table({"Specificity": "Medium", "Verifiable": "Yes"}), EARLIER)
    own = read(table({"Specificity": "ND", "Verifiable": "Yes"}), EARLIER)

    assert said(recoded) == {Scheme.DESIGN_SPECIFICITY: CodeWord.MEDIUM}
    assert said(own) == {Scheme.DESIGN_SPECIFICITY: Mark.ND, Scheme.DESIGN_VERIFIABLE: CodeWord.YES}


def test_an_unknown_word_is_a_mistake_with_its_line_and_what_is_allowed():
    reading = read(table({"Full Text": "One\nTwo"}, {"Commitment Unique Identifier": "XM0002", END: "Done"}), PRESENT)

    (mistake,) = reading.mistakes
    assert (mistake.line, mistake.wrong, mistake.column, mistake.found) == (4, Wrong.WORD, END, "Done")
    assert {"complete", "nr"} <= set(mistake.allowed)
    assert reading.refused == (4,)


def test_a_number_in_place_of_a_word_is_not_guessed():
    assert [each.wrong for each in read(table({END: "4"}), PRESENT).mistakes] == [Wrong.WORD]


def test_a_number_of_another_word_shows_that_a_row_is_shifted():
    reading = read(table({END: "Substantial", "_CompletionEndTerm": "3", "Early Results": "Moderate"}), PRESENT)

    assert reading.mistakes == (Mistake(2, Wrong.NUMBER, END, "substantial 3", ("4",)),)
    assert reading.findings == (), "a row with a mistake gives no code at all"


def test_line_feeds_inside_fields_break_nothing():
    reading = read(table({"Full Text": 'A "quoted"\r\n, text\n', END: "Not\nStarted"}), PRESENT)

    assert said(reading) == {Scheme.RESULTS_COMPLETION: CodeWord.NOT_STARTED}


def test_rows_of_other_plans_are_counted_and_left_aside():
    other = {"Commitment Unique Identifier": "ZZ0001", "Action Plan ID": "AP_ZZ01", END: "Nonsense"}
    known = {"Commitment Unique Identifier": "XM0900", "Action Plan ID": "", END: "Complete"}

    reading = read(table(other, known, {END: "Complete"}), PRESENT)

    assert reading.elsewhere == 2
    assert said(reading) == {Scheme.RESULTS_COMPLETION: CodeWord.COMPLETE}


@pytest.mark.parametrize("plan", ["AP_XM01", ""])
def test_an_identifier_that_no_plan_has_is_a_mistake(plan: str):
    stray = {"Commitment Unique Identifier": "XM0003", "Action Plan ID": plan, END: "Complete"}

    (mistake,) = read(table(stray), PRESENT).mistakes

    assert (mistake.wrong, mistake.found) == (Wrong.UNKNOWN_IDENTIFIER, "XM0003")


def test_a_row_without_an_identifier_or_with_another_plan_s_name_is_a_mistake():
    reading = read(
        table({"Commitment Unique Identifier": "", END: "Complete"}, {"Action Plan ID": "AP_XM02", END: "Limited"}),
        PRESENT,
    )

    assert [mistake.wrong for mistake in reading.mistakes] == [Wrong.NO_IDENTIFIER, Wrong.OTHER_PLAN]


def test_an_identifier_that_stands_twice_is_a_mistake_each_time():
    reading = read(table({END: "Complete"}, {END: "Complete"}), PRESENT)

    assert [(mistake.line, mistake.wrong) for mistake in reading.mistakes] == [(2, Wrong.TWICE), (3, Wrong.TWICE)]
    assert reading.findings == ()


def test_a_row_that_is_too_short_is_a_mistake():
    reading = read(f"Commitment Unique Identifier,{END}\nXM0001\nXM0002,Complete,Complete\n", PRESENT)

    assert [(mistake.line, mistake.wrong, mistake.found) for mistake in reading.mistakes] == [
        (2, Wrong.FIELDS, "1"),
        (3, Wrong.FIELDS, "3"),
    ]


def test_columns_that_are_not_read_are_listed():
    reading = read(table({END: "Complete", "_CompletionEndTerm": "5", "Max Completion": "3"}), PRESENT)

    assert reading.passed_over == ("Max Completion",)
    assert END in reading.columns


def test_headers_and_words_may_be_spelt_in_any_letters():
    reading = read("commitment unique identifier;COMPLETION  (end of term)\nxm0001;COMPLETE\n", PRESENT)

    assert said(reading) == {Scheme.RESULTS_COMPLETION: CodeWord.COMPLETE}


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", table_file.NoRows),
        (f"Commitment Unique Identifier,{END}\n", table_file.NoRows),
        (f"Country,{END}\nExamplia,Complete\n", table_file.NoIdentifier),
        ("Commitment Unique Identifier,Country\nXM0001,Examplia\n", table_file.NothingToRead),
        (f"Commitment Unique Identifier,{END},{END}\nXM0001,Complete,Limited\n", table_file.ColumnTwice),
        (f'Commitment Unique Identifier,{END}\nXM0001,"Complete\n', table_file.NotATable),
        (f'Commitment Unique Identifier,{END}\nXM0001,"Com"plete\n', table_file.NotATable),
        (f"Commitment Unique Identifier,{END}\nXM0001,{'x' * 140_000}\n", table_file.NotATable),
        (f"Commitment Unique Identifier{',' * 400},{END}\nXM0001,Complete\n", table_file.TableTooLarge),
        (f"Commitment Unique Identifier,{END}\n" + "XM0001,Complete\n" * 20_001, table_file.TableTooLarge),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_what_is_no_such_table_is_refused_whole(text: str, refusal: type[table_file.UnreadableTable]):
    with pytest.raises(refusal):
        read(text, PRESENT)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_in_unicode_is_decoded(encoding: str):
    assert decoded("Амлалт,é\n".encode(encoding)) == "Амлалт,é\n"


@pytest.mark.parametrize(
    ("sent", "refusal"),
    [
        ("Амлалт".encode("cp1251"), table_file.NotUnicode),
        ("Амлалт".encode("utf-16")[:-1], table_file.NotUnicode),
        (b"PK\x03\x04\0\0", table_file.HoldsNul),
        ("Commitment".encode("utf-16-le"), table_file.HoldsNul),
        (b"," * (table_file.LARGEST + 1), table_file.TableTooLarge),
    ],
)
def test_a_file_that_is_no_unicode_text_is_refused(sent: bytes, refusal: type[table_file.UnreadableTable]):
    with pytest.raises(refusal):
        decoded(sent)
