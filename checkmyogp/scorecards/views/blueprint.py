"""The one blueprint that the pages of scorecards share."""

from flask import Blueprint, make_response
from flask.typing import ResponseReturnValue

from checkmyogp.web import headers, languages

bp = Blueprint("scorecards", __name__, url_prefix="/<language:language>")
languages.in_each_language(bp)

KEPT_FOR = 60
"""Seconds for which anybody may keep a page: a correction is seen within the minute."""


def kept(page: str) -> ResponseReturnValue:
    """A page that is the same for every reader."""
    return headers.public(make_response(page), seconds=KEPT_FOR)
