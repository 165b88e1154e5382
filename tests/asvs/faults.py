"""What is wrong with the list, the markers, or both together."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tests.asvs.markers import Mark
from tests.asvs.requirements import Requirement, State


def of_list(requirements: Sequence[Requirement], wanted: Mapping[str, int]) -> Iterator[str]:
    """One sentence for each requirement that is missing, stands twice, or does not say how it stands."""
    times = Counter(each.number for each in requirements)
    yield from (f"{number} is not in the list" for number in wanted if number not in times)
    yield from (f"{number} stands {count} times in the list" for number, count in times.items() if count > 1)
    yield from (f"{number} is no requirement of this level" for number in times if number not in wanted)
    for each in requirements:
        if each.number in wanted and each.level != wanted[each.number]:
            yield f"{each.number} is of level {wanted[each.number]}"
        if not each.asks.strip():
            yield f"{each.number} does not say what is asked"
        if each.state is not State.MET and not each.why.strip():
            yield f"{each.number} is {each.state} without a reason"
    order = [each.number for each in requirements if each.number in wanted]
    if sorted(order, key=list(wanted).index) != order:
        yield "The list is not in the order of the standard"


def of_marks(requirements: Sequence[Requirement], marks: Sequence[Mark]) -> Iterator[str]:
    """One sentence for each marker that the list does not know, and each requirement that lacks its test."""
    states = {each.number: each.state for each in requirements}
    shown = {mark.number for mark in marks}
    for mark in marks:
        if mark.number not in states:
            yield f"{mark.test} carries {mark.number}, which is no requirement of the list"
        elif states[mark.number] is State.NOT_APPLICABLE:
            yield f"{mark.test} carries {mark.number}, which is said not to apply"
    for each in requirements:
        if each.state is State.MET and each.number not in shown:
            yield f"{each.number} is said to be met and no test carries it"
    for mark, count in Counter(marks).items():
        if count > 1:
            yield f"{mark.test} carries {mark.number} {count} times"
