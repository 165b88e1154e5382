"""The one blueprint that the pages of scorecards share."""

from flask import Blueprint

from checkmyogp.web import languages

bp = Blueprint("scorecards", __name__, url_prefix="/<language:language>")
languages.in_each_language(bp)
