"""The declarative base: names for every constraint, types for every annotation."""

import enum
import uuid
from datetime import date, datetime
from typing import Annotated

from sqlalchemy import Date, Enum, MetaData, String, Text, Uuid
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry

from checkmyogp.db.types import Instant, Notes, ProblemAnswers, Words, WordsList
from checkmyogp.domain.plans import Note, TemplateAnswer
from checkmyogp.domain.wording import Wording

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Key = Annotated[str, mapped_column(String(100))]
"""A short lower-case name used in addresses and exports."""

Prose = Annotated[str, mapped_column(Text)]
"""Words of any length."""

Digest = Annotated[str, mapped_column(String(64))]
"""A SHA-256 in hexadecimal digits."""

Id = Annotated[uuid.UUID, mapped_column(primary_key=True, default=uuid.uuid4)]
"""A row's own identifier; never shown."""

UNRECORDED = {"unrecorded": True}
"""The ``info`` of a column that changes without an entry of the audit chain, so that no entry binds it."""


def _values(kind: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in kind]


def choice_of(kind: type[enum.Enum], *, name: str) -> Enum:
    """A column of these values, whose constraint keeps the name that it was given when it was made."""
    return Enum(kind, name=name, native_enum=False, create_constraint=True, length=40, values_callable=_values)


TYPES = {
    enum.Enum: Enum(enum.Enum, native_enum=False, create_constraint=True, length=40, values_callable=_values),
    datetime: Instant,
    date: Date,
    uuid.UUID: Uuid,
    Wording: Words,
    tuple[Wording, ...]: WordsList,
    tuple[Note, ...]: Notes,
    tuple[TemplateAnswer, ...]: ProblemAnswers,
}


class Base(DeclarativeBase):
    """What every table shares."""

    # Flask-SQLAlchemy copies this body into a class of its own, which a type_annotation_map here would not survive.
    registry = registry(metadata=MetaData(naming_convention=NAMING), type_annotation_map=TYPES)
