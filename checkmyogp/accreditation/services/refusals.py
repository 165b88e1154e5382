"""Why something about an accreditation is refused."""


class Refusal(ValueError):
    """The base of them all."""


class NotADemonstration(Refusal):
    """One actor alone decides on invented organisations only."""


class NeverApplied(Refusal):
    """A decision on an NGO that has not applied for this plan."""


class AlreadyProposed(Refusal):
    """A second proposal while another one on the same NGO and plan waits."""


class NoTerm(Refusal):
    """An accreditation without a last day that is still to come, or another decision with one."""


class OwnProposal(Refusal):
    """An officer confirming what the same officer proposed."""


class BoundOfficer(Refusal):
    """An officer agreeing with another to whom invitations of the last year join it."""


class ProposalClosed(Refusal):
    """A proposal that was confirmed or withdrawn in the meantime."""


class ApplicationChanged(Refusal):
    """A proposal that was made on an application which the NGO has replaced since."""


class NothingToAppeal(Refusal):
    """An appeal against a decision that takes nothing from the NGO."""


class TooLateToAppeal(Refusal):
    """An appeal after its time."""


class AlreadyAppealed(Refusal):
    """A second appeal against the same decision."""


class AlreadySettled(Refusal):
    """An appeal that was settled in the meantime."""


class NotIndependent(Refusal):
    """An officer who decided, settling the appeal while another one could who did not."""


class NothingToAgreeWith(Refusal):
    """An appeal for which no officer has written an outcome."""


class OwnOutcome(Refusal):
    """An officer agreeing with what the same officer wrote."""


class OutcomeChanged(Refusal):
    """An officer agreeing with words that were replaced since they were read."""
