"""The site on which a round is gone through, the clock on its wall, and its post."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser

from checkmyogp.domain.identities import Office
from checkmyogp.rounds import queries
from tests.e2e.whole_round.window import Window
from tests.factories import commands
from tests.factories.people import open_session, person
from tests.factories.rounds import organisation
from tests.trust.clock import Clock

BEGINS = datetime(2030, 3, 4, 1, tzinfo=UTC)
"""Nine o'clock on a Monday in Ulaanbaatar."""
PLAN = "mn-nap-5"
ROUND = f"{PLAN}/2029-h2"
HERE = ZoneInfo("Asia/Ulaanbaatar")

LETTER = re.compile(r"^To: (\S+)\n.*?(?=^To: |\Z)", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"http://\S+")


@dataclass
class Place:
    """Everything that the people of one round share."""

    app: Flask
    browser: Browser
    site: str
    """The address without a slash at the end."""
    language: str
    """Of NGOs, agencies and readers."""
    officers_language: str
    clock: Clock
    assessed: int
    """How many milestones the first NGO is to assess at most."""
    other_agencies: Mapping[str, str]
    """Who reports beside the first agency, each on one milestone."""
    noted: list[str] = field(default_factory=list)
    """What went wrong in any window."""

    @property
    def home(self) -> str:
        """The address of the pages in the language of these people."""
        return f"{self.site}/{self.language}"

    def window(self, language: str = "") -> Window:
        """A browser of somebody's own, in the language of these people where no other is said."""
        home = f"{self.site}/{language or self.language}"
        return Window(self.browser.new_context(), home, self.clock, self.noted)

    def seated(self, office: Office, organisation: str) -> Window:
        """The browser of somebody who has signed in just now; NGOs send their leads."""
        with self.app.app_context():
            somebody = person(
                office=office, organisation=organisation, lead=office is Office.NGO, language=self.language
            )
            token = open_session(somebody)
        sealed = SecureCookieSessionInterface().get_signing_serializer(self.app)
        assert sealed is not None
        window = self.window()
        cookie = sealed.dumps({"_user_id": token, "_fresh": True})
        window.page.context.add_cookies([{"name": "checkmyogp", "value": str(cookie), "url": self.site}])
        return window

    def run(self, *arguments: str) -> str:
        """What a command of the operator's says when it succeeds."""
        result = commands.run(self.app, *arguments)
        assert result.exit_code == 0, result.output
        return result.stdout

    def link_for(self, address: str) -> str:
        """Where the latest mail to somebody leads to, once the post has gone out."""
        letters = [letter[0] for letter in LETTER.finditer(self.run("mail", "deliver")) if letter[1] == address]
        return LINK.findall(letters[-1])[0]

    def wait_until(self, moment: datetime) -> None:
        """Let time pass."""
        assert moment >= self.clock.moment
        self.clock.moment = moment

    def leave(self) -> None:
        """Close every window."""
        for context in self.browser.contexts:
            context.close()

    def organisation_name(self, key: str) -> str:
        """What an organisation is called in the language of these pages."""
        with self.app.app_context():
            return organisation(key).name.texts()[self.language]

    def level_names(self, criterion: str) -> dict[int, str]:
        """What the levels of one of the round's criteria are called."""
        with self.app.app_context():
            round_ = queries.round_at(*ROUND.split("/"))
            assert round_ is not None
            levels = next(row.levels for row in round_.rubric.criteria if row.key == criterion)
            return {level.value: level.name.texts()[self.language] for level in levels}


def typed(moment: datetime) -> str:
    """A moment as it is typed by the clock on the wall."""
    return moment.astimezone(HERE).strftime("%Y-%m-%dT%H:%M")


def days(number: int) -> timedelta:
    """So many days."""
    return timedelta(days=number)


def in_turn(values: Sequence[str], turn: int) -> str:
    """One after the other, and again from the first."""
    return values[turn % len(values)]
