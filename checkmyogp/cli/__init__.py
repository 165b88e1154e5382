"""`flask` commands: each parses its arguments, calls one service, and says what happened."""

from flask import Flask

from checkmyogp.cli.backups import backup_group
from checkmyogp.cli.database import database_group
from checkmyogp.cli.people import mail_group, officer_group, seat_group
from checkmyogp.cli.rounds import accreditation_group, round_group
from checkmyogp.cli.scorecards import scorecard_group, verify
from checkmyogp.cli.sealing_keys import secrets_group
from checkmyogp.cli.serve import serve
from checkmyogp.cli.setting_up import demo_group, pack_group, setup

COMMANDS = (
    serve,
    setup,
    verify,
    pack_group,
    demo_group,
    round_group,
    accreditation_group,
    scorecard_group,
    officer_group,
    seat_group,
    mail_group,
    database_group,
    backup_group,
    secrets_group,
)


def init_app(app: Flask) -> None:
    """Register the commands."""
    for command in COMMANDS:
        app.cli.add_command(command)
