"""An NGO applies, and two officers decide."""

from datetime import date

from checkmyogp.accounts.services import organisations
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR
from checkmyogp.domain.lifecycles import AccreditationState
from tests.e2e.whole_round.cast import ACCREDITED, OTHER_NGOS
from tests.e2e.whole_round.place import PLAN, Place
from tests.e2e.whole_round.window import Window
from tests.factories import accreditation
from tests.factories.rounds import plan

ENDS_ON = date(2031, 12, 31)


def apply(window: Window) -> None:
    """Write an application, forget something, and send it once it is whole."""
    window.goto("/account")
    window.press(".work-bar a[href$='/apply']")
    window.follow(f"/apply/{PLAN}")
    window.fill(
        about="Founded in 2009, twelve members.",
        registration_number="9011-42",
        independence="No official sits on our board.",
        funding="Members’ fees; no public money.",
        fields="Budgets and mining.",
    )
    window.type({"documents-0-title": "Annual report", "documents-0-url": "https://example.org/report"})
    with window.expecting(400):
        window.press()
    mistakes = window.page.locator("#mistakes a")
    assert {link.get_attribute("href") for link in mistakes.all()} == {"#signatory", "#code_of_conduct"}
    assert window.page.locator("[name=funding]").input_value() == "Members’ fees; no public money."
    window.fill(signatory="Sarnai, chair", code_of_conduct="y")
    window.press()
    assert window.path == "/apply"


def decide(first: Window, second: Window, ngo: str) -> None:
    """One officer proposes and cannot confirm; another confirms."""
    dossier = f"/accreditation/applications/{PLAN}/{ngo}"
    confirm = "main form:has([value=confirm]) button"
    first.goto("/accreditation/applications")
    first.page.locator(f"main a[href$='{dossier}']").first.click()
    first.follow(f"{dossier}/propose")
    first.fill(state="accredited", ends_on=ENDS_ON.isoformat(), reason_mn=ACCREDITED["mn"], reason_en=ACCREDITED["en"])
    first.press()
    assert first.page.locator(confirm).count() == 0
    second.goto(dossier)
    second.press(confirm)
    second.goto(f"/register/{PLAN}/{ngo}")


def accredit_the_others(place: Place) -> None:
    """Five more NGOs come by the same way, without a browser."""
    now = place.clock.moment
    with place.app.app_context():
        for names in OTHER_NGOS.values():
            with unit_of_work(db.session):
                organisations.add_ngo(member=plan(PLAN).member, names=names, actor=OPERATOR, now=now)
        for ngo in OTHER_NGOS:
            accreditation.apply(ngo, now=now, plan_slug=PLAN)
            accreditation.decide(ngo, AccreditationState.ACCREDITED, now=now, ends_on=ENDS_ON, plan_slug=PLAN)
