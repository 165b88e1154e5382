"""Scorecards small enough to check many times over, and ways to change them."""

import copy
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from checkmyogp.domain.canon import canonical
from checkmyogp.snapshots.recomputation import is_revised, recomputed, recomputed_before_replies

Card = dict[str, Any]
Change = Callable[[Card], object]
Place = tuple[str | int, ...]
"""The keys and indices that lead to a value."""

# ------------------------------------------------------------------------------------------------------ what is in them


def worded(text: str) -> Card:
    return {"en": {"text": text, "status": "editorial"}, "mn": {"text": f"{text} (мн)", "status": "editorial"}}


def criterion(key: str, levels: range, *, compared: bool, evidence_from: int) -> Card:
    return {
        "key": key,
        "name": worded(key.title()),
        "compared": compared,
        "evidence_from": evidence_from,
        "levels": [{"value": value, "key": f"level-{value}", "name": worded(f"Level {value}")} for value in levels],
    }


def said(level: int | str) -> int | Card:
    return {"silence": level} if isinstance(level, str) else level


def answer(key: str, level: int | str) -> Card:
    evidence = [{"url": "https://example.org/1", "title": "A decree", "publisher": "A gazette"}]
    content = {"criterion": key, "account": said(level), "reason": "We looked.", "language": "en", "evidence": evidence}
    return content if isinstance(level, str) else content | {"confidence": "high"}


def assessment(rater: str, levels: Sequence[int | str], counting: str = "counted") -> Card:
    at_stake = {
        "recused": [{"conflict": "lead", "level": "recused"}],
        "interested": [{"conflict": "supporting", "level": "interested"}],
    }
    answers = [answer(key, level) for key, level in zip(("completion", "opening"), levels, strict=True)]
    return {"rater": rater, "counting": counting, "conflicts": at_stake.get(counting, []), "answers": answers}


def report(level: int | str, *, at: str = "2025-07-10T03:00:00Z", stands: bool = True) -> Card:
    plain = {"agency": "agency", "criterion": "completion", "account": said(level), "submitted_at": at}
    return {**plain, "stands": stands, "narrative": "Done.", "language": "en", "evidence": []}


def reply(*answers: Card, agency: str = "agency", at: str = "2025-08-05T03:00:00Z") -> Card:
    plain = {"agency": agency, "text": "It is done.", "language": "en", "replied_at": at, "evidence": []}
    return {**plain, "answers": list(answers)}


def answer_to_reply(rater: str, *, at: str = "2025-08-10T03:00:00Z", **levels: int) -> Card:
    kind = "revised" if levels else "kept"
    plain = {"rater": rater, "kind": kind, "reason": "We read it.", "language": "en", "answered_at": at}
    return {**plain, "levels": levels}


def revise(given: Card, **levels: int) -> Card:
    """The same NGO after it revised its levels: the first ones stay beside them."""
    answers = [
        {**one, "account": levels[one["criterion"]], "first": {"account": one["account"]}}
        if one["criterion"] in levels
        else one
        for one in given["answers"]
    ]
    return {**given, "answers": answers}


def milestone(number: str, commitment: str, reports: list[Card], assessments: list[Card]) -> Card:
    leads = ["agency", *(given["rater"] for given in assessments if given["counting"] == "recused")]
    return {
        "number": number,
        "commitment": commitment,
        "withdrawn": False,
        "leads": [{"key": key} for key in leads],
        "reports": reports,
        "assessments": assessments,
        "replies": [],
        "silent_leads": ["agency"] if assessments else [],
    }


def replied(one: Card, *answers: Card) -> Card:
    """The same milestone once its agency has replied, and NGOs have answered."""
    return {**one, "replies": [reply(*answers)], "silent_leads": []}


def milestones_of_every_sort() -> list[Card]:
    """One for each way in which a milestone can come out; 2.4 is withdrawn."""
    in_bands = {"crosswalk": "bands", "crosswalk_version": 1, "raw": "100"}
    reported_twice = [report(3), report(2, at="2025-07-09T03:00:00Z", stands=False)]
    fragile = [assessment("ngo-a", (3, 1)), assessment("ngo-b", (3, 2)), assessment("ngo-c", (1, 2), "interested")]
    split = [assessment(f"ngo-{ngo}", (level, 2)) for ngo, level in zip("abce", (0, 3, 0, 3), strict=True)]
    withdrawn = milestone("2.4", "2", [report(2)], [assessment(f"ngo-{ngo}", (1, 1)) for ngo in "abc"])
    return [
        milestone("1.1", "1.1", [report(3) | in_bands], [assessment(f"ngo-{ngo}", (1, 0)) for ngo in "abc"]),
        milestone("1.2", "1", reported_twice, fragile),
        replied(
            milestone("1.3", "1", [report(2)], [revise(split[0], completion=2), *split[1:]]),
            answer_to_reply("ngo-a", completion=2),
            answer_to_reply("ngo-b"),
        ),
        milestone("2.1", "2", [report("not_yet_due")], [assessment(f"ngo-{ngo}", (2, -1)) for ngo in "abc"]),
        milestone("2.2", "2", [], [assessment("ngo-a", (0, 3)), assessment("ngo-d", (2, 2), "recused")]),
        milestone("2.3", "2", [report(1)], [assessment("ngo-a", ("no_evidence", "unable"))]),
        withdrawn | {"withdrawn": True},
        milestone("2.5", "2", [report(0)], []),
    ]


@cache
def small_bytes(commitments: int = 4) -> bytes:
    """A scorecard with every sort of answer in it; with eight commitments or more its intervals are drawn."""
    milestones = milestones_of_every_sort()
    for number in range(3, commitments + 1):
        for step in (1, 2):
            levels = [((number + step) % 4, step), (number * step % 4, number % 4), (step, 3)]
            given = [assessment(f"ngo-{ngo}", of_ngo) for ngo, of_ngo in zip("abc", levels, strict=True)]
            milestones.append(milestone(f"{number}.{step}", str(number), [report(number % 4)], given))
    numbers = [str(number) for number in range(2, commitments + 1)]
    criteria = [
        criterion("completion", range(4), compared=True, evidence_from=2),
        criterion("opening", range(-1, 4), compared=False, evidence_from=1),
    ]
    card = {
        "schema": "check-my-ogp/scorecard/1",
        "demonstration": False,
        "version": 1,
        "published_at": "2025-08-18T02:00:00Z",
        "plan": {"slug": "examplia-1"},
        "round": {"slug": "first", "opened_at": "2025-07-01T00:00:00Z", "closed_at": "2025-08-01T00:00:00Z"},
        "method": {"version": 1, "quorum": 3, "seed": 7, "draws": 2000},
        "rubric": {"criteria": criteria},
        "crosswalks": [
            {"key": "bands", "version": 1, "criterion": "completion", "bands": [{"raw": "100", "account": 3}]}
        ],
        "raters": [{"key": f"ngo-{ngo}"} for ngo in "abcde"],
        "agencies": [{"key": "agency"}],
        "commitments": [{"number": "1"}, {"number": "1.1", "within": "1"}, *({"number": name} for name in numbers)],
        "milestones": milestones,
    }
    return canonical(figured(card))


def small_scorecard(commitments: int = 4) -> Card:
    return json.loads(small_bytes(commitments))


def figured(card: Card) -> Card:
    """The same, with the figures that the application computes from it."""
    frozen: Any = card
    figures = {"figures": json.loads(canonical(recomputed(frozen)))}
    if is_revised(frozen):
        figures["figures_before_replies"] = json.loads(canonical(recomputed_before_replies(frozen)))
    return {key: value for key, value in card.items() if key != "figures_before_replies"} | figures


def chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - a sample that can be drawn again, not a secret


def random_scorecard(seed: int) -> Card:
    """A scorecard in which everything that figures depend on is thrown together."""
    generator = chance(seed)
    card = small_scorecard(generator.choice((3, 9, 12)))
    raters = [f"ngo-{number:02}" for number in range(generator.choice((2, 4, 20)))]
    likely = generator.choice(((0, 1, 2, 3), (0, 1, 2, 3), (3, 3, 3, 3, 2), (1,)))
    silences = generator.choice(((), ("no_evidence", "unable", "recused")))
    share_revised = generator.choice((0, 0.2, 0.9))
    for one in card["milestones"]:
        one["replies"] = []
        one["withdrawn"] = generator.random() < 0.1
        one["reports"] = [report(generator.choice((*likely, "not_yet_due")))] if generator.random() < 0.8 else []
        one["assessments"] = [
            assessment(
                rater,
                [generator.choice((*likely, *silences)), generator.choice((-1, *likely, *silences))],
                generator.choice(("counted", "counted", "interested", "recused", "not_accredited")),
            )
            for rater in raters
            if generator.random() < 0.8
        ]
        one["assessments"] = [
            revise(given, completion=generator.choice(likely), opening=generator.choice(likely))
            if generator.random() < share_revised
            else given
            for given in one["assessments"]
        ]
    quorum, from_ = generator.choice((1, 2, 3)), generator.getrandbits(63)
    card["method"] = {"version": 1, "quorum": quorum, "seed": from_, "draws": 60}
    return figured(card)


# ------------------------------------------------------------------------------------------------------- changing them


def numbered(card: Card, number: str) -> Card:
    return next(one for one in card["milestones"] if one["number"] == number)


def given_by(card: Card, number: str, rater: str) -> Card:
    return next(one for one in numbered(card, number)["assessments"] if one["rater"] == rater)


def scores_of(card: Card, number: str, rater: str) -> list[Card]:
    return given_by(card, number, rater)["answers"]


def changed(card: Card, change: Change) -> Card:
    other = copy.deepcopy(card)
    change(other)
    return other


def leaves(value: object, at: Place = ()) -> Iterator[Place]:
    """The place of every single value."""
    if isinstance(value, dict):
        for key in value:
            yield from leaves(value[key], (*at, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*at, place))
    else:
        yield at


def places_of_figures(card: Card) -> list[Place]:
    both = [name for name in ("figures", "figures_before_replies") if name in card]
    return [place for name in both for place in leaves(card[name], (name,))]


def within(card: Any, at: Place) -> Any:
    """What stands in this place."""
    for step in at:
        card = card[step]
    return card


def replaced(card: Any, at: Place, change: Callable[[Any], object]) -> Any:
    """The same with one value changed; only what leads to it is copied."""
    if not at:
        return change(card)
    other = card.copy()
    other[at[0]] = replaced(card[at[0]], at[1:], change)
    return other


def other_value(value: object) -> object:
    """Another value of the same kind, the smallest step away."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    digit = re.search(r"\d", str(value))
    return str(value).replace(digit[0], str((int(digit[0]) + 1) % 10), 1) if digit else f"{value}x"
