"""Headings are understood by their words in any form, order and template, and columns and intros likewise."""

import pytest

from ajsearch.model import SectionKind as Kind
from ajsearch.sections.headings import classify, classify_damaged, column_role, is_intro, result_after_prefix
from ajsearch.sections.phrases import Phrase, word_of, words_of


def identity(text: str) -> str:
    return text


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("TEENISTUSKOHUSTUSED", Kind.DUTY),
        ("TÖÖ- VÕI TEENISTUSÜLESANDED", Kind.DUTY),
        ("Põhiülesanded", Kind.DUTY),
        ("Töö sisu", Kind.DUTY),
        ("Mida sa teed?", Kind.DUTY),
        ("Mida raamatupidaja teeb", Kind.DUTY),
        ("Peamised tööülesanded ja oodatavad tulemused", Kind.DUTY),
        ("Ametikoha põhieesmärk", Kind.PURPOSE),
        ("Milleks see ametikoht on loodud", Kind.PURPOSE),
        ("Volitused", Kind.RIGHT),
        ("Mida arhivaar tohib", Kind.RIGHT),
        ("Mille eest arhivaar vastutab", Kind.RESPONSIBILITY),
        ("TÖÖVAHENDID", Kind.TOOL),
        ("Nõuded haridusele ja töökogemusele", Kind.REQUIREMENT),
        ("Nõudmised töötajale", Kind.REQUIREMENT),
        ("Täitja peab oskama", Kind.REQUIREMENT),
        ("Kasuks tuleb", Kind.REQUIREMENT),
        ("Suureks plussiks on", Kind.REQUIREMENT),
        ("Kvalifikatsiooninõuded", Kind.REQUIREMENT),
        ("Keda me otsime?", Kind.REQUIREMENT),
        ("Isikuomadused", Kind.COMPETENCY),
        ("Ametikohal nõutavad kompetentsid", Kind.COMPETENCY),
        ("Milline inimene meile sobib?", Kind.COMPETENCY),
        ("Kutse-eetika", Kind.OBLIGATION),
        ("Ametijuhendi muutmine", Kind.OTHER),
        ("Omalt poolt pakume", Kind.OTHER),
        ("ÜLDSÄTTED", Kind.GENERAL),
        ("Main duties", Kind.DUTY),
        ("Должностные обязанности", Kind.DUTY),
    ],
)
def test_heading_is_known_in_full(heading: str, kind: Kind) -> None:
    found = classify(heading)
    assert found is not None
    assert (found.first, found.coverage) == (kind, 1.0)


def test_heading_of_two_kinds_names_both_in_order() -> None:
    found = classify("Õigused ja vastutus")
    assert found is not None
    assert found.kinds == ((Kind.RIGHT,), (Kind.RESPONSIBILITY,))


def test_plain_obligations_may_be_duties_or_rules() -> None:
    found = classify("KOHUSTUSED")
    assert found is not None
    assert found.kinds == ((Kind.DUTY, Kind.OBLIGATION),)


@pytest.mark.parametrize(
    "text",
    [
        "Koostab osakonna eelarve ja jälgib selle täitmist",
        "Kliendid on saanud vastuse",
        "Metsanduse talitus",
        "Pärnus, kolmandal mail",
        "",
    ],
)
def test_other_text_is_no_full_heading(text: str) -> None:
    found = classify(text)
    assert found is None or found.coverage < 1.0


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("TOO- vOI TEENISTUSULESANDED", Kind.DUTY),
        ("AMETIKOHA EESMARK", Kind.PURPOSE),
        ("OIGUSED", Kind.RIGHT),
        ("AMETIKOHALE ESITATAVAD NOUDED", Kind.REQUIREMENT),
    ],
)
def test_heading_without_its_diacritics_is_understood(heading: str, kind: Kind) -> None:
    found = classify_damaged(heading, identity)
    assert found is not None
    assert found.first is kind


def test_repair_is_asked_about_a_heading_that_nothing_else_explains() -> None:
    found = classify_damaged("VAST(JTUS", lambda text: text.replace("(J", "U").replace("(j", "u"))
    assert found is not None
    assert found.first is Kind.RESPONSIBILITY


@pytest.mark.parametrize(
    ("column", "role"),
    [
        ("Nr", "number"),
        ("Teenistusülesanne", "duty"),
        ("Oodatavad tulemused", "result"),
        ("Töö tulemuslikkuse mõõdupuud", "result"),
        ("Kuidas tulemust hinnatakse", "result"),
        ("Osakaal %", "share"),
        ("Kompetents", "name"),
        ("Kirjeldus", "text"),
        ("Soovitav", "welcome"),
        ("Koostab aruandeid", None),
    ],
)
def test_column_is_known_by_its_heading(column: str, role: str | None) -> None:
    assert column_role(column) == role


@pytest.mark.parametrize(
    "text", ["Omab õigust:", "Ametnik vastutab:", "Teenistuja kohustub:", "Raamatupidajal on õigus:"]
)
def test_line_that_only_opens_a_list_is_an_intro(text: str) -> None:
    assert is_intro(text)


@pytest.mark.parametrize("text", ["Korraldab koduteenust:", "Sõlmib lepinguid"])
def test_line_that_says_something_is_no_intro(text: str) -> None:
    assert not is_intro(text)


def test_result_is_read_after_its_prefix() -> None:
    assert result_after_prefix("Oodatav tulemus: aruanne on esitatud.") == "aruanne on esitatud."
    assert result_after_prefix("Märkus: aruanne on esitatud.") is None


def test_phrase_matches_all_forms_compounds_and_skips_neutral_words() -> None:
    phrase = Phrase.parse("*eesmärk täitma|saavutama")
    neutral = {"ja"}
    words = words_of("põhieesmärkide ja saavutamine saavutab")
    assert phrase.find(words, lambda word: word.form in neutral) == ()
    assert phrase.find(words_of("põhieesmärki ja täidab"), lambda word: word.form in neutral) == (0, 2)


def test_single_form_is_not_taken_for_its_lemma() -> None:
    element = Phrase.parse("=kes allub")
    assert element.find(words_of("kes allub"), lambda word: False) == (0, 1)
    assert element.find(words_of("kellele allub"), lambda word: False) == ()


def test_suspended_compound_is_a_word() -> None:
    assert "töö" in word_of("töö-").lemmas
