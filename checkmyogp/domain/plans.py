"""An action plan as a country pack writes it down: what was promised, by whom, until when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum, unique

from checkmyogp.domain.conflicts import Role, Sector
from checkmyogp.domain.dates import Due
from checkmyogp.domain.wording import Wording


@unique
class OrganisationKind(StrEnum):
    """Whether a name stands for one organisation or describes many."""

    BODY = "body"
    GROUP = "group"


@unique
class TemplateQuestion(StrEnum):
    """The questions of OGP's commitment template, in its order."""

    PROBLEM = "problem"
    CAUSES = "causes"
    DONE_SO_FAR = "done_so_far"
    SOLUTION = "solution"
    RESULTS = "results"


@unique
class About(StrEnum):
    """What a note on the printed plan is about."""

    TITLE = "title"
    TEXT = "text"
    OUTPUTS = "outputs"
    DUE = "due"
    LEADS = "leads"
    SUPPORTING = "supporting"
    NUMBERING = "numbering"
    PERIOD = "period"
    ANSWERS = "answers"


@unique
class EditionChange(StrEnum):
    """Why a milestone's official text differs from an earlier edition."""

    AMENDED = "amended"
    """The government changed its plan."""
    TRANSCRIPTION = "transcription"
    """This site had misquoted the plan."""
    WITHDRAWN = "withdrawn"
    """The government took the milestone out of its plan."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something odd in the printed plan, said rather than repaired."""

    about: About
    text: Wording


@dataclass(frozen=True, slots=True)
class TemplateAnswer:
    """One question of the commitment template with the plan's answer."""

    question: TemplateQuestion
    text: Wording


@dataclass(frozen=True, slots=True)
class Period:
    """A date as printed, with the bounds it sets."""

    printed: str
    due: Due


@dataclass(frozen=True, slots=True)
class OrganisationContent:
    """An organisation and every spelling of it."""

    key: str
    name: Wording
    sector: Sector
    kind: OrganisationKind
    spellings: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StakeholderContent:
    """One organisation in one place of a stakeholder table, in the plan's own spelling."""

    role: Role
    sector: Sector
    organisation: str
    printed: str
    printed_under: str
    """The heading it stands under where that is not its sector's own; otherwise empty."""


@dataclass(frozen=True, slots=True)
class MilestoneContent:
    """One milestone as one edition of the plan has it."""

    number: str
    title: Wording
    text: Wording
    outputs: tuple[Wording, ...]
    period: Period
    stakeholders: tuple[StakeholderContent, ...]
    notes: tuple[Note, ...]
    amendments: tuple["Amendment", ...] = ()

    def differs_officially(self, other: "MilestoneContent") -> bool:
        """Whether the government's own words, dates or responsibilities differ; short titles and notes are ours."""
        return self.official != other.official

    @property
    def official(self) -> tuple[object, ...]:
        """What the government itself said."""
        return (
            self.text.official,
            tuple(output.official for output in self.outputs),
            self.period,
            self.stakeholders,
        )


@dataclass(frozen=True, slots=True)
class Amendment:
    """A dated change to a milestone, and the milestone after it."""

    on: date
    change: EditionChange
    reason: Wording
    after: MilestoneContent


@dataclass(frozen=True, slots=True)
class MilestoneEdition:
    """A milestone's content from a day on. The first edition has no reason; it is the plan as adopted."""

    number: int
    content: MilestoneContent
    withdrawn: bool
    amendment: Amendment | None


def editions(milestone: MilestoneContent) -> tuple[MilestoneEdition, ...]:
    """The milestone as adopted, then once per amendment, oldest first."""
    first = MilestoneEdition(1, replace(milestone, amendments=()), withdrawn=False, amendment=None)
    later = (
        MilestoneEdition(place, amendment.after, amendment.change is EditionChange.WITHDRAWN, amendment)
        for place, amendment in enumerate(milestone.amendments, start=2)
    )
    return (first, *later)


@dataclass(frozen=True, slots=True)
class CommitmentAmendment:
    """A dated change to what a commitment itself says, and the commitment after it."""

    on: date
    change: EditionChange
    reason: Wording
    after: "CommitmentContent"


@dataclass(frozen=True, slots=True)
class CommitmentContent:
    """One commitment or sub-commitment."""

    number: str
    ogp_id: str
    title: Wording
    period: Period | None
    """A sub-commitment may print none."""
    stakeholders: tuple[StakeholderContent, ...]
    answers: tuple[TemplateAnswer, ...]
    notes: tuple[Note, ...]
    milestones: tuple[MilestoneContent, ...]
    commitments: tuple["CommitmentContent", ...] = ()
    amendments: tuple[CommitmentAmendment, ...] = ()

    @property
    def official(self) -> Mapping[str, object]:
        """What the government itself said of the commitment; notes are ours, and milestones speak for themselves."""
        return {
            "title": self.title.official,
            "period": self.period,
            "leads and supporting": self.stakeholders,
            "answer": tuple((answer.question, answer.text.official) for answer in self.answers),
        }

    @property
    def states(self) -> "tuple[CommitmentContent, ...]":
        """The commitment as adopted, then after each amendment."""
        return (self, *(amendment.after for amendment in self.amendments))

    def all_milestones(self) -> tuple[MilestoneContent, ...]:
        """Its own milestones and those of its sub-commitments, in the order of their numbers."""
        inner = (milestone for commitment in self.commitments for milestone in commitment.all_milestones())
        return tuple(sorted((*self.milestones, *inner), key=lambda milestone: in_order(milestone.number)))


@dataclass(frozen=True, slots=True)
class PlanSource:
    """Where the plan's text comes from."""

    title: Wording
    publisher: Wording
    published: date | None
    """Where the source says so."""


@dataclass(frozen=True, slots=True)
class PlanAmendment:
    """A dated change to what a plan says of itself, and the plan after it."""

    on: date
    change: EditionChange
    reason: Wording
    after: "PlanContent"


@dataclass(frozen=True, slots=True)
class PlanContent:
    """A whole action plan."""

    slug: str
    ogp_id: str
    number: int
    title: Wording
    period: Period
    source: PlanSource | None
    current: bool
    introduction: Wording | None
    notes: tuple[Note, ...]
    commitments: tuple[CommitmentContent, ...]
    amendments: tuple[PlanAmendment, ...] = ()

    @property
    def official(self) -> Mapping[str, object]:
        """What the government itself said of the plan as a whole."""
        return {
            "number": self.number,
            "title": self.title.official,
            "period": self.period,
            "introduction": self.introduction.official if self.introduction else (),
        }

    @property
    def states(self) -> "tuple[PlanContent, ...]":
        """The plan as adopted, then after each amendment."""
        return (self, *(amendment.after for amendment in self.amendments))


def in_order(number: str) -> tuple[int, ...]:
    """What sorts printed numbers: 5.1.10 after 5.1.9."""
    return tuple(int(part) for part in number.split("."))


def milestones(commitments: Sequence[CommitmentContent]) -> tuple[MilestoneContent, ...]:
    """Every milestone of these commitments, in the plan's order."""
    return tuple(milestone for commitment in commitments for milestone in commitment.all_milestones())
