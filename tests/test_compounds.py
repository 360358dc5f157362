"""Compound parts that are real words."""

import pytest

from ajsearch.estonian.compounds import first_part_lemmas
from ajsearch.estonian.lexicon import look_up


def parts(word: str) -> set[str]:
    return {part for entry in look_up(word).entries for part in entry.parts}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("tööülesanne", {"töö", "ülesanne"}),
        ("klienditeenindus", {"klient", "teenindus"}),
        ("koostööpartner", {"koostöö", "partner"}),
        ("andmekaitse", {"andmed", "kaitse"}),
        ("jäätmekava", {"jäätmed", "kava"}),
        ("suhtlemisoskus", {"suhtlemine", "oskus"}),
        ("õpilaskodu", {"õpilane", "kodu"}),
        ("ringijuht", {"ring", "juht"}),
        ("rahulolu-uuring", {"rahulolu", "uuring"}),
        ("siseklient", {"klient"}),
        ("peaspetsialist", {"spetsialist"}),
        ("vanemspetsialist", {"spetsialist"}),
        ("tarkvaraarendus", {"tarkvara", "arendus"}),
        ("lasteaiaõpetaja", {"lasteaed", "õpetaja"}),
        ("juurdepääsupiirang", {"juurdepääs", "piirang"}),
        ("it-tugi", {"IT", "tugi"}),
        ("B2-tase", {"B2", "tase"}),
    ],
)
def test_parts_of_a_compound(word: str, expected: set[str]) -> None:
    assert parts(word) == expected


@pytest.mark.parametrize(
    ("word", "runs"),
    [
        ("sotsiaalkindlustusamet", {"sotsiaalkindlustus", "kindlustusamet"}),
        ("järelevalvemenetlus", {"järelevalve", "menetlus"}),
        ("siseauditiosakond", {"siseaudit", "auditiosakond"}),
    ],
)
def test_runs_of_parts_are_parts_too(word: str, runs: set[str]) -> None:
    assert runs <= parts(word)


@pytest.mark.parametrize(
    "word",
    [
        "ülesanne", "ettepanek", "aruanne", "väljatöötamine", "kokkulepe", "nõupidamine", "asjaajamine",
        "tarkvara", "tähtaeg", "olukord", "seisukoht", "abielu", "süütegu", "raamatupidaja",
        "õigeaegne", "ajakohane", "kohusetundlik", "kahepoolne", "ajakohastama",
    ],
)  # fmt: skip
def test_words_whose_parts_say_nothing_have_none(word: str) -> None:
    assert parts(word) == set()


@pytest.mark.parametrize(
    ("word", "part"), [("ametialane", "amet"), ("riigisisene", "riik"), ("teenuspõhine", "teenus")]
)
def test_half_words_give_their_first_part(word: str, part: str) -> None:
    assert parts(word) == {part}


def test_a_genitive_is_not_cut_off_from_its_noun() -> None:
    assert "haldus" in parts("probleemihaldus")
    assert "ihaldus" not in parts("probleemihaldus")


def test_first_parts_that_are_exceptions_give_nothing() -> None:
    assert first_part_lemmas("kohuse") == ()
