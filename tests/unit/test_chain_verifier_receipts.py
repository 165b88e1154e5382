"""The stand-alone verifier of receipts, and how it speaks: in two languages, in sentences, and to nobody's terminal."""

import ast
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.small_chains import PATH, RECEIPT, SALT, SUBMITTED, chain_verifier, check, small_site

FORM = b'{"form": "check-my-ogp/chain/1", '


@pytest.fixture
def submitted(tmp_path: Path) -> str:
    """The file that was submitted."""
    file = tmp_path / "submission.json"
    file.write_bytes(SUBMITTED)
    return str(file)


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """What is public: the chain, its hashes, the round, the scorecard."""
    return Path(small_site().save(tmp_path / "public"))


def test_a_submission_with_its_salt_gives_its_receipt(submitted: str):
    ran = check("receipt", "--file", submitted, "--salt", SALT.hex().upper(), "--receipt", f" {RECEIPT.upper()} ")

    assert (ran.code, ran.err) == (0, "")
    assert f"The file and the salt give the receipt {RECEIPT}" in ran.out
    assert "The file is of open-ledger, round xm-nap-1/first, version 2, submitted at 2030-01-15" in ran.out
    assert "Nothing was given in which it could have been published" in ran.out


@pytest.mark.parametrize("published", ["round-0.json", "card-0.json", ""])
def test_it_is_found_among_what_was_published(submitted: str, public: Path, published: str):
    ran = check("receipt", "--file", submitted, "--salt", SALT.hex(), "--published", str(public / published))

    assert (ran.code, ran.err) == (0, "")
    assert "Published with xm-nap-1/first" in ran.out


def test_a_receipt_alone_is_looked_up(public: Path):
    assert check("receipt", "--receipt", RECEIPT, "--published", str(public)).code == 0
    ran = check("receipt", "--receipt", "e" * 64, "--published", str(public))

    assert ran.code == 1
    assert "a close publishes what every organisation submitted last" in ran.out


@pytest.mark.parametrize("place", [0, 40, len(SUBMITTED) - 1])
def test_one_changed_byte_gives_another_receipt(tmp_path: Path, submitted: str, place: int):
    changed = bytearray(SUBMITTED)
    changed[place] ^= 1
    Path(submitted).write_bytes(changed)

    ran = check("receipt", "--file", submitted, "--salt", SALT.hex(), "--receipt", RECEIPT)

    assert ran.code == 1
    assert "that is what the file and the salt give" in ran.out


def test_another_salt_gives_another_receipt(submitted: str):
    assert check("receipt", "--file", submitted, "--salt", "00" * 32, "--receipt", RECEIPT).code == 1


def test_a_submission_is_of_the_round_that_published_it(tmp_path: Path, submitted: str):
    site = small_site()
    site.rounds[0]["round"] = "second"

    ran = check("receipt", "--file", submitted, "--salt", SALT.hex(), "--published", site.save(tmp_path / "public"))

    assert ran.code == 1
    assert "the submission is of the round it was published with" in ran.out


def test_a_list_that_the_close_does_not_commit_to_proves_nothing(tmp_path: Path, submitted: str):
    site = small_site()
    site.rounds[0]["receipts"] = [RECEIPT]

    ran = check("receipt", "--file", submitted, "--salt", SALT.hex(), "--published", site.save(tmp_path / "public"))

    assert ran.code == 1
    assert "the close commits to the receipts as they were" in ran.out


@pytest.mark.parametrize(
    "words",
    [
        pytest.param((), id="nothing"),
        pytest.param(("--salt", "00" * 32), id="a salt alone"),
        pytest.param(("--file", __file__), id="a file alone"),
        pytest.param(("--file", __file__, "--salt", "xyz"), id="no salt"),
        pytest.param(("--file", "missing", "--salt", "00" * 32), id="no file"),
        pytest.param(("--receipt", "abc"), id="no receipt"),
        pytest.param(("--receipt", RECEIPT, "--published", "missing"), id="nothing published"),
        pytest.param(("--receipt", RECEIPT, "--published", __file__), id="no JSON"),
    ],
)
@pytest.mark.parametrize("language", ["en", "mn"])
def test_what_cannot_be_checked_is_refused_in_a_sentence(words: tuple[str, ...], language: str):
    ran = check("receipt", *words, language=language)

    assert (ran.code, ran.out) == (2, "")
    assert re.fullmatch(r"[^\n\x1b]{10,400}\.\n", ran.err)


@pytest.mark.parametrize("language", ["en", "mn"])
@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"{}", id="another table"),
        pytest.param(FORM + b'"entries": 7, "readable_to": 1}', id="no list"),
        pytest.param(FORM + b'"entries": []}', id="no end"),
        pytest.param(FORM + b'"entries": [{"sequence": true}], "readable_to": 1}', id="true for a number"),
        pytest.param(FORM + b'"entries": [], "readable_to": 1.5}', id="a fraction"),
        pytest.param(FORM + b'"entries": [], "readable_to": NaN}', id="not a number"),
        pytest.param(FORM + b'"entries": [], "readable_to": ' + b"9" * 5000 + b"}", id="many digits"),
        pytest.param(FORM + b'"entries": [], "entries": [], "readable_to": 1}', id="a key twice"),
        pytest.param(
            FORM + b'"heads": [{"digest": "abc", "published_at": "", "occasion": "", "round": ""}]}', id="hash"
        ),
        pytest.param(
            FORM + b'"heads": [{"digest": "' + b"a" * 64 + b'", "published_at": "noon", "occasion": "", "round": ""}]}',
            id="no moment",
        ),
        pytest.param(FORM + b'"heads": ' + b"[" * 90_000 + b"]" * 90_000 + b"}", id="deep"),
        pytest.param(b'{"plan": "p", "round": "r", "state": "open"}', id="half a round"),
        pytest.param(b"\xef\xbb\xbf{}", id="a byte order mark"),
        pytest.param(b"\xff\xfe", id="not UTF-8"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_a_sentence(tmp_path: Path, raw: bytes, language: str):
    (tmp_path / "file.json").write_bytes(raw)

    ran = check("chain", str(tmp_path / "file.json"), language=language)

    assert (ran.code, ran.out) == (2, "")
    assert re.fullmatch(r"[^\n\x1b]{10,400}\.\n", ran.err)


def test_a_hash_is_looked_for_among_those_published_or_not_at_all(public: Path):
    entries = sorted(str(file) for file in public.glob("entries-*.json"))

    assert check("chain", *entries).code == 0
    assert check("chain", *entries, "--head", "a" * 64).err.startswith("The published hashes were not given")
    assert check("chain", str(public), "--head", "a").err.startswith("a is not a SHA-256")
    assert check("chain", str(public / "head.json")).err == "No page of the audit chain was given.\n"


def test_pages_may_come_in_any_order_and_twice(public: Path):
    entries = sorted((str(file) for file in public.glob("entries-*.json")), reverse=True)

    assert check("chain", *entries, *entries, str(public / "head.json")).code == 0


def test_a_missing_page_is_found(public: Path):
    (public / "entries-2.json").unlink()

    assert check("chain", str(public)).code == 1


def test_two_files_that_say_different_things_of_the_same_are_refused(public: Path):
    heads = json.loads((public / "head.json").read_bytes())
    (public / "other.json").write_text(json.dumps({**heads, "heads": heads["heads"][1:]}))

    assert check("chain", str(public)).err == "/api/v1/audit/head was given twice, and not the same.\n"


def test_nothing_in_a_file_can_command_the_terminal(tmp_path: Path):
    site = small_site()
    site.heads[0]["occasion"] = "\x1b[2J\u202eHOLDS\n"

    ran = check("chain", site.save(tmp_path / "copy"), "--details")

    assert ran.code == 1
    assert all(char.isprintable() or char == "\n" for char in ran.out)


def test_only_the_first_differences_are_listed_unless_all_are_wanted(tmp_path: Path):
    site = small_site(steps=(("operator", "pack.loaded", "XM"),) * 30)
    for entry in site.entries:
        entry["digest"] = "0" * 64
    copy = site.save(tmp_path / "copy")

    few, everything = check("chain", copy), check("chain", copy, "--details")

    assert few.out.count("stands there") == 20
    assert re.search(r"and \d+ more; --details lists them all", few.out)
    assert everything.out.count("stands there") > 30


@pytest.mark.parametrize("words", ["REPORT", "RULES", "REFUSALS"])
def test_both_languages_say_the_same_things(words: str):
    for english, mongolian in getattr(chain_verifier, words).values():
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", mongolian))
        assert not re.search("[а-яА-ЯөӨүҮ]", english)
        assert re.search("[а-яА-ЯөӨүҮ]", mongolian) or "{" in mongolian


def test_the_report_is_in_mongolian_where_that_is_wanted(public: Path):
    assert "БАТЛАГДЛАА" in check("chain", str(public), language="mn").out
    assert "БАТЛАГДСАНГҮЙ. Зөрүү: 1" in check("chain", str(public), "--head", "a" * 64, language="mn").out


def test_it_runs_alone_in_another_folder(tmp_path: Path, public: Path, submitted: str):
    shutil.copy2(PATH, tmp_path / "check.py")
    words = ("receipt", "--file", submitted, "--salt", SALT.hex(), "--published", str(public))

    ran = subprocess.run(
        [sys.executable, "-I", "-S", "check.py", *words],
        cwd=tmp_path,
        env={"LC_ALL": "mn_MN.UTF-8", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert RECEIPT in ran.stdout.decode()


def test_it_needs_the_standard_library_of_python_3_9_only():
    tree = ast.parse(PATH.read_text(encoding="utf-8"), feature_version=(3, 9))

    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert imported <= sys.stdlib_module_names | {"collections.abc"}
