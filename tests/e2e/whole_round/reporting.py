"""What agencies type: reports on what they lead, and replies to the scores."""

from tests.e2e.whole_round.cast import AGENCY_LEADS, FOUND, REPLY, TOLD
from tests.e2e.whole_round.place import ROUND, in_turn
from tests.e2e.whole_round.window import Window

CRITERIA = ("completion", "participation")
OVERVIEW = f"/report/{ROUND}"
QUARTERS = ("2029-Q3", "2029-Q4", "")


def report_on_everything(agency: Window, language: str) -> None:
    """Go from one milestone to the next, with levels, a band of the administration and "not yet due"."""
    agency.goto("/report")
    agency.follow(OVERVIEW)
    agency.press("main .actions a.button")
    for turn, number in enumerate(AGENCY_LEADS):
        assert agency.path == f"{OVERVIEW}/{number}"
        agency.type({"quarter": in_turn(QUARTERS, turn)})
        for criterion in CRITERIA:
            agency.type(fields(criterion, in_turn(("3", "not_yet_due", "2"), turn), language))
        if number == "2.3":
            band = agency.page.locator("main [name=completion-answer][value*='/']").last
            band.check()
        agency.press("main button[value=next]")
    assert agency.path == OVERVIEW


def fields(criterion: str, said: str, language: str) -> dict[str, str]:
    """One question answered, with a piece of evidence, as fields."""
    return {
        f"{criterion}-answer": said,
        f"{criterion}-narrative": TOLD[language],
        f"{criterion}-language": language,
        f"{criterion}-evidence-1-url": "https://example.org/report",
        f"{criterion}-evidence-1-title": FOUND[language],
    }


def report(agency: Window, number: str, language: str) -> None:
    """Report on one milestone."""
    agency.goto(f"{OVERVIEW}/{number}")
    for criterion in CRITERIA:
        agency.type_at_once(fields(criterion, "3", language))
    agency.press("main button[value=submit]")


def reply(agency: Window, number: str, language: str) -> None:
    """Reply to what the NGOs found on one milestone."""
    agency.goto("/reply")
    agency.follow(f"/reply/{ROUND}")
    agency.follow(f"/reply/{ROUND}/{number}")
    agency.type(
        {
            "text": REPLY[language],
            "language": language,
            "reply-evidence-1-url": "https://example.org/annexes",
            "reply-evidence-1-title": FOUND[language],
        }
    )
    agency.press()
