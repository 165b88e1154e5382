"""The one blueprint of this room."""

from flask import Blueprint

from checkmyogp.web import languages

bp = Blueprint("verification", __name__, url_prefix="/<language:language>")
languages.in_each_language(bp)
