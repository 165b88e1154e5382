"""Every sentence of code and templates is translated, and every translation belongs to one."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from tests.checkout import ROOT

LAZY = {"lazy_gettext": None, "lazy_ngettext": (1, 2), "lazy_pgettext": ((1, "c"), 2)}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|{(\w+)}")
MARKUP = re.compile(r"<[^<>]*>|&\w+;")
MONGOLIAN = "АаБбВвГгДдЕеЁёЖжЗзИиЙйКкЛлМмНнОоӨөПпРрСсТтУуҮүФфХхЦцЧчШшЩщЪъЫыЬьЭэЮюЯя"
STRAY_LETTER = re.compile(rf"[^\W\d_A-Za-z{MONGOLIAN}]")
MIXED_WORD = re.compile(rf"[A-Za-z][{MONGOLIAN}]|[{MONGOLIAN}][A-Za-z]")

Mapped = tuple[list[tuple[str, str]], dict[str, dict[str, Any]]]
"""Which method reads which files, and with which options."""
Key = tuple[str | None, tuple[str, ...]]


def extracted(root: Path) -> set[Key]:
    """Every message of code and templates, found as babel.cfg says."""
    with (root / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = cast("Mapped", parse_mapping_cfg(file))
    messages = extract_from_dir(root, methods, options, keywords={**DEFAULT_KEYWORDS, **LAZY})
    return {(context, forms(message)) for _place, _line, message, _comments, context in messages if message}


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def forms(words: str | Iterable[str | None] | None) -> tuple[str, ...]:
    """A message or a translation as the tuple of its plural forms."""
    if words is None or isinstance(words, str):
        return (words or "",)
    return tuple(form or "" for form in words)


def problems(wanted: set[Key], found: Catalog) -> Iterator[str]:
    """One sentence for each way in which a catalogue is not whole."""
    translated = {(message.context, forms(message.id)): message for message in found if message.id}
    yield from (f"missing: {singular(key)}" for key in sorted(wanted - translated.keys(), key=repr))
    yield from (f"no longer used: {singular(key)}" for key in sorted(translated.keys() - wanted, key=repr))
    yield from (f"no longer used, yet kept as a comment: {singular((None, forms(name)))}" for name in found.obsolete)
    for message in translated.values():
        yield from _faults(message)


def singular(key: Key) -> str:
    return key[1][0]


def _faults(message: Message) -> Iterator[str]:
    originals, translations = forms(message.id), forms(message.string)
    name = originals[0]
    if not all(translations):
        yield f"not translated: {name}"
        return
    if message.fuzzy:
        yield f"only guessed (fuzzy): {name}"
    allowed = [_placeholders(original) for original in originals]
    if any(_placeholders(translation) not in allowed for translation in translations):
        yield f"other placeholders than the original: {name}"
    for text in (*originals, *translations):
        if "  " in text or "\n" in text or text != text.strip():
            yield f"doubled or surrounding space: {text!r}"
    for translation in translations:
        words = MARKUP.sub(" ", PLACEHOLDER.sub(" ", translation))
        if strange := STRAY_LETTER.search(words) or MIXED_WORD.search(words):
            yield f"a letter of another alphabet, {strange[0]!r}, in the translation of: {name}"


def _placeholders(text: str) -> list[str]:
    return sorted(match[0] for match in PLACEHOLDER.finditer(text))


CATALOGUES = sorted((ROOT / "translations").glob("*/LC_MESSAGES/messages.po"))


def test_there_is_a_mongolian_catalogue():
    assert ROOT / "translations" / "mn" / "LC_MESSAGES" / "messages.po" in CATALOGUES


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_catalogue_is_whole(path: Path):
    assert list(problems(extracted(ROOT), catalogue(path))) == []


def test_messages_are_found_in_code_and_templates(tmp_path: Path):
    (tmp_path / "babel.cfg").write_bytes((ROOT / "babel.cfg").read_bytes())
    (tmp_path / "checkmyogp").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "checkmyogp" / "labels.py").write_text(
        "lazy_gettext('one')\nngettext('%(num)d NGO', '%(num)d NGOs', 3)\nlazy_pgettext('month', 'May')\n",
    )
    (tmp_path / "templates" / "page.html").write_text("{% trans %}\n  two\n  lines\n{% endtrans %}{{ _('three') }}")

    assert extracted(tmp_path) == {
        (None, ("one",)),
        (None, ("%(num)d NGO", "%(num)d NGOs")),
        ("month", ("May",)),
        (None, ("two lines",)),
        (None, ("three",)),
    }


@pytest.mark.parametrize(
    ("original", "translation", "reported"),
    [
        ("Plans", "", "not translated"),
        ("Plans", "Төлөвлөгөө ", "surrounding space"),
        ("Plans", "Үйл  ажиллагаа", "doubled"),
        ("Plans", "Төлөвлөгoө", "another alphabet"),  # a Latin o
        ("Plans", "Төлөвлөгөө і", "another alphabet"),  # a Ukrainian i
        ("%(count)s plans", "%(num)s төлөвлөгөө", "other placeholders"),
        (("%(num)d plan", "%(num)d plans"), ("%(num)d төлөвлөгөө", ""), "not translated"),
    ],
)
def test_a_planted_fault_is_reported(
    original: str | tuple[str, str], translation: str | tuple[str, str], reported: str
):
    found = Catalog(locale="mn")
    found.add(original, translation)

    (problem,) = problems({(None, forms(original))}, found)

    assert reported in problem


def test_a_guess_a_missing_and_an_unused_message_are_reported():
    found = Catalog(locale="mn")
    found.add("Plans", "Төлөвлөгөө", flags=["fuzzy"])
    found.add("Gone", "Алга")
    found.obsolete["Long gone"] = Message("Long gone", "Аль хэдийн алга")

    assert list(problems({(None, ("Plans",)), (None, ("New",))}, found)) == [
        "missing: New",
        "no longer used: Gone",
        "no longer used, yet kept as a comment: Long gone",
        "only guessed (fuzzy): Plans",
    ]


def test_a_whole_catalogue_is_not_reported():
    plans = ("%(num)d plan of <b>OGP</b>", "%(num)d plans of <b>OGP</b>")
    found = Catalog(locale="mn")
    found.add(plans, ("<b>OGP</b>-ийн %(num)d төлөвлөгөө", "<b>OGP</b>-ийн %(num)d төлөвлөгөө"))

    assert list(problems({(None, plans)}, found)) == []
