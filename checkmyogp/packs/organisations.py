"""Reading the organisations of a pack, and finding them again by any of their spellings."""

from dataclasses import dataclass, field

from checkmyogp.domain.conflicts import Sector
from checkmyogp.domain.names import folded
from checkmyogp.domain.plans import OrganisationContent, OrganisationKind
from checkmyogp.packs.tables import KEY, PackTable

LONGEST_SPELLING = 500


@dataclass(slots=True)
class Directory:
    """Every organisation of the pack, by key and by folded spelling."""

    organisations: dict[str, OrganisationContent] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    def key_of(self, spelling: str) -> str | None:
        """The organisation that is spelt so, if any."""
        return self.keys.get(folded(spelling))


def read(file: PackTable) -> Directory:
    """The organisations of organisations.toml."""
    directory = Directory()
    for table in file.tables("organisation"):
        organisation = _organisation(table)
        if organisation.key in directory.organisations:
            table.wrong("key", f"{organisation.key!r} stands twice", "each key once")
        directory.organisations[organisation.key] = organisation
        _claim_spellings(table, organisation, directory)
    file.done()
    _check_members(file, directory)
    return directory


def _organisation(table: PackTable) -> OrganisationContent:
    name = table.words("name")
    organisation = OrganisationContent(
        key=table.text("key", pattern=KEY),
        name=name,
        sector=table.choice("sector", Sector),
        kind=table.choice("kind", OrganisationKind),
        spellings=(*(version.text for version in name.versions), *table.texts("aliases")),
        members=table.texts("members"),
    )
    table.done()
    if organisation.key in organisation.members:
        table.wrong("members", f"{organisation.key!r} is this group itself", "keys of other organisations")
    if organisation.members and organisation.kind is OrganisationKind.BODY:
        table.wrong("members", "only a group has members", 'kind = "group"')
    return organisation


def _claim_spellings(table: PackTable, organisation: OrganisationContent, directory: Directory) -> None:
    mine: set[str] = set()
    names = len(organisation.name.versions)
    for place, spelling in enumerate(organisation.spellings):
        form = folded(spelling)
        if not 0 < len(form) <= LONGEST_SPELLING:
            table.wrong("aliases", "a spelling has no letter or too many", f"1 to {LONGEST_SPELLING} characters")
        owner = directory.keys.setdefault(form, organisation.key)
        if owner != organisation.key:
            table.wrong("aliases", f"{spelling!r} is already a spelling of {owner}", "each spelling once in the pack")
        elif form in mine and place >= names:
            table.wrong("aliases", f"{spelling!r} says nothing new", "spellings that differ by more than case or marks")
        mine.add(form)


def _check_members(file: PackTable, directory: Directory) -> None:
    for organisation in directory.organisations.values():
        for member in organisation.members:
            if member not in directory.organisations:
                file.wrong(f"organisation {organisation.key}.members", f"{member!r} is no organisation", "a key")
