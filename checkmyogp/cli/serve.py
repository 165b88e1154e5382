"""Serving the site."""

import resource

import click
from flask import current_app
from flask.cli import with_appcontext
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from checkmyogp.cli.refusals import refusing
from checkmyogp.db import key_check

FILES = 65_536
"""How many connections and files the processes may have open, where the system lets them."""
CONNECTIONS = 2_000
"""How many connections one process keeps open; whoever is slow costs one, and no thread."""
LARGEST_HEADERS = 64 * 1024
"""Bytes of all headers of a request together."""
SECONDS_TO_STOP = 5


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535), help="The port.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="How many processes answer.")
@with_appcontext
@refusing
def serve(host: str, port: int, workers: int) -> None:
    """Serve the site, so that no slow sender holds it up."""
    key_check.refuse_unfit_keys()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES if most == resource.RLIM_INFINITY else min(FILES, most), most))
    Server(
        "checkmyogp.serving:application",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        factory=True,
        workers=workers,
        respawn_failed_workers=workers > 1,
        http=HTTPModes.http1,
        websockets=False,
        backlog=2 * CONNECTIONS,
        backpressure=CONNECTIONS,
        http1_settings=HTTP1Settings(
            header_read_timeout=int(1000 * current_app.config["RECEIVE_SECONDS"]), max_buffer_size=LARGEST_HEADERS
        ),
        log_level=LogLevels.warning,
        workers_kill_timeout=SECONDS_TO_STOP,
    ).serve()
