"""Damage is seen where it is, and nowhere else."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajsearch.estonian.damage import DamageKind, assess

CLEAN = (
    "Linnaaedniku ülesanne on hoida pargid, haljasalad ja lillepeenrad korras ning jälgida, et istutustööd valmiksid "
    "õigel ajal. Ta koostab aasta alguses tööplaani, tellib taimed ja väetised, juhendab hooajatöölisi ning vastab "
    "elanike küsimustele. Töö eeldab häid teadmisi puude ja põõsaste hooldamisest, oskust lugeda haljastusprojekte, "
    "füüsilist vastupidavust ja sõbralikku suhtlemist. Aednik vastutab talle antud tööriistade säilimise ja "
    "ohutusnõuete täitmise eest. Tal on õigus teha ettepanekuid töökorralduse parandamiseks ja saada täiendõpet. "
)
ENGLISH = (
    "The city gardener keeps parks, lawns and flower beds in order and makes sure that planting is finished on time. "
    "At the beginning of the year he or she draws up a work plan, orders plants and fertilisers, guides seasonal "
    "workers and answers the questions of residents. The work requires good knowledge of the care of trees and shrubs, "
    "the ability to read landscape projects, physical endurance and friendly communication with everybody. "
)
FINNISH = (
    "Kaupunginpuutarhuri tehtävänä on pitää puistot, nurmikot ja kukkapenkit kunnossa ja huolehtia siitä, että "
    "istutustyöt valmistuvat ajoissa. Hän laatii vuoden alussa työsuunnitelman, tilaa kasvit ja lannoitteet, ohjaa "
    "kausityöntekijöitä ja vastaa asukkaiden kysymyksiin. Työ edellyttää hyviä tietoja puiden hoidosta. "
)
RUSSIAN = "Садовник содержит в порядке парки, газоны и клумбы и следит за тем, чтобы посадки были закончены вовремя. "
NAMES = "Aleksander Jurjev, Olga Petrova, Hendrik Saarepuu, Kristjan Lillemets, Ulvi Toomsalu, Marko Vahtramäe, "
CODES = "JIRA, AutoCAD, PostgreSQL, Kubernetes, SAP BO, ISO 27001, C1, B2, QGIS, GitLab, Python, Jenkins, Terraform, "
PLAIN = str.maketrans("õäöüÕÄÖÜšž", "oaouOAOUsz")
SCANNED = str.maketrans({"õ": "d", "ö": "6", "ü": "ii", "ä": "a", "Õ": "O", "Ö": "O", "Ü": "U", "Ä": "A"})


@pytest.mark.parametrize(
    "text",
    [CLEAN, CLEAN.upper(), ENGLISH, FINNISH, FINNISH.translate(PLAIN), RUSSIAN * 5, NAMES * 4, CODES * 4, "", "12 34"],
    ids=["clean", "capitals", "english", "finnish", "plain finnish", "russian", "names", "codes", "empty", "numbers"],
)
def test_undamaged_text_is_not_called_damaged(text: str) -> None:
    found = assess(text)
    assert not found.damaged
    assert found.windows == ()
    assert found.kind is None


def test_estonian_with_english_and_codes_is_not_damaged() -> None:
    assert not assess(CLEAN + ENGLISH + CODES + NAMES + CLEAN).damaged


def test_ocr_damage_is_found_with_its_measures() -> None:
    found = assess(CLEAN.translate(SCANNED))
    assert found.damaged
    assert found.kind is DamageKind.OCR
    assert 0.1 < found.unknown_share < 0.6
    assert found.umlaut_share == 0
    assert found.words == len(CLEAN.split()) - 1  # T66 may be a code


def test_an_engine_that_loses_only_one_letter_is_found_too() -> None:
    assert assess(CLEAN.replace("õ", "d").replace("ä", "é")).damaged


def test_one_scanned_part_of_a_clean_document_is_seen_where_it_is() -> None:
    text = CLEAN * 3 + CLEAN.translate(SCANNED) * 2 + CLEAN * 3
    found = assess(text)
    assert found.damaged
    ((start, end),) = found.windows
    lost = len(CLEAN) * 3
    assert abs(start - lost) < 500
    assert abs(end - (len(text) - lost)) < 500


def test_text_typed_without_diacritics_is_its_own_kind() -> None:
    assert assess(CLEAN.translate(PLAIN)).kind is DamageKind.NO_DIACRITICS


@pytest.mark.parametrize("reader", ["cp1252", "cp1257", "latin-1", "cp1250", "cp1251"])
def test_utf8_read_with_another_character_set_is_mojibake(reader: str) -> None:
    assert assess(CLEAN.encode().decode(reader, "replace")).kind is DamageKind.MOJIBAKE


def test_utf8_misread_twice_is_mojibake() -> None:
    assert assess("tÃƒÂ¶ÃƒÂ¶juhend").kind is DamageKind.MOJIBAKE


@pytest.mark.parametrize("word", ["ðokolaad", "garaaþ", "tōend", "ōigus", "t\ufffd\ufffdjuhend"])
def test_letters_of_the_wrong_baltic_character_set_are_mojibake(word: str) -> None:
    assert assess(f"Sõna {word} on katki.").kind is DamageKind.MOJIBAKE


@pytest.mark.parametrize("text", ["Tööžurnaal ja šokolaad", "Ämari lennubaas – „tsitaat”", "50 €, 3 m², 20 °C, café"])
def test_right_letters_and_signs_are_no_mojibake(text: str) -> None:
    assert not assess(text).damaged


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_is_judged(text: str) -> None:
    found = assess(text)
    assert 0 <= found.unknown_share <= 1
    assert 0 <= found.umlaut_share <= 1
    assert all(0 <= start < end <= len(text) for start, end in found.windows)


def test_words_without_end_are_judged_in_time() -> None:
    glued = " ".join(f"{first}{'süsteemiadministraatoritS' * 5}" for first in ("Sa", "Se", "Si", "So", "Su", "Sõ"))
    assess(CLEAN)  # loads the analyser
    begun = time.process_time()
    assess(f"{CLEAN} {glued}")
    assert time.process_time() - begun < 2.0
