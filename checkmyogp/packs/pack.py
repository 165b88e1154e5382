"""A whole country pack: read from a folder, with every problem it has."""

from dataclasses import dataclass
from pathlib import Path

from checkmyogp import times
from checkmyogp.domain.plans import OrganisationContent, PlanContent
from checkmyogp.domain.rubric_words import CrosswalkContent, RubricContent
from checkmyogp.domain.vignette_sets import VignetteSet
from checkmyogp.domain.wording import Wording
from checkmyogp.packs import organisations, plans, rubrics, vignettes
from checkmyogp.packs.organisations import Directory
from checkmyogp.packs.tables import KEY, LANGUAGE, OGP_ID, PackReading, PackTable, Problem, read_file

LONGEST_LIST = 100
"""Characters of all language codes with one space between them."""


class Unsound(ValueError):
    """A pack with problems; none of it is loaded."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class MemberContent:
    """The OGP member a pack is about."""

    code: str
    ogp_code: str
    languages: tuple[str, ...]
    time_zone: str
    name: Wording


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything in a pack."""

    member: MemberContent
    organisations: tuple[OrganisationContent, ...]
    rubrics: tuple[RubricContent, ...]
    crosswalks: tuple[CrosswalkContent, ...]
    vignettes: tuple[VignetteSet, ...]
    plans: tuple[PlanContent, ...]


def read(folder: Path) -> Pack:
    """The pack in this folder.

    Raises:
        Unsound: with every problem found, when there is any.
    """
    reading = PackReading()
    member_file = read_file(reading, folder, "member.toml")
    if member_file is None:
        raise Unsound(reading.problems)
    member = _member(member_file)
    organisation_file = read_file(reading, folder, "organisations.toml")
    directory = organisations.read(organisation_file) if organisation_file else Directory()
    rubric_contents = _rubrics(reading, folder)
    pack = Pack(
        member=member,
        organisations=tuple(directory.organisations.values()),
        rubrics=rubric_contents,
        crosswalks=_crosswalks(reading, folder, rubric_contents),
        vignettes=_vignettes(reading, folder, rubric_contents),
        plans=_plans(reading, folder, directory),
    )
    if reading.problems:
        raise Unsound(reading.problems)
    return pack


def _member(table: PackTable) -> MemberContent:
    languages = table.texts("languages")
    if not languages:
        table.wrong("languages", "no language is named", 'for example ["en", "mn"]')
    for place, language in enumerate(languages, start=1):
        if not LANGUAGE.fullmatch(language):
            table.wrong(f"languages[{place}]", f"{language!r} is no language code", "codes such as en, mn, pt-BR")
        elif language in languages[: place - 1]:
            table.wrong(f"languages[{place}]", f"{language!r} stands twice", "each language once")
    if len(" ".join(languages)) > LONGEST_LIST:
        table.wrong("languages", "are too many", f"{LONGEST_LIST} characters in all")
    table.reading.languages = tuple(dict.fromkeys(languages)) or table.reading.languages
    time_zone = table.text("time_zone", default=times.UTC_ZONE)
    if not times.is_a_zone(time_zone):
        table.wrong("time_zone", f"{time_zone!r} is no time zone", "a name of the time zone database: Asia/Ulaanbaatar")
    member = MemberContent(
        code=table.text("code", pattern=KEY),
        ogp_code=table.text("ogp_code", pattern=OGP_ID),
        languages=table.reading.languages,
        time_zone=time_zone,
        name=table.words("name"),
    )
    table.done()
    return member


def _files(reading: PackReading, folder: Path, kind: str) -> list[PackTable]:
    names = sorted(path.relative_to(folder).as_posix() for path in (folder / kind).glob("*.toml"))
    return [table for name in names if (table := read_file(reading, folder, name))]


def _rubrics(reading: PackReading, folder: Path) -> tuple[RubricContent, ...]:
    """Every version of every rubric, the oldest first."""
    contents: dict[tuple[str, int], RubricContent] = {}
    for table in _files(reading, folder, "rubrics"):
        if content := rubrics.read_rubric(table):
            version = content.rubric.key, content.rubric.version
            if version in contents:
                table.wrong("version", f"{version[0]} version {version[1]} stands in another file", "each version once")
            contents[version] = content
    if not contents:
        reading.problems.append(Problem("rubrics/", "", "there is no usable rubric", "at least one rubric file"))
    return tuple(contents[version] for version in sorted(contents))


def _crosswalks(reading: PackReading, folder: Path, known: tuple[RubricContent, ...]) -> tuple[CrosswalkContent, ...]:
    newest = {content.rubric.key: content for content in known}
    contents: dict[tuple[str, int], CrosswalkContent] = {}
    for table in _files(reading, folder, "crosswalks"):
        if content := rubrics.read_crosswalk(table, newest):
            version = content.crosswalk.key, content.crosswalk.version
            if version in contents:
                table.wrong("version", f"{version[0]} version {version[1]} stands in another file", "each version once")
            contents[version] = content
    return tuple(contents.values())


def _vignettes(reading: PackReading, folder: Path, known: tuple[RubricContent, ...]) -> tuple[VignetteSet, ...]:
    newest = {content.rubric.key: content for content in known}
    contents: dict[tuple[str, int], VignetteSet] = {}
    for table in _files(reading, folder, "vignettes"):
        if content := vignettes.read_vignettes(table, newest):
            version = content.key, content.version
            if version in contents:
                table.wrong("version", f"{version[0]} version {version[1]} stands in another file", "each version once")
            contents[version] = content
    return tuple(contents[version] for version in sorted(contents))


def _plans(reading: PackReading, folder: Path, directory: Directory) -> tuple[PlanContent, ...]:
    folders = sorted(path for path in (folder / "plans").glob("*") if path.is_dir())
    found = [plans.read(reading, folder, path, directory) for path in folders]
    return tuple(plan for plan in found if plan)
