"""Reading milestones with their stakeholders, notes, dates and amendments."""

from dataclasses import replace

from checkmyogp.domain.conflicts import Role, Sector
from checkmyogp.domain.dates import Bounds, Due, OpenEnded, UnreadableDate, bounds
from checkmyogp.domain.plans import (
    About,
    Amendment,
    EditionChange,
    MilestoneContent,
    Note,
    Period,
    StakeholderContent,
)
from checkmyogp.domain.wording import Wording
from checkmyogp.packs.organisations import Directory
from checkmyogp.packs.tables import NO_DAY, PackTable

LONGEST_TITLE = 90
NOTHING_DUE = OpenEnded(NO_DAY)


def read(table: PackTable, directory: Directory) -> MilestoneContent:
    """One milestone as adopted, with its amendments."""
    title = table.words("title", editorial=True)
    for version in title.versions:
        if len(version.text) > LONGEST_TITLE:
            table.wrong(f"title.{version.language}", "is too long", f"at most {LONGEST_TITLE} characters")
    milestone = MilestoneContent(
        number=table.number(),
        title=title,
        text=table.words("text"),
        outputs=outputs(table),
        period=period(table, "due"),
        stakeholders=stakeholders(table, directory),
        notes=notes(table, "notes"),
    )
    if not any(stakeholder.role is Role.LEAD for stakeholder in milestone.stakeholders):
        table.wrong("leads", "nobody leads this milestone", "at least one organisation")
    amended = replace(milestone, amendments=_amendments(table, milestone, directory))
    table.done()
    return amended


def notes(table: PackTable, name: str) -> tuple[Note, ...]:
    """The notes of a plan, a commitment or a milestone."""
    found: list[Note] = []
    for inner in table.tables(name):
        found.append(Note(inner.choice("about", About), inner.words("text", editorial=True)))
        inner.done()
    return tuple(found)


def outputs(table: PackTable) -> tuple[Wording, ...]:
    """The expected outputs, in the plan's order."""
    return tuple(inner.wording() for inner in table.tables("outputs"))


def period(table: PackTable, name: str) -> Period:
    """A date as printed with its bounds: read from the words, or given beside them."""
    inner = table.table(name)
    printed = inner.text("printed")
    if inner.has("starts"):
        due = _given(inner)
    else:
        try:
            due = bounds(printed)
        except UnreadableDate as error:
            due = NOTHING_DUE
            if inner.has("printed"):
                inner.wrong(
                    "printed",
                    f"this date does not parse: {error}",
                    "2025, 2024-2027, starts in 2024, 2014 July, or starts and ends beside it",
                )
    inner.done()
    return Period(printed, due)


def _given(inner: PackTable) -> Due:
    starts = inner.day("starts")
    if not inner.has("ends"):
        return OpenEnded(starts)
    try:
        return Bounds(starts, inner.day("ends"))
    except UnreadableDate as error:
        inner.wrong("ends", str(error), "a day on or after starts")
        return OpenEnded(starts)


def stakeholders(table: PackTable, directory: Directory) -> tuple[StakeholderContent, ...]:
    """The leads, then the supporting stakeholders by sector, each in the plan's order."""
    leads = _named(table, "leads", directory)
    supporting = table.table("supporting")
    found = [
        StakeholderContent(Role.LEAD, directory.organisations[key].sector, key, printed, under)
        for key, printed, under in leads
    ]
    for sector in Sector:
        found += [
            StakeholderContent(Role.SUPPORTING, sector, key, printed, under)
            for key, printed, under in _named(supporting, sector.value, directory)
        ]
    supporting.done()
    return tuple(found)


def _named(table: PackTable, name: str, directory: Directory) -> list[tuple[str, str, str]]:
    """Organisation key, spelling as printed, and the odd heading it stands under, for each entry of a list."""
    found: list[tuple[str, str, str]] = []
    for place, entry in enumerate(table.values(name), start=1):
        at = f"{name}[{place}]"
        if isinstance(entry, dict):
            inner = PackTable(table.reading, table.file, table.at(at), entry, {})
            printed, under = inner.text("name"), inner.text("printed_under")
            inner.done()
        else:
            printed, under = str(entry), ""
        if key := directory.key_of(printed):
            found.append((key, printed, under))
        else:
            table.wrong(at, f"{printed!r} is no organisation", "a name or alias of organisations.toml")
    return found


def _amendments(table: PackTable, milestone: MilestoneContent, directory: Directory) -> tuple[Amendment, ...]:
    found: list[Amendment] = []
    current = milestone
    for inner in table.tables("amendment"):
        on = inner.day("on")
        if found and on < found[-1].on:
            inner.wrong("on", f"{on} comes before the amendment above it", "the oldest first")
        change, reason = inner.choice("change", EditionChange), inner.words("reason", editorial=True)
        current = _amended(inner, current, directory)
        found.append(Amendment(on, change, reason, current))
        inner.done()
    return tuple(found)


def _amended(table: PackTable, milestone: MilestoneContent, directory: Directory) -> MilestoneContent:
    """The milestone with what an amendment names replaced."""
    after = milestone
    if table.has("title"):
        after = replace(after, title=table.words("title", editorial=True))
    if table.has("text"):
        after = replace(after, text=table.words("text"))
    if table.has("outputs"):
        after = replace(after, outputs=outputs(table))
    if table.has("due"):
        after = replace(after, period=period(table, "due"))
    after = replace(after, stakeholders=amended_stakeholders(table, after.stakeholders, directory))
    if not any(stakeholder.role is Role.LEAD for stakeholder in after.stakeholders):
        table.wrong("leads", "nobody would lead this milestone any more", "at least one organisation")
    if table.has("notes"):
        after = replace(after, notes=notes(table, "notes"))
    return after


def amended_stakeholders(
    table: PackTable, held: tuple[StakeholderContent, ...], directory: Directory
) -> tuple[StakeholderContent, ...]:
    """The stakeholder table after an amendment: each list that it names is replaced, and the others stay."""
    named = stakeholders(table, directory)
    kept = [each for each in held if not _is_replaced(table, each)]
    return tuple(sorted((*named, *kept), key=_in_order))


def _is_replaced(table: PackTable, held: StakeholderContent) -> bool:
    """Whether an amendment names the list in which this one stands: ``leads``, or a sector of ``supporting``."""
    if held.role is Role.LEAD:
        return table.has("leads")
    return table.has("supporting") and table.table("supporting").has(held.sector.value)


def _in_order(stakeholder: StakeholderContent) -> tuple[bool, int]:
    """Leads first, then the supporting by sector; within each list the order stays as it is."""
    leads = stakeholder.role is Role.LEAD
    return (not leads, 0 if leads else list(Sector).index(stakeholder.sector))
