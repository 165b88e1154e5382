"""Reading a backup from its first byte to its last, and saying what it is."""

from dataclasses import dataclass
from pathlib import Path

from alembic.script import ScriptDirectory

from checkmyogp import resources
from checkmyogp.backup import archive, history
from checkmyogp.backup.archive import Header
from checkmyogp.backup.history import History
from checkmyogp.backup.refusals import Contradictory, HeadNotReached, OfAnotherSite, OfNewerProgram


@dataclass(frozen=True, slots=True)
class CheckedBackup:
    """A backup that is whole, and what was found in it."""

    header: Header
    tables: int
    rows: int
    chain: History


def check(path: Path) -> CheckedBackup:
    """Read all of it.

    Raises:
        NotABackup, NotWhole: see `archive.opened`.
        OfNewerProgram: when its form, or its tables, are none that this program knows.
        Contradictory: when its audit chain is not the one that its first line names.
    """
    with archive.opened(path) as found:
        _refuse_newer(path, found.header)
        tables = rows = 0
        chain = History()
        for head, table_rows in found.tables():
            tables += 1
            if head.name == history.CHAIN:
                kept = list(table_rows)
                chain, rows = history.of_rows(head, kept), rows + len(kept)
            else:
                rows += sum(1 for _ in table_rows)
    if (chain.site, chain.head) != (found.header.site, found.header.head):
        msg = f"{path} names another audit chain than the one that is in it."
        raise Contradictory(msg)
    return CheckedBackup(found.header, tables, rows, chain)


def refuse_broken(checked: CheckedBackup) -> None:
    """A copy can be as it was made, and what was copied changed behind the application's back.

    Raises:
        Contradictory: when the audit chain does not hold.
    """
    if checked.chain.breaks_at:
        msg = (
            f"The audit chain breaks at entry {checked.chain.breaks_at}: the site was changed behind the program's "
            "back before this copy was made. Look for an older one."
        )
        raise Contradictory(msg)


def _refuse_newer(path: Path, header: Header) -> None:
    """What a newer program wrote into its database, this one cannot keep.

    Raises:
        OfNewerProgram: when no migration of this program leads to the backup's tables.
    """
    known = {script.revision for script in ScriptDirectory(str(resources.MIGRATIONS)).walk_revisions()}
    if header.revision not in known:
        raise OfNewerProgram(path, f"its tables are those of migration {header.revision}")


def refuse_another_site(checked: CheckedBackup, running: History) -> None:
    """What was copied elsewhere is not brought back here.

    Raises:
        OfAnotherSite: when this installation's chain began otherwise.
    """
    if checked.chain.is_of_another_site_than(running):
        msg = (
            f"The backup is of another site: its audit chain begins with {checked.chain.site[:12]}…, the one of this "
            f"installation's database with {running.site[:12]}…. Run this where that site runs, or with "
            "--another-site if that is meant."
        )
        raise OfAnotherSite(msg)


def refuse_older(checked: CheckedBackup, running: History, head: str) -> None:
    """A copy that lacks a head which somebody kept was made before it, or of something else.

    Raises:
        HeadNotReached: saying how many entries it is behind, where that can be known.
    """
    if head in checked.chain.places:
        return
    last = checked.header.head.sequence
    known = running.places.get(head)
    behind = (
        f"it ends {known - last} entries before it"
        if known and known > last and not checked.chain.is_of_another_site_than(running)
        else "it was made before that entry, or of another site, or its history was rewritten"
    )
    msg = f"The backup does not reach the entry {head[:12]}…: {behind}. Its audit chain ends with entry {last}."
    raise HeadNotReached(msg)
