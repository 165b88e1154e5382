# ruff: noqa: INP001 - this file belongs to no package: it is downloaded and run alone.
"""Compute the figures of an exported scorecard of Check My OGP again, from the ratings beside this script.

    python3 reproduce.py [FOLDER]

It needs Python 3.9 or later and nothing else, and shares no code with the site. It compares every file with SHA256SUMS,
and looks whether each row that must be there is there, once. Then it reads ratings.csv, levels.csv, milestones.csv and
method.csv, computes by the published method, and compares with divergence.csv, reliability.csv and kappa.csv. It prints
what it found, and ends with 0 where everything is equal, with 1 where anything differs or is missing.

All is exact: whole numbers and fractions. Levels are text in ratings.csv and whole numbers here.

Licence: AGPL-3.0-or-later.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from fractions import Fraction
from hashlib import sha256
from itertools import combinations
from math import lcm
from pathlib import Path
from random import Random
from typing import NamedTuple, Union

HERE = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
COUNTED = ("counted", "interested")
FEWEST_MILESTONES = 10
FEWEST_COMMITMENTS = 8

SUMS = "SHA256SUMS"
TABLES = (
    "ratings.csv",
    "divergence.csv",
    "reliability.csv",
    "kappa.csv",
    "milestones.csv",
    "commitments.csv",
    "levels.csv",
    "parties.csv",
    "method.csv",
    "tables.csv",
)
FIGURES = (
    "alpha",
    "alpha_low",
    "alpha_high",
    "ac2",
    "exact_agreement",
    "adjacent_agreement",
    "commitments",
    "milestones",
    "raters",
    "values",
)
"""The rows of reliability.csv on each criterion."""
FACTS = ("plan", "round", "version", "sha256", "method_version", "quorum", "seed", "draws")
"""The rows of method.csv."""

Cells = dict[str, str]
Found = Union[Fraction, str]  # noqa: UP007 - Python 3.9 reads this line when it runs
"""A figure, or the key of the reason why there is none."""
Units = list[list[int]]
"""For each milestone the levels that count."""
Rows = dict[str, list[tuple[str, ...]]]
"""For each file its rows, each by the cells that name it."""


class Said(NamedTuple):
    """What one NGO said: a level or a silence, and whether it counts."""

    party: str
    account: str
    counting: str


class Milestone(NamedTuple):
    """One milestone on one criterion, as it is heard."""

    withdrawn: bool
    commitment: str
    government: str
    said: tuple[Said, ...]

    def levels(self, *countings: str) -> list[int]:
        """The levels that count, ascending; nothing is heard of a milestone that was taken out of the plan."""
        wanted = countings or COUNTED
        heard = () if self.withdrawn else self.said
        return sorted(int(each.account) for each in heard if each.counting in wanted and is_level(each.account))


def read(name: str) -> list[Cells]:
    """The rows of a file; none where there is no such file."""
    if not (HERE / name).is_file():
        return []
    with (HERE / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def is_level(account: str) -> bool:
    """Whether it is a number; a silence is a word."""
    return account.lstrip("-").isdigit()


# -------------------------------------------------------------------------------------------------- One milestone


def silence(milestone: Milestone) -> str:
    """Why no level counts."""
    if milestone.withdrawn:
        return "withdrawn"
    answers = {each.account for each in milestone.said}
    if any(is_level(each.account) for each in milestone.said if each.counting not in COUNTED):
        return "no_quorum"
    return next((key for key in ("no_evidence", "unable") if key in answers), "not_assessed")


def position(levels: list[int], quorum: int, otherwise: str) -> Found:
    """The median of the levels that count, or why there is none."""
    if not levels:
        return otherwise
    if len(levels) < quorum:
        return "no_quorum"
    half = len(levels) // 2
    return Fraction(levels[half] if len(levels) % 2 else levels[half - 1] + levels[half], 2 - len(levels) % 2)


def outcome(government: str, stands: Found) -> str:
    """The verdict, or the silence in its place."""
    if isinstance(stands, str):
        return stands
    if not is_level(government):
        return government
    apart = int(government) - stands
    return "government_higher" if apart >= 1 else "civil_society_higher" if apart <= -1 else "aligned"


def compared(milestone: Milestone, levels: list[int], stands: Found, quorum: int) -> Cells:
    """What a row of divergence.csv says where the government is asked as well."""
    government = "withdrawn" if milestone.withdrawn else milestone.government
    alone = milestone.levels("counted")
    verdict = outcome(government, stands)
    without = outcome(government, position(alone, quorum, "no_quorum" if levels else silence(milestone)))
    cells = {
        "government_level" if is_level(government) else "government_silence": government,
        "outcome": verdict,
        "fragile": truth(without != verdict),
        "outcome_without_interested": without if len(alone) < len(levels) else "",
    }
    if isinstance(stands, str) or not is_level(government):
        return cells
    level = int(government)
    below, above = sum(each < level for each in levels), sum(each > level for each in levels)
    at = len(levels) - below - above
    behind = {"government_higher": below, "aligned": at, "civil_society_higher": above}[verdict]
    return {
        **cells,
        "divergence": decimal(level - stands),
        "divergence_shown": decimal(level - stands),
        "below": str(below),
        "at": str(at),
        "above": str(above),
        "clear": truth(3 * behind >= 2 * len(levels)),
    }


def divergence(milestone: Milestone, quorum: int, *, asked: bool) -> Cells:
    """A row of divergence.csv, as far as it is computed."""
    levels = milestone.levels()
    stands = position(levels, quorum, silence(milestone))
    cells = {"n": str(len(levels)), "levels": f"[{' '.join(map(str, levels))}]"}
    if isinstance(stands, str):
        cells["position_silence"] = stands
    else:
        cells.update(position=decimal(stands), position_shown=decimal(stands), split=truth(levels[-1] - levels[0] > 1))
    return {**cells, **compared(milestone, levels, stands, quorum)} if asked else cells


def truth(value: bool) -> str:  # noqa: FBT001 - it is what is written
    """As the files write it."""
    return "true" if value else "false"


def decimal(value: Fraction) -> str:
    """A level or a distance in levels, which ends in .5 or in nothing; printed as it is."""
    return str(value.numerator) if value.denominator == 1 else f"{'-' if value < 0 else ''}{abs(value) // 1}.5"


# ------------------------------------------------------------------------------------------------------ Agreement


def coincidences(units: Units, scale: list[int], times: int) -> Counter[tuple[int, int]]:
    """Krippendorff's coincidence matrix, multiplied by ``times`` so that it is whole."""
    matrix: Counter[tuple[int, int]] = Counter()
    for values in units:
        if len(values) > 1:
            weight = times // (len(values) - 1)
            counts = Counter(values)
            for one in scale:
                for other in scale:
                    matrix[one, other] += counts[one] * (counts[other] - (one == other)) * weight
    return matrix


def alpha(matrix: Counter[tuple[int, int]], scale: list[int], times: int) -> Found:
    """Krippendorff's alpha with the ordinal metric."""
    given = {one: Fraction(sum(matrix[one, other] for other in scale), times) for one in scale}
    total = sum(given.values())
    if not total:
        return "no_pairs"
    observed, by_chance = Fraction(0), Fraction(0)
    for one, other in combinations(scale, 2):
        between = sum(given[level] for level in scale if one <= level <= other)
        apart = (between - (given[one] + given[other]) / 2) ** 2
        observed += 2 * Fraction(matrix[one, other], times) * apart
        by_chance += 2 * given[one] * given[other] * apart
    return 1 - (total - 1) * observed / by_chance if by_chance else "no_variation"


def interval(clusters: list[Units], scale: list[int], seed: int, draws: int) -> tuple[Found, Found]:
    """The ends of alpha's 95 % interval: whole commitments are drawn again, with Python's own generator."""
    pairable = [cluster for cluster in clusters if any(len(values) > 1 for values in cluster)]
    if len(pairable) < FEWEST_COMMITMENTS:
        return ("too_few_commitments", "too_few_commitments")
    times = lcm(*(len(values) - 1 for cluster in pairable for values in cluster if len(values) > 1))
    matrices = [coincidences(cluster, scale, times) for cluster in pairable]
    generator = Random(seed)  # noqa: S311 - the draws have to be repeatable, not secret
    found: list[Fraction] = []
    for _ in range(draws):
        together: Counter[tuple[int, int]] = Counter()
        for matrix in generator.choices(matrices, k=len(matrices)):
            together.update(matrix)
        value = alpha(together, scale, times)
        found += [] if isinstance(value, str) else [value]
    found.sort()
    if not found:
        return ("no_defined_draw", "no_defined_draw")
    low, high = (-(-len(found) * per_mille // 1000) - 1 for per_mille in (25, 975))
    return (found[low], found[high])


def ac2(units: Units, scale: list[int]) -> Found:
    """Gwet's AC2 with quadratic weights over the full list of levels."""
    pairable = [values for values in units if len(values) > 1]
    if not pairable:
        return "no_pairs"
    widest = (scale[-1] - scale[0]) ** 2
    weight = {(one, other): 1 - Fraction((one - other) ** 2, widest) for one in scale for other in scale}
    agreed = Fraction(0)
    for values in pairable:
        pairs = list(combinations(values, 2))
        agreed += sum((weight[pair] for pair in pairs), Fraction(0)) / len(pairs)
    agreed /= len(pairable)
    share = {
        level: sum((Fraction(values.count(level), len(values)) for values in units), Fraction(0)) / len(units)
        for level in scale
    }
    spread = sum((each * (1 - each) for each in share.values()), Fraction(0))
    chance = sum(weight.values(), Fraction(0)) * spread / (len(scale) * (len(scale) - 1))
    return (agreed - chance) / (1 - chance)


def near(units: Units, distance: int) -> Found:
    """The share of pairs of NGOs at most so many levels apart."""
    pairs = [abs(one - other) <= distance for values in units for one, other in combinations(values, 2)]
    return Fraction(sum(pairs), len(pairs)) if pairs else "no_pairs"


def reliability(milestones: list[Milestone], scale: list[int], facts: Cells) -> dict[str, Found]:
    """Every figure of reliability.csv on one criterion."""
    by_commitment: dict[str, Units] = defaultdict(list)
    raters: set[str] = set()
    for milestone in milestones:
        if levels := milestone.levels():
            by_commitment[milestone.commitment].append(levels)
        if len(levels) > 1:
            raters |= {each.party for each in milestone.said if each.counting in COUNTED and is_level(each.account)}
    units = [values for cluster in by_commitment.values() for values in cluster]
    pairable = [values for values in units if len(values) > 1]
    times = lcm(*(len(values) - 1 for values in pairable))
    enough = len(pairable) >= FEWEST_MILESTONES
    value = alpha(coincidences(units, scale, times), scale, times) if enough else "too_few_milestones"
    ends = (value, value)
    if isinstance(value, Fraction):
        ends = interval(list(by_commitment.values()), scale, int(facts["seed"]), int(facts["draws"]))
    return {
        "alpha": value,
        "alpha_low": ends[0],
        "alpha_high": ends[1],
        "ac2": ac2(units, scale),
        "exact_agreement": near(units, 0),
        "adjacent_agreement": near(units, 1),
        "commitments": Fraction(sum(any(len(each) > 1 for each in cluster) for cluster in by_commitment.values())),
        "milestones": Fraction(len(pairable)),
        "raters": Fraction(len(raters)),
        "values": Fraction(sum(map(len, pairable))),
    }


def levels_of(party: str, milestones: list[Milestone], quorum: int) -> list[Found]:
    """For each milestone the party's level, or why it is in no pair."""
    if party == "government":
        return [
            Fraction(each.government) if is_level(each.government) and not each.withdrawn else "silent"
            for each in milestones
        ]
    if party == "civil_society":
        return [position(each.levels(), quorum, silence(each)) for each in milestones]
    key = party[len("ngo:") :]
    own = [each._replace(said=tuple(said for said in each.said if said.party == key)).levels() for each in milestones]
    return [Fraction(levels[0]) if levels else "silent" for levels in own]


def kappa(one: list[Found], other: list[Found]) -> tuple[int, int, Found]:
    """On how many milestones two parties are compared, how many are left out for a half level, and kappa."""
    both = [
        (one[place], other[place])
        for place in range(len(one))
        if isinstance(one[place], Fraction) and isinstance(other[place], Fraction)
    ]
    pairs = [(int(mine), int(theirs)) for mine, theirs in both if int(mine) == mine and int(theirs) == theirs]
    if not pairs:
        return (0, len(both), "no_pairs")
    observed = Fraction(sum((mine - theirs) ** 2 for mine, theirs in pairs), len(pairs))
    by_chance = Fraction(sum((mine - theirs) ** 2 for mine, _ in pairs for _, theirs in pairs), len(pairs) ** 2)
    return (len(pairs), len(both) - len(pairs), 1 - observed / by_chance if by_chance else "no_variation")


# ------------------------------------------------------------------------------------------ Which rows must be there


def check_sums(report: Report) -> None:
    """Compare every file with its sum; each table must have one."""
    try:
        lines = (HERE / SUMS).read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    published = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    for name in sorted({*TABLES, *published}):
        file = HERE / name
        computed = sha256(file.read_bytes()).hexdigest() if file.is_file() else "no such file"
        report.compare(SUMS, name, published.get(name, "no sum"), computed)


def wanted_rows(tables: dict[str, list[Cells]]) -> Rows:
    """The rows that each file must have, as the other files tell."""
    milestones = [row["milestone"] for row in tables["milestones.csv"]]
    asked = {row["criterion"]: row["compared"] == "true" for row in tables["levels.csv"]}
    assessed = sorted({(row["milestone"], row["party_key"]) for row in of_ngos(tables["ratings.csv"])})
    ngos = ["ngo:" + row["key"] for row in of_ngos(tables["parties.csv"])]
    return {
        "ratings.csv": [(criterion, *each) for each in assessed for criterion in asked],
        "divergence.csv": [(criterion, milestone) for criterion in asked for milestone in milestones],
        "reliability.csv": [(criterion, figure) for criterion in asked for figure in FIGURES],
        "kappa.csv": [
            (criterion, *pair)
            for criterion, compared in asked.items()
            for pair in pairs_of([*(["government"] if compared else []), "civil_society", *ngos])
        ],
        "milestones.csv": [(str(place + 1),) for place in range(len(milestones))],
        "commitments.csv": [(key,) for key in sorted({row["commitment"] for row in tables["milestones.csv"]})],
        "parties.csv": [(key,) for key in sorted({key for _, key in assessed})],
        "method.csv": [(name,) for name in FACTS],
    }


def found_rows(tables: dict[str, list[Cells]]) -> Rows:
    """The rows that each file has, named in the same way."""

    def of(rows: list[Cells], *columns: str) -> list[tuple[str, ...]]:
        return [tuple(row[column] for column in columns) for row in rows]

    return {
        "ratings.csv": of(of_ngos(tables["ratings.csv"]), "criterion", "milestone", "party_key"),
        "divergence.csv": of(tables["divergence.csv"], "criterion", "milestone"),
        "reliability.csv": of(tables["reliability.csv"], "criterion", "figure"),
        "kappa.csv": [(row["criterion"], *sorted((row["one"], row["other"]))) for row in tables["kappa.csv"]],
        "milestones.csv": of(tables["milestones.csv"], "order"),
        "commitments.csv": of(tables["commitments.csv"], "commitment"),
        "parties.csv": of(of_ngos(tables["parties.csv"]), "key"),
        "method.csv": of(tables["method.csv"], "name"),
    }


def pairs_of(parties: list[str]) -> list[tuple[str, str]]:
    """Every two of them, the first by the alphabet in front."""
    return [(min(pair), max(pair)) for pair in combinations(parties, 2)]


def of_ngos(rows: list[Cells]) -> list[Cells]:
    """Those of NGOs alone."""
    return [row for row in rows if row["party_kind"] == "ngo"]


def there(times: int) -> str:
    """How often a row is there, in words."""
    return {0: "not there", 1: "there"}.get(times, f"there {times} times")


def check_rows(report: Report) -> None:
    """Each row that the others ask for is there once, no other is, and all say the same of being a demonstration."""
    tables = {name: read(name) for name in TABLES}
    found = found_rows(tables)
    for file, wanted in wanted_rows(tables).items():
        times = Counter(found[file])
        # A commitment may have no milestone of its own, but those below it.
        named = set(wanted) if file == "commitments.csv" else {*wanted, *times}
        for row in sorted(named):
            report.compare("rows", f"{file} {' '.join(row)}", there(times[row]), there(row in wanted))
    counts = {row["table"]: row["rows"] for row in tables["tables.csv"]}
    for name in TABLES[:-1]:
        report.compare("rows", f"{name} in all", counts.get(name, "not said"), str(len(tables[name])))
    label = next((row["demonstration"] for row in tables["levels.csv"]), "no row")
    for name, rows in tables.items():
        labels = " ".join(sorted({row["demonstration"] for row in rows})) or "no row"
        report.compare("rows", f"{name} demonstration", labels, label)


# ------------------------------------------------------------------------------------------- Reading and comparing


def criteria() -> dict[str, list[Milestone]]:
    """For each criterion the milestones in the plan's order, each with what was said of it."""
    government: dict[tuple[str, str], str] = {}
    said: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for row in read("ratings.csv"):
        where = (row["criterion"], row["milestone"])
        account = row["level"] or row["silence"]
        if row["party_kind"] == "government":
            government[where] = account
        else:
            said[where].append(Said(row["party_key"], account, row["counting"]))
    rows = sorted(read("milestones.csv"), key=lambda row: int(row["order"]))
    return {
        criterion: [
            Milestone(
                row["withdrawn"] == "true",
                row["top_commitment"],
                government.get((criterion, row["milestone"]), "not_reported"),
                tuple(said[criterion, row["milestone"]]),
            )
            for row in rows
        ]
        for criterion in dict.fromkeys(row["criterion"] for row in read("levels.csv"))
    }


def exact(row: Cells) -> Found:
    """The figure of a row, or the reason in its place."""
    return row["undefined"] or Fraction(int(row["numerator"]), int(row["denominator"]))


def shown(found: Found) -> str:
    """A figure for the eye."""
    return found if isinstance(found, str) else f"{float(found):.3f}" if found.denominator > 1 else str(found)


def say(*words: str) -> None:
    """One line; the first words stand in columns."""
    sys.stdout.write("  ".join(f"{word:<26}" for word in words[:-1]) + "  " + words[-1] + "\n")


class Report:
    """What was compared and what differs."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.compared: Counter[str] = Counter()
        self.differing: Counter[str] = Counter()

    def compare(self, file: str, about: str, published: object, computed: object) -> None:
        """Note one figure; say so where it differs."""
        self.compared[file] += 1
        if published != computed:
            self.differing[file] += 1
            say("differs", file, about, f"published {published}, computed {computed}")

    def conclude(self) -> int:
        """One line for each file, and what to end with."""
        for file, count in self.compared.items():
            few = self.differing[file]
            say("differs" if few else "equal", file, f"{count} compared, {few} differ")
        return 1 if self.differing else 0


def check_divergence(everything: dict[str, list[Milestone]], asked: set[str], quorum: int, report: Report) -> None:
    """Compare every row of divergence.csv."""
    for row in read("divergence.csv"):
        milestone = everything[row["criterion"]][int(row["order"]) - 1]
        cells = divergence(milestone, quorum, asked=row["criterion"] in asked)
        columns = list(row)[list(row).index("n") :]
        about = f"{row['milestone']} {row['criterion']}"
        for column in columns:
            report.compare("divergence.csv", f"{about} {column}", row[column], cells.get(column, ""))
        if row["criterion"] in asked:
            say(about, f"n={cells['n']}", f"{cells['outcome']} {cells.get('divergence', '')}")


def check_agreement(everything: dict[str, list[Milestone]], facts: Cells, report: Report) -> None:
    """Compare every row of reliability.csv and of kappa.csv."""
    scales: dict[str, list[int]] = defaultdict(list)
    for row in read("levels.csv"):
        scales[row["criterion"]].append(int(row["value"]))
    computed = {key: reliability(everything[key], sorted(scales[key]), facts) for key in everything}
    for row in read("reliability.csv"):
        found = computed[row["criterion"]][row["figure"]]
        say(row["criterion"], row["figure"], shown(found))
        report.compare("reliability.csv", f"{row['criterion']} {row['figure']}", exact(row), found)
    for row in read("kappa.csv"):
        one, other = (
            levels_of(row[side], everything[row["criterion"]], int(facts["quorum"])) for side in ("one", "other")
        )
        count, halves, found = kappa(one, other)
        about = f"{row['criterion']} {row['one']} {row['other']}"
        say(row["criterion"], f"{row['one']}, {row['other']}", f"kappa {shown(found)}, n={count}")
        report.compare("kappa.csv", f"{about} n", row["n"], str(count))
        report.compare("kappa.csv", f"{about} half_levels", row["half_levels"], str(halves))
        report.compare("kappa.csv", f"{about} kappa", exact(row), found)


def main() -> int:
    """Compute, compare, and say what was found."""
    report = Report()
    check_sums(report)
    check_rows(report)
    if report.differing["rows"]:
        return report.conclude()
    facts = {row["name"]: row["value"] for row in read("method.csv")}
    levels = read("levels.csv")
    if levels[0]["demonstration"] == "true":
        say("", "DEMONSTRATION: everything but the plan is invented.")
    everything = criteria()
    asked = {row["criterion"] for row in levels if row["compared"] == "true"}
    check_divergence(everything, asked, int(facts["quorum"]), report)
    check_agreement(everything, facts, report)
    return report.conclude()


if __name__ == "__main__":
    sys.exit(main())
