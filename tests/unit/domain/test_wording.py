"""Texts in several languages, each saying whose words it is in."""

import pytest
from hypothesis import given
from hypothesis.strategies import builds, lists, sampled_from, text

from checkmyogp.domain.wording import TextStanding, Version, Wording, editorial

PRINTED = Wording(
    (Version("en", "Publish.", TextStanding.OFFICIAL), Version("mn", "Нийтлэх.", TextStanding.UNOFFICIAL))
)
WORDINGS = lists(
    builds(Version, sampled_from(["en", "mn", "fr", "kk"]), text(), sampled_from(TextStanding)),
    min_size=1,
    unique_by=lambda version: version.language,
).map(lambda versions: Wording(tuple(versions)))


def test_a_reader_gets_her_language_and_otherwise_the_first():
    assert PRINTED.text("mn") == "Нийтлэх."
    assert PRINTED.text("fr") == "Publish."
    assert PRINTED.best("fr").language == "en"


def test_only_the_governments_own_words_are_official():
    assert [version.language for version in PRINTED.official] == ["en"]
    assert editorial(en="Ours").official == ()


@pytest.mark.parametrize("languages", [(), ("en", "en")])
def test_a_text_has_each_language_once_and_at_least_one(languages: tuple[str, ...]):
    with pytest.raises(ValueError, match="at least one language, and each language once"):
        Wording(tuple(Version(language, "words", TextStanding.EDITORIAL) for language in languages))


@given(wording=WORDINGS)
def test_what_was_stored_is_restored_with_its_order_of_languages(wording: Wording):
    assert Wording.restored(wording.stored()) == wording
    assert list(wording.texts()) == [version.language for version in wording.versions]


def test_words_gain_languages_and_keep_the_others_in_their_order():
    earlier = editorial(en="Complete", mn="Бүрэн")

    widened = editorial(en="Completed", fr="Achevé").widened(earlier)

    assert widened.texts() == {"en": "Completed", "mn": "Бүрэн", "fr": "Achevé"}
    assert list(widened.texts()) == ["en", "mn", "fr"]
    assert widened.widened(widened) == widened
