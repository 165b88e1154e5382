# ruff: noqa: INP001 - this file belongs to no package: it is downloaded and run alone.
"""Check the audit chain and the receipts of Check My OGP without trusting the site that published them.

    python check_chain.py chain FILE... [--head HASH]...
    python check_chain.py grown --yesterday FILE... --today FILE... [--head HASH]...
    python check_chain.py receipt [--file FILE --salt SALT] [--receipt RECEIPT] [--published FILE...]

It needs Python 3.9 or later and nothing else. A FILE is what the site gives to anybody, saved as it came:
/api/v1/audit/entries with the pages that follow it, /api/v1/audit/head, /api/v1/rounds/PLAN/ROUND, what was registered
for that round (/registration behind it), or a scorecard; a folder stands for all files inside it. A HASH is one that
somebody kept, from a mail or from an earlier day.

`chain` follows every link, and compares entries, published hashes, receipts, registrations and scorecards with each
other: what a scorecard says was registered must be named by the entry that opened its round. `grown` does that with
today's copy, and looks for everything that yesterday's copy holds: nothing may be missing or changed.
`receipt` tells whether a submission and its salt give a receipt, and whether that receipt was published. It prints a
short report, and ends with 0 when all holds, with 1 when it does not, and with 2 when something cannot be read.

What it cannot see: a change that reached every copy before anybody kept one. It shares no code with the site.

Contents: 1 Words, 2 Reading files, 3 Copies, 4 The chain, 5 Rounds and scorecards, 6 Yesterday and today, 7 Receipts,
8 The report.

Licence: AGPL-3.0-or-later.
"""

from __future__ import annotations

import argparse
import codecs
import hashlib
import io
import json
import os
import re
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Table = dict[str, Any]

# ---------------------------------------------------------------------------------------------------------- 1 Words

LANGUAGES = ("en", "mn")

REPORT = {
    "amounts": (
        "{entries} entries, {shown} of them in full; {heads} published hashes; {rounds} rounds, {cards} scorecards",
        "{entries} бичлэгээс {shown} нь бүтэн; нийтэлсэн {heads} хэш; {rounds} үнэлгээний үе, {cards} хуудас",
    ),
    "last": ("Entry {number} is the last one: {digest}", "Сүүлийн бичлэг {number}: {digest}"),
    "grown": (
        "{entries} entries and {heads} hashes more than yesterday",
        "Өчигдрийнхөөс {entries} бичлэг, {heads} хэшээр нэмэгджээ",
    ),
    "keep": (
        "Keep this copy and compare it with a later one (grown).",
        "Энэ хуулбарыг хадгалж, дараа дахин харьцуулна уу (grown).",
    ),
    "computed": ("The file and the salt give the receipt {receipt}", "Файл, давс хоёроос гарах баталгаа: {receipt}"),
    "inside": (
        "The file is of {organisation}, round {round}, version {version}, submitted at {at}",
        "Файл: {organisation}, үнэлгээний үе {round}, хувилбар {version}, илгээсэн {at}",
    ),
    "found": ("Published with {name}", "{name} үнэлгээний үетэй хамт нийтэлсэн"),
    "not compared": (
        "Nothing was given in which it could have been published (--published).",
        "Нийтэлсэн эсэхийг харьцуулах файл өгөөгүй байна (--published).",
    ),
    "holds": ("HOLDS: nothing contradicts anything else.", "БАТЛАГДЛАА: хоорондоо зөрчилдсөн зүйл алга."),
    "does not hold": ("DOES NOT HOLD. Differences: {count}", "БАТЛАГДСАНГҮЙ. Зөрүү: {count}"),
    "difference": (
        "  {at}: {stands} stands there, expected {gives} ({rule})",
        "  {at}: {stands} гэсэн, {gives} байх ёстой ({rule})",
    ),
    "more": ("  and {count} more; --details lists them all", "  мөн өөр {count} зөрүү; --details бүгдийг жагсаана"),
    "nothing": ("nothing", "юу ч алга"),
}

RULES = {
    "counted": ("entries count up from one", "бичлэгийг нэгээс эхлэн дугаарлана"),
    "linked": ("each entry names the hash of the one before it", "бичлэг бүр өмнөх бичлэгийн хэшийг агуулна"),
    "hashed": ("the hash covers what the entry says", "хэш нь бичлэгийн агуулгаас гарна"),
    "end": ("entries are public up to the last numbered hash", "бичлэгүүд сүүлийн дугаартай хэш хүртэл нийтэд ил"),
    "head": ("a published hash stays that of its entry", "нийтэлсэн хэш нь бичлэгийнхээ хэш хэвээр байна"),
    "occasion": ("a hash is published for what its entry says", "хэшийг бичлэгт заасан үйлдлээр нийтэлнэ"),
    "descending": ("later hashes have higher numbers", "дараагийн хэш илүү их дугаартай"),
    "left": ("the hash leaves the site at each close and publication", "хаах, нийтлэх бүрд хэшийг гадагш илгээнэ"),
    "kept": ("a hash that left the site is published for ever", "гадагш илгээсэн хэш үргэлж нийтлэгдсэн байна"),
    "committed": (
        "the close commits to the receipts as they were",
        "үнэлгээний үеийг хаасан бичлэг нь баталгаануудыг тогтооно",
    ),
    "sorted": ("receipts are listed once, by hash", "баталгааг хэшийнх нь дарааллаар нэг удаа жагсаана"),
    "bytes": ("the entry of a publication names its very bytes", "нийтэлсэн бичлэг нь файлын байтыг тодорхой заана"),
    "registered": (
        "the entry that opened the round names what was registered for it",
        "үнэлгээний үеийг нээсэн бичлэг нь түүнд бүртгэсэн баримтыг заана",
    ),
    "opened": (
        "the seed comes from the entry that opened the round",
        "эхлэл тоо нь үнэлгээний үеийг нээсэн бичлэгээс гарна",
    ),
    "versions": ("versions count up from one, and all are listed", "хувилбаруудыг нэгээс эхлэн бүгдийг жагсаана"),
    "stays": ("what was public yesterday is public today", "өчигдөр ил байсан зүйл өнөөдөр ил хэвээр байна"),
    "numbered": ("a number that was told once stays", "нэг удаа мэдээлсэн дугаар хэвээр байна"),
    "forward": ("a round only goes forward", "үнэлгээний үе зөвхөн урагшилна"),
    "receipt": ("that is what the file and the salt give", "файл, давс хоёроос ийм баталгаа гарна"),
    "published": (
        "a close publishes what every organisation submitted last",
        "хаахад байгууллага бүрийн сүүлийн илгээлтийн баталгааг нийтэлнэ",
    ),
    "of the round": ("the submission is of the round it was published with", "илгээлт нь нийтэлсэн үнэлгээний үеийнх"),
}

REFUSALS = {
    "file": ("{at} cannot be opened: {what}.", "{at} файлыг нээж чадсангүй: {what}."),
    "large": ("{at} is larger than anything published.", "{at} файл хэт том байна."),
    "json": ("{at} is not JSON that anybody publishes here: {what}.", "{at} нь эндээс нийтэлсэн JSON биш: {what}."),
    "kind": (
        "{at} is neither a page of the audit chain, nor its hashes, nor a round or its registration, nor a scorecard.",
        "{at} нь үйлдлийн бүртгэлийн гинж, хэш, үнэлгээний үе, түүний бүртгэл, үнэлгээний хуудасны аль нь ч биш.",
    ),
    "missing": ("{what} lacks {at}.", "{what} дотор {at} алга."),
    "unfit": ("{what} does not fit as {at}.", "{at}: {what} гэсэн утга тохирохгүй."),
    "twice": ("{at} was given twice, and not the same.", "{at} хоёр удаа, зөрүүтэй өгөгджээ."),
    "hash": ("{what} is not a SHA-256 of 64 digits.", "{what} нь 64 оронтой SHA-256 биш."),
    "salt": ("{what} is not a salt, as a receipt shows it.", "{what} нь баталгаан дээрх давс биш."),
    "no entries": ("No page of the audit chain was given.", "Үйлдлийн бүртгэлийн гинжийн файл өгөөгүй байна."),
    "no heads": (
        "The published hashes were not given: save /api/v1/audit/head as well.",
        "Нийтэлсэн хэшийн файл өгөөгүй байна: /api/v1/audit/head хаягаас хадгална уу.",
    ),
    "no receipt": (
        "Give a receipt, or the file of a submission together with its salt.",
        "Баталгаа, эсвэл илгээлтийн файлыг давстай нь өгнө үү.",
    ),
}


class Unreadable(Exception):
    """Something that cannot be checked; ``reason`` is a key of REFUSALS."""

    def __init__(self, reason: str, *, at: object = "", what: object = "") -> None:
        super().__init__(reason)
        self.reason, self.at, self.what = reason, at, what


class Difference(NamedTuple):
    """What stands somewhere and what should, None where there is or should be nothing; ``rule`` is a key of RULES."""

    at: str
    stands: object
    gives: object
    rule: str


def unless(holds: object, at: str, stands: object, gives: object, rule: str) -> list[Difference]:
    return [] if holds else [Difference(at, stands, gives, rule)]


def same(at: str, stands: object, gives: object, rule: str) -> list[Difference]:
    return unless(stands == gives, at, stands, gives, rule)


def say(words: dict[str, tuple[str, str]], key: str, language: str, **values: object) -> str:
    """One of the sentences above, safe to print: nothing in a file can command the terminal, or fill it."""
    sentence = words[key][LANGUAGES.index(language)].format(**values)[:1000]
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in sentence)


def brief(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else f"{text[:120]} …"  # noqa: PLR2004 - about a line


# -------------------------------------------------------------------------------------------------- 2 Reading files

LARGEST_FILE = 64 * 1024 * 1024
SHA256 = re.compile("[0-9a-f]{64}")
SALT = re.compile("(?:[0-9a-f]{2}){8,64}")


def read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - whatever was typed is opened, or refused in a sentence.
            raw = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise Unreadable("file", at=path, what=error.strerror if isinstance(error, OSError) else error) from error
    if len(raw) > LARGEST_FILE:
        raise Unreadable("large", at=path)
    return raw


def files_of(paths: Iterable[str]) -> Iterator[str]:
    """These files, and in the place of each folder the files inside it."""
    for path in paths:
        try:
            yield from [os.path.join(path, name) for name in sorted(os.listdir(path))]  # noqa: PTH118, PTH208
        except NotADirectoryError:
            yield path
        except (OSError, ValueError) as error:
            raise Unreadable("file", at=path, what=getattr(error, "strerror", None) or error) from error


def parsed(raw: bytes, path: str) -> object:
    """The content of these bytes. A table that names a key twice would say different things to different readers."""

    def table(pairs: list[tuple[str, object]]) -> Table:
        if len(dict(pairs)) < len(pairs):
            raise Unreadable("json", at=path, what=brief([key for key, _ in pairs]))
        return dict(pairs)

    def no_number(written: str) -> object:
        raise Unreadable("json", at=path, what=brief(written))

    def whole_number(digits: str) -> int:
        return int(digits) if len(digits) <= 20 else cast("int", no_number(digits))  # noqa: PLR2004 - none is longer

    if raw.startswith(codecs.BOM_UTF8):
        raise Unreadable("json", at=path, what="BOM")
    try:
        return json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=table,
            parse_int=whole_number,
            parse_float=no_number,
            parse_constant=no_number,
        )
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise Unreadable("json", at=path, what=type(error).__name__) from error


def canonical(content: object) -> bytes:
    """The one way to write this content: UTF-8, keys in the order of their code points, no white space."""
    try:
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError as error:
        raise Unreadable("unfit", at="UTF-8", what=ascii(error.object[error.start])) from error


def sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def hash_of(given: str) -> str:
    """A hash as somebody copied it, in the form in which it can be compared."""
    digest = "".join(given.split()).lower()
    if not SHA256.fullmatch(digest):
        raise Unreadable("hash", what=brief(given))
    return digest


# --------------------------------------------------------------------------------------------------------- 3 Copies

CHAIN = "check-my-ogp/chain/1"
SCORECARDS = ("check-my-ogp/scorecard/1", "check-my-ogp/scorecard/2", "check-my-ogp/scorecard/3")
REGISTRATION = "check-my-ogp/registration/1"

# What has to be there and of which kind; a file may hold more. A question mark: it may be missing. HASH: 64 digits.
HASH = object()
CONTENT = {"sequence": int, "at": str, "actor": str, "office": str, "action": str, "subject": str}
ENTRY = {"sequence": int, "previous": HASH, "digest": HASH, "content?": CONTENT}
HEAD = {"sequence?": int, "digest": HASH, "published_at": str, "occasion": str, "round": str}
VERSION = {"version": int, "sha256": HASH, "published_at": str}
FORMS: dict[str, Table] = {
    "entries": {"form": str, "readable_to": int, "entries": [ENTRY]},
    "heads": {"form": str, "heads": [HEAD]},
    "round": {
        "plan": str,
        "round": str,
        "state": str,
        "demonstration": bool,
        "registration?": {"sha256": HASH},
        "receipts?": [HASH],
        "heads?": [HEAD],
        "scorecards?": [VERSION],
    },
    "registration": {"schema": str, "plan": {"slug": str}, "round": {"slug": str}},
    "card": {
        "schema": str,
        "demonstration": bool,
        "plan": {"slug": str},
        "round": {"slug": str},
        "version": int,
        "published_at": str,
        "method?": {"opening?": HASH},
        "registered?": HASH,
        "receipts?": [HASH],
    },
}


class Card(NamedTuple):
    """A scorecard: the hash of its bytes, and what it says."""

    digest: str
    card: Table

    @property
    def round(self) -> str:
        return f"{self.card['plan']['slug']}/{self.card['round']['slug']}"

    @property
    def name(self) -> str:
        return f"{self.round}/{self.card['version']}"


class Copy(NamedTuple):
    """Everything that somebody saved on one day. ``heads`` and ``readable_to`` are None where no file says it."""

    entries: list[Table]
    readable_to: int | None
    heads: list[Table] | None
    rounds: dict[str, Table]
    cards: dict[str, Card]
    registrations: dict[str, str]
    """The digest of each registration, by its round."""

    @property
    def last_public(self) -> datetime | None:
        """When the last hash was published up to which entries are public."""
        numbered = [head["published_at"] for head in self.heads or [] if "sequence" in head]
        return max(map(moment, numbered), default=None)

    def said(self, *actions: str) -> list[Table]:
        """The contents of all entries that are shown in full and name one of these actions, in their order."""
        return [entry["content"] for entry in self.entries if entry.get("content", {}).get("action") in actions]


def copied(paths: Iterable[str]) -> Copy:
    """What these files hold."""
    pages: list[Table] = []
    heads: list[Table] | None = None
    rounds: dict[str, Table] = {}
    cards: dict[str, Card] = {}
    registrations: dict[str, str] = {}
    for path in files_of(paths):
        raw = read(path)
        content = parsed(raw, path)
        kind = kind_of(content, path)
        table = cast("Table", content)
        if kind == "entries":
            pages.append(table)
        elif kind == "heads":
            heads = once(heads, table["heads"], "/api/v1/audit/head")
        elif kind == "round":
            name = f"{table['plan']}/{table['round']}"
            rounds[name] = once(rounds.get(name), table, name)
        elif kind == "registration":
            name = f"{table['plan']['slug']}/{table['round']['slug']}"
            registrations[name] = once(registrations.get(name), sha256(raw), f"{name}/registration")
        else:
            card = Card(sha256(raw), table)
            cards[card.name] = once(cards.get(card.name), card, card.name)
    entries = [entry for page in in_order(pages) for entry in page["entries"]]
    readable_to = max((page["readable_to"] for page in pages), default=None)
    return Copy(entries, readable_to, heads, rounds, cards, registrations)


def in_order(pages: list[Table]) -> list[Table]:
    """The pages of the chain as they follow each other; one that was saved twice, alike, is one."""
    found: list[Table] = []
    for page in sorted(pages, key=lambda page: page["entries"][0]["sequence"] if page["entries"] else 0):
        if not found or page["entries"] != found[-1]["entries"]:
            found.append(page)
    return found


def once(known: Any, given: Any, name: str) -> Any:  # noqa: ANN401 - whatever a file holds
    if known is not None and known != given:
        raise Unreadable("twice", at=name)
    return given


def kind_of(content: object, path: str) -> str:
    """What a file is, once it has the form of that; a key of FORMS."""
    table = cast("Table", content) if isinstance(content, dict) else {}
    if table.get("form") == CHAIN:
        kind = "entries" if "entries" in table else "heads"
    elif table.get("schema") in SCORECARDS:
        kind = "card"
    elif table.get("schema") == REGISTRATION:
        kind = "registration"
    elif {"plan", "round", "state"} <= table.keys():
        kind = "round"
    else:
        raise Unreadable("kind", at=path)
    refuse_other_forms(table, FORMS[kind], "", path)
    return kind


def refuse_other_forms(value: object, form: object, at: str, path: str) -> None:
    """Stop at the first thing that is missing or of another kind; for Python a truth value would be a number too."""
    if not fits(value, form):
        raise Unreadable("unfit", at=at, what=brief(value))
    if isinstance(form, dict):
        refuse_other_tables(cast("Table", value), cast("Table", form), at, path)
    if isinstance(form, list):
        for place, entry in enumerate(cast("list[object]", value)):
            refuse_other_forms(entry, form[0], f"{at}[{place}]", path)
    if at.endswith("published_at"):
        moment(cast("str", value))


def fits(value: object, form: object) -> bool:
    if form is HASH:
        return isinstance(value, str) and bool(SHA256.fullmatch(value))
    return type(value) is (form if isinstance(form, type) else type(form))


def refuse_other_tables(entries: Table, form: Table, at: str, path: str) -> None:
    for key, inner in form.items():
        name = key.rstrip("?")
        if name in entries:
            refuse_other_forms(entries[name], inner, f"{at}.{name}" if at else name, path)
        elif name == key:
            raise Unreadable("missing", at=f"{at}.{name}" if at else name, what=path)


def moment(written: str) -> datetime:
    """A moment as the site writes it."""
    try:
        return datetime.fromisoformat(re.sub("Z$", "+00:00", written)).astimezone()
    except (ValueError, OverflowError) as error:
        raise Unreadable("unfit", at="published_at", what=brief(written)) from error


# ------------------------------------------------------------------------------------------------------ 4 The chain

GENESIS = "0" * 64
OPENED, CLOSED, PUBLISHED, DEMONSTRATION = "round.opened", "round.closed", "scorecard.published", "demonstration"


def contradictions(copy: Copy, kept: Iterable[str] = ()) -> Iterator[Difference]:
    """Whatever contradicts something else in one copy, or a hash that somebody kept."""
    yield from of_links(copy.entries)
    if copy.heads is not None:
        yield from of_end(copy, copy.heads)
        yield from of_heads(copy, copy.heads)
        yield from of_departures(copy, copy.heads)
        for digest in kept:
            yield from unless(digest in digests(copy.heads), "--head", None, digest, "kept")
    for name, round_ in sorted(copy.rounds.items()):
        yield from of_receipts(copy, name, round_.get("receipts"), f"{name}.receipts")
        yield from of_versions(copy, name, round_)
    for name, card in sorted(copy.cards.items()):
        yield from of_receipts(copy, card.round, card.card.get("receipts"), f"{name}.receipts")
        yield from of_card(copy, name, card)
    yield from of_openings(copy)


def of_links(entries: list[Table]) -> Iterator[Difference]:
    """Each entry follows the one before it, and has the hash of what it says."""
    previous = GENESIS
    for number, entry in enumerate(entries, 1):
        at = f"entries[{number}]"
        yield from same(f"{at}.sequence", entry["sequence"], number, "counted")
        yield from same(f"{at}.previous", entry["previous"], previous, "linked")
        if "content" in entry:
            covered = sha256(bytes.fromhex(entry["previous"]) + canonical(entry["content"]))
            yield from same(f"{at}.digest", entry["digest"], covered, "hashed")
            yield from same(f"{at}.content.sequence", entry["content"]["sequence"], number, "counted")
        previous = entry["digest"]


def of_end(copy: Copy, heads: list[Table]) -> Iterator[Difference]:
    """The entries reach exactly as far as hashes with numbers do."""
    reached = max((head["sequence"] for head in heads if "sequence" in head), default=0)
    if copy.readable_to is not None:
        yield from same("entries", len(copy.entries), reached, "end")
        yield from same("readable_to", copy.readable_to, reached, "end")


def of_heads(copy: Copy, heads: list[Table]) -> Iterator[Difference]:
    """Each published hash is that of its entry, and was published for what that entry says."""
    numbers = [head["sequence"] for head in heads if "sequence" in head]
    yield from unless(numbers == sorted(set(numbers), reverse=True), "heads", numbers, "…", "descending")
    known = {entry["sequence"]: entry for entry in copy.entries}
    for head in heads:
        entry = known.get(head.get("sequence", 0))
        if "sequence" not in head or copy.readable_to is None:
            continue
        at = f"heads[{head['sequence']}]"
        if entry is None:
            yield Difference(at, None, head["digest"], "head")
            continue
        yield from same(f"entries[{head['sequence']}].digest", entry["digest"], head["digest"], "head")
        content = entry.get("content", {})
        stands = [content.get("action"), "/".join(content.get("subject", "").split("/")[:2])]
        yield from same(f"{at}.occasion", [head["occasion"], head["round"]], stands, "occasion")


def of_departures(copy: Copy, heads: list[Table]) -> Iterator[Difference]:
    """At each close and publication the hash left the site; a demonstration is nobody's news."""
    for entry in copy.entries:
        content = entry.get("content", {})
        if content.get("action") in {CLOSED, PUBLISHED} and content["office"] != DEMONSTRATION:
            left = entry["digest"] in digests(heads)
            yield from unless(left, f"heads[{entry['sequence']}]", None, entry["digest"], "left")


def digests(heads: list[Table]) -> set[str]:
    return {head["digest"] for head in heads}


# ------------------------------------------------------------------------------------------ 5 Rounds and scorecards


def of_receipts(copy: Copy, name: str, receipts: list[str] | None, at: str) -> Iterator[Difference]:
    """The receipts are those that the close was recorded with; of a demonstration the last one that was played."""
    if receipts is None:
        return
    yield from same(at, receipts, sorted(set(receipts)), "sorted")
    closings = [said["subject"] for said in copy.said(CLOSED) if said["subject"].startswith(f"{name}/")]
    if closings:
        committed = f"{name}/{sha256(canonical(receipts))}"
        yield from same(at, committed, closings[-1], "committed")


def of_openings(copy: Copy) -> Iterator[Difference]:
    """What was registered for a round is what its opening names, wherever it is told; and the seed is the opening's."""
    told = [(f"{name}/registration", name, digest) for name, digest in copy.registrations.items()]
    told += [
        (f"{name}.registration", name, round_.get("registration", {}).get("sha256"))
        for name, round_ in copy.rounds.items()
    ]
    told += [(f"{name}.registered", card.round, card.card.get("registered")) for name, card in copy.cards.items()]
    for at, name, digest in sorted(told):
        if (opening := opening_of(copy, name)) is not None:
            named = opening["content"]["subject"][len(name) + 1 :] or None
            yield from same(at, digest, named, "registered")
        else:
            others = {other for _, of_it, other in told if of_it == name and other is not None}
            yield from unless(len(others) <= 1, at, digest, "…", "registered")
    for name, card in sorted(copy.cards.items()):
        opening, stands = opening_of(copy, card.round), card.card.get("method", {}).get("opening")
        if opening is not None and stands is not None:
            yield from same(f"{name}.method.opening", stands, opening["digest"], "opened")


def opening_of(copy: Copy, name: str) -> Table | None:
    """The entry that opened a round, once it can be read; of a demonstration the last time that it was played."""
    entries = [entry for entry in copy.entries if entry.get("content", {}).get("action") == OPENED]
    found = [entry for entry in entries if "/".join(entry["content"]["subject"].split("/")[:2]) == name]
    return found[-1] if found else None


def of_versions(copy: Copy, name: str, round_: Table) -> Iterator[Difference]:
    """Every scorecard that the chain names is listed, with the same hash; and every one that is listed is named."""
    listed = {version["version"]: version for version in round_.get("scorecards", [])}
    numbers = sorted(listed)
    yield from same(f"{name}.scorecards", numbers, list(range(1, len(numbers) + 1)), "versions")
    for number, version in sorted(listed.items()):
        yield from of_bytes(copy, f"{name}/{number}", version, demonstration=round_["demonstration"])
    if not round_["demonstration"]:
        for subject in named(copy, f"{name}/", but_for=DEMONSTRATION):
            number, digest = subject.split("/")[-2:]
            gone = number.isdecimal() and int(number) not in listed
            yield from unless(not gone, f"{name}/{number}", None, digest, "bytes")


def of_card(copy: Copy, name: str, card: Card) -> Iterator[Difference]:
    """The bytes of a scorecard are those that the chain names, and that its round lists."""
    stated = {"sha256": card.digest, "published_at": card.card["published_at"]}
    yield from of_bytes(copy, name, stated, demonstration=card.card["demonstration"])
    for version in copy.rounds.get(card.round, {}).get("scorecards", []):
        if version["version"] == card.card["version"]:
            yield from same(f"{name}.json", card.digest, version["sha256"], "bytes")


def of_bytes(copy: Copy, name: str, stated: Table, *, demonstration: bool) -> Iterator[Difference]:
    """An entry names this version with this hash; not yet, where the entries end before its publication."""
    subjects = named(copy, f"{name}/")
    if copy.readable_to is None:
        return
    if subjects:
        yield from unless(f"{name}/{stated['sha256']}" in subjects, name, stated["sha256"], subjects[-1], "bytes")
    elif not demonstration and (copy.heads == [] or is_public(copy, stated["published_at"])):
        yield Difference(name, stated["sha256"], None, "bytes")


def is_public(copy: Copy, published_at: str) -> bool:
    """Whether entries of that time can be read by now. A publication makes a hash, so that none at all is too few."""
    return copy.last_public is not None and moment(published_at) <= copy.last_public


def named(copy: Copy, beginning: str, *, but_for: str = "") -> list[str]:
    """The publications whose subject begins so; a round may have the name of a demonstration that was taken out."""
    said = [content for content in copy.said(PUBLISHED) if content["subject"].startswith(beginning)]
    return [content["subject"] for content in said if content["office"] != but_for]


# ------------------------------------------------------------------------------------------- 6 Yesterday and today

STATES = ["draft", "open", "closed", "published"]


def shrunk(yesterday: Copy, today: Copy) -> Iterator[Difference]:
    """Whatever yesterday's copy holds and today's does not, or not so. Only a demonstration may be taken out."""
    known = {entry["sequence"]: entry for entry in today.entries}
    for entry in yesterday.entries:
        now = known.get(entry["sequence"], {})
        for part in ("previous", "digest", "content"):
            # What was a bare hash yesterday may be shown in full today.
            if part in entry:
                yield from same(f"entries[{entry['sequence']}].{part}", now.get(part), entry[part], "stays")
    if today.heads is not None:
        yield from of_taken_back(yesterday.heads or [], today.heads, "heads")
    for name, round_ in sorted(yesterday.rounds.items()):
        if name in today.rounds:
            yield from of_a_round(name, round_, today.rounds[name])
        else:
            yield from unless(round_["demonstration"], name, None, round_["state"], "stays")
    for name in sorted(yesterday.registrations.keys() & today.registrations.keys()):
        yield from same(f"{name}/registration", today.registrations[name], yesterday.registrations[name], "stays")
    for name, card in sorted(yesterday.cards.items()):
        if name in today.cards or not card.card["demonstration"]:
            now = today.cards[name].digest if name in today.cards else None
            yield from same(f"{name}.json", now, card.digest, "stays")


def of_taken_back(yesterday: list[Table], today: list[Table], at: str) -> Iterator[Difference]:
    """Hashes that left the site and are no longer there, or are there otherwise."""
    known = {head["digest"]: head for head in today}
    for head in yesterday:
        now = known.get(head["digest"])
        if now is None:
            yield Difference(at, None, head["digest"], "kept")
            continue
        for part in ("published_at", "occasion", "round"):
            yield from same(f"{at}[{head['digest'][:8]}…].{part}", now[part], head[part], "stays")
        if "sequence" in head:
            yield from same(f"{at}[{head['digest'][:8]}…].sequence", now.get("sequence"), head["sequence"], "numbered")


def of_a_round(name: str, yesterday: Table, today: Table) -> Iterator[Difference]:
    """A round that went back, or lost a receipt, a hash or a scorecard."""
    if {yesterday["state"], today["state"]} <= set(STATES):
        back = STATES.index(today["state"]) < STATES.index(yesterday["state"])
        yield from unless(not back, f"{name}.state", today["state"], yesterday["state"], "forward")
    if "receipts" in yesterday:
        yield from same(f"{name}.receipts", today.get("receipts"), yesterday["receipts"], "stays")
    if "registration" in yesterday:
        registered = yesterday["registration"]["sha256"]
        yield from same(f"{name}.registration", today.get("registration", {}).get("sha256"), registered, "stays")
    yield from of_taken_back(yesterday.get("heads", []), today.get("heads", []), f"{name}.heads")
    now = {version["version"]: version["sha256"] for version in today.get("scorecards", [])}
    for version in yesterday.get("scorecards", []):
        at = f"{name}/{version['version']}"
        yield from same(at, now.get(version["version"]), version["sha256"], "stays")


# ------------------------------------------------------------------------------------------------------- 7 Receipts


def receipt_of(path: str, salt: str) -> str:
    """What a file and its salt give."""
    typed = "".join(salt.split()).lower()
    if not SALT.fullmatch(typed):
        raise Unreadable("salt", what=brief(salt))
    return sha256(bytes.fromhex(typed) + read(path))


def of_publication(receipt: str, copy: Copy, submitted: Table) -> Iterator[Difference]:
    """Whether each round and scorecard that was given has the receipt."""
    lists = [(name, round_["receipts"]) for name, round_ in copy.rounds.items() if "receipts" in round_]
    lists += [(card.round, card.card["receipts"]) for card in copy.cards.values() if "receipts" in card.card]
    of_it = [(name, receipts) for name, receipts in lists if receipt in receipts]
    yield from unless(of_it, "receipts", None, receipt, "published")
    for name, _ in of_it:
        if "round" in submitted:
            yield from same("round", submitted["round"], name, "of the round")


def inside(path: str) -> Table:
    """What a submission says it is; nothing where it is none."""
    try:
        content = parsed(read(path), path)
    except Unreadable:
        return {}
    return cast("Table", content) if isinstance(content, dict) else {}


# ----------------------------------------------------------------------------------------------------- 8 The report

MOST_DIFFERENCES = 20


class Findings(NamedTuple):
    """What is to be said, and what does not hold."""

    lines: list[str]
    differences: list[Difference]


def check_chain(asked: argparse.Namespace) -> Findings:
    copy = copied(asked.files)
    kept = kept_hashes(asked, copy)
    lines = [*amounts(copy, asked.language), say(REPORT, "keep", asked.language)]
    return Findings(lines, list(contradictions(copy, kept)))


def check_grown(asked: argparse.Namespace) -> Findings:
    yesterday, today = copied(asked.yesterday), copied(asked.today)
    kept = kept_hashes(asked, today)
    if yesterday.heads and today.heads is None:
        raise Unreadable("no heads")
    more = {
        "entries": len(today.entries) - len(yesterday.entries),
        "heads": len(today.heads or []) - len(yesterday.heads or []),
    }
    lines = [*amounts(today, asked.language), say(REPORT, "grown", asked.language, **more)]
    return Findings(lines, [*contradictions(today, kept), *shrunk(yesterday, today)])


def check_receipt(asked: argparse.Namespace) -> Findings:
    if bool(asked.file) != bool(asked.salt) or not (asked.file or asked.receipt):
        raise Unreadable("no receipt")
    language, lines, differences = asked.language, list[str](), list[Difference]()
    given = hash_of(asked.receipt) if asked.receipt else ""
    computed = receipt_of(asked.file, asked.salt) if asked.file else given
    submitted = inside(asked.file) if asked.file else {}
    if asked.file:
        lines.append(say(REPORT, "computed", language, receipt=computed))
        lines += [say(REPORT, "inside", language, **described(submitted))] if submitted else []
        differences += same("--receipt", given, computed, "receipt") if given else []
    copy = copied(asked.published)
    if not (copy.rounds or copy.cards):
        return Findings([*lines, say(REPORT, "not compared", language)], differences)
    differences += [*of_publication(given or computed, copy, submitted), *contradictions(copy)]
    found = [name for name, round_ in copy.rounds.items() if (given or computed) in round_.get("receipts", [])]
    found += [name for name, card in copy.cards.items() if (given or computed) in card.card.get("receipts", [])]
    return Findings([*lines, *(say(REPORT, "found", language, name=name) for name in found)], differences)


def described(submitted: Table) -> Table:
    parts = {"organisation": "organisation", "round": "round", "version": "version", "at": "submitted_at"}
    return {name: brief(submitted.get(key, "?")) for name, key in parts.items()}


def kept_hashes(asked: argparse.Namespace, copy: Copy) -> list[str]:
    """The hashes that somebody kept; they are looked for among those published."""
    if copy.readable_to is None:
        raise Unreadable("no entries")
    if asked.head and copy.heads is None:
        raise Unreadable("no heads")
    return [hash_of(given) for given in asked.head]


def amounts(copy: Copy, language: str) -> Iterator[str]:
    counted = {
        "entries": len(copy.entries),
        "shown": sum("content" in entry for entry in copy.entries),
        "heads": len(copy.heads or []),
        "rounds": len(copy.rounds),
        "cards": len(copy.cards),
    }
    yield say(REPORT, "amounts", language, **counted)
    if copy.entries:
        last = copy.entries[-1]
        yield say(REPORT, "last", language, number=last["sequence"], digest=last["digest"])


def report_on(findings: Findings, language: str, *, details: bool) -> Iterator[str]:
    """The report, line by line."""
    differences = findings.differences
    yield from findings.lines
    yield say(REPORT, "does not hold" if differences else "holds", language, count=len(differences))
    listed = differences if details else differences[:MOST_DIFFERENCES]
    yield from (line_of(difference, language) for difference in listed)
    if len(listed) < len(differences):
        yield say(REPORT, "more", language, count=len(differences) - len(listed))


def line_of(difference: Difference, language: str) -> str:
    missing = say(REPORT, "nothing", language)
    stands, gives = (missing if value is None else brief(value) for value in (difference.stands, difference.gives))
    rule = say(RULES, difference.rule, language)
    return say(REPORT, "difference", language, at=difference.at, stands=stands, gives=gives, rule=rule)


def arguments_of(words: Sequence[str] | None) -> argparse.Namespace:
    surroundings = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    language = "mn" if surroundings.startswith("mn") else "en"
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--details", action="store_true", help="list every difference")
    shared.add_argument("--language", choices=LANGUAGES, default=language)
    heads = argparse.ArgumentParser(add_help=False)
    heads.add_argument("--head", action="append", default=[], metavar="HASH", help="a hash that somebody kept")
    parser = argparse.ArgumentParser(
        description="Check the audit chain and receipts. / Үйлдлийн бүртгэлийн гинж, баталгааг шалгах."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    chain = commands.add_parser("chain", parents=[shared, heads], help="one copy / нэг хуулбар")
    chain.add_argument("files", nargs="+", metavar="FILE")
    grown = commands.add_parser("grown", parents=[shared, heads], help="two copies / хоёр хуулбар")
    grown.add_argument("--yesterday", nargs="+", required=True, metavar="FILE", help="the copy that was kept")
    grown.add_argument("--today", nargs="+", required=True, metavar="FILE", help="the copy of today")
    receipt = commands.add_parser("receipt", parents=[shared], help="a receipt / баталгаа")
    receipt.add_argument("--file", help="exactly what was submitted, a .json file")
    receipt.add_argument("--salt", help="the salt that the receipt shows")
    receipt.add_argument("--receipt", help="the receipt")
    receipt.add_argument("--published", nargs="+", default=[], metavar="FILE", help="the round or a scorecard")
    return parser.parse_args(words)


CHECKS = {"chain": check_chain, "grown": check_grown, "receipt": check_receipt}


def main(words: Sequence[str] | None = None) -> int:
    """Check what is named on the command line; returns how the program ends."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # A terminal without Cyrillic must not stop the check.
    asked = arguments_of(words)
    try:
        findings = CHECKS[asked.command](asked)
    except Unreadable as refusal:
        sentence = say(REFUSALS, refusal.reason, asked.language, at=refusal.at, what=refusal.what)
        sys.stderr.write(f"{sentence}\n")
        return 2
    lines = report_on(findings, asked.language, details=asked.details)
    sys.stdout.write("\n".join([*lines, ""]))
    return 1 if findings.differences else 0


if __name__ == "__main__":
    sys.exit(main())
