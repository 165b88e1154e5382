"""The one blueprint of the comparison: the workbench behind sign-in, and the same pages for everybody."""

from flask import Blueprint

from checkmyogp.web import languages

bp = Blueprint("comparison", __name__, url_prefix="/<language:language>")
languages.in_each_language(bp)
