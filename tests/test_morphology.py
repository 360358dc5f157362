"""Vabamorf through our one module, and what a single form can be."""

import pytest

from ajsearch.estonian.lexicon import look_up
from ajsearch.estonian.morphology import MAX_WORDS, analyse_sentence, analyse_word, is_word, synthesise


def lemmas(raw: str) -> set[str]:
    return {entry.lemma for entry in look_up(raw).entries}


@pytest.mark.parametrize("word", ["nõustamine", "tööülesannetega", "küberturvalisus"])
def test_words_of_the_lexicon_are_known(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize("word", ["digusaktidega", "kliendindustaja", "qwrtz", "", "\0", "\ud800"])
def test_other_strings_are_not(word: str) -> None:
    assert not is_word(word)


def test_guessing_invents_a_lemma_only_when_asked() -> None:
    assert analyse_word("digusaktidega") == ()
    assert "digusakt" in {reading.lemma for reading in analyse_word("digusaktidega", guess=True)}


def test_sentences_of_any_length_keep_one_result_per_word() -> None:
    words = ["koostab", "aruandeid"] * MAX_WORDS
    assert len(analyse_sentence(words)) == len(words)


def test_forms_can_be_made_of_lemmas() -> None:
    assert "klientidele" in synthesise("klient", "pl all")


@pytest.mark.parametrize(
    ("raw", "lemma"),
    [
        ("KLIENTIDELE", "klient"),
        ("aruandeid", "aruanne"),
        ("väljatöötama", "väljatöötama"),
        ("läbiviidud", "läbiviidud"),
        ("AKIs", "AKI"),
        ("AKI", "AKI"),
        ("EL-i", "EL"),
        ("JIRA", "JIRA"),
        ("JIRAs", "JIRA"),
        ("C1", "C1"),
        ("IT-tugi", "it-tugi"),
        ("e-teenuste", "e-teenus"),
        ("Tallinna", "tallinn"),
        ("3.2.1", "3.2.1"),
        ("jääde", "jäätmed"),
        ("juhul", "juhul"),
    ],
)
def test_lemma_of_a_form(raw: str, lemma: str) -> None:
    assert lemma in lemmas(raw)


@pytest.mark.parametrize("raw", ["AKI", "C1", "3.2.1", "SQL-päring", "kooskõlastama", "Tartus"])
def test_codes_names_and_listed_acronyms_are_known(raw: str) -> None:
    assert look_up(raw).known


@pytest.mark.parametrize("raw", ["kbigis", "noustamine", "JIRA", "x" * 500])
def test_what_the_lexicon_lacks_is_unknown_or_literal(raw: str) -> None:
    form = look_up(raw)
    assert form.entries
    assert not form.known or form.form == raw
