"""What was promised and by which scale it is judged: commitments, milestones, levels, parties, and the method."""

from flask_babel import lazy_gettext

from checkmyogp.comparison.exporting.cells import Cell, Column, Kind, Row, Table
from checkmyogp.comparison.exporting.columns import (
    COMMITMENT,
    CRITERION,
    MILESTONE,
    ORDER,
    TOP,
    in_languages,
    place,
    texts,
)
from checkmyogp.domain import pairs
from checkmyogp.domain.wording import Wording
from checkmyogp.snapshots.criteria import CriterionView, LevelWords
from checkmyogp.snapshots.entries import MilestoneEntry
from checkmyogp.snapshots.reader import Scorecard

GOVERNMENT, NGO = pairs.Kind.GOVERNMENT.value, pairs.Kind.NGO.value

IN_LANGUAGES = lazy_gettext("In the language named after the underscore; empty where the text does not exist in it.")


def milestones(scorecard: Scorecard) -> Table:
    """The milestones in the plan's order."""
    titles = [milestone.title for milestone in scorecard.milestones.values()]
    return Table(
        "milestones.csv",
        lazy_gettext("The milestones of the plan, in its order."),
        (
            ORDER,
            MILESTONE,
            COMMITMENT,
            TOP,
            *in_languages("title", IN_LANGUAGES, titles),
            Column("due_printed", Kind.TEXT, lazy_gettext("When it is due, as the plan prints it.")),
            Column("due_starts", Kind.TEXT, lazy_gettext("The first day of the time that is printed, as YYYY-MM-DD.")),
            Column(
                "due_ends",
                Kind.TEXT,
                lazy_gettext("The last day of the time that is printed; empty where the plan names none."),
            ),
            Column(
                "withdrawn",
                Kind.TRUTH,
                lazy_gettext("Whether it was taken out of the plan; then nothing said of it is heard."),
                ("true", "false"),
            ),
            Column("leads", Kind.TEXT, lazy_gettext("The keys of those who lead it, with a space between them.")),
        ),
        [
            _milestone(order, milestone, scorecard)
            for order, milestone in enumerate(scorecard.milestones.values(), start=1)
        ],
    )


def _milestone(order: int, milestone: MilestoneEntry, scorecard: Scorecard) -> Row:
    return {
        **place(order, milestone, scorecard.tops),
        **texts("title", milestone.title),
        "due_printed": milestone.due.printed,
        "due_starts": milestone.due.starts,
        "due_ends": milestone.due.ends,
        "withdrawn": milestone.withdrawn,
        "leads": " ".join(lead.key for lead in milestone.leads),
    }


def commitments(scorecard: Scorecard) -> Table:
    """The commitments and sub-commitments in the plan's order."""
    return Table(
        "commitments.csv",
        lazy_gettext("The commitments and sub-commitments of the plan, in its order."),
        (COMMITMENT, TOP, *in_languages("title", IN_LANGUAGES, scorecard.commitments.values())),
        [
            {"commitment": number, "top_commitment": scorecard.tops[number], **texts("title", title)}
            for number, title in scorecard.commitments.items()
        ],
    )


def levels(scorecard: Scorecard) -> Table:
    """Every level of every criterion."""
    steps = [(criterion, level) for criterion in scorecard.criteria.values() for level in criterion.levels]
    return Table(
        "levels.csv",
        lazy_gettext("The criteria of the rubric, with each of their levels."),
        (
            CRITERION,
            Column(
                "compared",
                Kind.TRUTH,
                lazy_gettext("Whether the government is asked the same as the NGOs."),
                ("true", "false"),
            ),
            Column("value", Kind.NUMBER, lazy_gettext("The level as a number.")),
            Column("key", Kind.TEXT, lazy_gettext("The level's key.")),
            *in_languages("criterion_name", IN_LANGUAGES, [criterion.name for criterion, _ in steps]),
            *in_languages("level_name", IN_LANGUAGES, [level.name for _, level in steps]),
        ),
        [_level(criterion, level) for criterion, level in steps],
    )


def _level(criterion: CriterionView, level: LevelWords) -> Row:
    return {
        "criterion": criterion.key,
        "compared": criterion.compared,
        "value": level.value,
        "key": level.key,
        **texts("criterion_name", criterion.name),
        **texts("level_name", level.name),
    }


def parties(scorecard: Scorecard) -> Table:
    """The names behind the keys of agencies and NGOs."""
    named = [(GOVERNMENT, key, name) for key, name in scorecard.agencies.items()]
    named += [(NGO, key, name) for key, name in scorecard.raters.items()]
    return Table(
        "parties.csv",
        lazy_gettext("The names of the agencies and NGOs behind the keys in the other files."),
        (
            Column("party_kind", Kind.TEXT, lazy_gettext("Whether it leads or reports, or scores."), (GOVERNMENT, NGO)),
            Column("key", Kind.TEXT, lazy_gettext("Its key in the other files.")),
            *in_languages("name", IN_LANGUAGES, [name for *_, name in named]),
        ),
        [{"party_kind": kind, "key": key, **texts("name", name)} for kind, key, name in sorted(named, key=_in_order)],
    )


def _in_order(named: tuple[str, str, Wording]) -> tuple[str, str]:
    return named[:2]


def method(scorecard: Scorecard) -> Table:
    """What the figures depend on besides the scores, and which scorecard this is."""
    used = scorecard.method
    facts: dict[str, Cell] = {
        "plan": scorecard.plan_slug,
        "round": scorecard.round_slug,
        "version": scorecard.version,
        "sha256": scorecard.digest,
        "method_version": used.version,
        "quorum": used.quorum,
        "seed": used.seed,
        "draws": used.draws,
    }
    return Table(
        "method.csv",
        lazy_gettext("Which scorecard this is, and what its figures depend on besides the scores."),
        (
            Column(
                "name",
                Kind.TEXT,
                lazy_gettext(
                    "Version 0 is not published yet and has no sha256. The quorum is the fewest counted NGOs for a "
                    "position; the seed and the number of draws belong to the intervals."
                ),
                tuple(facts),
            ),
            Column("value", Kind.TEXT, lazy_gettext("Its value.")),
        ),
        [{"name": name, "value": value} for name, value in facts.items()],
    )
