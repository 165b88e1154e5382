"""Going down with a database that is there to be destroyed: a site refuses to where anything frozen would be lost."""

from flask_migrate import downgrade

from checkmyogp.db.downgrades import DESTROY


def destroy_down_to(revision: str) -> None:
    """Undo migrations down to this one, whatever rows are lost with them."""
    downgrade(revision=revision, x_arg=[f"{DESTROY}=yes"])
