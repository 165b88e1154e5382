"""A selection of milestones has a finding of its own, which counts what it holds and says what it is about."""

import hashlib
import re

import pytest

from checkmyogp.domain.method_2.headline_counts import Headline
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.snapshots.selections import counts_of
from tests.pages.inspecting import Inspector, page
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

SCORECARD = "/scorecards/mn-nap-5/demonstration/1"
CRITERIA = ("completion", "participation", "opening")


@pytest.fixture(scope="session")
def scorecard(published: bytes) -> Scorecard:
    """The demonstration's, as it is read from its bytes."""
    return Scorecard.of(published, hashlib.sha256(published).hexdigest())


@pytest.mark.parametrize("key", CRITERIA)
def test_a_commitment_comes_to_what_was_published_of_it(scorecard: Scorecard, key: str):
    criterion = scorecard.criteria[key]
    of_commitments = [each for each in criterion.figures.commitments if scorecard.tops[each.number] == each.number]

    for each in of_commitments:
        chosen = [
            criterion.figures.milestone(number)
            for number, milestone in scorecard.milestones.items()
            if scorecard.tops[milestone.commitment] == each.number
        ]
        found = counts_of(chosen, criterion.scale, compared=criterion.compared)
        assert {name: found.of(name) for name in Headline} == {name: each.counts.of(name) for name in Headline}
        assert (found.active, found.withdrawn, found.split, found.fragile) == (
            each.counts.active, each.counts.withdrawn, each.counts.split, each.counts.fragile,
        )  # fmt: skip
        assert (found.government, found.civil_society) == (each.counts.government, each.counts.civil_society)
        assert {why: count for why, count in found.not_comparable if count} == {
            why: count for why, count in each.counts.not_comparable if count
        }
    assert len(of_commitments) == 9


def heading(reader: Inspector, language: str, query: str) -> str:
    return page(reader.get(f"/{language}{SCORECARD}?{query}")).heading


def numbers(said: str) -> list[str]:
    return sorted(re.findall(r"\d+", said))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("commitment=5", "Demonstration: 5 Increase participation and control of citizens "),
        ("outcome=government_higher", "Government higher: Of the 14 milestones that both judged, "),
        ("outcome=not_reported", "Nothing can be compared: "),
        ("criterion=participation", "Of the 25 milestones that both judged, "),
        ("criterion=opening", "milestones that enough NGOs judged, civil society puts "),
    ],
)
def test_a_choice_is_named_with_what_it_comes_to(reader: Inspector, query: str, said: str):
    assert said in heading(reader, "en", query)
    assert numbers(heading(reader, "mn", query)) == numbers(heading(reader, "en", query)) != []


def test_two_choices_are_two_findings(reader: Inspector):
    headings = {heading(reader, "mn", f"commitment={number}") for number in range(1, 10)}

    assert len(headings) == 9
