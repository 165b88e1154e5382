"""Examplia's pack with every correction that a pack may bring at any time, and the pack of a country beside it."""

import re
from pathlib import Path

from tests.factories.packs import EXAMPLIA, FEES, copy_of, edit

IN_SPANISH = re.compile(r'\bes = "([^"]*)"')
ORGANISATIONS = "organisations.toml"


def corrected(folder: Path) -> Path:
    """Names, titles, notes, translations and the time zone corrected; every text in one more language; a new NGO."""
    pack = copy_of(EXAMPLIA, folder)
    edit(pack, "member.toml", 'name = { en = "Examplia"', 'name = { en = "Republic of Examplia"')
    edit(pack, "member.toml", 'ogp_code = "EXM"', 'ogp_code = "EXM"\ntime_zone = "Asia/Ulaanbaatar"')
    edit(pack, FEES, 'en = "Publish the fees"', 'en = "Publish all the fees"')
    note = 'notes = [{ about = "due", text = { en = "Odd.", fr = "Étrange.", es = "Raro." } }]'
    edit(pack, FEES, 'due = { printed = "2030" }', f'due = {{ printed = "2030" }}\n{note}')
    _rename(pack, "Ministry of Ports", "Ministry of Seaports")
    _rename(pack, "Civic Lens", "Civic Lens Society")
    _rename(pack, "Open Ledger", "Open Ledger Society")
    edit(pack, "crosswalks/lamps-1.toml", 'en = "Lamps"', 'en = "Lanterns"')
    edit(pack, "crosswalks/lamps-1.toml", 'en = "Green"', 'en = "Emerald"')
    for file in sorted(pack.rglob("*.toml")):
        # The words of a rubric gain languages, and change in none.
        again = "" if file.parent.name == "rubrics" else " (corr.)"
        file.write_text(_in_one_more_language(file.read_text(encoding="utf-8"), again), encoding="utf-8")
    return pack


def _rename(pack: Path, old: str, new: str) -> None:
    """Another name; the one the plan prints stays a spelling."""
    file = pack / ORGANISATIONS
    before = file.read_text(encoding="utf-8")
    entry = re.compile(rf'name = \{{ en = "{old}"(.*?)aliases = \[', re.DOTALL)
    after, found = entry.subn(rf'name = {{ en = "{new}"\1aliases = ["{old}", ', before, count=1)
    assert found, f"{old} is no organisation"
    file.write_text(after, encoding="utf-8")


def _in_one_more_language(written: str, again: str) -> str:
    written = written.replace('\nes = "unofficial"', '\nes = "unofficial" \nmn = "unofficial"')
    written = written.replace('languages = ["en", "fr", "es"]', 'languages = ["en", "fr", "es", "mn"]')
    return IN_SPANISH.sub(lambda found: _with_mongolian(found[0], found[1], again), written)


def _with_mongolian(spanish: str, text: str, again: str) -> str:
    return spanish if text == "unofficial" else f'es = "{text}{again}", mn = "Шинэ: {text}"'


def neighbour(folder: Path) -> Path:
    """The pack of another member, on the same rubric, without bands."""
    pack = copy_of(EXAMPLIA, folder)
    edit(pack, "member.toml", 'code = "xm"', 'code = "yz"')
    edit(pack, "member.toml", 'ogp_code = "EXM"', 'ogp_code = "YZX"')
    organisations = pack / ORGANISATIONS
    written = organisations.read_text(encoding="utf-8").replace('key = "', 'key = "yz-')
    organisations.write_text(written.replace('members = ["', 'members = ["yz-'), encoding="utf-8")
    (pack / "plans" / "xm-nap-1").rename(pack / "plans" / "yz-nap-1")
    edit(pack, "plans/yz-nap-1/plan.toml", 'slug = "xm-nap-1"', 'slug = "yz-nap-1"')
    (pack / "crosswalks" / "lamps-1.toml").unlink()
    return pack
