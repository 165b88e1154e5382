"""The test client itself: a page that writes while it is fetched must not pass unnoticed."""

import pytest
from flask import Flask
from sqlalchemy import text

from checkmyogp.db import db
from checkmyogp.domain.permissions import Permission
from checkmyogp.domain.wording import editorial
from checkmyogp.plans.models import Member
from checkmyogp.web.access import access
from tests.plugins.reading import Reader, WroteWhileReading


@access(Permission.READ)
def read_only() -> str:
    return str(db.session.scalar(text("select count(*) from member")))


@access(Permission.READ)
def leave_a_row_in_the_session() -> str:
    db.session.add(Member(code="xx", ogp_code="NWH", name=editorial(en="Nowhere"), languages="en"))
    return "done"


@access(Permission.READ)
def write_at_once() -> str:
    db.session.execute(text("delete from member"))
    return "done"


@pytest.mark.alters
def test_a_get_that_only_reads_passes(app: Flask, client: Reader):
    app.add_url_rule("/reads", view_func=read_only)

    assert client.get("/reads").text == "0"


@pytest.mark.asvs("3.5.3")
@pytest.mark.alters
@pytest.mark.parametrize("view", [leave_a_row_in_the_session, write_at_once])
def test_a_get_that_writes_or_would_write_is_found(app: Flask, client: Reader, view: object):
    app.add_url_rule("/writes", view_func=view)  # pyright: ignore[reportArgumentType]

    with pytest.raises(WroteWhileReading):
        client.get("/writes")


def test_the_shared_application_refuses_to_be_written_to(read_only_seeded_site: Flask):
    with pytest.raises(AssertionError, match="may only be read from"):
        db.session.execute(text("delete from member"))
