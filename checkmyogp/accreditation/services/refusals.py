"""Why something about an accreditation is refused."""


class AccreditationRefusal(ValueError):
    """The base of them all."""


class NotADemonstration(AccreditationRefusal):
    """One actor alone decides on invented organisations only."""


class NeverApplied(AccreditationRefusal):
    """A decision on an NGO that has not applied for this plan."""


class AlreadyProposed(AccreditationRefusal):
    """A second proposal while another one on the same NGO and plan waits."""


class NoTerm(AccreditationRefusal):
    """An accreditation without a last day that is still to come, or another decision with one."""


class OwnProposal(AccreditationRefusal):
    """An officer confirming what the same officer proposed."""


class BoundOfficer(AccreditationRefusal):
    """An officer agreeing with another to whom invitations of the last year join it."""


class ProposalClosed(AccreditationRefusal):
    """A proposal that was confirmed or withdrawn in the meantime."""


class ApplicationChanged(AccreditationRefusal):
    """A proposal that was made on an application which the NGO has replaced since."""


class NothingToAppeal(AccreditationRefusal):
    """An appeal against a decision that takes nothing from the NGO."""


class TooLateToAppeal(AccreditationRefusal):
    """An appeal after its time."""


class AlreadyAppealed(AccreditationRefusal):
    """A second appeal against the same decision."""


class AlreadySettled(AccreditationRefusal):
    """An appeal that was settled in the meantime."""


class NotIndependent(AccreditationRefusal):
    """An officer who decided, settling the appeal while another one could who did not."""


class NothingToAgreeWith(AccreditationRefusal):
    """An appeal for which no officer has written an outcome."""


class OwnOutcome(AccreditationRefusal):
    """An officer agreeing with what the same officer wrote."""


class OutcomeChanged(AccreditationRefusal):
    """An officer agreeing with words that were replaced since they were read."""
