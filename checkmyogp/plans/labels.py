"""Keys of a plan in words."""

from flask_babel import gettext

from checkmyogp.domain.conflicts import Role, Sector
from checkmyogp.domain.plans import EditionChange, TemplateQuestion


def question(value: TemplateQuestion) -> str:
    """A question of OGP's commitment template."""
    return {
        TemplateQuestion.PROBLEM: gettext("What problem does the commitment aim to address?"),
        TemplateQuestion.CAUSES: gettext("What are the causes of the problem?"),
        TemplateQuestion.DONE_SO_FAR: gettext("What has been done so far to solve the problem?"),
        TemplateQuestion.SOLUTION: gettext("What solution are you proposing?"),
        TemplateQuestion.RESULTS: gettext("What results do we want to achieve by implementing this commitment?"),
    }[value]


def stakeholder(role_and_sector: tuple[Role, Sector | None]) -> str:
    """A column of the stakeholder table."""
    role, sector = role_and_sector
    if role is Role.LEAD:
        return gettext("Lead implementing agency or actor")
    return {
        Sector.GOVERNMENT: gettext("Supporting: government"),
        Sector.CIVIL_SOCIETY: gettext("Supporting: civil society"),
        Sector.OTHER: gettext("Supporting: other actors"),
        None: gettext("Supporting stakeholders"),
    }[sector]


def change(value: EditionChange) -> str:
    """Why a milestone has a later edition, in a sentence."""
    return {
        EditionChange.AMENDED: gettext("The government changed its plan."),
        EditionChange.TRANSCRIPTION: gettext("This site had misquoted the plan."),
        EditionChange.WITHDRAWN: gettext("The government took the milestone out of its plan."),
    }[value]
