"""What was promised and by which scale it is judged: commitments, milestones, levels, parties, and the method."""

from collections.abc import Mapping

from flask_babel import LazyString, lazy_gettext

from checkmyogp.comparison.exporting.cells import ColumnKind, ExportCell, ExportColumn, ExportRow, ExportTable
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
from checkmyogp.snapshots.criteria import CriterionView, LevelEntry
from checkmyogp.snapshots.entries import MilestoneEntry
from checkmyogp.snapshots.reader import Scorecard

GOVERNMENT, NGO = pairs.PartyKind.GOVERNMENT.value, pairs.PartyKind.NGO.value

PARTY_KIND = ExportColumn(
    "party_kind",
    ColumnKind.TEXT,
    lazy_gettext("Whether it leads or reports, or scores."),
    (GOVERNMENT, NGO),
)
PARTY_KEY = ExportColumn("key", ColumnKind.TEXT, lazy_gettext("Its key in the other files."))
PARTIES = lazy_gettext("The names of the agencies and NGOs behind the keys in the other files.")
IN_LANGUAGES = lazy_gettext("In the language named after the underscore; empty where the text does not exist in it.")


def milestones(scorecard: Scorecard) -> ExportTable:
    """The milestones in the plan's order."""
    titles = [milestone.title for milestone in scorecard.milestones.values()]
    return ExportTable(
        "milestones.csv",
        lazy_gettext("The milestones of the plan, in its order."),
        (
            ORDER,
            MILESTONE,
            COMMITMENT,
            TOP,
            *in_languages("title", IN_LANGUAGES, titles),
            ExportColumn("due_printed", ColumnKind.TEXT, lazy_gettext("When it is due, as the plan prints it.")),
            ExportColumn(
                "due_starts", ColumnKind.TEXT, lazy_gettext("The first day of the time that is printed, as YYYY-MM-DD.")
            ),
            ExportColumn(
                "due_ends",
                ColumnKind.TEXT,
                lazy_gettext("The last day of the time that is printed; empty where the plan names none."),
            ),
            ExportColumn(
                "withdrawn",
                ColumnKind.TRUTH,
                lazy_gettext("Whether it was taken out of the plan; then nothing said of it is heard."),
                ("true", "false"),
            ),
            ExportColumn(
                "leads", ColumnKind.TEXT, lazy_gettext("The keys of those who lead it, with a space between them.")
            ),
        ),
        [
            _milestone(order, milestone, scorecard)
            for order, milestone in enumerate(scorecard.milestones.values(), start=1)
        ],
    )


def _milestone(order: int, milestone: MilestoneEntry, scorecard: Scorecard) -> ExportRow:
    return {
        **place(order, milestone, scorecard.tops),
        **texts("title", milestone.title),
        "due_printed": milestone.due.printed,
        "due_starts": milestone.due.starts,
        "due_ends": milestone.due.ends,
        "withdrawn": milestone.withdrawn,
        "leads": " ".join(lead.key for lead in milestone.leads),
    }


def commitments(scorecard: Scorecard) -> ExportTable:
    """The commitments and sub-commitments in the plan's order."""
    return ExportTable(
        "commitments.csv",
        lazy_gettext("The commitments and sub-commitments of the plan, in its order."),
        (COMMITMENT, TOP, *in_languages("title", IN_LANGUAGES, scorecard.commitments.values())),
        [
            {"commitment": number, "top_commitment": scorecard.tops[number], **texts("title", title)}
            for number, title in scorecard.commitments.items()
        ],
    )


def levels(scorecard: Scorecard) -> ExportTable:
    """Every level of every criterion."""
    steps = [(criterion, level) for criterion in scorecard.criteria.values() for level in criterion.levels]
    return ExportTable(
        "levels.csv",
        lazy_gettext("The criteria of the rubric, with each of their levels."),
        (
            CRITERION,
            ExportColumn(
                "compared",
                ColumnKind.TRUTH,
                lazy_gettext("Whether the government is asked the same as the NGOs."),
                ("true", "false"),
            ),
            ExportColumn("value", ColumnKind.NUMBER, lazy_gettext("The level as a number.")),
            ExportColumn("key", ColumnKind.TEXT, lazy_gettext("The level's key.")),
            *in_languages("criterion_name", IN_LANGUAGES, [criterion.name for criterion, _ in steps]),
            *in_languages("level_name", IN_LANGUAGES, [level.name for _, level in steps]),
        ),
        [_level(criterion, level) for criterion, level in steps],
    )


def _level(criterion: CriterionView, level: LevelEntry) -> ExportRow:
    return {
        "criterion": criterion.key,
        "compared": criterion.compared,
        "value": level.value,
        "key": level.key,
        **texts("criterion_name", criterion.name),
        **texts("level_name", level.name),
    }


def parties(scorecard: Scorecard) -> ExportTable:
    """The names behind the keys of agencies and NGOs."""
    named = [(GOVERNMENT, key, name) for key, name in scorecard.agencies.items()]
    named += [(NGO, key, name) for key, name in scorecard.raters.items()]
    return ExportTable(
        "parties.csv",
        PARTIES,
        (PARTY_KIND, PARTY_KEY, *in_languages("name", IN_LANGUAGES, [name for *_, name in named])),
        [{"party_kind": kind, "key": key, **texts("name", name)} for kind, key, name in sorted(named, key=_in_order)],
    )


def _in_order(named: tuple[str, str, Wording]) -> tuple[str, str]:
    return named[:2]


def method(scorecard: Scorecard) -> ExportTable:
    """What the figures depend on besides the scores, and which scorecard this is."""
    used = scorecard.method
    facts: dict[str, ExportCell] = {
        "plan": scorecard.plan_slug,
        "round": scorecard.round_slug,
        "version": scorecard.version,
        "sha256": scorecard.digest,
        "method_version": used.version,
        "quorum": used.quorum,
        "seed": used.seed,
        "draws": used.draws,
    }
    return method_table(
        facts,
        lazy_gettext(
            "Version 0 is not published yet and has no sha256. The quorum is the fewest counted NGOs for a "
            "position; the seed and the number of draws belong to the intervals."
        ),
    )


def method_table(facts: Mapping[str, ExportCell], meaning: LazyString) -> ExportTable:
    """Facts by name; ``meaning`` tells what they mean."""
    return ExportTable(
        "method.csv",
        lazy_gettext("Which scorecard this is, and what its figures depend on besides the scores."),
        (
            ExportColumn("name", ColumnKind.TEXT, meaning, tuple(facts)),
            ExportColumn("value", ColumnKind.TEXT, lazy_gettext("Its value.")),
        ),
        [{"name": name, "value": value} for name, value in facts.items()],
    )
