"""Column types for what the domain works with: instants, and texts in several languages."""

from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import JSON, DateTime
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from checkmyogp.domain.plans import About, Note, TemplateAnswer, TemplateQuestion
from checkmyogp.domain.wording import Wording


def written(kind: TypeEngine[Any], value: object) -> object:
    """A value of a column of this kind as it is written down, on every engine alike: texts as plain JSON, UTC."""
    if isinstance(kind, Instant | Words | WordsList | Notes | ProblemAnswers):
        return cast("TypeDecorator[Any]", kind).process_bind_param(value, _NO_DIALECT)
    return value


_NO_DIALECT = Dialect()
"""None of the types here asks for it."""


class Instant(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets the zone: none is refused on the way in, and UTC restored on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC, refusing a moment without a zone."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "a moment needs a time zone"
            raise ValueError(msg)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """As UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[Wording]):
    """A text in several languages, as JSON."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Wording | None, dialect: Dialect) -> Any:  # noqa: ANN401 - the JSON type's own signature
        """To the plain form."""
        del dialect
        return None if value is None else value.stored()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Wording | None:  # noqa: ANN401 - as above
        """From the plain form."""
        del dialect
        return None if value is None else Wording.restored(value)


class WordsList(TypeDecorator[tuple[Wording, ...]]):
    """Several such texts in order."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[Wording, ...] | None, dialect: Dialect) -> Any:  # noqa: ANN401 - as above
        """To the plain form."""
        del dialect
        return [words.stored() for words in value or ()]

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[Wording, ...]:  # noqa: ANN401 - as above
        """From the plain form."""
        del dialect
        return tuple(Wording.restored(entry) for entry in value or ())


class Notes(TypeDecorator[tuple[Note, ...]]):
    """Notes on a printed plan, in order."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[Note, ...] | None, dialect: Dialect) -> Any:  # noqa: ANN401 - as above
        """To the plain form."""
        del dialect
        return [{"about": note.about.value, "text": note.text.stored()} for note in value or ()]

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[Note, ...]:  # noqa: ANN401 - as above
        """From the plain form."""
        del dialect
        return tuple(Note(About(entry["about"]), Wording.restored(entry["text"])) for entry in value or ())


class ProblemAnswers(TypeDecorator[tuple[TemplateAnswer, ...]]):
    """The answers of a commitment's problem definition, in order."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[TemplateAnswer, ...] | None, dialect: Dialect) -> Any:  # noqa: ANN401 - as above
        """To the plain form."""
        del dialect
        return [{"question": answer.question.value, "text": answer.text.stored()} for answer in value or ()]

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[TemplateAnswer, ...]:  # noqa: ANN401 - as above
        """From the plain form."""
        del dialect
        return tuple(
            TemplateAnswer(TemplateQuestion(entry["question"]), Wording.restored(entry["text"]))
            for entry in value or ()
        )
