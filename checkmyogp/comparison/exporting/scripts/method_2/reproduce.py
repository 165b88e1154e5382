# ruff: noqa: INP001 - this file belongs to no package: it is downloaded and run alone.
"""Compute the figures of an exported scorecard of Check My OGP again, from the tables beside this script.

    python3 reproduce.py [FOLDER ...]

It needs Python 3.9 or later and nothing else, and shares no code with the site. It was written from version 2 of the
published method; scorecards of version 1 come with another script. It compares every file with SHA256SUMS, looks
whether each row that must be there is there, once, and computes every published figure again from what was said:
ratings.csv, milestones.csv, commitments.csv, levels.csv, parties.csv, bands.csv, method.csv and vignettes.csv. It
prints what it found, and ends with 0 where everything is equal, with 1 where anything differs, is missing or is too
much: then the row is named.

All is exact: whole numbers and fractions.

Licence: AGPL-3.0-or-later.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import sha256
from itertools import combinations, product
from math import ceil, comb, floor, lcm
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Union

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SUMS = "SHA256SUMS"
RAW = (
    *("ratings.csv", "milestones.csv", "commitments.csv", "levels.csv", "parties.csv", "bands.csv", "method.csv"),
    "vignettes.csv",
)
FIGURES = ("verdicts.csv", "figures.csv", "figures_before_replies.csv", "commitment_figures.csv", "changes.csv")
COUNTED_TABLES = (*RAW, *FIGURES, "kappa.csv", "keys.csv")
TABLES = ("codebook.csv", *COUNTED_TABLES, "tables.csv")
FACTS = (
    "plan",
    "round",
    "version",
    "sha256",
    "method_version",
    "quorum",
    "opening",
    "seed",
    "draws",
    "period_ends",
)
"""The rows of method.csv."""
COUNTS = ("counted", "interested")
PRECEDENCE = ("withdrawn", "not_yet_due", "no_quorum", "no_evidence", "unable", "not_assessed", "not_reported")
"""Which silence is named where one word stands for both sides."""
VERDICTS = ("government_higher", "aligned", "civil_society_higher")
OF_CIVIL_SOCIETY = ("positions", "positions_at_top")
HEADLINES = (
    *OF_CIVIL_SOCIETY,
    "comparable",
    *VERDICTS,
    "government_at_top",
    "civil_society_at_top",
    "both_at_top",
)
FEWEST_MILESTONES = 10
FEWEST_TO_DRAW_FROM = 8
MOST_PANELS, DRAWN_PANELS = 20_000, 2_000
FORMULA_BEGINS = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
FORMS = {"number": re.compile(r"(-?\d+(\.\d+)?)?"), "true or false": re.compile(r"(true|false)?")}
"""What a cell of a column can hold, by what the codebook says of the column."""

Cells = dict[str, str]
Tables = dict[str, list[Cells]]
Account = Union[int, str]  # noqa: UP007 - Python 3.9 reads this line when it runs
"""A level, or the word for a silence."""
Found = Union[Fraction, str]  # noqa: UP007
"""A figure, or the word for the reason why there is none."""
Levels = list[int]
Figure = tuple[str, str, str]
"""What names a figure on one criterion: its key, a part, and what it is a figure of."""


# ---------------------------------------------------------------------------------------------- How numbers are shown


def rounded(value: Fraction, decimals: int) -> str:
    """Half up, away from zero."""
    whole = floor(abs(value) * 10**decimals + Fraction(1, 2))
    return decimal(-whole if value < 0 else whole, decimals)


def decimal(units: int, decimals: int) -> str:
    """So many tenths, hundredths and so on as they are written."""
    digits = str(abs(units)).rjust(decimals + 1, "0")
    sign = "-" if units < 0 else ""
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}" if decimals else f"{sign}{digits}"


def row_of(found: Found, shown: str) -> Cells:
    """The cells of a figure."""
    if isinstance(found, str):
        return {"numerator": "", "denominator": "", "shown": "", "word": found}
    return {"numerator": str(found.numerator), "denominator": str(found.denominator), "shown": shown, "word": ""}


def whole(value: int) -> Cells:
    """A count."""
    return row_of(Fraction(value), str(value))


def mean(value: Found) -> Cells:
    """A mean of levels, one decimal."""
    return row_of(value, "" if isinstance(value, str) else rounded(value, 1))


def coefficient(value: Found) -> Cells:
    """Three decimals."""
    return row_of(value, "" if isinstance(value, str) else rounded(value, 3))


def share(value: Found) -> Cells:
    """Whole per cents."""
    return row_of(value, "" if isinstance(value, str) else rounded(100 * value, 0))


def ends(low: Found, high: Found, decimals: int) -> tuple[Cells, Cells]:
    """The ends of a range, rounded outwards."""
    if isinstance(low, str) or isinstance(high, str):
        return row_of(low, ""), row_of(high, "")
    unit = 10**decimals
    shown = decimal(floor(low * unit), decimals), decimal(ceil(high * unit), decimals)
    return row_of(low, shown[0]), row_of(high, shown[1])


# ------------------------------------------------------------------------------------------------------ What was said


@dataclass(frozen=True)
class Said:
    """What one NGO said of a milestone on a criterion."""

    ngo: str
    account: Account
    counting: str
    recused: bool

    @property
    def level(self) -> int | None:
        """The level, where there is one that counts."""
        return self.account if self.counting in COUNTS and isinstance(self.account, int) else None


@dataclass(frozen=True)
class Milestone:
    """One milestone on one criterion. Of a withdrawn one nothing is heard."""

    number: str
    commitment: str
    withdrawn: bool
    due: bool
    government: Account
    agency: str
    """Whose report that is."""
    band: tuple[str, str, str]
    said: tuple[Said, ...]

    def levels(self, *countings: str) -> Levels:
        """The levels that count, ascending."""
        heard = [each for each in self.said if each.counting in (countings or COUNTS)]
        return sorted(each.level for each in heard if each.level is not None)

    @property
    def by_ngo(self) -> dict[str, int]:
        """The level of each NGO that gave one that counts."""
        return {each.ngo: each.level for each in self.said if each.level is not None}

    @property
    def silence(self) -> str:
        """What it is called that no level counts."""
        if self.withdrawn:
            return "withdrawn"
        if any(isinstance(each.account, int) for each in self.said if each.counting not in COUNTS):
            return "no_quorum"
        words = {each.account for each in self.said}
        return next((word for word in ("no_evidence", "unable") if word in words), "not_assessed")


@dataclass(frozen=True)
class Criterion:
    """A criterion with its scale, and all its milestones in the plan's order."""

    key: str
    compared: bool
    scale: Levels
    milestones: list[Milestone]
    known: dict[str, int]
    """The level that each vignette was written for."""
    given: dict[str, dict[str, int]]
    """What each rater gave to the vignettes that it scored."""

    @property
    def headlines(self) -> tuple[str, ...]:
        """The counts that there are."""
        return HEADLINES if self.compared else OF_CIVIL_SOCIETY

    @property
    def active(self) -> list[Milestone]:
        """The milestones that were not withdrawn."""
        return [each for each in self.milestones if not each.withdrawn]


@dataclass(frozen=True)
class Method:
    """What figures depend on besides the scores."""

    quorum: int
    seed: int
    draws: int
    accredited: frozenset[str]
    bands: tuple[Cells, ...]


# ------------------------------------------------------------------------------------------------------ One milestone


@dataclass(frozen=True)
class Finding:
    """What one milestone comes to."""

    milestone: Milestone
    levels: Levels
    stands: tuple[int, int] | str
    """The middle two levels, or civil society's silence."""
    outcome: str
    without_interested: str
    """The outcome without the interested NGOs."""

    @property
    def comparable(self) -> bool:
        """Whether there is a verdict."""
        return self.outcome in VERDICTS

    @property
    def fragile(self) -> bool:
        """Whether there is a verdict that hangs on interested NGOs."""
        return self.comparable and self.without_interested != self.outcome

    @property
    def support(self) -> tuple[int, int, int]:
        """How many NGOs stand below, at and above the government's level."""
        level = int(self.milestone.government)
        below, above = sum(each < level for each in self.levels), sum(each > level for each in self.levels)
        return below, len(self.levels) - below - above, above

    @property
    def distance(self) -> int:
        """Levels from the government's to the nearer of the middle two."""
        return min(abs(int(self.milestone.government) - int(level)) for level in self.stands)

    @property
    def sign(self) -> int:
        """Which side is higher."""
        return (self.outcome == "government_higher") - (self.outcome == "civil_society_higher")

    @property
    def flip_number(self) -> int:
        """How many NGOs would have to say something else for another verdict."""
        below, _, above = self.support
        half = len(self.levels) // 2
        return max(below, above) - half if self.sign else half + 1 - max(below, above)


def find(milestone: Milestone, quorum: int) -> Finding:
    """Judge one milestone."""
    levels = milestone.levels()
    silence = "no_quorum" if levels else milestone.silence
    stands = position(levels, quorum, silence)
    without = position(milestone.levels("counted"), quorum, silence)
    government = milestone.government
    return Finding(milestone, levels, stands, outcome_of(government, stands), outcome_of(government, without))


def position(levels: Levels, quorum: int, silence: str) -> tuple[int, int] | str:
    """The middle two of ascending levels, the same twice for an odd number, or why there is none."""
    if not levels or len(levels) < quorum:
        return silence
    return levels[(len(levels) - 1) // 2], levels[len(levels) // 2]


def outcome_of(government: Account, stands: tuple[int, int] | str) -> str:
    """The verdict or the silence in its place: a majority is below exactly where both of the middle two are."""
    silences = {each for each in (government, stands) if isinstance(each, str)}
    if silences:
        return next(word for word in PRECEDENCE if word in silences)
    if int(stands[1]) < int(government):
        return "government_higher"
    return "civil_society_higher" if int(stands[0]) > int(government) else "aligned"


def headlines(finding: Finding, highest: int) -> set[str]:
    """The counts that a milestone is in."""
    if isinstance(finding.stands, str):
        return set()
    top = 2 * finding.levels.count(highest) > len(finding.levels)
    found = {"positions", *(["positions_at_top"] if top else [])}
    if finding.comparable:
        says_top = finding.milestone.government == highest
        found |= {"comparable", finding.outcome}
        found |= {"government_at_top"} if says_top else set()
        found |= {"civil_society_at_top"} if top else set()
        found |= {"both_at_top"} if top and says_top else set()
    return found


def verdict_row(milestone: Milestone, criterion: Criterion, quorum: int) -> Cells:
    """A row of verdicts.csv, as far as it is computed."""
    found = find(milestone, quorum)
    cells = {"n": str(len(found.levels)), "levels": listed(found.levels)}
    if isinstance(found.stands, str):
        cells["civil_society_silence"] = found.stands
    else:
        lowest, highest = found.levels[0], found.levels[-1]
        cells.update(middle_lower=str(found.stands[0]), middle_upper=str(found.stands[1]), lowest=str(lowest))
        cells.update(highest=str(highest), split=truth(highest - lowest > 1))
        cells["at_top"] = truth("positions_at_top" in headlines(found, criterion.scale[-1]))
    return {**cells, **compared_cells(found, criterion)} if criterion.compared else cells


def compared_cells(found: Finding, criterion: Criterion) -> Cells:
    """What such a row says where the government is asked as well."""
    government = found.milestone.government
    alone = found.milestone.levels("counted")
    cells = {
        "government_level" if isinstance(government, int) else "government_silence": str(government),
        "outcome": found.outcome,
        "fragile": truth(found.fragile),
    }
    if len(alone) < len(found.levels):
        cells.update(levels_without_interested=listed(alone), outcome_without_interested=found.without_interested)
    if found.comparable:
        below, at, above = found.support
        cells.update(distance=str(found.distance), below=str(below), at=str(at), above=str(above))
        if len(criterion.scale) > 1:
            cells["flip_number"] = str(found.flip_number)
        if found.outcome == "aligned":
            cells["alignment"] = "all_the_same" if at == len(found.levels) else "no_majority"
    return cells


def listed(levels: Levels) -> str:
    """Levels as the files write them."""
    return f"[{' '.join(map(str, levels))}]"


def truth(value: object) -> str:
    """As the files write it."""
    return "true" if value else "false"


# ------------------------------------------------------------------------------------------------------------- Counts


def counts(criterion: Criterion, findings: Sequence[Finding]) -> Iterator[tuple[Figure, Cells]]:
    """Everything that is counted over a plan or a commitment."""
    heard = [each for each in findings if not each.milestone.withdrawn]
    inside = Counter(key for each in heard for key in headlines(each, criterion.scale[-1]))
    yield ("active", "", ""), whole(len(heard))
    yield ("withdrawn", "", ""), whole(len(findings) - len(heard))
    yield ("due", "", ""), whole(sum(each.milestone.due for each in heard))
    spread = [each.levels[-1] - each.levels[0] for each in heard if not isinstance(each.stands, str)]
    yield ("split", "", ""), whole(sum(each > 1 for each in spread))
    for key in criterion.headlines:
        yield (key, "", ""), whole(inside[key])
    stands = Counter(each.stands for each in heard)
    between = {each for each in stands if not isinstance(each, str)} | {(level, level) for level in criterion.scale}
    for place in sorted(between):
        part = str(place[0]) if place[0] == place[1] else listed(list(place))
        yield ("civil_society_list", part, ""), whole(stands[place])
    for word in ("no_quorum", "no_evidence", "unable", "not_assessed"):
        yield ("civil_society_list", word, ""), whole(stands[word])
    if criterion.compared:
        yield from counts_of_both(criterion, heard)


def counts_of_both(criterion: Criterion, heard: Sequence[Finding]) -> Iterator[tuple[Figure, Cells]]:
    """What is counted where the government is asked as well."""
    said = Counter(each.milestone.government for each in heard)
    for account in (*criterion.scale, "not_yet_due", "not_reported"):
        yield ("government_list", str(account), ""), whole(said[account])
    reasons = Counter(each.outcome for each in heard)
    for word in PRECEDENCE[1:]:
        yield ("not_comparable", word, ""), whole(reasons[word])
    yield ("fragile", "", ""), whole(sum(each.fragile for each in heard))
    signed = [each.sign * each.distance for each in heard if each.comparable]
    yield ("mean_distance", "", ""), mean(Fraction(sum(signed), len(signed)) if signed else "no_pairs")


def derived(criterion: Criterion, findings: Sequence[Finding]) -> Iterator[tuple[Figure, Cells]]:
    """The levels of a commitment by both rules, with the milestones that each rests on."""
    heard = [each for each in findings if not each.milestone.withdrawn]
    sides = {"civil_society": sorted(int(each.stands[0]) for each in heard if not isinstance(each.stands, str))}
    if criterion.compared:
        said = [each.milestone.government for each in heard]
        sides["government"] = sorted(level for level in said if isinstance(level, int))
    otherwise = {"civil_society": "not_assessed", "government": "not_reported"}
    low, high = criterion.scale[0], criterion.scale[-1]
    for rule in ("median", "strict"):
        for side, levels in sides.items():
            level: Account = levels[(len(levels) - 1) // 2] if levels else otherwise[side]
            if isinstance(level, int) and rule == "strict" and levels[0] != levels[-1]:
                level = min(max(level, low + 1), max(high - 1, low + 1))
            yield ("derived_level", rule, side), row_of(level, "") if isinstance(level, str) else whole(level)
            yield ("derived_milestones", rule, side), whole(len(levels))


# ------------------------------------------------------------------------------------------------- How sure are we?


Counted = tuple[int, ...]
"""Every headline count, then the sum of signed distances."""


class Panel:
    """What any set of NGOs would have come to. What a milestone comes to is kept by who of them scored it."""

    def __init__(self, criterion: Criterion, quorum: int) -> None:
        """Take in the levels that count."""
        self.criterion, self.quorum = criterion, quorum
        self.given = [(each, each.by_ngo) for each in criterion.active]
        self.ngos = sorted({ngo for _, given in self.given for ngo in given})
        bit = {ngo: 1 << place for place, ngo in enumerate(self.ngos)}
        self.levels = [{bit[ngo]: level for ngo, level in given.items()} for _, given in self.given]
        self.masks = [sum(levels) for levels in self.levels]
        self.known: list[dict[int, Counted]] = [{} for _ in self.given]

    def of(self, mask: int) -> Counted:
        """The counts of a set of NGOs."""
        found: list[Counted] = []
        for place, known in enumerate(self.known):
            heard = mask & self.masks[place]
            if heard not in known:
                levels = [level for bit, level in self.levels[place].items() if bit & heard]
                known[heard] = self.judged(self.given[place][0], levels)
            found.append(known[heard])
        return added(found)

    def judged(self, milestone: Milestone, levels: Levels) -> Counted:
        """What a milestone adds to the counts with these levels."""
        said = tuple(Said(str(place), level, "counted", recused=False) for place, level in enumerate(levels))
        found = find(replace(milestone, said=said), self.quorum)
        inside = headlines(found, self.criterion.scale[-1])
        return (*(key in inside for key in HEADLINES), found.sign * found.distance if found.comparable else 0)

    def with_extremes(self, extremes: dict[str, int]) -> Counted:
        """The counts had these NGOs given one level everywhere that they scored."""
        return added(
            [
                self.judged(milestone, [extremes.get(ngo, level) for ngo, level in given.items()])
                for milestone, given in self.given
            ]
        )


def added(found: Sequence[Counted]) -> Counted:
    """Counts over milestones."""
    return tuple(map(sum, zip(*found))) if found else (0,) * (len(HEADLINES) + 1)  # noqa: B905 - Python 3.9


def ranges(criterion: Criterion, name: str, part: str, found: Iterable[Counted]) -> Iterator[tuple[Figure, Cells]]:
    """The fewest and the most of each count over some sets of NGOs, and of the mean distance."""
    tried = list(found)
    for key in criterion.headlines:
        column = [each[HEADLINES.index(key)] for each in tried]
        yield (f"{name}_low", part, key), whole(min(column))
        yield (f"{name}_high", part, key), whole(max(column))
    if criterion.compared:
        comparable = HEADLINES.index("comparable")
        means = [Fraction(each[-1], each[comparable]) for each in tried if each[comparable]]
        low, high = ends(min(means, default="no_pairs"), max(means, default="no_pairs"), 1)
        yield (f"{name}_low", part, "mean_distance"), low
        yield (f"{name}_high", part, "mean_distance"), high


def panels(criterion: Criterion, method: Method) -> Iterator[tuple[Figure, Cells]]:
    """B. Every panel of each size, or those that are drawn."""
    panel = Panel(criterion, method.quorum)
    bits = {ngo: 1 << place for place, ngo in enumerate(panel.ngos)}
    for size in range(len(bits) - 1, max(method.quorum, 1) - 1, -1):
        possible = comb(len(bits), size)
        masks: Iterable[int] = map(sum, combinations(bits.values(), size))
        if possible > MOST_PANELS:
            orders = (drawn_order(panel.ngos, method.seed, draw) for draw in range(DRAWN_PANELS))
            masks = (sum(bits[ngo] for ngo in order[:size]) for order in orders)
        yield ("panels_possible", str(size), ""), whole(possible)
        yield (
            ("panels_tried", str(size), ""),
            whole(min(possible, DRAWN_PANELS if possible > MOST_PANELS else possible)),
        )
        yield from ranges(criterion, "panels", str(size), set(map(panel.of, masks)))
    yield from extremes(criterion, panel)


def drawn_order(ngos: Iterable[str], seed: int, draw: int) -> list[str]:
    """An order of the NGOs that the seed draws."""
    return sorted(ngos, key=lambda ngo: sha256(f"{seed}:{draw}:{ngo}".encode()).hexdigest())


def extremes(criterion: Criterion, panel: Panel) -> Iterator[tuple[Figure, Cells]]:
    """B. At most one NGO, then at most two, at an end of the scale throughout."""
    both = (criterion.scale[0], criterion.scale[-1])
    nobody = {panel.with_extremes({})}
    one = nobody | {panel.with_extremes({ngo: level}) for ngo in panel.ngos for level in both}
    pairs = ((pair, levels) for pair in combinations(panel.ngos, 2) for levels in product(both, both))
    two = one | {panel.with_extremes(dict(zip(pair, levels))) for pair, levels in pairs}  # noqa: B905
    yield from ranges(criterion, "one_ngo", "", one)
    yield from ranges(criterion, "two_ngos", "", two)


def missing_scores(criterion: Criterion, method: Method) -> Iterator[tuple[Figure, Cells]]:
    """C. Every missing score at its lowest, at its highest, and where the government stands."""
    missing, sure, perhaps = 0, Counter[str](), Counter[str]()
    for milestone in criterion.active:
        scored = milestone.by_ngo
        out = {each.ngo for each in milestone.said if each.recused or each.account == "recused"}
        out |= {each.ngo for each in milestone.said if each.counting in {"recused", "not_accredited"}}
        absent = sorted(method.accredited - scored.keys() - out)
        missing += len(absent)
        own = [milestone.government] if isinstance(milestone.government, int) else []
        others = tuple(each for each in milestone.said if each.ngo not in absent)
        tried: list[set[str]] = []
        for level in (criterion.scale[0], criterion.scale[-1], *own):
            said = (*others, *(Said(ngo, level, "counted", recused=False) for ngo in absent))
            tried.append(headlines(find(replace(milestone, said=said), method.quorum), criterion.scale[-1]))
        sure.update(set.intersection(*tried))
        perhaps.update(set.union(*tried))
    yield ("missing_scores", "", ""), whole(missing)
    for key in criterion.headlines:
        yield ("missing_scores_low", "", key), whole(sure[key])
        yield ("missing_scores_high", "", key), whole(perhaps[key])


def flip_numbers(criterion: Criterion, findings: Sequence[Finding]) -> Iterator[tuple[Figure, Cells]]:
    """A. How many verdicts hang on how many NGOs."""
    if len(criterion.scale) > 1:
        found = Counter((each.outcome, each.flip_number) for each in findings if each.comparable)
        for (verdict, number), times in sorted(found.items()):
            yield ("flip_number", str(number), verdict), whole(times)


def direction(findings: Sequence[Finding]) -> Iterator[tuple[Figure, Cells]]:
    """D. All flips of whole commitments that are at least as one-sided."""
    signs: dict[str, int] = {}
    for each in findings:
        if each.comparable:
            commitment = each.milestone.commitment
            signs[commitment] = signs.get(commitment, 0) + each.sign
    sums = Counter({0: 1})
    for sign in signs.values():
        flipped: Counter[int] = Counter()
        for total, ways in sums.items():
            flipped[total + sign] += ways
            flipped[total - sign] += ways
        sums = flipped
    observed = abs(sum(signs.values()))
    for commitment, sign in signs.items():
        yield ("direction_signs", commitment, ""), whole(sign)
    yield ("direction_as_extreme", "", ""), whole(sum(ways for total, ways in sums.items() if abs(total) >= observed))
    yield ("direction_flips", "", ""), whole(2 ** len(signs))


# --------------------------------------------------------------------------------------------- The same read otherwise


Change = tuple[str, ...]
"""What names a row of changes.csv: reading, crosswalk, its version, band, level it is read as, milestone."""


def readings(criterion: Criterion, method: Method) -> Iterator[tuple[tuple[str, ...], str, list[Milestone]]]:
    """E. For each band one level lower and higher: what names the reading, the level published, the milestones."""
    for row in method.bands:
        if row["criterion"] != criterion.key or not row["level"]:
            continue
        level = int(row["level"])
        for other in (level - 1, level + 1):
            if other in criterion.scale:
                read = [
                    replace(each, government=other)
                    if each.band == (row["crosswalk"], row["version"], row["band"])
                    else each
                    for each in criterion.milestones
                ]
                name = (row["crosswalk"], row["version"], row["band"], str(other))
                yield name, str(level), [silenced(each) for each in read]


def silenced(milestone: Milestone) -> Milestone:
    """Of a withdrawn milestone nothing is heard."""
    return replace(milestone, government="withdrawn", said=()) if milestone.withdrawn else milestone


def changed(before: Sequence[Finding], milestones: Sequence[Milestone], quorum: int) -> dict[str, Cells]:
    """By milestone what it was and what it becomes, where one of both is a verdict."""
    after = [find(each, quorum) for each in milestones]
    pairs = [(one, after[place]) for place, one in enumerate(before) if one.outcome != after[place].outcome]
    return {
        one.milestone.number: {"before": one.outcome, "after": other.outcome}
        for one, other in pairs
        if one.comparable or other.comparable
    }


def leans(milestones: Sequence[Milestone]) -> dict[str, Fraction]:
    """The lean of each NGO: least squares of level = milestone + NGO, adding up to 0 among those who are linked."""
    tables = [each.by_ngo for each in milestones if each.by_ngo]
    groups: list[set[str]] = []
    for given in tables:
        joined = [group for group in groups if group & given.keys()]
        groups = [group for group in groups if group not in joined] + [set(given).union(*joined)]
    found: dict[str, Fraction] = {}
    for group in groups:
        among = group_leans(sorted(group), [given for given in tables if group & given.keys()])
        centre = sum(among.values(), Fraction()) / len(among)
        found.update({ngo: lean - centre for ngo, lean in among.items()})
    return found


def group_leans(ngos: list[str], tables: Sequence[dict[str, int]]) -> dict[str, Fraction]:
    """The normal equations of the NGOs, the milestones' means taken out; the last NGO is held at 0."""
    place = {ngo: number for number, ngo in enumerate(ngos)}
    size = len(ngos) - 1
    rows = [[Fraction() for _ in range(size + 1)] for _ in range(size)]
    for given in tables:
        average = Fraction(sum(given.values()), len(given))
        for one, level in given.items():
            if place[one] < size:
                row = rows[place[one]]
                row[place[one]] += 1
                row[-1] += level - average
                for other in given:
                    if place[other] < size:
                        row[place[other]] -= Fraction(1, len(given))
    for step in range(size):
        pivot = next(row for row in rows[step:] if row[step])
        rows.remove(pivot)
        rows.insert(step, [value / pivot[step] for value in pivot])
        for number, row in enumerate(rows):
            if number != step and row[step]:
                rows[number] = [value - row[step] * rows[step][column] for column, value in enumerate(row)]
    return {ngo: rows[number][-1] if number < size else Fraction() for ngo, number in place.items()}


def without_lean(milestone: Milestone, found: dict[str, Fraction], scale: Levels) -> Milestone:
    """The milestone with each lean taken away in whole levels; half a level changes nothing."""

    def moved(said: Said) -> Said:
        level = said.level
        if level is None or said.ngo not in found:
            return said
        lean = found[said.ngo]
        steps = ceil(abs(lean) - Fraction(1, 2)) * (1 if lean > 0 else -1)
        return replace(said, account=min(max(level - steps, scale[0]), scale[-1]))

    return replace(milestone, said=tuple(map(moved, milestone.said)))


def vignettes(criterion: Criterion, findings: Sequence[Finding], quorum: int) -> Iterator[tuple[Figure, Cells]]:
    """How each rater reads the vignettes, and what changes on places."""
    known, given = criterion.known, criterion.given
    yield ("vignettes", "", ""), whole(len(known))
    for rater, levels in given.items():
        steps = [levels[high] - levels[low] for high in levels for low in levels if known[high] > known[low]]
        counted = {
            "scored": len(levels),
            "hits": sum(known[key] == level for key, level in levels.items()),
            "in_order": sum(step > 0 for step in steps),
            "tied": steps.count(0),
            "reversed": sum(step < 0 for step in steps),
        }
        for key, count in counted.items():
            yield (f"vignette_{key}", rater, ""), whole(count)
    units = [[levels[key] for levels in given.values() if key in levels] for key in known]
    times = lcm(*(len(values) - 1 for values in units if len(values) > 1))
    value = alpha(coincidences(units, criterion.scale, times), len(criterion.scale), times)
    yield ("vignette_alpha", "", ""), coefficient("no_variation" if value == "no_pairs" else value)
    own = with_places(criterion)
    for ngo in sorted({ngo for each in criterion.active for ngo in each.by_ngo} - set(own)):
        yield ("places_left_out", ngo, ""), whole(1)
    for each in criterion.active:
        if not is_placed(each, own):
            yield ("places_unplaced", each.number, ""), whole(1)
    yield ("places_changes", "", ""), whole(len(place_changes(criterion, findings, quorum)))


def with_places(criterion: Criterion) -> dict[str, list[int]]:
    """The levels that each rater gave who scored every vignette: places are among these."""
    return {
        rater: list(levels.values()) for rater, levels in criterion.given.items() if len(levels) == len(criterion.known)
    }


def is_placed(milestone: Milestone, own: dict[str, list[int]]) -> bool:
    """Whether the government's account is a silence, or a level that has a place."""
    return not isinstance(milestone.government, int) or milestone.agency in own


def place_changes(criterion: Criterion, findings: Sequence[Finding], quorum: int) -> dict[str, Cells]:
    """E. What changes when every level is a place among its rater's own vignettes."""
    own = with_places(criterion)
    before = [each for each in findings if each.milestone.withdrawn or is_placed(each.milestone, own)]
    return changed(before, [on_places(each.milestone, own) for each in before], quorum)


def on_places(milestone: Milestone, own: dict[str, list[int]]) -> Milestone:
    """The milestone with places for levels; the level of an NGO without one does not count."""

    def place(level: int, rater: str) -> int:
        return 1 + 2 * sum(each < level for each in own[rater]) + own[rater].count(level)

    def moved(said: Said) -> Said:
        if not isinstance(said.account, int):
            return said
        if said.ngo not in own:
            return replace(said, counting="not_accredited")
        return replace(said, account=place(said.account, said.ngo))

    said, government = tuple(map(moved, milestone.said)), milestone.government
    if isinstance(government, int):
        government = place(government, milestone.agency)
    return replace(milestone, government=government, said=said)


# ---------------------------------------------------------------------------------------------------------- Agreement


def coincidences(units: Iterable[Levels], scale: Levels, times: int) -> list[int]:
    """Krippendorff's coincidence matrix, row by row, multiplied by ``times`` so that it is whole."""
    size = len(scale)
    matrix = [0] * size**2
    for values in units:
        if len(values) > 1:
            weight = times // (len(values) - 1)
            given = [values.count(level) for level in scale]
            for one in range(size):
                for other in range(size):
                    matrix[one * size + other] += given[one] * (given[other] - (one == other)) * weight
    return matrix


def alpha(matrix: Sequence[int], size: int, times: int) -> Found:
    """Krippendorff's alpha with the ordinal metric; distances are taken four times over to stay whole."""
    given = [sum(matrix[one * size : one * size + size]) // times for one in range(size)]
    total = sum(given)
    if not total:
        return "no_pairs"
    observed = by_chance = 0
    for one, other in combinations(range(size), 2):
        apart = (2 * sum(given[one : other + 1]) - given[one] - given[other]) ** 2
        observed += matrix[one * size + other] * apart
        by_chance += given[one] * given[other] * apart
    return 1 - Fraction((total - 1) * observed, by_chance * times) if by_chance else "no_variation"


def interval(units: Sequence[Levels], scale: Levels, method: Method) -> tuple[Found, Found, int]:
    """The ends of alpha's 95 % interval, and how many draws had none: milestones are drawn by Python's generator."""
    if len(units) < FEWEST_TO_DRAW_FROM:
        return "too_few_commitments", "too_few_commitments", 0
    times = lcm(*(len(values) - 1 for values in units))
    matrices = [coincidences([values], scale, times) for values in units]
    generator = Random(method.seed)  # noqa: S311 - the draws have to be repeatable, not secret
    found: list[Fraction] = []
    for _ in range(method.draws):
        drawn = generator.choices(matrices, k=len(matrices))
        value = alpha([sum(column) for column in zip(*drawn)], len(scale), times)  # noqa: B905
        found += [] if isinstance(value, str) else [value]
    if not found:
        return "no_defined_draw", "no_defined_draw", 0
    found.sort()
    low, high = (ceil(Fraction(len(found) * per_mille, 1000)) - 1 for per_mille in (25, 975))
    return found[low], found[high], method.draws - len(found)


def ac2(units: Sequence[Levels], scale: Levels) -> Found:
    """Gwet's AC2 with quadratic weights over the full list of levels."""
    pairable = [values for values in units if len(values) > 1]
    if not pairable:
        return "no_pairs"
    widest = (scale[-1] - scale[0]) ** 2
    weight = {(one, other): 1 - Fraction((one - other) ** 2, widest) for one in scale for other in scale}
    agreed = Fraction()
    for values in pairable:
        pairs = list(combinations(values, 2))
        agreed += sum((weight[pair] for pair in pairs), Fraction()) / len(pairs)
    agreed /= len(pairable)
    shares = [sum((Fraction(each.count(level), len(each)) for each in units), Fraction()) for level in scale]
    spread = sum((each / len(units) * (1 - each / len(units)) for each in shares), Fraction())
    chance = sum(weight.values(), Fraction()) * spread / (len(scale) * (len(scale) - 1))
    return (agreed - chance) / (1 - chance)


def near(units: Iterable[Levels], distance: int) -> Found:
    """The share of pairs of values at most so many levels apart."""
    pairs = [abs(one - other) <= distance for values in units for one, other in combinations(values, 2)]
    return Fraction(sum(pairs), len(pairs)) if pairs else "no_pairs"


def by_chance(values: Levels, distance: int) -> Found:
    """The same share had all values that can be paired been dealt anew."""
    given = Counter(values)
    close = sum(
        count * (other_count - (one == other))
        for one, count in given.items()
        for other, other_count in given.items()
        if abs(one - other) <= distance
    )
    return Fraction(close, len(values) * (len(values) - 1)) if values else "no_pairs"


def agreement(criterion: Criterion, method: Method) -> Iterator[tuple[Figure, Cells]]:
    """Everything on how far the NGOs agree among themselves."""
    units = [levels for levels in (each.levels() for each in criterion.active) if levels]
    pairable = [levels for levels in units if len(levels) > 1]
    values = [level for levels in pairable for level in levels]
    one_level = len(criterion.scale) == 1
    value: Found = "too_few_milestones"
    if one_level:
        value = "no_variation"
    elif len(pairable) >= FEWEST_MILESTONES:
        times = lcm(*(len(levels) - 1 for levels in pairable))
        value = alpha(coincidences(units, criterion.scale, times), len(criterion.scale), times)
    yield from on_alpha(value, pairable, criterion.scale, method)
    shares = {
        "exact_agreement": near(units, 0),
        "adjacent_agreement": near(units, 1),
        "exact_by_chance": by_chance(values, 0),
        "adjacent_by_chance": by_chance(values, 1),
    }
    yield ("ac2", "", ""), coefficient("no_variation" if one_level else ac2(units, criterion.scale))
    for key, found in shares.items():
        yield (key, "", ""), share("no_variation" if one_level else found)
    raters = {ngo for each in criterion.active if len(each.levels()) > 1 for ngo in each.by_ngo}
    yield ("agreement_milestones", "", ""), whole(len(pairable))
    yield ("agreement_raters", "", ""), whole(len(raters))
    yield ("agreement_values", "", ""), whole(len(values))


def on_alpha(value: Found, pairable: Sequence[Levels], scale: Levels, method: Method) -> Iterator[tuple[Figure, Cells]]:
    """Alpha, its mark, its interval, and how reliable the middle of a panel is."""
    yield ("alpha", "", ""), coefficient(value)
    low, high, undefined = (value, value, 0) if isinstance(value, str) else interval(pairable, scale, method)
    ends_shown = ends(low, high, 3)
    yield ("alpha_low", "", ""), ends_shown[0]
    yield ("alpha_high", "", ""), ends_shown[1]
    if isinstance(low, Fraction):
        yield ("alpha_draws", "", ""), whole(method.draws)
        yield ("alpha_undefined_draws", "", ""), whole(undefined)
    if isinstance(value, str):
        yield ("panel_reliability", "", ""), row_of(value, "")
        return
    per_mille = floor(1000 * value + Fraction(1, 2)) if value >= 0 else -1
    mark = "rely" if per_mille >= 800 else "tentative" if per_mille >= 667 else "neither"  # noqa: PLR2004
    yield ("alpha_mark", "", ""), row_of(mark, "")
    if value <= 0:
        yield ("panel_reliability", "", ""), row_of("nothing_shared", "")
        return
    raters = sorted(map(len, pairable))
    middle = Fraction(raters[(len(raters) - 1) // 2] + raters[len(raters) // 2], 2)
    yield ("panel_raters", "", ""), row_of(middle, rounded(middle, 0 if middle.denominator == 1 else 1))
    yield ("panel_reliability", "", ""), coefficient(middle * value / (1 + (middle - 1) * value))


def level_of(party: str, milestone: Milestone, quorum: int) -> tuple[int, int] | None:
    """What a party says of a milestone, if anything that counts: one level twice, or two that it stands between."""
    if party == "civil_society":
        stands = find(milestone, quorum).stands
        return None if isinstance(stands, str) else stands
    level = milestone.government if party == "government" else milestone.by_ngo.get(party[len("ngo:") :])
    return (level, level) if isinstance(level, int) else None


def kappa(criterion: Criterion, one: str, other: str, quorum: int) -> Cells:
    """A row of kappa.csv: quadratic weights; milestones where civil society stands between two levels are left out."""
    sides = [(level_of(one, each, quorum), level_of(other, each, quorum)) for each in criterion.milestones]
    both = [(mine, theirs) for mine, theirs in sides if mine and theirs]
    pairs = [(mine[0], theirs[0]) for mine, theirs in both if mine[0] == mine[1] and theirs[0] == theirs[1]]
    found: Found = "no_pairs"
    if pairs:
        observed = Fraction(sum((mine - theirs) ** 2 for mine, theirs in pairs), len(pairs))
        chance = Fraction(sum((mine - theirs) ** 2 for mine, _ in pairs for _, theirs in pairs), len(pairs) ** 2)
        found = 1 - observed / chance if chance else "no_variation"
    return {"n": str(len(pairs)), "between": str(len(both) - len(pairs)), **coefficient(found)}


# --------------------------------------------------------------------------------------------------- All the figures


Named = dict[tuple[str, ...], Cells]
"""The rows of a file by the cells that name them."""


def plan_figures(criterion: Criterion, findings: Sequence[Finding], method: Method) -> Iterator[tuple[Figure, Cells]]:
    """Every figure of figures.csv on a criterion."""
    yield from counts(criterion, findings)
    yield from agreement(criterion, method)
    yield from panels(criterion, method)
    yield from missing_scores(criterion, method)
    found = leans(criterion.active)
    for ngo, lean in found.items():
        yield ("lean", ngo, ""), mean(lean)
    yield ("lean_changes", "", ""), whole(len(lean_changes(criterion, findings, found, method)))
    if criterion.compared:
        yield from flip_numbers(criterion, findings)
        yield from direction(findings)
        for name, _, milestones in readings(criterion, method):
            yield ("band_changes", " ".join(name), ""), whole(len(changed(findings, milestones, method.quorum)))
    if criterion.known:
        yield from vignettes(criterion, findings, method.quorum)


def lean_changes(
    criterion: Criterion, findings: Sequence[Finding], found: dict[str, Fraction], method: Method
) -> dict[str, Cells]:
    """E. What changes without the leans; nothing where the government is not asked."""
    if not criterion.compared:
        return {}
    moved = [without_lean(each, found, criterion.scale) for each in criterion.milestones]
    return changed(findings, moved, method.quorum)


def changes(criterion: Criterion, findings: Sequence[Finding], method: Method) -> Named:
    """The rows of changes.csv on a criterion."""
    rows: Named = {}
    if criterion.compared:
        for name, level, milestones in readings(criterion, method):
            for number, cells in changed(findings, milestones, method.quorum).items():
                rows[criterion.key, "band", *name, number] = {"published": level, **cells}
    for number, cells in lean_changes(criterion, findings, leans(criterion.active), method).items():
        rows[criterion.key, "leans", "", "", "", "", number] = {"published": "", **cells}
    if criterion.known:
        for number, cells in place_changes(criterion, findings, method.quorum).items():
            rows[criterion.key, "places", "", "", "", "", number] = {"published": "", **cells}
    return rows


def computed(
    criteria: Sequence[Criterion], before: Sequence[Criterion], method: Method, ngos: list[str]
) -> dict[str, Named]:
    """Every row of every file of figures."""
    rows: dict[str, Named] = {name: {} for name in (*FIGURES, "kappa.csv")}
    for criterion in criteria:
        key = criterion.key
        findings = [find(each, method.quorum) for each in criterion.milestones]
        for each in criterion.milestones:
            rows["verdicts.csv"][key, each.number] = verdict_row(each, criterion, method.quorum)
        for name, cells in plan_figures(criterion, findings, method):
            rows["figures.csv"][(key, *name)] = cells
        for number in dict.fromkeys(each.commitment for each in criterion.milestones):
            own = [each for each in findings if each.milestone.commitment == number]
            for name, cells in (*counts(criterion, own), *derived(criterion, own)):
                rows["commitment_figures.csv"][(key, number, *name)] = cells
        rows["changes.csv"].update(changes(criterion, findings, method))
        parties = [*(["government"] if criterion.compared else []), "civil_society", *ngos]
        for one, other in combinations(parties, 2):
            rows["kappa.csv"][key, one, other] = kappa(criterion, one, other, method.quorum)
    for criterion in before:
        findings = [find(each, method.quorum) for each in criterion.milestones]
        for name, cells in plan_figures(criterion, findings, method):
            rows["figures_before_replies.csv"][(criterion.key, *name)] = cells
    return rows


NAMED_BY = {
    "verdicts.csv": ("criterion", "milestone"),
    "figures.csv": ("criterion", "figure", "part", "of"),
    "figures_before_replies.csv": ("criterion", "figure", "part", "of"),
    "commitment_figures.csv": ("criterion", "commitment", "figure", "part", "of"),
    "changes.csv": (
        "criterion",
        "reading",
        "crosswalk",
        "crosswalk_version",
        "band",
        "read_as",
        "milestone",
    ),
    "kappa.csv": ("criterion", "one", "other"),
}
NOT_COMPUTED = {"demonstration", "order", "commitment", "top_commitment", "rule"}
"""Columns that say where a row belongs; order and commitments are compared with milestones.csv."""


# -------------------------------------------------------------------------------------------------- Reading the files


def read(file: Path) -> list[Cells]:
    """The rows of a file; none where there is no such file."""
    if not file.is_file():
        return []
    with file.open(encoding="utf-8-sig", newline="") as rows:
        return [{key: unguarded(cell or "") for key, cell in row.items() if key} for row in csv.DictReader(rows)]


def unguarded(cell: str) -> str:
    """A text without the apostrophe that keeps spreadsheets from taking it for a formula."""
    text = cell[1:]
    return text if cell[:1] == "'" and {text[:1], text.lstrip()[:1]} & FORMULA_BEGINS else cell


def account_of(level: str, silence: str) -> Account:
    """A level or a silence."""
    return int(level) if level else silence


def criteria_of(tables: Tables, *, before: bool) -> list[Criterion]:
    """Each criterion with its milestones; on request with what NGOs said before they revised."""
    facts = {row["name"]: row["value"] for row in tables["method.csv"]}
    said: dict[tuple[str, str], list[Said]] = defaultdict(list)
    government: dict[tuple[str, str], Cells] = {}
    for row in tables["ratings.csv"]:
        where = row["criterion"], row["milestone"]
        if row["party_kind"] == "government":
            government[where] = row
            continue
        first = before and (row["first_level"] or row["first_silence"])
        account = (
            account_of(row["first_level"], row["first_silence"]) if first else account_of(row["level"], row["silence"])
        )
        said[where].append(Said(row["party_key"], account, row["counting"], row["recused"] == "true"))
    order = sorted(tables["milestones.csv"], key=lambda row: int(row["order"]))
    found: list[Criterion] = []
    for key in dict.fromkeys(row["criterion"] for row in tables["levels.csv"]):
        levels = [row for row in tables["levels.csv"] if row["criterion"] == key]
        milestones = [
            milestone_of(row, government.get((key, row["milestone"]), {}), said[key, row["milestone"]], facts)
            for row in order
        ]
        scale = sorted(int(row["value"]) for row in levels)
        shown = [row for row in tables["vignettes.csv"] if row["criterion"] == key]
        known = {row["vignette"]: int(row["known_level"]) for row in shown}
        given: dict[str, dict[str, int]] = defaultdict(dict)
        for row in shown:
            if row["level"]:
                given[row["party_key"]][row["vignette"]] = int(row["level"])
        found.append(Criterion(key, levels[0]["compared"] == "true", scale, milestones, known, dict(given)))
    return found


def milestone_of(row: Cells, report: Cells, said: list[Said], facts: Cells) -> Milestone:
    """One milestone with what is heard of it."""
    ends_on = row["due_ends"]
    return silenced(
        Milestone(
            number=row["milestone"],
            commitment=row["top_commitment"],
            withdrawn=row["withdrawn"] == "true",
            due=bool(ends_on) and ends_on <= facts["period_ends"],
            government=account_of(report.get("level", ""), report.get("silence", "not_reported")),
            agency=report.get("agency", ""),
            band=(report.get("crosswalk", ""), report.get("crosswalk_version", ""), report.get("raw_band", "")),
            said=tuple(said),
        )
    )


# ------------------------------------------------------------------------------------------ Which rows must be there


def check_sums(folder: Path, report: Report) -> None:
    """Compare every file with its sum; each table must have one."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    published = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    for name in sorted({*TABLES, *published}):
        file = folder / name
        digest = sha256(file.read_bytes()).hexdigest() if file.is_file() else "no such file"
        report.compare(SUMS, name, published.get(name, "no sum"), digest)


def ngos_of(tables: Tables) -> list[str]:
    """The keys of all NGOs."""
    return [row["key"] for row in tables["parties.csv"] if row["party_kind"] == "ngo"]


def wanted_rows(tables: Tables) -> dict[str, list[tuple[str, ...]]]:
    """The rows that each file of raw data must have, as the other files tell."""
    milestones = [row["milestone"] for row in tables["milestones.csv"]]
    asked = {row["criterion"]: row["compared"] == "true" for row in tables["levels.csv"]}
    values: dict[str, list[int]] = defaultdict(list)
    for row in tables["levels.csv"]:
        values[row["criterion"]].append(int(row["value"] or 0))
    leads = {key for row in tables["milestones.csv"] for key in row["leads"].split()}
    agencies = leads | {row["agency"] for row in tables["ratings.csv"] if row["agency"]}
    rated = {row["party_key"] for row in tables["ratings.csv"] if row["party_kind"] == "ngo"}
    banded = [row for row in tables["ratings.csv"] if row["raw_band"]]
    cases = {(row["criterion"], row["vignette"]) for row in tables["vignettes.csv"]}
    calibrated = {(row["party_kind"], row["party_key"]) for row in tables["vignettes.csv"]}
    return {
        "ratings.csv": [
            (criterion, milestone, *party)
            for criterion, compared in asked.items()
            for milestone in milestones
            for party in (
                *([("government", "government")] if compared else []),
                *(("ngo", key) for key in ngos_of(tables)),
            )
        ],
        "milestones.csv": [(str(place + 1),) for place in range(len(milestones))],
        "commitments.csv": [
            (row[column],) for row in tables["milestones.csv"] for column in ("commitment", "top_commitment")
        ],
        "levels.csv": [
            (key, str(value)) for key, found in values.items() for value in range(min(found), max(found) + 1)
        ],
        "parties.csv": [*(("government", key) for key in agencies), *(("ngo", key) for key in rated)],
        "bands.csv": [
            (row["crosswalk"], row["crosswalk_version"], row["raw_band"], row["level"], row["silence"])
            for row in banded
        ],
        "method.csv": [(name,) for name in FACTS],
        "vignettes.csv": [(*case, *party) for case in cases for party in calibrated],
        "tables.csv": [(name,) for name in COUNTED_TABLES],
        "codebook.csv": [(name, column) for name in TABLES for column in (tables[name] or [{}])[0]],
    }


RAW_NAMED_BY = {
    "ratings.csv": ("criterion", "milestone", "party_kind", "party_key"),
    "milestones.csv": ("order",),
    "commitments.csv": ("commitment",),
    "levels.csv": ("criterion", "value"),
    "parties.csv": ("party_kind", "key"),
    "bands.csv": ("crosswalk", "version", "band", "level", "silence"),
    "method.csv": ("name",),
    "vignettes.csv": ("criterion", "vignette", "party_kind", "party_key"),
    "tables.csv": ("table",),
    "codebook.csv": ("file", "column"),
}
MORE_ALLOWED = {"commitments.csv", "parties.csv", "bands.csv", "codebook.csv"}
"""What nobody else names may be here as well: a band that nobody reported, a commitment without milestones."""


NEVER_EMPTY = ("milestones.csv", "levels.csv")
"""What the rows of other files follow from."""


def there(times: int) -> str:
    """How often a row is there, in words."""
    return {0: "not there", 1: "there"}.get(times, f"there {times} times")


def name_of(row: Sequence[str]) -> str:
    """What names a row, in one text."""
    return " ".join(cell for cell in row if cell)


def check_presence(report: Report, file: str, wanted: Iterable[tuple[str, ...]], found: list[tuple[str, ...]]) -> None:
    """Each row that is wanted is there once, and no other is."""
    times, must = Counter(found), set(wanted)
    for row in sorted(must | set(times)):
        expected = row in must or file in MORE_ALLOWED
        report.compare("rows", f"{file} {name_of(row)}", there(times[row]), there(expected))


def check_rows(tables: Tables, report: Report) -> None:
    """Whatever does not depend on scores: which rows are there, how many, and what they say of being invented."""
    for file, wanted in wanted_rows(tables).items():
        columns = RAW_NAMED_BY[file]
        check_presence(report, file, wanted, [tuple(row[column] for column in columns) for row in tables[file]])
    said = {row["table"]: row["rows"] for row in tables["tables.csv"]}
    for name in COUNTED_TABLES:
        report.compare("rows", f"{name} in all", said.get(name, "not said"), str(len(tables[name])))
    for name in NEVER_EMPTY:
        report.compare("rows", f"{name} rows", "some" if tables[name] else "none", "some")
    labels = Counter(row["demonstration"] for rows in tables.values() for row in rows)
    label = labels.most_common(1)[0][0] if labels else "no row"
    for name, rows in tables.items():
        for line, row in enumerate(rows, start=2):
            report.compare("rows", f"{name} line {line} demonstration", row["demonstration"], label)


def check_cells(tables: Tables, report: Report) -> None:
    """Each cell is of the kind that the codebook says, and one of the values that it allows."""
    forms = {(row["file"], row["column"]): row for row in tables["codebook.csv"]}
    row_names = {**RAW_NAMED_BY, **NAMED_BY}
    for name, rows in tables.items():
        for line, row in enumerate(rows, start=2):
            for column, cell in row.items():
                form = forms[name, column]
                allowed = [*form["allowed"].split("; "), ""] if form["allowed"] else [cell]
                if cell not in allowed or not FORMS.get(form["type"], re.compile("(?s).*")).fullmatch(cell):
                    about = name_of([row.get(key, "") for key in row_names.get(name, ())])
                    report.compare("cells", f"{name} line {line} {about} {column}", cell, "another kind of cell")
    report.compare("cells", "all", len(forms), len(tables["codebook.csv"]))


def check_places(tables: Tables, report: Report) -> None:
    """What rows say of their milestone is what milestones.csv says; the seed is that of the opening entry."""
    place = ("order", "commitment", "top_commitment")
    where = {row["milestone"]: tuple(row[column] for column in place) for row in tables["milestones.csv"]}
    for name in ("ratings.csv", "verdicts.csv"):
        for row in tables[name]:
            about = f"{name} {row['criterion']} {row['milestone']} {row.get('party_key', '')}".strip()
            report.compare("flags", about, tuple(row[column] for column in place), where.get(row["milestone"]))
    facts = {row["name"]: row["value"] for row in tables["method.csv"]}
    report.compare("flags", "method.csv seed", facts["seed"], str(int(facts["opening"][:13], 16)))
    report.compare("flags", "method.csv method_version", facts["method_version"], "2")


LEVELS_IN = {
    "ratings.csv": ("level", "first_level"),
    "vignettes.csv": ("level", "known_level"),
    "bands.csv": ("level",),
}


def check_levels(tables: Tables, report: Report) -> None:
    """Every level is one of its criterion's scale."""
    scale = {(row["criterion"], row["value"]) for row in tables["levels.csv"]}
    for name, columns in LEVELS_IN.items():
        for row in tables[name]:
            about = f"{name} {name_of([row.get(key, '') for key in RAW_NAMED_BY[name]])}"
            for column in [each for each in columns if row[each]]:
                on_scale = (row["criterion"], row[column]) in scale
                report.compare("flags", f"{about} {column}", row[column], row[column] if on_scale else "no level")


def check_flags(tables: Tables, report: Report) -> None:
    """Flags that say the same twice agree: who is accredited, who is recused, what is compared, what has a level."""
    accredited = {row["key"]: row["accredited"] for row in tables["parties.csv"] if row["party_kind"] == "ngo"}
    for row in tables["ratings.csv"]:
        about = f"ratings.csv {row['criterion']} {row['milestone']} {row['party_kind']} {row['party_key']}"
        report.compare("flags", f"{about} level or silence", bool(row["level"]) != bool(row["silence"]), True)  # noqa: FBT003
        if row["party_kind"] == "ngo" and row["counting"]:
            counted, ngo = row["counting"] in COUNTS, row["party_key"]
            said = row["counting"] != "not_accredited"
            report.compare("flags", f"parties.csv ngo {ngo} accredited", accredited[ngo], truth(said))
            if counted or row["counting"] == "recused":
                report.compare("flags", f"{about} recused", row["recused"], truth(not counted))
    for row in tables["vignettes.csv"]:
        about = f"vignettes.csv {row['vignette']} {row['party_key']} known_level"
        report.compare("flags", about, row["known_level"], known_in(tables, row))
    first = {row["criterion"]: row["compared"] for row in reversed(tables["levels.csv"])}
    for row in tables["levels.csv"]:
        about = f"levels.csv {row['criterion']} {row['value']} compared"
        report.compare("flags", about, row["compared"], first[row["criterion"]])


def known_in(tables: Tables, row: Cells) -> str:
    """The known level of a vignette by the first row that is about it."""
    about = ("criterion", "vignette")
    alike = (each for each in tables["vignettes.csv"] if all(each[part] == row[part] for part in about))
    return next(alike)["known_level"]


# --------------------------------------------------------------------------------------------------------- Comparing


def say(*words: str) -> None:
    """One line; the first words stand in columns."""
    sys.stdout.write("  ".join(f"{word:<26}" for word in words[:-1]) + "  " + words[-1] + "\n")


class Report:
    """What was compared and what differs."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.compared: Counter[str] = Counter()
        self.differing: Counter[str] = Counter()

    def compare(self, file: str, about: str, published: object, found: object) -> None:
        """Note one cell; say so where it differs."""
        self.compared[file] += 1
        if published != found:
            self.differing[file] += 1
            say("differs", file, about, f"published {published}, computed {found}")

    def conclude(self) -> int:
        """One line for each part, and what to end with."""
        for file, count in self.compared.items():
            few = self.differing[file]
            say("differs" if few else "equal", file, f"{count} compared, {few} differ")
        return 1 if any(self.differing.values()) else 0


def check_figures(tables: Tables, rows: dict[str, Named], report: Report) -> None:
    """Every row of every file of figures is there once, and each of its cells is what was computed."""
    for file, expected in rows.items():
        published = [(tuple(row[column] for column in NAMED_BY[file]), row) for row in tables[file]]
        check_presence(report, file, expected, [name for name, _ in published])
        for name, row in published:
            cells = expected.get(name, {})
            for column in [each for each in row if each not in NAMED_BY[file] and each not in NOT_COMPUTED]:
                if name in expected:
                    report.compare(file, f"{name_of(name)} {column}", row[column], cells.get(column, ""))
            if file == "figures.csv" and name in expected:
                say(*name[:2], name_of(name[2:]), cells["word"] or cells["shown"])


def figures_of(tables: Tables) -> dict[str, Named]:
    """All that is computed from the raw tables."""
    facts = {row["name"]: row["value"] for row in tables["method.csv"]}
    method = Method(
        int(facts["quorum"]),
        int(facts["seed"]),
        int(facts["draws"]),
        frozenset(row["key"] for row in tables["parties.csv"] if row["accredited"] == "true"),
        tuple(tables["bands.csv"]),
    )
    revised = any(row["first_level"] or row["first_silence"] for row in tables["ratings.csv"])
    before = criteria_of(tables, before=True) if revised else []
    scored = {row["party_key"] for row in tables["ratings.csv"] if row["party_kind"] == "ngo" and row["counting"]}
    ngos = [f"ngo:{key}" for key in sorted(scored)]
    return computed(criteria_of(tables, before=False), before, method, ngos)


def check_folder(folder: Path) -> int:
    """Compute, compare, and say what was found."""
    report = Report()
    check_sums(folder, report)
    tables = {name: read(folder / name) for name in TABLES}
    try:
        for check in (check_rows, check_cells, check_places, check_levels, check_flags):
            check(tables, report)
            if any(report.differing[part] for part in ("rows", "cells", "flags")):
                return report.conclude()
        if tables["levels.csv"][0]["demonstration"] == "true":
            say("", "DEMONSTRATION: everything but the plan is invented.")
        check_figures(tables, figures_of(tables), report)
    except (ArithmeticError, LookupError, ValueError) as problem:
        report.compare("files", "what they say together", f"{type(problem).__name__}: {problem}", "figures")
    return report.conclude()


def main(folders: list[str]) -> int:
    """Check each folder, or the one that this script is in."""
    found: list[int] = []
    for folder in folders or [str(Path(__file__).resolve().parent)]:
        if len(folders) > 1:
            say("folder", folder)
        found.append(check_folder(Path(folder)))
    return max(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
