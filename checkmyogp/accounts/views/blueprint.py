"""The one blueprint that every page about accounts belongs to."""

from flask import Blueprint

from checkmyogp.web import languages

bp = Blueprint("accounts", __name__, url_prefix="/<language:language>/account")
languages.in_each_language(bp)
