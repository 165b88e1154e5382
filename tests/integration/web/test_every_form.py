"""Whatever somebody fills in comes back as it was typed while nothing can be written, and can be sent afterwards."""

from collections.abc import Callable
from http import HTTPStatus

import pytest
from flask import Flask

from tests.factories import outages
from tests.factories.assessing import Fields, fields
from tests.pages.inspecting import page_problems
from tests.pages.markup import read
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader
from tests.workplaces import AGENCY, PLAN_AND_ROUND, REPORTED, build

pytestmark = ON_SQLITE

CODES = "/workbench/codes/xm-nap-1/2/results_completion"
CORRECT = f"/rounds/{PLAN_AND_ROUND}/correct"
SAID = 'Kestrels "over" the harbour & <beyond>.'
APPLICATION = {
    **dict.fromkeys(("about", "independence", "funding", "fields"), SAID),
    "registration_number": "4711",
    "signatory": "Fair Budget",
    "written_in": "en",
    "code_of_conduct": "y",
}
REPORT = {**REPORTED, "completion-narrative": SAID}
REPLY = {"text": SAID, "language": "en"}
ANSWER = {"kind": "kept", "reason": SAID, "language": "en"}
CODE = {"answer": "limited", "source_title": SAID, "source_url": "https://example.org/irm", "page": "7"}
CORRECTION = {"reason_en": SAID, "reason_mn": "Алдаа."}
# The factory publishes without waiting for the days in which one may reply.
PUBLISHED = pytest.mark.tampers
FORMS = [
    pytest.param("open", "reporter", f"/report/{PLAN_AND_ROUND}/1.1", REPORT, id="report"),
    pytest.param("open", "applicant", "/apply/xm-nap-1", APPLICATION, id="application"),
    pytest.param("closed", "reporter", f"/reply/{PLAN_AND_ROUND}/1.2", REPLY, id="reply"),
    pytest.param("closed", "lead", f"/answer/{PLAN_AND_ROUND}/1.1/{AGENCY}", ANSWER, id="answer"),
    pytest.param("closed", "researcher", f"/workbench/{PLAN_AND_ROUND}/reading/1.1", {"text": SAID}, id="note"),
    pytest.param("published", "researcher", CODES, CODE, marks=PUBLISHED, id="code"),
    pytest.param("published", "officer", CORRECT, CORRECTION, marks=PUBLISHED, id="correction"),
]


@pytest.fixture
def seated(app: Flask) -> Callable[[str, str], Reader]:
    """Gives somebody in this seat, while the round is in this state."""

    def of(round_is: str, seat: str) -> Reader:
        cookie = build(app, round_is)[seat]
        reader = app.test_client()
        assert isinstance(reader, Reader)
        reader.set_cookie("checkmyogp", cookie)
        return reader

    return of


@pytest.mark.parametrize(("round_is", "seat", "path", "typed"), FORMS)
def test_what_was_typed_comes_back(
    app: Flask,
    seated: Callable[[str, str], Reader],
    monkeypatch: pytest.MonkeyPatch,
    round_is: str,
    seat: str,
    path: str,
    typed: Fields,
):
    reader = seated(round_is, seat)
    page = reader.get(f"/en{path}")
    target = read(page.text).root.all("form")[-1].attributes.get("action", f"/en{path}")
    sent = {**fields(page.text), **typed}

    with outages.locked(app, monkeypatch):
        answer = reader.post(target, data=sent)

    back = fields(answer.text)
    assert (answer.status_code, answer.headers.get("Retry-After")) == (HTTPStatus.SERVICE_UNAVAILABLE, "10")
    assert "Nothing was saved" in answer.text
    assert list(page_problems(read(answer.text))) == []
    assert {name: back.get(name) for name in typed} == typed

    assert reader.post(target, data=back).status_code == HTTPStatus.SEE_OTHER
