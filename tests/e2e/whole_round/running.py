"""What officers do with a round, from its draft to a corrected scorecard."""

from datetime import timedelta

from tests.e2e.whole_round.cast import CORRECTED, EXTENDED
from tests.e2e.whole_round.place import BEGINS, PLAN, ROUND, days, typed
from tests.e2e.whole_round.window import BUTTON, Window

OPENS = BEGINS + timedelta(hours=2)
CLOSES = BEGINS + days(10)
EXTENDED_TO = BEGINS + days(12)
REPLY_DAYS = 14
PUBLISHED = EXTENDED_TO + days(REPLY_DAYS) + timedelta(hours=1)
MANAGE = f"/rounds/{ROUND}/manage"


def draft(officer: Window) -> None:
    """Set up a round, and change it."""
    officer.goto("/rounds")
    officer.follow("/rounds/new")
    officer.follow(f"/rounds/new/{PLAN}")
    officer.fill(
        name_en="July to December 2029",
        name_mn="2029 оны 7–12 сар",
        period_starts="2029-07-01",
        period_ends="2029-12-31",
        opens_at=typed(OPENS),
        closes_at=typed(CLOSES - days(1)),
        quorum="3",
        reply_days=str(REPLY_DAYS),
        slug="2029-h2",
    )
    officer.press()
    assert officer.path == MANAGE
    officer.follow(f"/rounds/{ROUND}/edit")
    officer.fill(closes_at=typed(CLOSES))
    officer.press()
    assert officer.path == MANAGE


def open_too_early(officer: Window) -> None:
    """Be offered no button before the time."""
    officer.goto(f"/rounds/{ROUND}/open")
    assert officer.page.locator("main h1").count() == 1
    assert officer.page.locator("main form button").count() == 0


def open_(officer: Window) -> None:
    """Open it."""
    officer.goto(MANAGE)
    officer.follow(f"/rounds/{ROUND}/open")
    officer.press()
    assert officer.path == MANAGE


def remind_and_extend(officer: Window) -> None:
    """Remind those who have not submitted, and give everybody two days more."""
    officer.goto(MANAGE)
    officer.press("main form[action$='/remind'] button")
    officer.follow(f"/rounds/{ROUND}/extend")
    officer.fill(closes_at=typed(EXTENDED_TO), reason_en=EXTENDED["en"], reason_mn=EXTENDED["mn"])
    officer.press()
    assert officer.path == MANAGE


def close(officer: Window) -> None:
    """Close it, once its time is over."""
    officer.goto(f"/rounds/{ROUND}/close")
    officer.press()
    assert officer.path == MANAGE


def cannot_be_done(officer: Window, step: str) -> None:
    """Before its time a page says until when, and has no button."""
    officer.goto(f"/rounds/{ROUND}/{step}")
    assert officer.page.locator(BUTTON).count() == 0


def publish(officer: Window) -> None:
    """Publish the scorecard."""
    officer.goto(MANAGE)
    officer.press(f"main a[href$='/rounds/{ROUND}/publish']")
    officer.confirm_if_asked()
    officer.press()
    assert officer.path == MANAGE


def correct(first: Window, second: Window) -> None:
    """One officer proposes a correction and cannot confirm it; another does."""
    confirm = "main form[action$='/confirm'] button"
    first.goto(f"/rounds/{ROUND}/correct")
    first.fill(reason_en=CORRECTED["en"], reason_mn=CORRECTED["mn"])
    first.press()
    assert first.page.locator(confirm).count() == 0
    second.goto(f"/rounds/{ROUND}/correct")
    second.press(confirm)
    assert second.path == MANAGE
