"""Rights on the database."""

import click
from flask.cli import AppGroup

from checkmyogp.cli.refusals import refusing
from checkmyogp.db import db, grants

database_group = AppGroup("database", help="Rights on the database.")


@database_group.command("grant")
@click.argument("role")
@refusing
def grant(role: str) -> None:
    """Give ROLE of PostgreSQL what the application needs; what is frozen it can only add to. Run by the owner."""
    grants.grant(db.engine, role)
    click.echo(f"{role} can do what the application needs. Name it in SQLALCHEMY_DATABASE_URI, and keep the owner for:")
    click.echo("flask setup, flask database grant, flask demo remove")
