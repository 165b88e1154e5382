"""What NGOs type: scores with reasons and evidence, a conflict of interest, an answer to a reply."""

import json
from dataclasses import dataclass

from tests.e2e.whole_round.cast import AT_STAKE, FOUND, REASON
from tests.e2e.whole_round.place import ROUND, in_turn
from tests.e2e.whole_round.window import Window

CRITERIA = ("completion", "participation", "opening")
CONFLICTED = "2.2"
"""The milestone in which the NGO that types everything has something at stake."""
BY_KEYBOARD = "1.1"
TURNS = ("1", "2", "0", "no_evidence", "3", "unable", "1")
OVERVIEW = f"/assess/{ROUND}"


@dataclass(frozen=True)
class Receipt:
    """What somebody keeps who has submitted."""

    receipt: str
    salt: str
    content: bytes


def answer(criterion: str, said: str, language: str) -> dict[str, str]:
    """A complete answer, as fields."""
    fields = {
        f"{criterion}-answer": said,
        f"{criterion}-reason": REASON[language],
        f"{criterion}-language": language,
    }
    if not said.isdecimal():
        return fields
    return fields | {
        f"{criterion}-confidence": in_turn(("high", "medium", "low"), int(said)),
        f"{criterion}-evidence-1-url": "https://example.org/law",
        f"{criterion}-evidence-1-title": FOUND[language],
        f"{criterion}-evidence-1-published": "2029-11-05",
    }


def assess_from_the_first(ngo: Window, language: str, *, most: int) -> int:
    """Go from one milestone to the next until all, or so many, are complete; how many there were."""
    ngo.goto("/assess")
    ngo.follow(OVERVIEW)
    ngo.press("main .actions a.button")
    turn = 0
    while ngo.path != OVERVIEW and turn < most:
        number = ngo.path.rpartition("/")[2]
        if number == CONFLICTED:
            recuse(ngo, language)
        elif number == BY_KEYBOARD:
            assess_by_keyboard(ngo, language)
        else:
            fill(ngo, turn, language)
        turn += 1
    return turn


def fill(ngo: Window, turn: int, language: str) -> None:
    """Answer every criterion of the milestone that is open, and go to the next."""
    typed: dict[str, str] = {}
    for place, criterion in enumerate(CRITERIA):
        typed |= answer(criterion, in_turn(TURNS, turn + place), language)
    if turn < len(TURNS):
        ngo.type(typed)
    else:
        ngo.type_at_once(typed)
    ngo.press("main button[value=next]")


def recuse(ngo: Window, language: str) -> None:
    """Declare a conflict of interest, which makes "recused" one of the answers, and choose it."""
    assert ngo.page.locator("main [value=recused][name$=-answer]").count() == 0
    ngo.type({"at-stake-conflict": "family", "at-stake-level": "recused", "at-stake-explanation": AT_STAKE[language]})
    ngo.press("main button[value=stay]")
    for criterion in CRITERIA:
        ngo.type({f"{criterion}-answer": "recused"})
    ngo.press("main button[value=next]")


def assess_by_keyboard(ngo: Window, language: str) -> None:
    """The same form without a mouse: arrows choose, the tabulator goes on, Enter sends."""
    keys = ngo.page.keyboard
    for criterion in CRITERIA:
        ngo.tab_to(f"{criterion}-answer")
        # The first button of the group says that there is no answer yet; below "opening" a level has a sign.
        while ngo.page.evaluate("() => document.activeElement.value") != "1":
            keys.press("ArrowDown")
        ngo.tab_to(f"{criterion}-reason")
        keys.insert_text(REASON[language])
        ngo.tab_to(f"{criterion}-confidence")
        keys.press("ArrowDown")
        ngo.tab_to(f"{criterion}-evidence-1-url")
        keys.insert_text("https://example.org/law")
        ngo.tab_to(f"{criterion}-evidence-1-title")
        keys.insert_text(FOUND[language])
    ngo.tab_to("then", "next")
    with ngo.page.expect_navigation():
        keys.press("Enter")
    ngo.look()


def assess(ngo: Window, language: str, **levels: str) -> None:
    """Score a few milestones, alike on every criterion; a milestone is written as m1_1 for 1.1."""
    for name, level in levels.items():
        ngo.goto(f"{OVERVIEW}/{name.removeprefix('m').replace('_', '.')}")
        for criterion in CRITERIA:
            ngo.type_at_once(answer(criterion, level, language))
        ngo.press("main button[value=back]")
        assert ngo.path == OVERVIEW


def submit(somebody: Window, part: str = "assess") -> None:
    """Look through everything, and sign for it."""
    somebody.goto(f"/{part}/{ROUND}/submit")
    somebody.press()
    assert somebody.path == f"/{part}/{ROUND}/receipts/1"


def keep_receipt(somebody: Window) -> Receipt:
    """Note the receipt and the salt, and download what was submitted."""
    page = somebody.page
    receipt, salt = page.locator("main dl code").all_inner_texts()
    with page.expect_download() as download:
        page.locator("main a[download]").click()
    content = download.value.path().read_bytes()
    assert json.loads(content)["round"] == ROUND
    return Receipt(receipt, salt, content)


def answer_reply(ngo: Window, number: str, agency: str, language: str, reason: str, **revised: str) -> None:
    """Keep, or revise to other levels by criterion."""
    ngo.goto("/answer")
    ngo.follow(f"/answer/{ROUND}")
    ngo.follow(f"/answer/{ROUND}/{number}/{agency}")
    levels = {f"{criterion}-level": level for criterion, level in revised.items()}
    ngo.type({"kind": "revised" if revised else "kept", "reason": reason, "language": language, **levels})
    ngo.press()
