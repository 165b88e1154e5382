"""What stands in many places of a frozen scorecard: texts, levels and organisations."""

from typing import Any, TypedDict

FrozenWording = dict[str, Any]
"""A text with its languages, as ``domain.wording`` stores and restores it."""


class FrozenSilence(TypedDict):
    """A named silence in the place of a level."""

    silence: str


FrozenAccount = int | FrozenSilence


class FrozenParty(TypedDict):
    """An organisation by its key."""

    key: str
    name: FrozenWording
