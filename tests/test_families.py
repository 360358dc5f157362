"""Derivation families: who belongs together, and who only looks so."""

import pytest

from ajsearch.estonian.lexicon import look_up


def families(word: str) -> set[str]:
    return {key for entry in look_up(word).entries if entry.lemma == word.lower() for key in entry.families}


@pytest.mark.parametrize(
    "members",
    [
        ("nõustama", "nõustamine", "nõustaja", "nõustatud", "nõustav"),
        ("teenindama", "teenindamine", "teenindus", "teenindaja"),
        ("taotlema", "taotlus", "taotleja"),
        ("registreerima", "registreerimine", "registreerija"),
        ("koordineerima", "koordinaator", "koordineerimine"),
        ("juhtima", "juht", "juhtimine"),
        ("planeerima", "plaan", "planeering"),
        ("uurima", "uuring", "uurija"),
        ("juhendama", "juhend", "juhendaja"),
        ("otsustama", "otsus"),
        ("nõudma", "nõue"),
        ("täpne", "täpsus", "täpselt", "täpsem"),
        ("korrektne", "korrektsus", "korrektselt"),
        ("usaldusväärne", "usaldusväärsus"),
        ("kiire", "kiirus", "kiiresti", "kiirem", "kiiremini"),
        ("hea", "parem", "parim", "hästi"),
        ("tehnoloogia", "tehnoloogiline"),
        ("infotehnoloogia", "infotehnoloogiline"),
        ("raamatupidaja", "raamatupidamine"),
        ("väljatöötama", "väljatöötamine"),
        ("kooskõlastama", "kooskõlastus"),
        ("tegutsema", "tegutsemine"),
    ],
)
def test_derivations_share_a_family(members: tuple[str, ...]) -> None:
    assert set.intersection(*map(families, members))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("palk", "palkama"),
        ("kohus", "kohustus"),
        ("kasu", "kasutama"),
        ("osa", "osalema"),
        ("seadus", "seadma"),
        ("määrus", "määrama"),
        ("asutus", "asutama"),
        ("teenus", "teenima"),
        ("haridus", "harima"),
        ("üritus", "üritama"),
        ("näitus", "näitama"),
        ("rakendus", "rakendama"),
        ("vahend", "vahendama"),
        ("asend", "asendama"),
        ("juht", "juhataja"),
        ("arendama", "arenema"),
        ("ametijuhend", "juhendama"),
        ("raamatupidaja", "pidama"),
        ("keel", "keelama"),
        ("vastus", "vastutus"),
        ("loovus", "looma"),
        ("pidev", "pidama"),
        ("töötaja", "töötama"),
    ],
)
def test_look_alikes_do_not(one: str, other: str) -> None:
    assert not families(one) & families(other)


@pytest.mark.parametrize("word", ["ja", "kes", "AKI", "C1", "Tallinn"])
def test_function_words_names_and_codes_have_no_family(word: str) -> None:
    assert not families(word)


def test_a_guide_inside_a_compound_is_not_guiding() -> None:
    tail = {key for entry in look_up("ametijuhend").entries for key in entry.part_families}
    assert "juhendama" not in tail


@pytest.mark.parametrize("word", ["nõustamine", "infotehnoloogiline", "usaldusväärsus", "parem", "kliendinõustaja"])
def test_a_family_is_stable_when_asked_again(word: str) -> None:
    assert families(word) == families(word) != set()
