"""Check My OGP: independent scores of open-government promises, compared with the government's own."""

from checkmyogp.app import create_app

__all__ = ["create_app"]
