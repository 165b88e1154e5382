"""docs/security/measures.md and the limits of docs/operating.md say what the code does."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import timedelta

import pytest

from checkmyogp.accounts import passwords, sessions
from checkmyogp.accounts.services import addresses, invitations, resets, signing_in
from checkmyogp.cli import sealing_keys
from checkmyogp.db import Base
from checkmyogp.domain import passwords as weaknesses
from checkmyogp.domain.irm import table_file
from checkmyogp.serving.front import Capacity
from checkmyogp.verification import workload
from checkmyogp.web import forms, limits
from tests.checkout import ROOT, texts

MEASURES = (ROOT / "docs/security/measures.md").read_text(encoding="utf-8")
OPERATING = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
MODULES = [(place, text) for place, text in texts() if place.startswith("checkmyogp/") and place.endswith(".py")]
CRYPTOGRAPHY = {"hashlib", "hmac", "secrets", "argon2", "itsdangerous", "pyotp", "webauthn", "ssl", "cryptography"}
FOREIGN = {"nacl", "Crypto", "Cryptodome", "rsa", "ecdsa", "jwt", "jose", "bcrypt", "passlib"}
"""Which would have to be weighed first."""
PUBLIC_INTERVAL_S_OWN = ("checkmyogp/comparison/exporting/scripts/",)
MIB = 1024 * 1024
LOGGED = re.compile(r"""(?:logs\.security|ANSWERS\.info|DATABASE\.warning)\(\s*"([a-z.]+)\"""")
SENT = re.compile(r"""request\.files\.get\(\s*"([a-z_]+)\"""")
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==\S+ \\$", flags=re.MULTILINE)


def section(name: str, document: str = MEASURES) -> str:
    """What stands below a heading."""
    _, _, after = document.partition(f"\n## {name}\n")
    assert after, f"there is no section {name}"
    return after.partition("\n## ")[0]


def lacking(text: str, statements: Iterable[str]) -> list[str]:
    """Those that a text does not say."""
    return [each for each in statements if each not in text]


def in_words(time: timedelta) -> str:
    """As the document says it."""
    for unit, one in (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1))):
        if not time % one:
            number = time // one
            return f"{number} {unit}{'s' * (number != 1)}"
    raise ValueError(time)


def encrypting() -> Iterator[str]:
    """Every module that does anything with cryptography."""
    for place, text in MODULES:
        if not place.startswith(PUBLIC_INTERVAL_S_OWN) and _imported(ast.parse(text)) & CRYPTOGRAPHY:
            yield place.removeprefix("checkmyogp/")


def _imported(tree: ast.Module) -> set[str]:
    return {
        name.partition(".")[0]
        for node in ast.walk(tree)
        for name in (
            [each.name for each in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }


@pytest.mark.asvs("6.1.3")
def test_every_way_in_is_named_with_how_long_it_lasts():
    times = {
        "invitation": invitations.VALID_FOR,
        "link to a new password": resets.VALID_FOR,
        "change of address": addresses.VALID_FOR,
    }

    lines = section("Ways in").splitlines()

    for way, time in times.items():
        assert [line for line in lines if way in line and in_words(time) in line], way


@pytest.mark.asvs("6.1.1")
def test_the_limits_on_guessing_are_those_of_the_code():
    table = section("Limits", OPERATING)

    for limit, name in ((limits.SIGN_IN, "sign-in"), (limits.SECOND_FACTOR, "second factor"), (limits.RESET, "link")):
        [line] = [line for line in table.splitlines() if line.startswith(f"| {name}")]
        numbers = [limit.own.amount, limit.network.amount, *([limit.strangers.amount] if limit.strangers else [])]
        assert [int(number) for number in re.findall(r"\b(\d+) (?:in|failures|a day)", line)][: len(numbers)] == numbers
    assert "Nobody is locked out" in section("Ways in")


@pytest.mark.asvs("6.1.2")
def test_the_words_that_are_no_passwords_are_named():
    said = section("Passwords")

    assert lacking(said, (f"`{name}`" for name in passwords.SITE_NAMES)) == []
    assert f"{weaknesses.SHORTEST} to {weaknesses.LONGEST} characters" in said
    assert f"up to {weaknesses.LONGEST_TAIL} digits" in said


@pytest.mark.asvs("7.1.1", "7.1.2")
def test_sessions_last_as_long_as_is_written():
    said = section("Sessions")

    times = (signing_in.IDLE, signing_in.AT_MOST, signing_in.HALF_WAY, sessions.FRESH_FOR)
    assert lacking(said, map(in_words, times)) == []
    assert "NIST SP 800-63B" in said
    assert "any number of sessions" in said


@pytest.mark.asvs("2.1.1", "2.1.2")
def test_the_rules_of_what_is_typed_are_written():
    said = section("What is typed")

    assert f"at most {forms.LONGEST_LINE} characters, a text {forms.LONGEST_TEXT}" in said
    assert "What goes together is judged together" in said


@pytest.mark.asvs("2.1.3")
def test_limits_for_each_and_for_all_are_written():
    capacity = Capacity(seconds=1, largest=1)

    statements = (
        f"{capacity.threads} threads and {capacity.waiting} waiting requests",
        f"{capacity.bodies // MIB} MiB of bodies",
        f"{limits.RESET.own.amount} waiting links",
    )
    assert lacking(section("Limits"), statements) == []


@pytest.mark.asvs("5.1.1")
def test_every_file_that_is_taken_is_named():
    taken = {name for _, text in MODULES for name in SENT.findall(text)}
    said = section("Files")

    assert set(re.findall(r"^\| `([a-z_]+)` ", said, flags=re.MULTILINE)) == taken
    statements = (
        f"up to {workload.LARGEST_FILE // MIB} MiB",
        f"{table_file.LARGEST // MIB} MiB, {table_file.MOST_ROWS} rows, {table_file.MOST_COLUMNS} columns",
    )
    assert lacking(said, statements) == []


@pytest.mark.asvs("8.1.2", "14.1.1", "14.1.2")
def test_every_table_has_its_class_of_data():
    rows = [line for line in section("Data").splitlines() if line.startswith("| ")][1:]
    named = [name for row in rows for name in re.findall(r"`([a-z_]+)`", row.split("|")[2])]

    assert sorted(named) == sorted(set(Base.metadata.tables))
    assert {len([cell for cell in row.split("|") if cell.strip()]) for row in rows} == {4}


@pytest.mark.asvs("11.1.2", "11.2.1")
def test_every_use_of_cryptography_is_named_and_is_a_known_library_s():
    rows = [line.split("|")[1] for line in section("Cryptography").splitlines() if line.startswith("| `")]

    assert sorted(name for row in rows for name in re.findall(r"`([a-z_/.]+)`", row)) == sorted(encrypting())
    assert [place for place, text in MODULES if _imported(ast.parse(text)) & FOREIGN] == []


@pytest.mark.asvs("11.1.1")
def test_the_life_of_every_key_is_written():
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in section("Keys").splitlines()[3:] if "|" in line
    ]
    used = [line.split("|")[3].strip() for line in section("Cryptography").splitlines() if line.startswith("| `")]

    told = {row[0] for row in rows}
    assert {key for key in used if key.startswith("`")} <= told
    assert {"the person's", "the device's"} <= told
    assert [row for row in rows if len(row) != 5 or not all(row)] == []
    assert lacking(section("Keys"), [f"`flask secrets {name}`" for name in sealing_keys.secrets_group.commands]) == []


@pytest.mark.asvs("11.3.1", "11.3.2")
def test_one_cipher_encrypts_and_one_module_knows_it():
    taken = {
        (place, f"{node.module}.{name.name}")
        for place, text in MODULES
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cryptography.hazmat")
        for name in node.names
    }

    assert taken == {("checkmyogp/db/keyring.py", "cryptography.hazmat.primitives.ciphers.aead.AESGCM")}
    assert [place for place, text in MODULES if "import cryptography" in text] == []


@pytest.mark.asvs("13.1.1")
def test_what_the_site_speaks_to_is_named():
    named = set(re.findall(r"`([A-Z_]+)`", section("What it speaks to")))

    assert named == {"SQLALCHEMY_DATABASE_URI", "RATELIMIT_STORAGE_URI", "MAIL_SERVER"}


@pytest.mark.asvs("15.1.3")
def test_what_costs_much_is_named_with_its_bounds():
    statements = (f"{workload.MOST_WORK} microseconds", f"above {workload.LIGHT_WORK}")

    assert lacking(section("What costs much"), statements) == []


@pytest.mark.asvs("16.1.1")
def test_every_event_of_the_log_is_named():
    events = {event for _, text in MODULES for event in LOGGED.findall(text)}

    assert {"answered", "attempt.failed", "access.hidden", "database.away"} <= events
    assert lacking(section("Logs"), sorted(f"`{event}`" for event in events)) == []


@pytest.mark.asvs("15.1.1", "15.1.2")
def test_every_library_is_locked_by_its_hashes_and_the_time_to_replace_one_is_written():
    locked = (ROOT / "requirements/run.txt").read_text(encoding="utf-8")
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]

    names = {re.split(r"[\[<>=!~; ]", each)[0].lower() for each in wanted}
    assert names - set(PINNED.findall(locked)) == set()
    assert not [part for part in re.split(r"\n(?=[a-z0-9])", locked) if "==" in part and "--hash=sha256:" not in part]
    assert re.search(r"within \d+ days where it is critical or high, within \d+ days else", section("Parts"))


def test_planted_omissions_are_reported():
    assert lacking("12 hours", ["12 hours", "7 days"]) == ["7 days"]
    assert section("A", "\n## A\nb\n\n## C\nd") == "b\n"
    assert [in_words(timedelta(hours=1)), in_words(timedelta(days=7)), in_words(timedelta(minutes=15))] == [
        "1 hour",
        "7 days",
        "15 minutes",
    ]
    assert LOGGED.findall('logs.security(\n    "door.opened", at=1)') == ["door.opened"]
    assert SENT.findall('request.files.get("photo")') == ["photo"]
    with pytest.raises(AssertionError, match="no section B"):
        section("B", "\n## A\nb")
