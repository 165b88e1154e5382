"""Scorecards of form 3: a small one, and rounds in which everything that its figures depend on is thrown together."""

import json
from collections.abc import Sequence
from functools import cache
from random import Random

from checkmyogp.domain.canon import canonical, receipt
from tests.unit import small_scorecards
from tests.unit.small_scorecards import (
    Card,
    answer_to_reply,
    assessment,
    chance,
    criterion,
    figured,
    milestone,
    replied,
    report,
    revise,
)

OPENING = "5e" * 32
SOMEWHERE_ELSE = 1_000_000
"""Where the draws of vignettes begin, so that the rest of a round is the same with and without them."""
SEED = int(OPENING[:13], 16)
BANDS = {"0": 0, "30": 1, "70": 2, "100": 3, "later": "not_yet_due"}
BANDS_LATER = {"0": 0, "30": 0, "70": 1, "100": 3, "later": "not_yet_due"}
"""The same crosswalk in its second version; agencies report by either."""

LIKELY = ((0, 1, 2, 3), (0, 1, 2, 3), (3, 3, 3, 3, 2), (1,), (0, 3))
"""What NGOs and agencies of a round may say; each round takes one of these."""


def of_method_2(card: Card, *, quorum: int = 3, draws: int = 2000, opening: str = OPENING) -> Card:
    """The frame of a scorecard of form 3 around these milestones, still without its figures."""
    frame = {**card["round"], "period": {"starts": "2025-01-01", "ends": "2025-06-30"}}
    counting = {
        given["rater"]
        for one in card["milestones"]
        for given in one["assessments"]
        if given["counting"] != "not_accredited"
    }
    seed = int(opening[:13], 16)
    return {
        **card,
        "schema": "check-my-ogp/scorecard/3",
        "round": frame,
        "rubric": {**card["rubric"], "headline": "completion"},
        "method": {"version": 2, "quorum": quorum, "opening": opening, "seed": seed, "draws": draws},
        "accredited": [{"key": key} for key in sorted(counting | {"ngo-that-kept-silent", "ngo-that-led"})],
        "milestones": [
            {
                "due": {"printed": "2025", "starts": "2025-01-01", "ends": "2025-06-30"},
                "recused": sorted(
                    [given["rater"] for given in one["assessments"] if given["counting"] == "recused"]
                    + ["ngo-that-led"] * (one["commitment"] == "1")
                ),
                **one,
            }
            for one in card["milestones"]
        ],
    }


@cache
def small_bytes(commitments: int = 9) -> bytes:
    """The small scorecard of version 1 under version 2."""
    return canonical(figured(of_method_2(small_scorecards.small_scorecard(commitments))))


def small_scorecard(commitments: int = 9) -> Card:
    return json.loads(small_bytes(commitments))


def random_round(seed: int, *, raters: Sequence[int] = range(3, 13), quorums: Sequence[int] = (1, 2, 3, 5)) -> Card:
    """A round with figures: 3 to 12 NGOs with silences, stakes and revisions, some of them not accredited."""
    generator = chance(seed)
    ngos = [f"ngo-{number:02}" for number in range(generator.choice(raters))]
    strangers = {ngo for ngo in ngos if generator.random() < 0.1}
    frame = small_scorecards.small_scorecard(generator.choice((3, 9)))
    numbers = [commitment["number"] for commitment in frame["commitments"]]
    likely, of_one_mind = generator.choice(LIKELY), generator.random() < 0.5
    share_revised = generator.choice((0, 0.3))
    milestones = [
        _milestone(
            f"m{place:02}",
            generator.choice(numbers),
            [ngo for ngo in ngos if generator.random() < 0.8],
            strangers,
            (generator.choice(likely),) * 9 + (generator.choice(likely),) if of_one_mind else likely,
            share_revised,
            generator,
        )
        for place in range(generator.choice((1, 4, 12, 30)))
    ]
    scored = sorted({given["rater"] for one in milestones for given in one["assessments"]})
    spoke = {said["agency"] for one in milestones for where in ("reports", "replies") for said in one[where]}
    criteria = [
        criterion("completion", range(generator.choice((4, 5))), compared=True, evidence_from=2),
        criterion("opening", range(-1, 4), compared=False, evidence_from=1),
    ]
    card = {
        **frame,
        "rubric": {"criteria": criteria},
        "crosswalks": [_crosswalk(1, BANDS), _crosswalk(2, BANDS_LATER)],
        "raters": [{"key": key} for key in scored],
        "agencies": [{"key": key} for key in sorted(spoke)],
        "milestones": milestones,
    }
    quorum, opening = generator.choice(quorums), f"{generator.getrandbits(256):064x}"
    agencies = sorted(spoke)
    said = vignettes([*ngos, *agencies], criteria[0], chance(seed + SOMEWHERE_ELSE)) if seed % 2 else {}
    return figured({**of_method_2(card, quorum=quorum, draws=60, opening=opening), **said})


def vignettes(raters: Sequence[str], asked: Card, generator: Random) -> Card:
    """Cases of a criterion and what most of these raters make of them; some leave a case out."""
    scale = [level["value"] for level in asked["levels"]]
    known = {f"case-{number}": generator.choice(scale) for number in range(generator.choice((1, 2, 4, 6)))}
    scorers: list[Card] = []
    for key in sorted({*raters}):
        shift = generator.choice((-1, 0, 0, 1))
        given = {
            case: min(max(level + shift * (generator.random() < 0.7), scale[0]), scale[-1])
            for case, level in known.items()
            if generator.random() < 0.95
        }
        if given and generator.random() < 0.9:
            scorers.append({"key": key, "side": "civil_society", "given": given})
    words = {"en": {"text": "A case.", "status": "editorial"}}
    cases = [{"key": key, "criterion": asked["key"], "level": level, "text": words} for key, level in known.items()]
    said: Card = {"key": "cases", "version": 1, "salt": "5a" * 32, "cases": cases, "scorers": scorers}
    return {"vignettes": said | {"digest": digest_of(said)}}


def digest_of(said: Card) -> str:
    """What must have been registered of these vignettes."""
    sealed = canonical({"key": said["key"], "version": said["version"], "vignettes": said["cases"]})
    return receipt(sealed, salt=bytes.fromhex(said["salt"]))


def _crosswalk(version: int, bands: dict[str, int | str]) -> Card:
    plain = [{"raw": raw, "account": small_scorecards.said(meant)} for raw, meant in bands.items()]
    return {"key": "bands", "version": version, "criterion": "completion", "bands": plain}


def _milestone(
    number: str,
    commitment: str,
    ngos: list[str],
    strangers: set[str],
    likely: Sequence[int],
    share_revised: float,
    generator: Random,
) -> Card:
    silences = ("no_evidence", "unable", "recused") if generator.random() < 0.5 else ()
    given = [
        assessment(
            ngo,
            [generator.choice((*likely, *silences)), generator.choice((*likely, *silences))],
            "not_accredited" if ngo in strangers else generator.choice(("counted",) * 5 + ("interested", "recused")),
        )
        for ngo in ngos
    ]
    revised, answers = _revised(given, generator) if generator.random() < share_revised else (given, [])
    one = milestone(number, commitment, _reports(likely, generator), revised)
    one["withdrawn"] = generator.random() < 0.1
    one["due"] = {"printed": "2025", "starts": "2025-01-01", "ends": generator.choice(("2025-06-30", "2025-07-01"))}
    if generator.random() < 0.2:
        one["due"].pop("ends")
    return replied(one, *answers) if answers else one


def _revised(given: list[Card], generator: Random) -> tuple[list[Card], list[Card]]:
    """Assessments of which some were revised after a reply, and the answers that say so."""
    found, answers = [], []
    for one in given:
        first = one["answers"][0]["account"]
        level = generator.choice([level for level in range(4) if level != first])
        changes = generator.random() < 0.4
        found.append(revise(one, completion=level) if changes else one)
        answers += [answer_to_reply(one["rater"], completion=level)] if changes else []
    return found, answers


def _reports(likely: Sequence[int], generator: Random) -> list[Card]:
    if generator.random() < 0.2:
        return []
    if generator.random() < 0.4:
        return [report(generator.choice((*likely, "not_yet_due")))]
    version, bands = generator.choice(((1, BANDS), (2, BANDS_LATER)))
    raw = generator.choice(tuple(bands))
    return [report(bands[raw]) | {"crosswalk": "bands", "crosswalk_version": version, "raw": raw}]
