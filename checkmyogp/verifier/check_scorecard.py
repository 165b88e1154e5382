# ruff: noqa: INP001 - this file belongs to no package: it is downloaded and run alone.
# ruff: noqa: B905 - Python 3.9 knows no strict zip.
"""Check a published scorecard of Check My OGP without trusting the site that published it.

    python check_scorecard.py scorecard.json [--sha256 HASH] [--registered FILE] [--salts FILE] [--details]

It needs Python 3.9 or later and nothing else. From the scores inside the file it computes every figure again, by the
published method, and compares each with the one that stands there; it hashes the bytes, checks that they are the one
way to write their content, and looks for contradictions in what was said. It prints a short report, and ends with 0
when the file holds, with 1 when it does not, and with 2 when it cannot be read as a scorecard. Names, reasons, dates
and other words follow from nothing: only the published hash tells whether they are the published ones. Without it the
report ends by saying so, and the program with 3.

It is written from the method and shares no code with the site, so that neither repeats a mistake of the other. All is
exact: integers and fractions, rounded only where the file shows a rounded number. It stays one file, longer than our
files are meant to be, so that whoever downloads it has before them all that is run.

Two more files of a round are public. What was registered before it (--registered) must have been by the same rubric,
crosswalks, quorum, method and milestones. With the salts (--salts) every receipt is made again from the scores; whose
cannot be, because it holds what was never public or was replaced, is said by name.

A scorecard names the version of the method by which it was made, and is checked by that one's rules for ever.

Contents: 1 Words, 2 Reading the bytes, 3 The form, 4 Contradictions; version 1: 5 One milestone, 6 A commitment, a
plan, 7 Agreement among NGOs, 8 Drawing commitments again; 9 Numbers as shown; version 2: 10 One milestone, 11 A
commitment, a plan, counts, 12 How sure are we?, 13 How NGOs lean, and agree; 14 What was registered, what was sealed,
15 Checking, 16 The report.

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
from collections import Counter, defaultdict
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, islice
from math import ceil, comb, floor, lcm
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Levels = list[int] | str
    """The levels that count, ascending and a quorum of them at least, or the silence in their place."""

    Way = tuple[Iterable[str], Iterable[str], Iterable[str]]
    """Who is heard as they scored, who at the lowest level, and who at the highest."""

Table = dict[str, Any]
"""A table of the file, or one of figures made exactly as it should stand there."""

# ---------------------------------------------------------------------------------------------------------- 1 Words

LANGUAGES = ("en", "mn")

REPORT = {
    "hash": ("SHA-256: {digest}", "SHA-256: {digest}"),
    "which": ("Scorecard {place}, version {version}, {at}", "Үнэлгээний хуудас {place}, хувилбар {version}, {at}"),
    "demonstration": ("Demonstration: all but the plan is invented.", "Үзүүлэн: төлөвлөгөөнөөс бусад нь зохиомол."),
    "canonical": ("The bytes are canonical.", "Файл каноник хэлбэртэй."),
    "not canonical": ("The bytes are not canonical.", "Файл каноник хэлбэртэй биш."),
    "amounts": (
        "{milestones} milestones, {raters} NGOs, {scores} scores",
        "{milestones} үе шат, {raters} ТББ, {scores} оноо",
    ),
    "replies": (
        "{replies} replies of agencies; NGOs revised {revised} scores after them",
        "Төрийн байгууллагын {replies} хариу; түүний дараа ТББ-ууд {revised} оноог өөрчилсөн",
    ),
    "headline": (
        "{name}, {level}: government {government} of {active}, civil society {civil_society}",
        "{name}, {level}: төрийн тайлангаар {active} үе шатаас {government}, иргэний нийгмийнхээр {civil_society}",
    ),
    "headline of version 2": (
        "{name}, {level}, of {both} that both judged: government {government}, civil society {civil_society}",
        "{name}, {level}, хоёр тал дүгнэсэн {both} үе шатаас: төр {government}, иргэний нийгэм {civil_society}",
    ),
    "compared": ("{count} figures computed again and compared", "{count} үзүүлэлтийг дахин тооцож харьцуулав"),
    "figure": ("  {at} = {gives}", "  {at} = {gives}"),
    "holds": (
        "HOLDS: these are the published bytes, and every figure follows from the scores.",
        "БАТЛАГДЛАА: нийтэлсэн файл мөн, үзүүлэлт бүр оноонуудаас гарч байна.",
    ),
    "follows": (
        "FIGURES FOLLOW; WORDS NOT CHECKED: names, reasons and dates need the published hash (--sha256).",
        "ҮЗҮҮЛЭЛТ ТААРЛАА; ҮГ ШАЛГАГДААГҮЙ: нэр, үндэслэл, огноог зөвхөн нийтэлсэн хэшээр шалгана (--sha256).",
    ),
    "does not hold": ("DOES NOT HOLD. Differences: {count}", "БАТЛАГДСАНГҮЙ. Зөрүү: {count}"),
    "difference": (
        "  {at}: the file says {stands}, expected {gives} ({rule})",
        "  {at}: файлд {stands} гэсэн, {gives} байх ёстой ({rule})",
    ),
    "more": ("  and {count} more; --details lists them all", "  мөн өөр {count} зөрүү; --details бүгдийг жагсаана"),
    "nothing": ("nothing", "юу ч алга"),
    "registered": (
        "Compared with what was registered before the round",
        "Үнэлгээний үеийн өмнө бүртгэсэнтэй харьцуулав",
    ),
    "not compared": (
        "It names what was registered before the round: {digest}. That was not given (--registered).",
        "Үнэлгээний үеийн өмнө бүртгэсэн баримтыг заасан: {digest}. Түүнийг өгөөгүй (--registered).",
    ),
    "receipts": (
        "{opened} of {all} receipts made again from the scores and the salts",
        "Нийт {all} баталгаанаас оноо, давсаар дахин гарсан нь: {opened}",
    ),
    "withheld": ("  not made again ({reason}): {names}", "  дахин гаргаагүй ({reason}): {names}"),
    "replaced": (
        "  earlier submissions, replaced, whose receipts cannot be made again: {names}",
        "  өмнөх илгээлтийг сольсон тул баталгааг нь дахин гаргах боломжгүй: {names}",
    ),
}

RULES = {
    "hash": ("that is the file you expected", "таны хүлээж байсан файл нь тэр"),
    "canonical": ("there is one way to write this content", "агуулгыг зөвхөн нэг хэлбэрээр бичнэ"),
    "figure": ("as the scores give it", "оноонуудаас ийм дүн гарна"),
    "draws": ("the method says how often to draw", "түүврийн тоог аргачлалд заасан"),
    "correction": ("from the second version on there is a correction", "хоёр дахь хувилбараас эхлэн засвартай байна"),
    "order": ("what is earlier cannot come later", "өмнөх нь хойно болохгүй"),
    "open": ("reports are taken while the round is open", "тайланг үнэлгээний үе нээлттэй байхад авна"),
    "once": ("it may occur once", "нэг л удаа байж болно"),
    "listed": ("the list names those who spoke", "жагсаалтад хариулсан нь л байна"),
    "asked": ("the government is asked nothing else", "төрөөс өөр зүйл асуухгүй"),
    "stands": ("the latest report on a criterion stands", "шалгуур бүрийн хамгийн сүүлийн тайлан хүчинтэй"),
    "band": ("the crosswalk translates the reported band", "тайлагнасан хувийг хүснэгтээр харгалзуулна"),
    "leads": ("those who lead a milestone report on it", "үе шатыг хариуцан хэрэгжүүлэгч нь тайлагнана"),
    "replied": ("those who lead a milestone reply, once", "үе шатыг хариуцан хэрэгжүүлэгч нэг удаа хариу өгнө"),
    "window": (
        "replies and answers come between the close and the publication",
        "хариу, тайлбар нь хаагдсанаас хойш, нийтлэхээс өмнө ирнэ",
    ),
    "answered": ("an NGO that scored answers, once", "үнэлгээ өгсөн ТББ нэг удаа хариулна"),
    "kept": (
        "who revises names another level, who keeps names none",
        "өөрчилсөн бол өөр түвшин заана, хэвээр үлдээсэн бол заахгүй",
    ),
    "revised": (
        "what stands is the first account or the level it was last revised to",
        "эхний хариулт эсвэл хамгийн сүүлд өөрчилсөн түвшин хүчинтэй",
    ),
    "silent": (
        "silent is who leads a milestone and did not reply",
        "хариу өгөөгүй нь үе шатыг хариуцан хэрэгжүүлэгч байна",
    ),
    "before": (
        "figures from before the replies are there if a level was revised",
        "түвшин өөрчлөгдсөн бол хариунаас өмнөх үзүүлэлт байна",
    ),
    "scale": ("nothing else can be answered", "өөр хариулт байхгүй"),
    "answers": ("each criterion is answered once", "шалгуур бүрт нэг хариулт өгнө"),
    "evidence": ("so high a level needs evidence", "ийм өндөр түвшинд нотлох баримт хэрэгтэй"),
    "reason": ("an answer needs a reason in words", "хариултад үгээр бичсэн үндэслэл хэрэгтэй"),
    "confidence": ("it goes with a level only", "энэ нь зөвхөн түвшинтэй хамт байна"),
    "counting": ("conflicts of interest decide what counts", "тооцох эсэхийг ашиг сонирхлын зөрчил шийднэ"),
    "recused": ("who leads a milestone is recused from it", "хариуцан хэрэгжүүлэгчийн оноог тооцохгүй"),
    "letters": ("no sign hides or turns what stands beside it", "бичвэрийг нуух, эргүүлэх тэмдэг байх ёсгүй"),
    "address": ("evidence is an address of the web", "нотлох баримт нь вэб хаяг байна"),
    "sorted": ("it stands in its order, once", "дарааллаараа, нэг удаа байна"),
    "receipt": ("a receipt has 64 digits", "баримт нь 64 оронтой байна"),
    "accredited": ("an NGO is accredited for the whole plan", "ТББ-ыг бүх төлөвлөгөөнд итгэмжилнэ"),
    "opening": ("it is a hash of 64 digits", "64 оронтой хэш байна"),
    "seed": (
        "it is the beginning of the hash of what opened the round",
        "үнэлгээний үеийг нээсэн бичлэгийн хэшийн эхний орнуудаас гарна",
    ),
    "register": (
        "scores of accredited NGOs count, and of no others",
        "итгэмжлэгдсэн ТББ-ын оноог л тооцно",
    ),
    "registered": ("so it was registered before the round", "үнэлгээний үеийн өмнө ингэж бүртгэсэн"),
    "sealed": (
        "that is what the salt and the published words give",
        "давс, нийтэлсэн агуулга хоёроос ийм баталгаа гарна",
    ),
    "told": ("each receipt is told of once, by its owner", "баталгаа бүрийг эзэнтэй нь нэг удаа заана"),
    "cases": (
        "each vignette is one case of one level of a compared criterion",
        "жишиг тохиолдол бүр харьцуулдаг нэг шалгуурын нэг түвшнийх байна",
    ),
    "known": (
        "the cases and the salt give what was registered before the round",
        "тохиолдлууд, давс хоёроос үнэлгээний үеийн өмнө бүртгэсэн хэш гарна",
    ),
    "calibrated": (
        "it gives levels of the scale to vignettes of the round",
        "үнэлгээний үеийн жишиг тохиолдолд хэмжүүрийн түвшин өгнө",
    ),
    "barred": (
        "it names the accredited NGOs that must not score it",
        "тухайн үе шатыг үнэлэх ёсгүй итгэмжлэгдсэн ТББ-уудыг нэрлэнэ",
    ),
}

REFUSALS = {
    "file": ("{at} cannot be opened: {what}.", "{at} файлыг нээж чадсангүй: {what}."),
    "large": ("The file is larger than any scorecard.", "Файл хэт том тул үнэлгээний хуудас биш."),
    "hash": ("{what} is not a SHA-256 of 64 digits.", "{what} нь 64 оронтой SHA-256 биш."),
    "utf-8": ("The file is not UTF-8.", "Файл UTF-8 кодчилолтой биш."),
    "json": ("The file is not JSON: {what}.", "Файл JSON биш байна: {what}."),
    "deep": ("The file is nested deeper than any scorecard.", "Файлын бүтэц хэт гүн тул үнэлгээний хуудас биш."),
    "twice": ("One table of the file names {what} twice.", "Файлын нэг хүснэгтэд {what} хоёр удаа бичигджээ."),
    "stranger": (
        "The file holds {what}, which no scorecard does.",
        "Үнэлгээний хуудсанд байдаггүй {what} файлд байна.",
    ),
    "schema": ("This is not a scorecard of the form {what}.", "Энэ нь {what} хэлбэрийн үнэлгээний хуудас биш."),
    "method": ("The method's version {what} is not known here.", "Аргачлалын {what}-р хувилбар энд танигдахгүй."),
    "registration": ("This is not what was registered for a round.", "Энэ нь үнэлгээний үед бүртгэсэн баримт биш."),
    "salts": ("This is not a file of salts.", "Энэ нь давсны файл биш."),
    "unknown": ("No scorecard has {at}.", "Үнэлгээний хуудсанд {at} гэж байдаггүй."),
    "missing": ("The scorecard lacks {at}.", "Үнэлгээний хуудсанд {at} алга."),
    "unfit": ("{what} does not fit as {at}.", "{at}: {what} гэсэн утга тохирохгүй."),
}


class Unreadable(Exception):
    """A file that is no scorecard; ``reason`` is a key of REFUSALS."""

    def __init__(self, reason: str, *, at: str = "", what: object = "") -> None:
        super().__init__(reason)
        self.reason, self.at, self.what = reason, at, what


class Difference(NamedTuple):
    """What stands in the file and what should, None where there is or should be nothing; ``rule`` is a key of RULES."""

    at: str
    stands: object
    gives: object
    rule: str


def say(words: dict[str, tuple[str, str]], key: str, language: str, **values: object) -> str:
    """One of the sentences above, safe to print: nothing in the file can command the terminal, or fill it."""
    sentence = words[key][LANGUAGES.index(language)].format(**values)[:1000]
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in sentence)


def brief(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else f"{text[:120]} …"  # noqa: PLR2004 - about a line


# ---------------------------------------------------------------------------------------------- 2 Reading the bytes

LARGEST_FILE = 64 * 1024 * 1024
# Python takes very long for very long numbers. The longest in a scorecard says in how many ways the signs of all its
# commitments can be flipped; outside of figures it is the seed.
MOST_DIGITS = 400
MOST_DIGITS_SAID = 20
DEEPEST = 50


def read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - whatever was typed is opened, or refused in a sentence.
            raw = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise Unreadable("file", at=path, what=error.strerror if isinstance(error, OSError) else error) from error
    if len(raw) > LARGEST_FILE:
        raise Unreadable("large")
    return raw


def parsed(raw: bytes) -> object:
    """The content of these bytes: tables, lists, texts, whole numbers and truth values, and nothing else."""
    if raw.startswith(codecs.BOM_UTF8):
        raise Unreadable("stranger", what="BOM")
    if b"\0" in raw:
        raise Unreadable("stranger", what="NUL")
    try:
        content: object = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=table,
            parse_int=whole_number,
            parse_float=no_number,
            parse_constant=no_number,
        )
    except UnicodeDecodeError as error:
        raise Unreadable("utf-8") from error
    except json.JSONDecodeError as error:
        raise Unreadable("json", what=error) from error
    refuse_strangers(content)
    return content


def table(pairs: list[tuple[str, object]]) -> Table:
    """A JSON object. One that names a key twice would say different things to different readers."""
    found: Table = {}
    for key, value in pairs:
        if key in found:
            raise Unreadable("twice", what=brief(key))
        found[key] = value
    return found


def whole_number(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise Unreadable("stranger", what=f"{digits[:MOST_DIGITS_SAID]}…")
    return int(digits)


def no_number(written: str) -> object:
    raise Unreadable("stranger", what=written[:MOST_DIGITS_SAID])


def refuse_strangers(content: object) -> None:
    """Stop at what JSON can say and a scorecard cannot: a missing value has a name, and no text holds a NUL."""
    waiting = [(content, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST:
            raise Unreadable("deep")
        if value is None or (isinstance(value, str) and "\0" in value):
            raise Unreadable("stranger", what="null" if value is None else "NUL")
        inner = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else []
        waiting += [(entry, depth + 1) for entry in inner]


def canonical(content: object) -> bytes:
    """The one way to write this content: UTF-8, keys in the order of their code points, no white space."""
    try:
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError as error:
        raise Unreadable("stranger", what=ascii(error.object[error.start])) from error


# ------------------------------------------------------------------------------------------------------- 3 The form

# The first form did not say which criterion the finding is about; everything else in it is as in the second.
FORM_1, FORM_2, FORM_3 = (f"check-my-ogp/scorecard/{number}" for number in (1, 2, 3))
DRAWS = 2000
MOST_DRAWS = 10_000  # More would only keep a reader waiting.
LONGEST_SCALE = 20

# What is there, and of which kind; the file holds nothing else, but for tables that are empty here. A question mark: it
# may be missing. A pair: what a party says is a level, or a table with the silence in its place.
WORDS = frozenset({"text", "status"})  # In each language one of these.
ACCOUNT = (int, {"silence": str})
LEVEL = {"value": int, "key?": str, "name?": WORDS, "descriptor?": WORDS}
ASKED = {"key": str, "name?": WORDS, "question?": WORDS, "compared": bool, "evidence_from": int, "levels": [LEVEL]}
EVIDENCE = {"url": str, "title": str, "publisher": str, "published?": str, "page?": str, "quotation?": str}
SAID = {"language?": str, "evidence": [EVIDENCE]}
REPORTED = {
    **SAID,
    "agency": str,
    "criterion": str,
    "account": ACCOUNT,
    "submitted_at": str,
    "stands": bool,
    "narrative?": str,
    "crosswalk?": str,
    "crosswalk_version?": int,
    "raw?": str,
    "quarter?": str,
    "recovered_seat?": bool,
}
CONFLICT = {"conflict": str, "level": str, "explanation?": str}
FIRST = {"account": ACCOUNT}
ANSWER = {**SAID, "criterion": str, "account": ACCOUNT, "first?": FIRST, "confidence?": str, "reason": str}
ANSWERED = {"rater": str, "kind": str, "reason": str, "language?": str, "answered_at": str, "levels": {}}
REPLY = {**SAID, "agency": str, "text": str, "replied_at": str, "answers": [ANSWERED]}
ASSESSED = {"rater": str, "counting": str, "conflicts": [CONFLICT], "answers": [ANSWER], "recovered_seat?": bool}
PARTY = {"key": str, "name?": WORDS}
BAND = {"raw": str, "name?": WORDS, "account": ACCOUNT}
MILESTONE = {
    "number": str,
    "commitment": str,
    "withdrawn": bool,
    "edition?": int,
    "title?": WORDS,
    "text?": WORDS,
    "outputs?": [WORDS],
    "due?": {"printed": str, "starts": str, "ends?": str},
    "leads": [PARTY],
    "reports": [REPORTED],
    "assessments": [ASSESSED],
    "replies?": [REPLY],
    "silent_leads?": [str],
}
ROUND = {"slug": str, "name?": WORDS, "opened_at": str, "closed_at": str, "period?": {"starts": str, "ends": str}}
FORM = {
    "schema": str,
    "member?": {"code": str, "name": WORDS},
    "demonstration": bool,
    "version": int,
    "published_at": str,
    "plan": {"slug": str, "ogp_id?": str, "number?": int, "title?": WORDS, "starts?": str, "ends?": str},
    "round": ROUND,
    "extensions?": [{"closed_before": str, "closes_now": str, "reason": WORDS}],
    "receipts?": [str],
    "registered?": str,
    "correction?": WORDS,
    "method": {"version": int, "quorum": int, "seed": int, "draws": int},
    "rubric": {"key?": str, "version?": int, "headline?": str, "criteria": [ASKED]},
    "crosswalks": [
        {"key": str, "version": int, "criterion": str, "name?": WORDS, "source?": WORDS, "bands": [BAND]},
    ],
    "raters": [PARTY],
    "agencies": [PARTY],
    "commitments": [{"number": str, "title?": WORDS, "within?": str}],
    "milestones": [MILESTONE],
    "figures": [{}],
    "figures_before_replies?": [{}],
}
CASE = {"key": str, "criterion": str, "level": int, "text": WORDS}
VIGNETTES = {
    "key": str,
    "version": int,
    "digest": str,
    "salt": str,
    "cases": [CASE],
    "scorers": [{**PARTY, "side": str, "given": {}}],
}
# Version 2 of the method needs to know who might have scored, when the period ended, and what opened the round.
FORM_OF_METHOD_2 = {
    **FORM,
    "round": {**{key: form for key, form in ROUND.items() if key != "period?"}, "period": ROUND["period?"]},
    "method": {"version": int, "quorum": int, "opening": str, "seed": int, "draws": int},
    "accredited": [PARTY],
    "vignettes?": VIGNETTES,
    "milestones": [
        {
            **{key: form for key, form in MILESTONE.items() if key != "due?"},
            "due": MILESTONE["due?"],
            "recused": [str],
        }
    ],
}
FORMS = {FORM_1: (1, FORM), FORM_2: (1, FORM), FORM_3: (2, FORM_OF_METHOD_2)}
"""Every form, the newest last: by which version of the method its figures are made, and what is there."""


def scorecard(content: object) -> Table:
    """This content, once it is known that figures can be computed from it."""
    named = cast("Table", content).get("schema") if isinstance(content, dict) else None
    if not isinstance(named, str) or named not in FORMS:
        raise Unreadable("schema", what=", ".join(FORMS))
    card, (version, form) = cast("Table", content), FORMS[named]
    refuse_other_forms(card, form, "")
    refuse_other_headlines(card)
    method, criteria = card["method"], card["rubric"]["criteria"]
    if method["version"] != version:
        raise Unreadable("method", what=method["version"])
    if method["quorum"] < 1 or not 1 <= method["draws"] <= MOST_DRAWS:
        raise Unreadable("unfit", at="method", what=brief(method))
    for asked in criteria:
        levels = scale(asked)
        one_by_one = list(range(levels[0], levels[0] + len(levels))) if levels else []
        if levels != one_by_one or not 1 < len(levels) < LONGEST_SCALE or asked["evidence_from"] not in levels:
            raise Unreadable("unfit", at=f"rubric.criteria[{asked['key']}]", what=brief(levels))
    return card


def refuse_other_headlines(card: Table) -> None:
    """A form after the first names one of its compared criteria as the one that the finding is about."""
    rubric = card["rubric"]
    compared = [asked["key"] for asked in rubric["criteria"] if asked["compared"]]
    named = rubric.get("headline")
    if (named is not None) if card["schema"] == FORM_1 else (named not in compared):
        raise Unreadable("unfit", at="rubric.headline", what=brief(named))


def refuse_other_forms(value: object, form: object, at: str) -> None:
    """Stop at the first thing that is missing or of another kind; for Python a truth value would be a number too."""
    if form is WORDS:
        refuse_other_words(value, at)
        return
    if isinstance(form, tuple):
        form = cast("tuple[object, object]", form)[isinstance(value, dict)]
    if type(value) is not (form if isinstance(form, type) else type(form)):
        raise Unreadable("unfit", at=at, what=brief(value))
    if type(value) is int and len(str(abs(value))) > MOST_DIGITS_SAID:
        raise Unreadable("unfit", at=at, what=brief(value))
    if isinstance(form, dict):
        refuse_other_keys(cast("Table", value), cast("Table", form), at)
    if isinstance(form, list):
        for place, entry in enumerate(cast("list[object]", value)):
            refuse_other_forms(entry, form[0], f"{at}[{name_of(entry, place)}]")


def refuse_other_keys(entries: Table, form: Table, at: str) -> None:
    """Everything that must be there is, and nothing else; a table whose form is empty holds what it likes."""
    beneath = f"{at}." if at else ""
    for key, inner in form.items():
        name = key.rstrip("?")
        if name in entries:
            refuse_other_forms(entries[name], inner, beneath + name)
        elif name == key:
            raise Unreadable("missing", at=beneath + name)
    unknown = sorted(entries.keys() - {key.rstrip("?") for key in form}) if form else []
    if unknown:
        raise Unreadable("unknown", at=brief(beneath + unknown[0]))


def refuse_other_words(value: object, at: str) -> None:
    """A text has one version at least, each in a language."""
    versions = cast("Table", value) if isinstance(value, dict) else {}
    for language, version in versions.items():
        fits = isinstance(version, dict) and version.keys() == WORDS
        if not fits or not all(isinstance(text, str) for text in version.values()):
            raise Unreadable("unfit", at=f"{at}.{language}", what=brief(version))
    if not versions:
        raise Unreadable("unfit", at=at, what=brief(value))


def name_of(entry: object, place: int) -> object:
    """What an entry of a list is called in a report, or failing that its place."""
    named = cast("Table", entry) if isinstance(entry, dict) else {}
    names = ("number", "rater", "criterion", "key", "conflict", "agency", "commitment", "milestone", "size")
    return next((named[name] for name in names if name in named), place)


def scale(asked: Table) -> list[int]:
    """A criterion's levels, ascending."""
    return [level["value"] for level in asked["levels"]]


def account(said: Table) -> int | str:
    """What a party says: a level as a number, or the name of the silence in its place."""
    return said["account"]["silence"] if isinstance(said["account"], dict) else said["account"]


def first_of(answer: Table) -> int | str:
    """What an NGO said before the replies; reason, evidence and confidence are of that."""
    return account(answer.get("first", answer))


def before_replies(card: Table) -> Table:
    """The same scorecard as it was before anybody revised anything."""
    milestones = [
        {
            **milestone,
            "assessments": [
                {**given, "answers": [{**answer, **answer.get("first", {})} for answer in given["answers"]]}
                for given in milestone["assessments"]
            ],
        }
        for milestone in card["milestones"]
    ]
    return {**card, "milestones": milestones}


def is_revised(card: Table) -> bool:
    return revised_in(card) > 0


def revised_in(card: Table) -> int:
    """How many accounts stand in the place of a first one."""
    given = [inner for milestone in card["milestones"] for inner in milestone["assessments"]]
    return sum("first" in answer for inner in given for answer in inner["answers"])


def tops_of(card: Table) -> dict[str, str]:
    """For each commitment the number of the one at the top: 5 for 5.1."""
    tops: dict[str, str] = {}
    for commitment in card["commitments"]:
        tops[commitment["number"]] = top(tops, commitment["within"]) if "within" in commitment else commitment["number"]
    return tops


def top(tops: dict[str, str], number: str) -> str:
    if number not in tops:
        raise Unreadable("unfit", at="commitments", what=brief(number))
    return tops[number]


# ------------------------------------------------------------------------------------------------- 4 Contradictions

COUNTED, INTERESTED, RECUSED, NOT_ACCREDITED = "counted", "interested", "recused", "not_accredited"
NGO_SILENCES = ["no_evidence", "unable", RECUSED]
CONFIDENCES = ["low", "medium", "high"]
# What a terminal or a browser obeys instead of showing it, but for the ends of lines and tabulators. Marks that say
# which way a letter goes turn nothing round, and official texts of some languages need them.
STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
WEB = re.compile(r"https?://[^\s/?#]\S*")


def contradictions(card: Table) -> Iterator[Difference]:
    """Whatever the rules of a round forbid, although figures could be computed from it."""
    for check_whole in OF_THE_WHOLE:
        yield from check_whole(card)
    for milestone in card["milestones"]:
        at = f"milestones[{milestone['number']}]"
        for check_milestone in OF_A_MILESTONE:
            yield from check_milestone(card, milestone, at)


def unless(holds: object, at: str, stands: object, gives: object, rule: str) -> list[Difference]:
    return [] if holds else [Difference(at, stands, gives, rule)]


def keys(entries: list[Table], name: str = "key") -> list[str]:
    return [entry[name] for entry in entries]


def of_the_frame(card: Table) -> Iterator[Difference]:
    draws, corrected, later = card["method"]["draws"], "correction" in card, card["version"] > 1
    opened, closed, published = card["round"]["opened_at"], card["round"]["closed_at"], card["published_at"]
    yield from unless(draws == DRAWS, "method.draws", draws, DRAWS, "draws")
    yield from unless(corrected == later, "correction", corrected, later, "correction")
    yield from unless(opened <= closed, "round.closed_at", closed, f">= {opened}", "order")
    yield from unless(closed <= published, "published_at", published, f">= {closed}", "order")
    before = "figures_before_replies" in card
    yield from unless(before == is_revised(card), "figures_before_replies", before, is_revised(card), "before")


def of_the_lists(card: Table) -> Iterator[Difference]:
    said = (("raters", ["assessments"], "rater"), ("agencies", ["reports", "replies"], "agency"))
    for who, places, name in said:
        spoke = sorted({entry[name] for one in card["milestones"] for where in places for entry in one.get(where, [])})
        yield from unless(keys(card[who]) == spoke, who, keys(card[who]), spoke, "listed")
    lists = [(at, keys(card[at], "number")) for at in ("commitments", "milestones")]
    lists += [("rubric.criteria", keys(card["rubric"]["criteria"]))]
    for at, names in lists:
        for name, times in sorted(Counter(names).items()):
            yield from unless(times == 1, f"{at}[{name}]", times, 1, "once")


def of_the_order(card: Table) -> Iterator[Difference]:
    """What a list holds once stands there once, in the order of its names."""
    lists = [("receipts", card.get("receipts", []))]
    lists += [
        (f"milestones[{one['number']}].assessments", keys(one["assessments"], "rater")) for one in card["milestones"]
    ]
    for at, names in lists:
        yield from unless(names == sorted(set(names)), at, names, sorted(set(names)), "sorted")
    for receipt in card.get("receipts", []):
        fits = re.fullmatch("[0-9a-f]{64}", receipt)
        yield from unless(fits, "receipts", receipt, "[0-9a-f]{64}", "receipt")


def of_the_words(content: object, at: str = "") -> Iterator[Difference]:
    """No text turns, hides or ends what stands beside it, and evidence leads to the web."""
    if isinstance(content, dict):
        for key, inner in cast("Table", content).items():
            yield from of_the_words(inner, f"{at}.{key}" if at else key)
    if isinstance(content, list):
        for place, inner in enumerate(cast("list[object]", content)):
            yield from of_the_words(inner, f"{at}[{name_of(inner, place)}]")
    if isinstance(content, str):
        strange = STRANGE.search(content)
        yield from unless(not strange, at, brief(content), ascii(strange and strange[0]), "letters")
        if at.endswith(".url"):
            yield from unless(WEB.fullmatch(content), at, content, "https://...", "address")


def of_accreditation(card: Table) -> Iterator[Difference]:
    countings: dict[str, set[str]] = {}
    for milestone in card["milestones"]:
        for given in milestone["assessments"]:
            countings.setdefault(given["rater"], set()).add(given["counting"])
    for rater, found in sorted(countings.items()):
        fits = NOT_ACCREDITED not in found or len(found) == 1
        yield from unless(fits, f"raters[{rater}]", sorted(found), [NOT_ACCREDITED], "accredited")


def of_reports(card: Table, milestone: Table, where: str) -> Iterator[Difference]:
    scales = {asked["key"]: [*scale(asked), "not_yet_due"] for asked in card["rubric"]["criteria"] if asked["compared"]}
    opened, closed = card["round"]["opened_at"], card["round"]["closed_at"]
    latest: dict[str, Table] = {}
    for given in milestone["reports"]:  # Of two in the same second the file names the later one first.
        if given["criterion"] not in latest or given["submitted_at"] > latest[given["criterion"]]["submitted_at"]:
            latest[given["criterion"]] = given
    for given in milestone["reports"]:
        asked, level, moment = given["criterion"], account(given), given["submitted_at"]
        allowed, leads, stands = scales.get(asked, []), keys(milestone["leads"]), given is latest[asked]
        at = f"{where}.reports[{asked}]"
        yield from unless(asked in scales, f"{at}.criterion", asked, sorted(scales), "asked")
        yield from unless(level in allowed, f"{at}.account", level, allowed, "scale")
        yield from unless(opened <= moment <= closed, f"{at}.submitted_at", moment, f"{opened}..{closed}", "open")
        yield from unless(given["agency"] in leads, f"{at}.agency", given["agency"], leads, "leads")
        yield from unless(given["stands"] == stands, f"{at}.stands", given["stands"], stands, "stands")
        if "crosswalk" in given or "raw" in given:
            bands = bands_of(card, given)
            yield from unless(level in bands, f"{at}.account", level, bands, "band")


def bands_of(card: Table, given: Table) -> list[int | str]:
    """What a reported band stands for; a list, because a broken file may have it twice or not at all."""
    return [
        account(band)
        for crosswalk in card["crosswalks"]
        if (crosswalk["key"], crosswalk["version"]) == (given.get("crosswalk"), given.get("crosswalk_version"))
        and crosswalk["criterion"] == given["criterion"]
        for band in crosswalk["bands"]
        if band["raw"] == given.get("raw")
    ]


def of_replies(card: Table, milestone: Table, where: str) -> Iterator[Difference]:
    """What agencies replied, and what NGOs answered."""
    closed, published = card["round"]["closed_at"], card["published_at"]
    leads, scored = keys(milestone["leads"]), keys(milestone["assessments"], "rater")
    replies = milestone.get("replies", [])
    agencies = keys(replies, "agency")
    silent = milestone.get("silent_leads", [])
    expected = [key for key in silent if key in leads and key not in agencies]
    yield from unless(silent == expected, f"{where}.silent_leads", silent, expected, "silent")
    for given in replies:
        at, moment, agency = f"{where}.replies[{given['agency']}]", given["replied_at"], given["agency"]
        fits = agency in leads and agencies.count(agency) == 1
        yield from unless(fits, f"{at}.agency", agency, leads, "replied")
        yield from unless(closed <= moment <= published, f"{at}.replied_at", moment, f"{closed}..{published}", "window")
        raters = keys(given["answers"], "rater")
        for answer in given["answers"]:
            here, when, rater = f"{at}.answers[{answer['rater']}]", answer["answered_at"], answer["rater"]
            fits = rater in scored and raters.count(rater) == 1
            yield from unless(fits, f"{here}.rater", rater, scored, "answered")
            in_time = moment <= when <= published
            yield from unless(in_time, f"{here}.answered_at", when, f"{moment}..{published}", "window")
            kind = "revised" if answer["levels"] else "kept"
            yield from unless(answer["kind"] == kind, f"{here}.kind", answer["kind"], kind, "kept")
            yield from unless(answer["reason"].strip(), f"{here}.reason", answer["reason"], "...", "reason")
            yield from of_levels(card, answer["levels"], f"{here}.levels")


def of_levels(card: Table, levels: Table, where: str) -> Iterator[Difference]:
    scales = {asked["key"]: scale(asked) for asked in card["rubric"]["criteria"]}
    for criterion, level in sorted(levels.items()):
        fits = type(level) is int and level in scales.get(criterion, [])
        yield from unless(fits, f"{where}.{criterion}", level, scales.get(criterion, []), "scale")


def of_revisions(milestone: Table, given: Table, where: str) -> Iterator[Difference]:
    """What stands is what the NGO's answers, in their order, made of what it said first."""
    turns = sorted(
        (
            (answer["answered_at"], reply["agency"], answer["levels"])
            for reply in milestone.get("replies", [])
            for answer in reply["answers"]
            if answer["rater"] == given["rater"]
        ),
        key=lambda turn: turn[:2],
    )
    for answer in given["answers"]:
        key, first, stands = answer["criterion"], first_of(answer), account(answer)
        revised = [levels[key] for _, _, levels in turns if key in levels]
        gives = revised[-1] if revised else first
        yield from unless(stands == gives, f"{where}[{key}].account", stands, gives, "revised")
        named = "first" not in answer or first != stands
        yield from unless(named, f"{where}[{key}].first", first, f"!= {stands}", "revised")
        # Of several answers one may take back another; a single one that revises nothing contradicts itself.
        changes = len(turns) > 1 or not revised or first != revised[0]
        yield from unless(changes, f"{where}[{key}].first", first, f"!= {revised[:1]}", "revised")


def of_counting(given: Table, leads: list[str], at: str) -> Iterator[Difference]:
    conflicts, counting = given["conflicts"], given["counting"]
    named, levels = keys(conflicts, "conflict"), keys(conflicts, "level")
    yield from unless(given["rater"] not in leads or "lead" in named, f"{at}.conflicts", named, ["lead"], "recused")
    for conflict in conflicts:
        must = conflict["conflict"] == "lead" and not conflict.get("explanation")
        allowed = [RECUSED] if must else [RECUSED, INTERESTED]
        here = f"{at}.conflicts[{conflict['conflict']}].level"
        yield from unless(conflict["level"] in allowed, here, conflict["level"], allowed, "recused")
    follows = RECUSED if RECUSED in levels else INTERESTED if levels else COUNTED
    yield from unless(counting in {follows, NOT_ACCREDITED}, f"{at}.counting", counting, follows, "counting")


def of_answers(given: Table, criteria: list[Table], where: str) -> Iterator[Difference]:
    answered, wanted = keys(given["answers"], "criterion"), keys(criteria)
    yield from unless(sorted(answered) == sorted(wanted), where, answered, wanted, "answers")
    by_key = {asked["key"]: asked for asked in criteria}
    for answer in given["answers"]:
        at, level, pieces = f"{where}[{answer['criterion']}]", first_of(answer), len(answer["evidence"])
        if answer["criterion"] in by_key:
            asked = by_key[answer["criterion"]]
            allowed = [*scale(asked), *NGO_SILENCES]
            for said in {level, account(answer)}:
                yield from unless(said in allowed, f"{at}.account", said, allowed, "scale")
            low = isinstance(level, str) or level < asked["evidence_from"]
            yield from unless(low or pieces, f"{at}.evidence", pieces, ">= 1", "evidence")
        explained = answer["reason"].strip() or level in {"unable", RECUSED}
        yield from unless(explained, f"{at}.reason", answer["reason"], "...", "reason")
        sure, allowed = answer.get("confidence"), CONFIDENCES if isinstance(level, int) else [None]
        yield from unless(sure in allowed, f"{at}.confidence", sure, allowed, "confidence")


def of_assessments(card: Table, milestone: Table, where: str) -> Iterator[Difference]:
    for given in milestone["assessments"]:
        at = f"{where}.assessments[{given['rater']}]"
        yield from of_counting(given, keys(milestone["leads"]), at)
        yield from of_answers(given, card["rubric"]["criteria"], f"{at}.answers")
        yield from of_revisions(milestone, given, f"{at}.answers")


def of_the_seed(card: Table) -> Iterator[Difference]:
    """Under version 2 nobody chooses the seed: it is the beginning of the hash of the entry that opened the round."""
    if card["method"]["version"] > 1:
        opening, seed = card["method"]["opening"], card["method"]["seed"]
        fits = re.fullmatch("[0-9a-f]{64}", opening)
        yield from unless(fits, "method.opening", opening, "[0-9a-f]{64}", "opening")
        gives = int(opening[:13], 16) if fits else "[0-9a-f]{64}"
        yield from unless(seed == gives, "method.seed", seed, gives, "seed")


def of_the_register(card: Table) -> Iterator[Difference]:
    """Under version 2 the accredited NGOs are named, so that what they did not score can be counted."""
    if card["method"]["version"] == 1:
        return
    accredited = keys(card["accredited"])
    yield from unless(accredited == sorted({*accredited}), "accredited", accredited, sorted({*accredited}), "sorted")
    for milestone in card["milestones"]:
        for given in milestone["assessments"]:
            stands, gives = given["counting"] != NOT_ACCREDITED, given["rater"] in accredited
            at = f"milestones[{milestone['number']}].assessments[{given['rater']}].counting"
            yield from unless(stands == gives, at, given["counting"], accredited, "register")


def of_the_recused(card: Table, milestone: Table, where: str) -> Iterator[Difference]:
    """Of those who scored, the recused are those whose scores do not count for it; of the others the file's word."""
    if card["method"]["version"] == 1:
        return
    accredited, recused = keys(card["accredited"]), milestone["recused"]
    scored = {given["rater"]: given["counting"] for given in milestone["assessments"]}
    others = {rater for rater in recused if rater in accredited and rater not in scored}
    expected = sorted(others | {rater for rater, counting in scored.items() if counting == RECUSED})
    yield from unless(recused == expected, f"{where}.recused", recused, expected, "barred")


SIDES = ["civil_society", "government"]


def of_the_vignettes(card: Table) -> Iterator[Difference]:
    """The cases are of levels that exist and give the registered hash with the salt; nobody scored anything else."""
    if "vignettes" not in card:
        return
    said = card["vignettes"]
    scales = {asked["key"]: scale(asked) for asked in card["rubric"]["criteria"] if asked["compared"]}
    cases = {case["key"]: scales.get(case["criterion"], []) for case in said["cases"]}
    for case in said["cases"]:
        fits = case["level"] in cases[case["key"]] and keys(said["cases"]).count(case["key"]) == 1
        yield from unless(fits, f"vignettes.cases[{case['key']}]", case["level"], sorted(scales), "cases")
    scorers = keys(said["scorers"])
    yield from unless(scorers == sorted({*scorers}), "vignettes.scorers", scorers, sorted({*scorers}), "sorted")
    for one in said["scorers"]:
        at = f"vignettes.scorers[{one['key']}]"
        yield from unless(one["side"] in SIDES, f"{at}.side", one["side"], SIDES, "scale")
        yield from unless(one["given"], f"{at}.given", None, sorted(cases), "calibrated")
        for key, level in sorted(one["given"].items()):
            fits = type(level) is int and level in cases.get(key, [])
            yield from unless(fits, f"{at}.given[{key}]", level, cases.get(key), "calibrated")
    if not SALT.fullmatch(said["salt"]):
        raise Unreadable("unfit", at="vignettes.salt", what=brief(said["salt"]))
    sealed = canonical({"key": said["key"], "version": said["version"], "vignettes": said["cases"]})
    gives = hashlib.sha256(bytes.fromhex(said["salt"]) + sealed).hexdigest()
    yield from unless(said["digest"] == gives, "vignettes.digest", said["digest"], gives, "known")


OF_THE_WHOLE: tuple[Callable[[Table], Iterator[Difference]], ...] = (
    of_the_frame,
    of_the_lists,
    of_the_order,
    of_the_words,
    of_accreditation,
    of_the_seed,
    of_the_register,
    of_the_vignettes,
)
"""What is looked for in a scorecard as a whole, and then in each of its milestones: a further rule is added here."""

OF_A_MILESTONE: tuple[Callable[[Table, Table, str], Iterator[Difference]], ...] = (
    of_reports,
    of_replies,
    of_the_recused,
    of_assessments,
)


# -------------------------------------------------------------------------------------------------- 5 One milestone

GOVERNMENT_HIGHER, ALIGNED, CIVIL_SOCIETY_HIGHER = "government_higher", "aligned", "civil_society_higher"
NOT_REPORTED, NOT_ASSESSED, NO_QUORUM, WITHDRAWN = "not_reported", "not_assessed", "no_quorum", "withdrawn"
VERDICTS = [GOVERNMENT_HIGHER, ALIGNED, CIVIL_SOCIETY_HIGHER]
SILENCES = [NOT_REPORTED, NOT_ASSESSED, NO_QUORUM, "no_evidence", "unable", "not_yet_due"]
ZERO = Fraction(0)
SPLIT = 2


class Heard(NamedTuple):
    """What was said of one milestone on one criterion, and what it comes to. A silence is a text."""

    number: str
    commitment: str
    withdrawn: bool
    government: int | str
    levels: dict[str, int]  # of each NGO that counts and gave one
    disinterested: list[int]  # those among them of NGOs without a stake in the milestone
    counted: set[str]  # each NGO that counts, whether it gave a level or not
    silence: str  # what to call it should no level count
    quorum: int

    @property
    def position(self) -> Fraction | str:
        return position(self.levels.values(), self.quorum, self.silence)

    def outcome(self, *, without: str = "") -> str:
        """What the two accounts come to, with or without one NGO."""
        levels = [level for rater, level in self.levels.items() if rater != without]
        return outcome(self.government, position(levels, self.quorum, self.silence))

    @property
    def outcome_without_interested(self) -> str:
        silence = NO_QUORUM if self.levels else self.silence
        return outcome(self.government, position(self.disinterested, self.quorum, silence))

    @property
    def fragile(self) -> bool:
        return self.outcome_without_interested != self.outcome()

    @property
    def comparable(self) -> bool:
        return isinstance(self.position, Fraction) and isinstance(self.government, int)

    @property
    def split(self) -> bool:
        return isinstance(self.position, Fraction) and max(self.levels.values()) - min(self.levels.values()) >= SPLIT


def hear(card: Table, milestone: Table, asked: Table, tops: dict[str, str]) -> Heard:
    """Everything said on a criterion. A level off the scale is told as a contradiction, and not heard."""
    key, on_scale = asked["key"], scale(asked)
    if milestone["withdrawn"]:
        # What is no longer promised comes to that silence alone, whatever was said of it before.
        return Heard(
            number=milestone["number"],
            commitment=top(tops, milestone["commitment"]),
            withdrawn=True,
            government=WITHDRAWN,
            levels={},
            disinterested=[],
            counted=set(),
            silence=WITHDRAWN,
            quorum=card["method"]["quorum"],
        )
    standing = [account(given) for given in milestone["reports"] if given["criterion"] == key and given["stands"]]
    answers = [
        (given["rater"], given["counting"], account(answer))
        for given in milestone["assessments"]
        for answer in given["answers"]
        if answer["criterion"] == key and (isinstance(account(answer), str) or account(answer) in on_scale)
    ]
    counted = [said for said in answers if said[1] in {COUNTED, INTERESTED}]
    levels = {rater: level for rater, _, level in counted if isinstance(level, int)}
    return Heard(
        number=milestone["number"],
        commitment=top(tops, milestone["commitment"]),
        withdrawn=False,
        government=standing[0] if standing else NOT_REPORTED,
        levels=levels,
        disinterested=[levels[rater] for rater, counting, _ in counted if rater in levels and counting == COUNTED],
        counted={rater for rater, _, _ in counted},
        silence=silence([level for _, _, level in answers]),
        quorum=card["method"]["quorum"],
    )


def silence(accounts: list[int | str]) -> str:
    """What to call it when no level counts: that there were levels, or else that somebody looked, or could not."""
    if any(isinstance(said, int) for said in accounts):
        return NO_QUORUM
    return next((name for name in ("no_evidence", "unable") if name in accounts), NOT_ASSESSED)


def position(levels: Iterable[int], quorum: int, otherwise: str) -> Fraction | str:
    """Civil society's median, or the silence in its place."""
    counted = list(levels)
    return median(counted) if len(counted) >= quorum else NO_QUORUM if counted else otherwise


def median(values: Iterable[Fraction | int]) -> Fraction:
    """The middle value; of an even number the midpoint of the middle two."""
    ordered = sorted(values)
    return Fraction(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2], 2)


def outcome(government: int | str, civil_society: Fraction | str) -> str:
    """The verdict, or the silence that forbids one: civil society's, and failing that the government's."""
    if isinstance(civil_society, str):
        return civil_society
    if isinstance(government, str):
        return government
    divergence = government - civil_society
    return GOVERNMENT_HIGHER if divergence >= 1 else CIVIL_SOCIETY_HIGHER if divergence <= -1 else ALIGNED


def milestone_figures(heard: Heard, *, compared: bool) -> Table:
    levels = sorted(heard.levels.values())
    figures: Table = {"number": heard.number, "levels": levels, "position": position_figures(heard, levels)}
    if compared:
        figures.update(government=plain(heard.government), outcome=heard.outcome(), fragile=heard.fragile)
        figures.update(divergence_figures(heard, levels))
        if len(heard.disinterested) < len(levels):
            free = sorted(heard.disinterested)
            without = {"levels": free, "outcome": heard.outcome_without_interested}
            figures["without_interested"] = {**without, **divergence_figures(heard, free)}
    return figures


def plain(said: int | str) -> object:
    return {"silence": said} if isinstance(said, str) else said


def position_figures(heard: Heard, levels: list[int]) -> Table:
    """Median and spread, and how often at least such a spread covers the median of all NGOs one could have asked."""
    if isinstance(heard.position, str):
        return {"silence": heard.position}
    coverage = number(1 - Fraction(1, 2 ** (len(levels) - 1)), shown_coverage)
    ends: Table = {"lowest": levels[0], "highest": levels[-1], "coverage": coverage, "split": heard.split}
    return {**number(heard.position, shown_level), **ends}


def divergence_figures(heard: Heard, levels: list[int]) -> Table:
    """Distance and support; nothing where either side is silent."""
    government = heard.government
    if isinstance(government, str) or len(levels) < heard.quorum:
        return {}
    below, above = sum(level < government for level in levels), sum(level > government for level in levels)
    sides = {"below": below, "at": len(levels) - below - above, "above": above}
    found = outcome(government, median(levels))
    behind = sides[{GOVERNMENT_HIGHER: "below", ALIGNED: "at", CIVIL_SOCIETY_HIGHER: "above"}[found]]
    support = {**sides, "clear": Fraction(behind, len(levels)) >= Fraction(2, 3)}
    return {"divergence": number(government - median(levels), shown_distance), "support": support}


# -------------------------------------------------------------------------------------------- 6 A commitment, a plan


def criterion_figures(card: Table, asked: Table) -> Table:
    """Every figure of one criterion, in the form that the file has."""
    tops = tops_of(card)
    everything = [hear(card, milestone, asked, tops) for milestone in card["milestones"]]
    active = [heard for heard in everything if not heard.withdrawn]
    figures: Table = {
        "criterion": asked["key"],
        "compared": asked["compared"],
        "counts": counts(everything, asked),
        "agreement": agreement(card, active, scale(asked)),
        "commitments": [
            commitment_figures(number, inner, asked) for number, inner in by_commitment(everything).items()
        ],
        "milestones": [milestone_figures(heard, compared=asked["compared"]) for heard in everything],
    }
    if asked["compared"]:
        figures.update(mean_divergence=mean_divergence(card, active), leave_one_out=leave_one_out(active))
    return figures


def by_commitment(milestones: Iterable[Heard]) -> dict[str, list[Heard]]:
    """Milestones by the commitment at the top, in the order in which they name it first."""
    grouped: dict[str, list[Heard]] = {}
    for heard in milestones:
        grouped.setdefault(heard.commitment, []).append(heard)
    return grouped


def counts(milestones: list[Heard], asked: Table) -> Table:
    """How many of the active milestones are of each kind."""
    active = [heard for heard in milestones if not heard.withdrawn]
    outcomes = Counter(heard.outcome() for heard in active)
    highest = scale(asked)[-1]
    figures: Table = {
        "active": len(active),
        "withdrawn": len(milestones) - len(active),
        "assessed": sum(isinstance(heard.position, Fraction) for heard in active),
        "civil_society_at_top": sum(heard.position == highest for heard in active),
        "split": sum(heard.split for heard in active),
    }
    if asked["compared"]:
        figures.update(
            reported=sum(heard.government != NOT_REPORTED for heard in active),
            comparable=sum(heard.comparable for heard in active),
            government_at_top=sum(heard.government == highest for heard in active),
            fragile=sum(heard.fragile for heard in active),
            outcomes={name: outcomes[name] for name in [*VERDICTS, *SILENCES]},
        )
    return figures


def commitment_figures(number: str, milestones: list[Heard], asked: Table) -> Table:
    """Counts, and for each side one level derived from the active milestones: their median, rounded down."""
    active = [heard for heard in milestones if not heard.withdrawn]
    derived = {"civil_society": lifted([heard.position for heard in active], NOT_ASSESSED)}
    if asked["compared"]:
        derived["government"] = lifted([heard.government for heard in active], NOT_REPORTED)
    return {"number": number, "counts": counts(milestones, asked), "derived": derived}


def lifted(accounts: Sequence[Fraction | int | str], otherwise: str) -> object:
    levels = [said for said in accounts if not isinstance(said, str)]
    return floor(median(levels)) if levels else {"silence": otherwise}


def mean_divergence(card: Table, active: list[Heard]) -> Table:
    """The mean over comparable milestones, and how far it moves when commitments are drawn again."""
    clusters = [
        (sum((Fraction(heard.government) - Fraction(heard.position) for heard in inner), ZERO), len(inner))
        for inner in by_commitment(heard for heard in active if heard.comparable).values()
    ]
    if not clusters:
        return {"undefined": "no_pairs", "interval": {"undefined": "no_pairs"}}
    return {**number(mean_of(clusters), shown_mean), "interval": interval(card, clusters, mean_of, shown_mean)}


def mean_of(clusters: Sequence[tuple[Fraction, int]]) -> Fraction:
    return sum((total for total, _ in clusters), ZERO) / sum(milestones for _, milestones in clusters)


def leave_one_out(active: list[Heard]) -> Table:
    """How many milestones would still say "government higher" without each NGO in turn."""
    raters = sorted({rater for heard in active for rater in heard.counted})
    found = [sum(heard.outcome(without=rater) == GOVERNMENT_HIGHER for heard in active) for rater in raters]
    by_rater = [{"rater": rater, "count": found[place]} for place, rater in enumerate(raters)]
    ends: Table = {"low": min(found), "high": max(found)} if found else {}
    return {"outcome": GOVERNMENT_HIGHER, "by_rater": by_rater, **ends}


# ------------------------------------------------------------------------------------------- 7 Agreement among NGOs

FEWEST_MILESTONES = 10


def agreement(card: Table, active: list[Heard], levels: list[int]) -> Table:
    """Alpha, AC2, and how often two NGOs agree. A unit is the levels that one milestone was given."""
    clusters = [[list(heard.levels.values()) for heard in inner] for inner in by_commitment(active).values()]
    units = [unit for cluster in clusters for unit in cluster if unit]
    pairable = [unit for unit in units if len(unit) > 1]
    pairs = [pair for unit in pairable for pair in combinations(unit, 2)]
    scaled = lcm(*(len(unit) - 1 for unit in pairable))
    matrices = [coincidences(cluster, levels, scaled) for cluster in clusters]
    drawn_from = [matrix for matrix in matrices if any(matrix)]

    def alpha_of(drawn: Sequence[list[int]]) -> Fraction | str:
        return krippendorff(drawn, len(levels), scaled)

    alpha = alpha_of(drawn_from) if len(pairable) >= FEWEST_MILESTONES else "too_few_milestones"
    spread = interval(card, drawn_from, alpha_of, shown_coefficient)
    return {
        "alpha": number(alpha, shown_coefficient),
        "interval": {"undefined": alpha} if isinstance(alpha, str) else spread,
        "ac2": number(gwet(units, levels) if pairs else "no_pairs", shown_coefficient),
        "exact_agreement": number(share([one == other for one, other in pairs]), shown_per_cent),
        "adjacent_agreement": number(share([abs(one - other) <= 1 for one, other in pairs]), shown_per_cent),
        "commitments": len(drawn_from),
        "milestones": len(pairable),
        "raters": len({rater for heard in active for rater in heard.levels if len(heard.levels) > 1}),
        "values": sum(map(len, pairable)),
    }


def share(of_pairs: list[bool]) -> Fraction | str:
    return Fraction(sum(of_pairs), len(of_pairs)) if of_pairs else "no_pairs"


def coincidences(units: list[list[int]], levels: list[int], scaled: int) -> list[int]:
    """Krippendorff's coincidence matrix, row after row, times ``scaled`` so that it is whole.

    Each ordered pair of two NGOs' levels on a milestone with m levels counts 1 / (m - 1).
    """
    matrix = [0] * len(levels) ** 2
    for unit in units:
        for one, other in combinations([levels.index(level) for level in unit], 2):
            matrix[one * len(levels) + other] += scaled // (len(unit) - 1)
            matrix[other * len(levels) + one] += scaled // (len(unit) - 1)
    return matrix


def krippendorff(matrices: Sequence[list[int]], size: int, scaled: int) -> Fraction | str:
    """Alpha with the ordinal metric, of all these coincidences together.

    alpha = 1 - (N - 1) * sum(o_ck d^2) / sum(n_c n_k d^2), with d = (n_c + ... + n_k) - (n_c + n_k) / 2. All counts are
    ``scaled`` times too large, and d is taken twice; both cancel out, but for the 1 that becomes ``scaled``.
    """
    together = list(map(sum, zip(*matrices))) if matrices else [0] * size * size
    marginals = [sum(together[row * size : (row + 1) * size]) for row in range(size)]
    observed = expected = 0
    for low, high in combinations(range(size), 2):
        squared = (2 * sum(marginals[low : high + 1]) - marginals[low] - marginals[high]) ** 2
        observed += together[low * size + high] * squared
        expected += marginals[low] * marginals[high] * squared
    return 1 - Fraction((sum(marginals) - scaled) * observed, expected) if expected else "no_variation"


def gwet(units: list[list[int]], levels: list[int]) -> Fraction:
    """AC2 with quadratic weights over the full list of levels, used or not.

    What is observed is the mean over the units with two levels or more, what chance gives that over those with any.
    """

    def weight(one: int, other: int) -> Fraction:
        return 1 - Fraction((one - other) ** 2, (levels[-1] - levels[0]) ** 2)

    observed = mean([mean([weight(*pair) for pair in combinations(unit, 2)]) for unit in units if len(unit) > 1])
    shares = [mean([Fraction(unit.count(level), len(unit)) for unit in units]) for level in levels]
    weights = mean([weight(one, other) for one in levels for other in levels]) * len(levels) / (len(levels) - 1)
    by_chance = weights * sum((part * (1 - part) for part in shares), ZERO)
    return (observed - by_chance) / (1 - by_chance)


def mean(values: list[Fraction]) -> Fraction:
    return sum(values, ZERO) / len(values)


# --------------------------------------------------------------------------------------- 8 Drawing commitments again

FEWEST_COMMITMENTS = 8
Cluster = TypeVar("Cluster")


def interval(
    card: Table,
    clusters: Sequence[Cluster],
    statistic: Callable[[Sequence[Cluster]], Fraction | str],
    *shown: Callable[[Fraction], str],
) -> Table:
    """The middle 95 % of what a statistic comes to when whole commitments are drawn again, with replacement.

    Both ends are shown alike, or the second in a way of its own. Version 2 draws single milestones.

    The generator starts from the seed in the file, so that everybody draws the same. Draws without a value are counted
    and left out; of the others in ascending order the ends are taken by nearest rank.
    """
    if len(clusters) < FEWEST_COMMITMENTS:
        return {"undefined": "too_few_commitments"}
    generator = Random(card["method"]["seed"])  # noqa: S311 - the draws have to be repeatable, not secret.
    drawn = [statistic(generator.choices(clusters, k=len(clusters))) for _ in range(card["method"]["draws"])]
    values = sorted(value for value in drawn if isinstance(value, Fraction))
    if not values:
        return {"undefined": "no_defined_draw"}
    low, high = (values[ceil(Fraction(len(values) * per_mille, 1000)) - 1] for per_mille in (25, 975))
    made: Table = {"draws": len(drawn), "undefined_draws": len(drawn) - len(values)}
    return {"low": number(low, shown[0]), "high": number(high, shown[-1]), **made}


# ------------------------------------------------------------------------------------------------ 9 Numbers as shown


def number(value: Fraction | str, shown: Callable[[Fraction], str]) -> Table:
    """A number as the file keeps it, exact and as shown; or the reason why there is none."""
    return {"undefined": value} if isinstance(value, str) else {"exact": str(value), "shown": shown(value)}


def rounded(value: Fraction, places: int) -> str:
    """With so many decimals, halves away from zero; what rounds to zero has no sign."""
    whole, decimals = divmod(floor(abs(value) * 10**places + Fraction(1, 2)), 10**places)
    sign = "-" if value < 0 and (whole or decimals) else ""
    return f"{sign}{whole}.{decimals:0{places}d}" if places else f"{sign}{whole}"


def shown_level(value: Fraction) -> str:
    return rounded(value, 0 if value.denominator == 1 else 1)


def shown_distance(value: Fraction) -> str:
    return f"+{shown_level(value)}" if value > 0 else shown_level(value)


def shown_mean(value: Fraction) -> str:
    shown = rounded(value, 1)
    return f"+{shown}" if value > 0 and shown != "0.0" else shown


def shown_coefficient(value: Fraction) -> str:
    return rounded(value, 3)


def shown_per_cent(value: Fraction) -> str:
    return rounded(value * 100, 0)


def shown_coverage(value: Fraction) -> str:
    """Per cents with six decimals at most, cut off so that "at least" stays true, and without closing zeros."""
    whole, decimals = divmod(floor(value * 100 * 10**6), 10**6)
    return f"{whole}.{decimals:06d}".rstrip("0").rstrip(".")


# ---------------------------------------------------------------------------------------- 10 Version 2: one milestone

PRECEDENCE = [WITHDRAWN, "not_yet_due", NO_QUORUM, "no_evidence", "unable", NOT_ASSESSED, NOT_REPORTED]
SILENCES_OF_GOVERNMENT = ["not_yet_due", NOT_REPORTED]
SILENCES_OF_CIVIL_SOCIETY = [NO_QUORUM, "no_evidence", "unable", NOT_ASSESSED]


class Read(NamedTuple):
    """One milestone on one criterion as version 2 reads it."""

    number: str
    commitment: str
    withdrawn: bool
    due: bool  # by the end of the period
    government: int | str
    band: tuple[object, ...]  # the crosswalk, its version and the band from which that was read, where it was
    by_rater: dict[str, int]  # the level of each NGO that counts and gave one
    disinterested: list[int]
    missing: int  # how many accredited NGOs might have given a level and gave none
    silence: str  # what to call it should no level count
    quorum: int

    @property
    def levels(self) -> Levels:
        return quorate(self.by_rater.values(), self.quorum, self.silence)

    @property
    def without_interested(self) -> str:
        """What the two accounts come to without the NGOs that have a stake."""
        silence = NO_QUORUM if self.by_rater else self.silence
        return comes_to(self.government, quorate(self.disinterested, self.quorum, silence))

    @property
    def outcome(self) -> str:
        return comes_to(self.government, self.levels)

    @property
    def fragile(self) -> bool:
        return self.outcome in VERDICTS and self.outcome != self.without_interested


def read_all(card: Table, asked: Table) -> list[Read]:
    tops = tops_of(card)
    return [read_one(card, milestone, hear(card, milestone, asked, tops), asked) for milestone in card["milestones"]]


def read_one(card: Table, milestone: Table, heard: Heard, asked: Table) -> Read:
    standing = next((said for said in milestone["reports"] if said["criterion"] == asked["key"] and said["stands"]), {})
    ends, withdrawn = milestone["due"].get("ends"), heard.withdrawn
    # A level off the scale is told as a contradiction; no sum could be made with it.
    known = isinstance(heard.government, str) or heard.government in scale(asked)
    return Read(
        number=heard.number,
        commitment=heard.commitment,
        withdrawn=withdrawn,
        due=ends is not None and ends <= card["round"]["period"]["ends"],
        government=heard.government if known else NOT_REPORTED,
        band=tuple(standing.get(part) for part in ("crosswalk", "crosswalk_version", "raw") if known),
        by_rater=heard.levels,
        disinterested=heard.disinterested,
        missing=0 if withdrawn else len(might_have_scored(card, milestone, asked["key"]) - heard.levels.keys()),
        silence=heard.silence,
        quorum=heard.quorum,
    )


def might_have_scored(card: Table, milestone: Table, criterion: str) -> set[str]:
    """The accredited NGOs but for those that are recused, or said so on this criterion."""
    barred = {
        given["rater"]
        for given in milestone["assessments"]
        if given["counting"] not in {COUNTED, INTERESTED}
        or any(said["criterion"] == criterion and account(said) == RECUSED for said in given["answers"])
    }
    return {*keys(card["accredited"])} - {*milestone["recused"]} - barred


def quorate(levels: Iterable[int], quorum: int, otherwise: str) -> Levels:
    ordered = sorted(levels)
    return ordered if len(ordered) >= quorum else NO_QUORUM if ordered else otherwise


def comes_to(government: int | str, levels: Levels) -> str:
    """The verdict, or the silence in its place: of two the one that the published table names first."""
    if isinstance(government, int) and not isinstance(levels, str):
        return verdict(government, levels)
    silences = [said for said in (government, levels) if isinstance(said, str)]
    return next((silence for silence in PRECEDENCE if silence in silences), silences[0])


def verdict(government: int, levels: list[int]) -> str:
    """A side is higher where more than half of the NGOs find it so; half of them are not more than half."""
    below, _, above = sides(government, levels)
    return (
        GOVERNMENT_HIGHER if 2 * below > len(levels) else CIVIL_SOCIETY_HIGHER if 2 * above > len(levels) else ALIGNED
    )


def sides(government: int, levels: list[int]) -> tuple[int, int, int]:
    """How many NGOs stand below, at and above the government's level."""
    below, above = sum(level < government for level in levels), sum(level > government for level in levels)
    return below, len(levels) - below - above, above


def middle(levels: list[int]) -> list[int]:
    """The middle two of an even number of levels; of an odd number the middle one, twice."""
    return [levels[(len(levels) - 1) // 2], levels[len(levels) // 2]]


def distance(government: int, levels: list[int]) -> int:
    return min(abs(government - level) for level in middle(levels))


def signed(government: int, levels: list[int]) -> int:
    """The distance, above 0 where the government is higher and below where civil society is."""
    sign = {GOVERNMENT_HIGHER: 1, ALIGNED: 0, CIVIL_SOCIETY_HIGHER: -1}[verdict(government, levels)]
    return sign * distance(government, levels)


def flip_number(government: int, levels: list[int]) -> int:
    """The fewest NGOs that would have to give another level for another verdict."""
    below, _, above = sides(government, levels)
    half, found = len(levels) // 2, verdict(government, levels)
    if found == ALIGNED:
        return half + 1 - max(below, above)
    return (below if found == GOVERNMENT_HIGHER else above) - half


def at_the_top(levels: list[int], highest: int) -> bool:
    return 2 * levels.count(highest) > len(levels)


def is_split(levels: Levels) -> bool:
    return not isinstance(levels, str) and levels[-1] - levels[0] >= SPLIT


def milestone_figures_2(read: Read, asked: Table) -> Table:
    levels = read.levels
    figures: Table = {"number": read.number, "levels": sorted(read.by_rater.values()), "civil_society": stance(levels)}
    if not isinstance(levels, str):
        ends: Table = {"lowest": levels[0], "highest": levels[-1], "split": is_split(levels)}
        figures["civil_society"].update(ends, at_top=at_the_top(levels, scale(asked)[-1]))
    if not asked["compared"]:
        return figures
    figures.update(government=plain(read.government), outcome=read.outcome, fragile=read.fragile)
    if isinstance(read.government, int) and not isinstance(levels, str):
        support = dict(zip(("below", "at", "above"), sides(read.government, levels)))
        figures.update(distance=distance(read.government, levels), support=support)
        figures["flip_number"] = flip_number(read.government, levels)
        if read.outcome == ALIGNED:
            figures["alignment"] = "all_the_same" if support["at"] == len(levels) else "no_majority"
    if len(read.disinterested) < len(read.by_rater):
        figures["without_interested"] = {"levels": sorted(read.disinterested), "outcome": read.without_interested}
    return figures


def stance(levels: Levels) -> Table:
    return {"silence": levels} if isinstance(levels, str) else {"middle": middle(levels)}


# -------------------------------------------------------------------------- 11 Version 2: a commitment, a plan, counts

OF_CIVIL_SOCIETY = ["positions", "positions_at_top"]
OF_BOTH = ["comparable", *VERDICTS, "government_at_top", "civil_society_at_top", "both_at_top"]


def criterion_figures_2(card: Table, asked: Table) -> Table:
    """Every figure of one criterion under version 2, in the form that the file has."""
    everything = read_all(card, asked)
    active = [read for read in everything if not read.withdrawn]
    figures: Table = {
        "criterion": asked["key"],
        "compared": asked["compared"],
        "milestones": [milestone_figures_2(read, asked) for read in everything],
        "counts": counts_2(everything, asked),
        "commitments": [
            {"number": number, "counts": counts_2(inner, asked), "derived": derived(inner, asked)}
            for number, inner in in_commitments(everything).items()
        ],
        "agreement": agreement_2(card, active, scale(asked)),
        "panels": panels(card, active, asked),
        "one_ngo": ranges(active, asked, with_extremes(active, 1)),
        "two_ngos": ranges(active, asked, with_extremes(active, 2)),
        "missing_scores": missing_scores(active, asked),
        "leans": leans(active, asked),
    }
    if asked["compared"]:
        figures["flip_numbers"] = flip_numbers(active)
        figures["direction"] = direction(active)
        figures["bands"] = bands(card, active, asked)
    if asked["key"] in {case["criterion"] for case in card.get("vignettes", {}).get("cases", [])}:
        figures["vignettes"] = vignettes(card, active, asked)
    return figures


def in_commitments(milestones: Iterable[Read]) -> dict[str, list[Read]]:
    grouped: dict[str, list[Read]] = {}
    for read in milestones:
        grouped.setdefault(read.commitment, []).append(read)
    return grouped


def headlines_of(asked: Table) -> list[str]:
    return [*OF_CIVIL_SOCIETY, *(OF_BOTH if asked["compared"] else [])]


def counted_as(government: int | str, levels: Levels, highest: int) -> set[str]:
    """The headline counts that a milestone is in."""
    if isinstance(levels, str):
        return set()
    top = at_the_top(levels, highest)
    found = {"positions": True, "positions_at_top": top}
    if isinstance(government, int):
        said_so = government == highest
        found.update({"comparable": True, verdict(government, levels): True, "civil_society_at_top": top})
        found.update(government_at_top=said_so, both_at_top=top and said_so)
    return {name for name, holds in found.items() if holds}


def counts_2(milestones: list[Read], asked: Table) -> Table:
    active = [read for read in milestones if not read.withdrawn]
    levels = scale(asked)
    counted = Counter(name for read in active for name in counted_as(read.government, read.levels, levels[-1]))
    stands = Counter(key_of(stance(read.levels)) for read in active)
    positions = sorted({(level, level) for level in levels} | {key for key in stands if isinstance(key, tuple)})
    figures: Table = {
        "active": len(active),
        "withdrawn": len(milestones) - len(active),
        "due": sum(read.due for read in active),
        "split": sum(is_split(read.levels) for read in active),
        "headlines": {name: counted[name] for name in headlines_of(asked)},
        "civil_society": [
            *({"stands": {"middle": list(both)}, "milestones": stands[both]} for both in positions),
            *({"stands": {"silence": name}, "milestones": stands[name]} for name in SILENCES_OF_CIVIL_SOCIETY),
        ],
    }
    if asked["compared"]:
        said, outcomes = Counter(read.government for read in active), Counter(read.outcome for read in active)
        figures["government"] = [
            {"said": plain(each), "milestones": said[each]} for each in [*levels, *SILENCES_OF_GOVERNMENT]
        ]
        figures["not_comparable"] = {name: outcomes[name] for name in PRECEDENCE if name != WITHDRAWN}
        figures["fragile"] = sum(read.fragile for read in active)
        figures["mean_distance"] = number(mean_distance(active), shown_mean)
    return figures


def key_of(stands: Table) -> tuple[int, ...] | str:
    return tuple(stands["middle"]) if "middle" in stands else stands["silence"]


def comparable(milestones: Iterable[Read]) -> list[tuple[Read, int, list[int]]]:
    """Those that both sides judged, with the government's level and the NGOs'."""
    both = ((read, read.government, read.levels) for read in milestones)
    return [(read, said, found) for read, said, found in both if isinstance(said, int) and not isinstance(found, str)]


def mean_distance(active: list[Read]) -> Fraction | str:
    found = [signed(government, levels) for _, government, levels in comparable(active)]
    return Fraction(sum(found), len(found)) if found else "no_pairs"


def derived(milestones: list[Read], asked: Table) -> Table:
    """A commitment's level for each side by each rule, and the number of milestones with a level that it rests on."""
    active, ladder = [read for read in milestones if not read.withdrawn], scale(asked)
    positions = sorted(middle(read.levels)[0] for read in active if not isinstance(read.levels, str))
    sides_of: Table = {"civil_society": (positions, NOT_ASSESSED)}
    if asked["compared"]:
        said = sorted(read.government for read in active if isinstance(read.government, int))
        sides_of["government"] = (said, NOT_REPORTED)
    rules: dict[str, Callable[[list[int]], int]] = {
        "median": lambda levels: middle(levels)[0],
        "strict": lambda levels: strict(levels, ladder),
    }
    return {
        rule: {
            side: {"level": level_of(levels) if levels else {"silence": otherwise}, "milestones": len(levels)}
            for side, (levels, otherwise) in sides_of.items()
        }
        for rule, level_of in rules.items()
    }


def strict(levels: list[int], ladder: list[int]) -> int:
    """At an end of the scale only if all are; otherwise the middle one, away from both ends where there is room."""
    if levels[0] == levels[-1]:
        return levels[0]
    inner = ladder[1:-1] or ladder[1:]
    return min(max(middle(levels)[0], inner[0]), inner[-1])


# ------------------------------------------------------------------------------------- 12 Version 2: how sure are we?

MOST_PANELS = 20_000
DRAWN_PANELS = 2_000


class Trials(NamedTuple):
    """Ways in which the NGOs could be heard, tried all at once.

    A number here has a field of 32 bits for each trial, so that one addition counts in all of them. Of each NGO
    ``as_said`` has a 1 in the trials in which it is heard as it scored, ``lowest`` and ``highest`` where it is heard
    as if it had given that level on every milestone that it scored.
    """

    amount: int
    as_said: dict[str, int]
    lowest: dict[str, int]
    highest: dict[str, int]


def trials_of(ways: Sequence[Way]) -> Trials:
    columns = tuple(defaultdict[str, bytearray](lambda: bytearray(4 * len(ways))) for _ in range(3))
    for place, way in enumerate(ways):
        for column, raters in zip(columns, way):
            for rater in raters:
                column[rater][4 * place] = 1
    as_said, lowest, highest = (
        {rater: int.from_bytes(fields, "little") for rater, fields in column.items()} for column in columns
    )
    return Trials(len(ways), as_said, lowest, highest)


def raters_of(active: list[Read]) -> tuple[str, ...]:
    """The NGOs with a level that counts on any milestone."""
    return tuple(sorted({rater for read in active for rater in read.by_rater}))


def panels(card: Table, active: list[Read], asked: Table) -> list[Table]:
    """How far the counts go over the panels of each size, from one NGO fewer down to the quorum."""
    raters, quorum, found = raters_of(active), card["method"]["quorum"], []
    for size in range(len(raters) - 1, quorum - 1, -1):
        possible = comb(len(raters), size)
        every = combinations(raters, size)
        chosen = (
            [order[:size] for order in orders(raters, card["method"]["seed"])] if possible > MOST_PANELS else [*every]
        )
        sizes = {"size": size, "possible": possible, "tried": len(chosen)}
        found.append({**sizes, **ranges(active, asked, ((panel, (), ()) for panel in chosen))})
    return found


@lru_cache(maxsize=8)
def orders(raters: tuple[str, ...], seed: int) -> list[list[str]]:
    """Orders of the NGOs that anybody can draw again: each by SHA-256 of seed, number of the draw and NGO."""
    return [
        sorted(raters, key=lambda rater, draw=draw: hashlib.sha256(f"{seed}:{draw}:{rater}".encode()).digest())
        for draw in range(DRAWN_PANELS)
    ]


def with_extremes(active: list[Read], most: int) -> Iterator[Way]:
    """Everybody as they scored, and every one (or two) of them at either end of the scale instead."""
    raters = raters_of(active)
    for moved in (some for amount in range(most + 1) for some in combinations(raters, amount)):
        others = [rater for rater in raters if rater not in moved]
        for up in (some for amount in range(len(moved) + 1) for some in combinations(moved, amount)):
            yield others, [rater for rater in moved if rater not in up], up


def ranges(active: list[Read], asked: Table, ways: Iterable[Way]) -> Table:
    """The least and the most that each headline count, and the mean distance, came to in these ways to be heard."""
    came_to: dict[str, set[int]] = {name: set() for name in headlines_of(asked)}
    apart: set[tuple[int, int, int]] = set()
    waiting = iter(ways)
    while batch := list(islice(waiting, MOST_PANELS)):
        trials = trials_of(batch)
        fields = {
            name: memoryview(total.to_bytes(4 * trials.amount, sys.byteorder)).cast("I")
            for name, total in sums_of(active, asked, trials).items()
        }
        for name, values in came_to.items():
            values.update(fields[name])
        apart.update(zip(fields["up"], fields["down"], fields["comparable"]))
    figures: Table = {"counts": {name: {"low": min(values), "high": max(values)} for name, values in came_to.items()}}
    if asked["compared"]:
        figures["mean_distance"] = outward([Fraction(up - down, among) for up, down, among in apart if among])
    return figures


def outward(means: list[Fraction]) -> Table:
    """The ends of a range, shown so that what is shown holds all of it."""
    if not means:
        return {"undefined": "no_pairs"}
    low, high = min(means), max(means)
    return {
        "low": number(low, lambda value: shown_mean(down(value, 1))),
        "high": number(high, lambda value: shown_mean(up(value, 1))),
    }


def down(value: Fraction, places: int) -> Fraction:
    return Fraction(floor(value * 10**places), 10**places)


def up(value: Fraction, places: int) -> Fraction:
    return Fraction(ceil(value * 10**places), 10**places)


def sums_of(active: list[Read], asked: Table, trials: Trials) -> dict[str, int]:
    """In each trial each headline count, and the levels by which the government is higher, and by which lower."""
    ones = int.from_bytes(b"\1\0\0\0" * trials.amount, "little")
    sums = dict.fromkeys([*OF_CIVIL_SOCIETY, *OF_BOTH, "up", "down"], 0)
    for read in active:
        for name, yes in yes_of(read, scale(asked), trials, ones).items():
            sums[name] += yes
    return sums


def yes_of(read: Read, levels: list[int], trials: Trials, ones: int) -> dict[str, int]:
    """Of one milestone: in each trial 1 for each count that it is in, and the levels that it is apart."""
    given = dict.fromkeys(levels, 0)
    for rater, level in read.by_rater.items():
        given[level] += trials.as_said.get(rater, 0)
        given[levels[0]] += trials.lowest.get(rater, 0)
        given[levels[-1]] += trials.highest.get(rater, 0)
    raters, half = sum(given.values()), ones << 31
    # A field that is not negative keeps its highest bit, once that was added: the way to compare all fields at once.
    enough = (half + raters - ones * min(read.quorum, len(read.by_rater) + 1)) >> 31 & ones

    def most(chosen: Callable[[int], bool]) -> int:
        """1 where more than half of the NGOs gave one of these levels."""
        those = sum(given[level] for level in levels if chosen(level))
        return (half + 2 * those - raters - ones) >> 31 & enough

    top = most(lambda level: level == levels[-1])
    found = {"positions": enough, "positions_at_top": top}
    government = read.government
    if isinstance(government, str):
        return found
    steps = range(1, len(levels))
    below = [most(range(levels[0], government - step + 1).__contains__) for step in steps]
    above = [most(range(government + step, levels[-1] + 1).__contains__) for step in steps]
    said_so = government == levels[-1]
    found.update({"comparable": enough, GOVERNMENT_HIGHER: below[0], CIVIL_SOCIETY_HIGHER: above[0]})
    found.update({ALIGNED: enough - below[0] - above[0], "government_at_top": enough * said_so})
    # The middle two are both so many levels below as a majority is; so the steps with a majority are the distance.
    found.update(civil_society_at_top=top, both_at_top=top * said_so, up=sum(below), down=sum(above))
    return found


def missing_scores(active: list[Read], asked: Table) -> Table:
    """How far each count could go if whoever might have scored and did not had given any level."""
    ladder = scale(asked)
    surely: Counter[str] = Counter()
    perhaps: Counter[str] = Counter()
    for read in active:
        # Between the lowest and the highest level nothing can come out but "aligned", by the government's own level.
        own = [read.government] if isinstance(read.government, int) else []
        found = [
            counted_as(
                read.government,
                quorate([*read.by_rater.values(), *[level] * read.missing], read.quorum, read.silence),
                ladder[-1],
            )
            for level in (ladder[0], ladder[-1], *own)
        ]
        surely.update(set.intersection(*found))
        perhaps.update(set.union(*found))
    counts = {name: {"low": surely[name], "high": perhaps[name]} for name in headlines_of(asked)}
    return {"missing": sum(read.missing for read in active), "counts": counts}


def flip_numbers(active: list[Read]) -> list[Table]:
    found = Counter(
        (VERDICTS.index(verdict(government, levels)), flip_number(government, levels))
        for _, government, levels in comparable(active)
    )
    return [
        {"verdict": VERDICTS[place], "flip_number": flips, "milestones": milestones}
        for (place, flips), milestones in sorted(found.items())
    ]


def direction(active: list[Read]) -> Table:
    """The signs of each commitment's verdicts, and how many of all flips of whole commitments are as one-sided."""
    signs: dict[str, int] = {}
    for read, government, levels in comparable(active):
        sign = {GOVERNMENT_HIGHER: 1, ALIGNED: 0, CIVIL_SOCIETY_HIGHER: -1}[verdict(government, levels)]
        signs[read.commitment] = signs.get(read.commitment, 0) + sign
    sums = Counter({0: 1})  # how many flips come to each sum
    for sign in signs.values():
        flipped: Counter[int] = Counter()
        for total, ways in sums.items():
            flipped[total + sign] += ways
            flipped[total - sign] += ways
        sums = flipped
    whole = abs(sum(signs.values()))
    return {
        "by_commitment": [{"commitment": number, "signs": sign} for number, sign in signs.items()],
        "as_extreme": sum(ways for total, ways in sums.items() if abs(total) >= whole),
        "flips": 2 ** len(signs),
    }


def changes(before: list[Read], after: list[Read]) -> list[Table]:
    """The milestones that come to something else, one of both being a verdict."""
    return [
        {"milestone": one.number, "before": one.outcome, "after": other.outcome}
        for one, other in zip(before, after)
        if one.outcome != other.outcome and {one.outcome, other.outcome} & {*VERDICTS}
    ]


def bands(card: Table, active: list[Read], asked: Table) -> list[Table]:
    """Each band of each crosswalk read one level lower and one level higher, and what that changes."""
    found: list[Table] = []
    for crosswalk in card["crosswalks"]:
        for band in crosswalk["bands"] if crosswalk["criterion"] == asked["key"] else []:
            published, source = account(band), (crosswalk["key"], crosswalk["version"], band["raw"])
            others = [published - 1, published + 1] if isinstance(published, int) else []
            for other in (level for level in others if level in scale(asked)):
                again = [read._replace(government=other) if read.band == source else read for read in active]
                names = {"crosswalk": crosswalk["key"], "version": crosswalk["version"], "band": band["raw"]}
                found.append({**names, "published": published, "read_as": other, "changes": changes(active, again)})
    return found


# --------------------------------------------------------------------------------- 13 Version 2: how NGOs lean, agree


def vignettes(card: Table, active: list[Read], asked: Table) -> Table:
    """How each rater read the cases of a criterion, and what changes on places among one's own scores of them."""
    cases = {case["key"]: case["level"] for case in card["vignettes"]["cases"] if case["criterion"] == asked["key"]}
    # What fits no case or no scale is told as a contradiction; no sum could be made with it.
    everybody = {
        one["key"]: {
            key: level
            for key, level in one["given"].items()
            if key in cases and type(level) is int and level in scale(asked)
        }
        for one in card["vignettes"]["scorers"]
    }
    given = {rater: levels for rater, levels in everybody.items() if levels}
    units = [[levels[key] for levels in given.values() if key in levels] for key in sorted(cases)]
    several, levels = [unit for unit in units if len(unit) > 1], scale(asked)
    scaled = lcm(*(len(unit) - 1 for unit in several))
    matrices = [coincidences([unit], levels, scaled) for unit in several]
    return {
        "number": len(cases),
        "readings": [{"rater": rater, **reading(cases, given[rater])} for rater in sorted(given)],
        "alpha": number(krippendorff(matrices, len(levels), scaled), shown_coefficient),
        "places": places(card, active, asked, {rater: one for rater, one in given.items() if len(one) == len(cases)}),
    }


def reading(cases: dict[str, int], given: dict[str, int]) -> Table:
    """At how many cases the level is the known one, and in which order pairs of different known levels are put."""
    rising = [given[higher] - given[lower] for higher in given for lower in given if cases[higher] > cases[lower]]
    return {
        "scored": len(given),
        "hits": sum(cases[key] == level for key, level in given.items()),
        "in_order": sum(step > 0 for step in rising),
        "tied": rising.count(0),
        "reversed": sum(step < 0 for step in rising),
    }


def places(card: Table, active: list[Read], asked: Table, own: dict[str, dict[str, int]]) -> Table:
    """The comparison with 1 + 2 * those below + those level; ``own`` are the scores of those who scored every case."""
    agencies = {
        milestone["number"]: said["agency"]
        for milestone in card["milestones"]
        for said in milestone["reports"]
        if said["criterion"] == asked["key"] and said["stands"]
    }

    def placed(rater: str, level: int) -> int:
        return 1 + sum(2 * (case < level) + (case == level) for case in own[rater].values())

    left = [read for read in active if isinstance(read.government, str) or agencies.get(read.number) in own]
    read_otherwise = [
        read._replace(
            government=read.government
            if isinstance(read.government, str)
            else placed(agencies[read.number], read.government),
            by_rater={rater: placed(rater, level) for rater, level in read.by_rater.items() if rater in own},
        )
        for read in left
    ]
    return {
        "left_out": sorted({rater for read in active for rater in read.by_rater} - own.keys()),
        "unplaced": [read.number for read in active if read not in left],
        "changes": changes(left, read_otherwise),
    }


def leans(active: list[Read], asked: Table) -> Table:
    """How much higher each NGO scores than the others on the same milestones, and what changes without that."""
    found = {rater: lean for group in linked(active) for rater, lean in leans_among(group, active).items()}
    ladder = scale(asked)
    again = [
        read._replace(by_rater={rater: level_without(level, found[rater], ladder) for rater, level in said.items()})
        for read, said in ((read, read.by_rater) for read in active)
    ]
    by_rater = [{"rater": rater, "lean": number(lean, shown_mean)} for rater, lean in sorted(found.items())]
    return {"by_rater": by_rater, "changes": changes(active, again) if asked["compared"] else []}


def linked(active: list[Read]) -> list[set[str]]:
    """The NGOs in groups: two are in one if they scored a milestone together, or each did with somebody between."""
    groups: list[set[str]] = []
    for together in (set(read.by_rater) for read in active if read.by_rater):
        touched = [group for group in groups if group & together]
        groups = [group for group in groups if not group & together]
        groups.append(together.union(*touched))
    return groups


def leans_among(group: set[str], active: list[Read]) -> dict[str, Fraction]:
    """Least squares of "the milestone's own level, and the NGO's lean"; the leans of a group add up to 0.

    With the milestones' levels eliminated an NGO's equation says: its leans less the mean lean of those who scored
    with it come, over its milestones, to its levels less their mean level.
    """
    raters = sorted(group)
    units = [read.by_rater for read in active if group & read.by_rater.keys()]
    scaled = lcm(*map(len, units))
    place = {rater: index for index, rater in enumerate(raters)}
    rows = [[0] * (len(raters) + 1) for _ in raters]
    for unit in units:
        share_of_one, total = scaled // len(unit), sum(unit.values())
        for rater, level in unit.items():
            row = rows[place[rater]]
            row[place[rater]] += scaled
            row[-1] += scaled * level - share_of_one * total
            for other in unit:
                row[place[other]] -= share_of_one
    # The last lean is held at 0, and its equation follows from the others; then all are moved to add up to 0.
    found = [*solved([[*row[:-2], row[-1]] for row in rows[:-1]]), ZERO]
    middle_of_all = mean(found)
    return {rater: lean - middle_of_all for rater, lean in zip(raters, found)}


def solved(rows: list[list[int]]) -> list[Fraction]:
    """The solution of equations in whole numbers, each with its right side at the end (Bareiss's elimination)."""
    before = 1
    for step, pivot in enumerate(rows):
        for row in rows[step + 1 :]:
            first = row[step]
            for column in range(step, len(row)):
                row[column] = (pivot[step] * row[column] - first * pivot[column]) // before
        before = pivot[step]
    found: list[Fraction] = []  # from the last one on
    for step in range(len(rows) - 1, -1, -1):
        known = sum((rows[step][-2 - back] * value for back, value in enumerate(found)), ZERO)
        found.append((rows[step][-1] - known) / rows[step][step])
    return found[::-1]


def level_without(level: int, lean: Fraction, ladder: list[int]) -> int:
    """A level less the NGO's lean, to the nearest level of the scale; a half goes back to where the NGO was."""
    moved = level - lean
    nearest = ceil(moved - Fraction(1, 2)) if moved > level else floor(moved + Fraction(1, 2))
    return min(max(nearest, ladder[0]), ladder[-1])


def agreement_2(card: Table, active: list[Read], levels: list[int]) -> Table:
    """Agreement among NGOs: as in version 1, with alpha's milestones drawn one by one, and with what chance gives."""
    units = [list(read.by_rater.values()) for read in active if read.by_rater]
    pairable = [unit for unit in units if len(unit) > 1]
    pairs = [pair for unit in pairable for pair in combinations(unit, 2)]
    scaled = lcm(*(len(unit) - 1 for unit in pairable))
    matrices = [coincidences([unit], levels, scaled) for unit in pairable]

    def alpha_of(drawn: Sequence[list[int]]) -> Fraction | str:
        return krippendorff(drawn, len(levels), scaled)

    ends: Any = (lambda value: shown_coefficient(down(value, 3)), lambda value: shown_coefficient(up(value, 3)))
    alpha = alpha_of(matrices) if len(pairable) >= FEWEST_MILESTONES else "too_few_milestones"
    figures: Table = {
        "alpha": number(alpha, shown_coefficient),
        "interval": {"undefined": alpha} if isinstance(alpha, str) else interval(card, matrices, alpha_of, *ends),
        "panel": panel_reliability(alpha, [len(unit) for unit in pairable]),
        "ac2": number(gwet(units, levels) if pairs else "no_pairs", shown_coefficient),
        "exact_agreement": number(share([one == other for one, other in pairs]), shown_per_cent),
        "adjacent_agreement": number(share([abs(one - other) <= 1 for one, other in pairs]), shown_per_cent),
        "exact_by_chance": number(by_chance(pairable, 0), shown_per_cent),
        "adjacent_by_chance": number(by_chance(pairable, 1), shown_per_cent),
        "milestones": len(pairable),
        "raters": len({rater for read in active for rater in read.by_rater if len(read.by_rater) > 1}),
        "values": sum(map(len, pairable)),
    }
    return figures if isinstance(alpha, str) else {**figures, "mark": mark(alpha)}


def mark(alpha: Fraction) -> str:
    """What Krippendorff says that an alpha is good for, read from what is shown."""
    shown = Fraction(shown_coefficient(alpha))
    return "rely" if shown >= Fraction(800, 1000) else "tentative" if shown >= Fraction(667, 1000) else "neither"


def panel_reliability(alpha: Fraction | str, raters: list[int]) -> Table:
    """How reliable the middle of the median number of raters is, by Spearman and Brown."""
    if isinstance(alpha, str):
        return {"undefined": alpha}
    if alpha <= 0:
        return {"undefined": "nothing_shared"}
    several = median(raters)
    value = several * alpha / (1 + (several - 1) * alpha)
    return {"raters": number(several, shown_level), "value": number(value, shown_coefficient)}


def by_chance(units: list[list[int]], apart: int) -> Fraction | str:
    """How many pairs would be so far apart at most if all these levels were dealt to the NGOs anew."""
    dealt = Counter(level for unit in units for level in unit)
    amount = sum(dealt.values())
    if not amount:
        return "no_pairs"
    near = sum(
        dealt[one] * (dealt[other] - (one == other)) for one in dealt for other in dealt if abs(one - other) <= apart
    )
    return Fraction(near, amount * (amount - 1))


# ------------------------------------------------------------------------------ 14 What was registered, what was sealed

REGISTRATION = "check-my-ogp/registration/1"
SALTS = "check-my-ogp/salts/1"
SALT = re.compile("(?:[0-9a-f]{2}){8,64}")
DECLARABLE = ("family", "funding", "other", "staff")
"""What an NGO says of itself, and seals; other conflicts are found in the plan."""
OF_A_PROMISE = ("number", "commitment", "edition", "withdrawn", "title", "text", "outputs", "due")
SEED = {"of": "digest_of_the_opening_entry", "digits": 13}
FEWEST_FOR_A_DIRECTION = 6
NAMED = {"receipt": str, "kind": str, "organisation": str}
FORM_OF_SALTS = {
    "schema": str,
    "plan": str,
    "round": str,
    "opened": [{**NAMED, "version": int, "submitted_at": str, "salt": str, "reports?": [[str]]}],
    "withheld": [{**NAMED, "reason": str}],
    "replaced": [{"organisation": str, "submissions": int}],
}


class Beside(NamedTuple):
    """What else somebody has of a round: the document that was registered before it, and the salts of its receipts."""

    registered: bytes | None = None
    salts: bytes | None = None


ALONE = Beside()


class Compared(NamedTuple):
    """What comes of it: sentences, each a key of REPORT with its values, and what differs."""

    said: list[tuple[str, Table]]
    differences: list[Difference]


def compared_with(card: Table, beside: Beside) -> Compared:
    """The scorecard beside what else is there of its round."""
    said, differences = list[tuple[str, Table]](), list[Difference]()
    if beside.registered is not None:
        said.append(("registered", {}))
        differences += of_the_registration(card, beside.registered)
    elif "registered" in card:
        said.append(("not compared", {"digest": card["registered"]}))
    if beside.salts is not None:
        salts = document(beside.salts, SALTS, "salts")
        refuse_other_forms(salts, FORM_OF_SALTS, "salts")
        others = list(of_the_receipts(card, salts))
        differences += [*of_the_lists_of_receipts(card, salts), *others]
        said += receipts_said(card, salts, sum(other.at.startswith("receipts") for other in others))
    return Compared(said, differences)


def document(raw: bytes, schema: str, refusal: str) -> Table:
    content = parsed(raw)
    if not isinstance(content, dict) or cast("Table", content).get("schema") != schema:
        raise Unreadable(refusal)
    return cast("Table", content)


def of_the_registration(card: Table, raw: bytes) -> Iterator[Difference]:
    """Whatever the scorecard says that was registered otherwise, or that its announced tests are not those it has."""
    registered, digest = document(raw, REGISTRATION, "registration"), hashlib.sha256(raw).hexdigest()
    yield from unless(card.get("registered") == digest, "registered", card.get("registered"), digest, "registered")
    headline = card["rubric"].get("headline")
    promised = {one["commitment"] for one in card["milestones"] if not one["withdrawn"]}
    tops = tops_of(card)
    announced = {"criterion": headline, "commitments": len({top(tops, number) for number in promised})}
    known = {named(one): one for one in tables(registered.get("crosswalks"))}
    pairs = [
        *((part, card.get(part), registered.get(part)) for part in ("demonstration", "member", "plan", "rubric")),
        *((f"round.{part}", card["round"].get(part), part_of(registered, "round", part)) for part in OF_THE_ROUND),
        *((f"method.{part}", card["method"][part], part_of(registered, "method", part)) for part in OF_THE_METHOD),
        ("method.seed", SEED, part_of(registered, "method", "seed")),
        ("tests.headline", headline, part_of(registered, "tests", "headline")),
        (
            "tests.direction",
            {**announced, "fewest_commitments": FEWEST_FOR_A_DIRECTION},
            part_of(registered, "tests", "direction"),
        ),
        *((f"crosswalks[{one['key']}]", one, known.get(named(one))) for one in card["crosswalks"]),
        ("vignettes", registered_vignettes(card), registered.get("vignettes")),
        ("commitments", card["commitments"], registered.get("commitments")),
        ("milestones", [promise(one) for one in card["milestones"]], registered.get("milestones")),
    ]
    for at, stands, gives in pairs:
        different = filter(differs, side_by_side(stands, gives, at))
        yield from (pair._replace(rule="registered") for pair in different)


def registered_vignettes(card: Table) -> Table:
    """What must have been registered of the vignettes, or that there are none."""
    if "vignettes" not in card:
        return {"absent": "no_vignettes_in_this_round"}
    said = card["vignettes"]
    return {**only(said, "key", "version", "digest"), "number": len(said["cases"])}


OF_THE_ROUND = ("slug", "name", "period", "opened_at")
OF_THE_METHOD = ("version", "quorum")


def part_of(content: Table, table: str, key: str) -> object:
    inner = content.get(table)
    return cast("Table", inner).get(key) if isinstance(inner, dict) else None


def tables(content: object) -> list[Table]:
    entries = cast("list[object]", content) if isinstance(content, list) else []
    return [cast("Table", entry) for entry in entries if isinstance(entry, dict)]


def named(crosswalk: Table) -> str:
    return brief([crosswalk.get("key"), crosswalk.get("version")])


def promise(milestone: Table) -> Table:
    return {key: milestone[key] for key in OF_A_PROMISE if key in milestone}


def of_the_lists_of_receipts(card: Table, salts: Table) -> Iterator[Difference]:
    """Each receipt of the scorecard is there once, opened or withheld; each NGO that scored has one of them."""
    where = [card["plan"]["slug"], card["round"]["slug"]]
    yield from unless([salts["plan"], salts["round"]] == where, "salts", [salts["plan"], salts["round"]], where, "told")
    there = [*salts["opened"], *salts["withheld"]]
    stand, wanted = Counter(one["receipt"] for one in there), Counter(card.get("receipts", []))
    for receipt in sorted((stand - wanted) | (wanted - stand)):
        owner = next((one["organisation"] for one in there if one["receipt"] == receipt), "?")
        at = f"salts[{owner}].receipt"
        stands, gives = (receipt if count[receipt] else None for count in (stand, wanted))
        yield Difference(at, stands, gives, "told")
    assessed = Counter(one["organisation"] for one in there if one["kind"] == "assessment")
    for rater in keys(card["raters"]):
        yield from unless(assessed[rater] == 1, f"salts[{rater}]", assessed[rater], 1, "told")
    calibrated = sorted(one["organisation"] for one in there if one["kind"] == "vignettes")
    scorers = keys(card.get("vignettes", {}).get("scorers", []))
    yield from unless(calibrated == scorers, "salts[vignettes]", calibrated, scorers, "told")
    replaced = {one["organisation"]: one["submissions"] for one in salts["replaced"]}
    for one in salts["opened"]:
        if one["kind"] == "assessment":
            at, due = f"salts[{one['organisation']}].version", replaced.get(one["organisation"], 0) + 1
            yield from unless(one["version"] == due, at, one["version"], due, "told")


def of_the_receipts(card: Table, salts: Table) -> Iterator[Difference]:
    """Each receipt is what the salt and the very bytes give that were sealed, written again from the scorecard."""
    reports = reports_in_order(card)
    withheld = {one["organisation"] for one in salts["withheld"]}
    for one in sorted(salts["opened"], key=lambda one: (one["organisation"], one["version"])):
        at = f"receipts[{one['organisation']}]"
        if not SALT.fullmatch(one["salt"]):
            raise Unreadable("unfit", at=f"salts[{one['organisation']}].salt", what=brief(one["salt"]))
        said = sealed_by(card, one, reports)
        sealed = canonical({**said, **frame_of(card, one)})
        gives = hashlib.sha256(bytes.fromhex(one["salt"]) + sealed).hexdigest()
        yield from unless(one["receipt"] == gives, at, one["receipt"], gives, "sealed")
    for (agency, number, criterion), left in sorted(reports.items()):
        at = f"milestones[{number}].reports[{criterion}]"
        yield from unless(not left or agency in withheld, at, agency, None, "sealed")


def sealed_by(card: Table, one: Table, reports: Reports) -> Table:
    """What was sealed besides its frame, by the kind of what was submitted."""
    if one["kind"] == "assessment":
        return assessed_by(card, one)
    if one["kind"] == "vignettes":
        scorers = card.get("vignettes", {}).get("scorers", [])
        return {"vignettes": next((each["given"] for each in scorers if each["key"] == one["organisation"]), {})}
    return reported_by(one, reports)


def frame_of(card: Table, one: Table) -> Table:
    """Of whom, of which round and of when a submission is."""
    place = f"{card['plan']['slug']}/{card['round']['slug']}"
    return {"round": place, **{key: one[key] for key in ("organisation", "version", "submitted_at")}}


def assessed_by(card: Table, one: Table) -> Table:
    """What an NGO answered at first, and what it declared."""
    given = [
        (milestone["number"], inner)
        for milestone in card["milestones"]
        for inner in milestone["assessments"]
        if inner["rater"] == one["organisation"]
    ]
    return {
        "answers": {
            number: {answer["criterion"]: answered(answer) for answer in inner["answers"]} for number, inner in given
        },
        "conflicts": [
            {"explanation": "", **conflict, "milestone": number}
            for number, inner in given
            for conflict in sorted(inner["conflicts"], key=lambda each: each["conflict"])
            if conflict["conflict"] in DECLARABLE
        ],
    }


def answered(answer: Table) -> Table:
    """One answer as it was sealed; confidence goes with a level only."""
    return {**level_or_silence(first_of(answer)), **only(answer, "confidence", "reason", "language", "evidence")}


def level_or_silence(said: int | str) -> Table:
    return {"silence": said} if isinstance(said, str) else {"level": said}


def only(entry: Table, *names: str) -> Table:
    return {name: entry[name] for name in names if name in entry}


Reports = dict[tuple[str, str, str], list[Table]]
"""By agency, milestone and criterion, the first one first."""


def reports_in_order(card: Table) -> Reports:
    """A scorecard lists them the other way round."""
    found: Reports = defaultdict(list)
    for milestone in card["milestones"]:
        for said in reversed(milestone["reports"]):
            found[said["agency"], milestone["number"], said["criterion"]].append(said)
    return found


def reported_by(one: Table, reports: Reports) -> Table:
    """What an agency said in one of its reports, which is taken out of those that are left."""
    found: Table = {}
    for place in one.get("reports", []):
        left = reports.get((one["organisation"], *place), []) if len(place) == PLACE else []
        if left and left[0]["submitted_at"] == f"{one['submitted_at'][:19]}Z":
            said = left.pop(0)
            bands = only(said, "crosswalk", "crosswalk_version", "raw")
            words = only(said, "narrative", "language", "evidence")
            plain = {**level_or_silence(account(said)), **bands, **words, "quarter": said.get("quarter", "")}
            found.setdefault(place[0], {})[place[1]] = plain
    return {"reports": found}


PLACE = 2


def receipts_said(card: Table, salts: Table, wrong: int) -> Iterator[tuple[str, Table]]:
    """How many receipts there are and how many could be made again; and by name whose could not, and why."""
    yield "receipts", {"opened": len(salts["opened"]) - wrong, "all": len(card.get("receipts", []))}
    for reason in sorted({one["reason"] for one in salts["withheld"]}):
        names = [one["organisation"] for one in salts["withheld"] if one["reason"] == reason]
        yield "withheld", {"reason": reason, "names": ", ".join(sorted(names))}
    if salts["replaced"]:
        names = [f"{one['organisation']} ({one['submissions']})" for one in salts["replaced"]]
        yield "replaced", {"names": ", ".join(names)}


# ------------------------------------------------------------------------------------------------------- 15 Checking


class Findings(NamedTuple):
    """All that checking a file brings to light."""

    digest: str
    published: bool  # whether a hash was given that they have
    canonical: bool
    card: Table
    figures: list[Table]
    compared: list[Difference]  # each single figure, whether it differs or not
    differences: list[Difference]
    said: list[tuple[str, Table]]  # what comes of the other files, as keys of REPORT with their values


def check(raw: bytes, expected_digest: str = "", beside: Beside = ALONE) -> Findings:
    """Check the bytes of a file, and whether what else is given of the round agrees with it.

    Raises:
        Unreadable: when they are no scorecard, or what is given beside it is not what it should be.
    """
    digest = hashlib.sha256(raw).hexdigest()
    try:
        content = parsed(raw)
        form = canonical(content)
    except RecursionError as error:
        raise Unreadable("deep") from error
    card = scorecard(content)
    figures = figures_of(card)
    compared = list(side_by_side(card["figures"], figures, "figures"))
    if "figures_before_replies" in card:
        first = figures_of(before_replies(card))
        compared += side_by_side(card["figures_before_replies"], first, "figures_before_replies")
    differences = unless(expected_digest in {"", digest}, "SHA-256", digest, expected_digest, "hash")
    differences += [] if form == raw else [byte_difference(raw, form)]
    differences += contradictions(card)
    differences += [pair for pair in compared if differs(pair)]
    others = compared_with(card, beside)
    differences += others.differences
    return Findings(digest, digest == expected_digest, form == raw, card, figures, compared, differences, others.said)


def figures_of(card: Table) -> list[Table]:
    """Every figure, by the version of the method that the scorecard names."""
    of_one = {1: criterion_figures, 2: criterion_figures_2}[card["method"]["version"]]
    return [of_one(card, asked) for asked in card["rubric"]["criteria"]]


def side_by_side(stands: object, gives: object, at: str) -> Iterator[Difference]:
    """Each single figure in the file beside the one that the scores give."""
    if isinstance(stands, dict) and isinstance(gives, dict):
        one, other = cast("Table", stands), cast("Table", gives)
        for key in sorted({*one, *other}):
            yield from side_by_side(one.get(key), other.get(key), f"{at}.{key}")
    elif isinstance(stands, list) and isinstance(gives, list):
        ones, others = cast("list[object]", stands), cast("list[object]", gives)
        for place in range(max(len(ones), len(others))):
            one, other = (values[place] if place < len(values) else None for values in (ones, others))
            yield from side_by_side(one, other, f"{at}[{name_of(other, place)}]")
    else:
        yield Difference(at, stands, gives, "figure")


def differs(pair: Difference) -> bool:
    """Whether two figures are not the same; for Python true equals 1, for a reader it does not."""
    return type(pair.stands) is not type(pair.gives) or pair.stands != pair.gives


def byte_difference(raw: bytes, form: bytes) -> Difference:
    """The first place where bytes depart from the canonical form of their content."""
    shorter = min(len(raw), len(form))
    place = next((place for place in range(shorter) if raw[place] != form[place]), shorter)
    here, there = (text[place : place + 20].decode("utf-8", "replace") for text in (raw, form))
    return Difference(f"byte {place}", here, there, "canonical")


# ----------------------------------------------------------------------------------------------------- 16 The report

MOST_DIFFERENCES = 20


def report_on(findings: Findings, language: str, *, details: bool) -> Iterator[str]:
    """The report, line by line, after the hash."""
    card, differences = findings.card, findings.differences
    place = f"{card['plan']['slug']}/{card['round']['slug']}"
    yield say(REPORT, "which", language, place=place, version=card["version"], at=card["published_at"])
    if card["demonstration"]:
        yield say(REPORT, "demonstration", language)
    yield say(REPORT, "canonical" if findings.canonical else "not canonical", language)
    yield say(REPORT, "amounts", language, **amounts(card))
    replies = sum(len(milestone.get("replies", [])) for milestone in card["milestones"])
    if replies:
        yield say(REPORT, "replies", language, replies=replies, revised=revised_in(card))
    headline = "headline" if card["method"]["version"] == 1 else "headline of version 2"
    yield from (say(REPORT, headline, language, **values) for values in headlines(findings, language))
    yield say(REPORT, "compared", language, count=len(findings.compared))
    yield from (say(REPORT, key, language, **values) for key, values in findings.said)
    for pair in findings.compared if details else []:
        yield say(REPORT, "figure", language, at=pair.at, gives=brief(pair.gives))
    outcome = "does not hold" if differences else "holds" if findings.published else "follows"
    yield say(REPORT, outcome, language, count=len(differences))
    listed = differences if details else differences[:MOST_DIFFERENCES]
    yield from (line_of(difference, language) for difference in listed)
    if len(listed) < len(differences):
        yield say(REPORT, "more", language, count=len(differences) - len(listed))


def amounts(card: Table) -> Table:
    given = [inner for milestone in card["milestones"] for inner in milestone["assessments"]]
    scores = sum(len(inner["answers"]) for inner in given)
    return {"milestones": len(card["milestones"]), "raters": len(set(keys(given, "rater"))), "scores": scores}


def headlines(findings: Findings, language: str) -> Iterator[Table]:
    """For each criterion that is compared: how many milestones each side puts at the top.

    Version 1 counted them among all active milestones, version 2 counts them among those that both sides judged.
    """
    for place, asked in enumerate(findings.card["rubric"]["criteria"]):
        if asked["compared"]:
            counted = findings.figures[place]["counts"]
            counted = {**counted, **counted.get("headlines", {})}
            yield {
                "name": wording(asked, language),
                "level": wording(asked["levels"][-1], language),
                "government": counted["government_at_top"],
                "civil_society": counted["civil_society_at_top"],
                "active": counted["active"],
                "both": counted["comparable"],
            }


def wording(entry: Table, language: str) -> object:
    """What something is called in this language, or failing that its key."""
    try:
        return entry["name"][language]["text"]
    except (KeyError, TypeError):
        return entry.get("key", "?")


def line_of(difference: Difference, language: str) -> str:
    missing = say(REPORT, "nothing", language)
    stands, gives = (missing if value is None else brief(value) for value in (difference.stands, difference.gives))
    rule = say(RULES, difference.rule, language)
    return say(REPORT, "difference", language, at=difference.at, stands=stands, gives=gives, rule=rule)


def arguments_of(words: Sequence[str] | None) -> argparse.Namespace:
    surroundings = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    language = "mn" if surroundings.startswith("mn") else "en"
    parser = argparse.ArgumentParser(description="Check a published scorecard. / Нийтэлсэн үнэлгээний хуудсыг шалгах.")
    parser.add_argument("file", help="the downloaded scorecard, a .json file")
    parser.add_argument("--sha256", metavar="HASH", help="the hash that the file should have")
    parser.add_argument("--registered", metavar="FILE", help="what was registered before the round")
    parser.add_argument("--salts", metavar="FILE", help="the salts of its receipts")
    parser.add_argument("--details", action="store_true", help="list every figure and every difference")
    parser.add_argument("--language", choices=LANGUAGES, default=language)
    return parser.parse_args(words)


def expected_hash(given: str | None) -> str:
    """A hash as somebody copied it, in the form in which it can be compared; empty where none was given."""
    digest = (given or "").strip().lower()
    if given is not None and not re.fullmatch("[0-9a-f]{64}", digest):
        raise Unreadable("hash", what=brief(given))
    return digest


def main(words: Sequence[str] | None = None) -> int:
    """Check the file named on the command line; returns how the program ends."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # A terminal without Cyrillic must not stop the check.
    asked = arguments_of(words)
    try:
        expected = expected_hash(asked.sha256)
        beside = Beside(*(read(path) if path else None for path in (asked.registered, asked.salts)))
        findings = check(read(asked.file), expected, beside)
    except Unreadable as refusal:
        sentence = say(REFUSALS, refusal.reason, asked.language, at=refusal.at, what=refusal.what)
        sys.stderr.write(f"{sentence}\n")
        return 2
    lines = [say(REPORT, "hash", asked.language, digest=findings.digest)]
    lines += report_on(findings, asked.language, details=asked.details)
    sys.stdout.write("\n".join([*lines, ""]))
    return 1 if findings.differences else 0 if findings.published else 3


if __name__ == "__main__":
    sys.exit(main())
