"""Words typed without õäöü: what they may stand for."""

import pytest

from ajsearch.estonian.diacritics import with_diacritics


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("tahtajad", "tähtajad"), ("votmine", "võtmine"), ("teabenouded", "teabenõuded"), ("toojuhend", "tööjuhend")],
)
def test_a_form_without_diacritics_stands_for_the_word_that_the_lexicon_knows(typed: str, meant: str) -> None:
    assert with_diacritics(typed)[0] == meant


@pytest.mark.parametrize("word", ["tähtaeg", "sql", "123", "b2", "juhataja", ""])
def test_other_words_stand_for_themselves_alone(word: str) -> None:
    assert with_diacritics(word) == ()
