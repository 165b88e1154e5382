"""An application goes from test to test as it was, and not at all where a test altered it."""

import pytest
from flask import Flask

from tests.plugins.databases import Databases
from tests.plugins.engines import ON_SQLITE
from tests.plugins.leasing import Altered, Applications
from tests.plugins.sites import make_app, running

MEMORY = "sqlite://"


@pytest.fixture
def applications() -> Applications:
    return Applications()


def test_an_application_is_lent_again(applications: Applications):
    with applications.lent(MEMORY, make_app) as first:
        pass
    with applications.lent(MEMORY, make_app) as second, applications.lent(MEMORY, make_app) as beside:
        assert second is first
        assert beside is not first


def test_settings_views_and_attempts_are_put_back(applications: Applications):
    with applications.lent(MEMORY, make_app) as app:
        app.config["PUBLIC_URL"] = "https://elsewhere.example.org"
        app.view_functions.clear()
        app.extensions["limits"] = None

    with applications.lent(MEMORY, make_app) as app:
        assert app.config["PUBLIC_URL"] != "https://elsewhere.example.org"
        assert "plans.index" in app.view_functions
        assert app.extensions["limits"] is not None


def rule(app: Flask) -> None:
    app.add_url_rule("/planted", "planted", lambda: "")


def no_headers(app: Flask) -> None:
    app.after_request_funcs.clear()


def another_filter(app: Flask) -> None:
    app.jinja_env.filters["lines"] = str


@pytest.mark.parametrize("alter", [rule, no_headers, another_filter])
def test_an_altered_application_is_reported_and_not_lent_again(applications: Applications, alter: object):
    assert callable(alter)

    with pytest.raises(Altered), applications.lent(MEMORY, make_app) as altered:
        alter(altered)

    with applications.lent(MEMORY, make_app) as app:
        assert app is not altered


@ON_SQLITE
def test_each_loan_is_of_its_own_database(databases: Databases, empty_database: str):
    with databases.fresh(like=empty_database) as address, running(address) as app:
        assert app.config["SQLALCHEMY_DATABASE_URI"] == address
    with databases.fresh(like=empty_database) as address, running(address, TRUSTED_PROXIES=1) as own:
        assert own is not app
        assert app.config["TRUSTED_PROXIES"] != 1
