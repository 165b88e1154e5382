"""docs/security/asvs.md, written from the list and the markers."""

from collections import defaultdict
from collections.abc import Sequence

from tests.asvs.levels import CHAPTERS
from tests.asvs.markers import Mark
from tests.asvs.requirements import Requirement, State
from tests.checkout import ROOT

PAGE = ROOT / "docs" / "security" / "asvs.md"
HEAD = """# How the site stands to OWASP ASVS 5.0, level 2

*Written by `python -m tests.asvs` from [asvs.toml](asvs.toml), which people review, and from the marker `asvs` on tests. A test of the suite fails while this page is not what they say. Do not edit it by hand.*

The [Application Security Verification Standard](https://owasp.org/www-project-application-security-verification-standard/) 5.0.0 of May 2025 is by the OWASP Foundation, under CC BY-SA 4.0. Numbers and levels are the standard's. What is asked is said here in our own few words, to find one's way: read the standard for the requirement itself. Level 2 holds all of level 1; what is of level 3 alone is not listed.

- **met**: the tests that are named carry the number, and fail when it is broken. A test's place is below `tests/`.
- **not applicable**: there is nothing here that it speaks of, and why.
- **open**: not met, or met with nothing that would show if it were not; with what is missing. Tests named there show a part.

Nobody outside the project has audited this. What it rests on beside the tests is in [measures.md](measures.md).
"""  # noqa: E501 - paragraphs of a document, which has no lines


def written(requirements: Sequence[Requirement], marks: Sequence[Mark]) -> str:
    """The whole page."""
    tests: defaultdict[str, list[str]] = defaultdict(list)
    for mark in marks:
        tests[mark.number].append(mark.test)
    parts = [HEAD, _summary(requirements)]
    for chapter, name in CHAPTERS.items():
        lines = [_line(each, tests[each.number]) for each in requirements if each.chapter == chapter]
        parts.append(
            "\n".join(
                [f"## V{chapter} {name}\n", "| | level | asks | how it stands |", "|---|---|---|---|", *lines, ""]
            )
        )
    return "\n".join(parts)


def _summary(requirements: Sequence[Requirement]) -> str:
    lines = ["| | level 1 | level 2 | both |", "|---|---|---|---|"]
    for state in State:
        first, second = (sum(each.state is state and each.level == level for each in requirements) for level in (1, 2))
        lines.append(f"| {state} | {first} | {second} | {first + second} |")
    return "\n".join([*lines, ""])


def _line(each: Requirement, tests: Sequence[str]) -> str:
    said = {
        State.MET: "**met**",
        State.NOT_APPLICABLE: "not applicable",
        State.OPEN: "**open**",
    }[each.state]
    if each.why:
        said = f"{said}: {each.why}"
    shown = "<br>".join(f"`{test}`" for test in tests)
    if shown:
        said = f"{said}<br>in part: {shown}" if each.state is State.OPEN else f"{said}<br>{shown}"
    return f"| {each.number} | {each.level} | {_cell(each.asks)} | {_cell(said)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
