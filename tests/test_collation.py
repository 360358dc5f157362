"""Estonian alphabetical order."""

from hypothesis import given
from hypothesis import strategies as st

from ajsearch.estonian.collation import ALPHABET, sort_key


def test_letters_stand_in_the_order_of_the_estonian_alphabet() -> None:
    words = ["saba", "šokk", "zoo", "žanr", "tuba", "uus", "vesi", "watt", "õun", "äi", "öö", "ülo", "xerox", "yks"]
    assert sorted(set(words), key=sort_key) == words
    assert sorted(ALPHABET, key=sort_key) == list(ALPHABET)


def test_case_does_not_matter_but_ties_are_stable() -> None:
    assert sorted(["Õigus", "amet", "õde", "Amet"], key=sort_key) == ["Amet", "amet", "õde", "Õigus"]


def test_digits_go_by_their_value() -> None:
    assert sorted(["3.10", "3.9", "10", "9", "amet"], key=sort_key) == ["3.9", "3.10", "9", "10", "amet"]


def test_foreign_accents_count_as_their_letters() -> None:
    assert sorted(["ezra", "édith", "eva", "łódź"], key=sort_key)[0] == "édith"


def test_spaces_come_before_letters() -> None:
    assert sorted(["ameti koht", "ametikoht", "amet"], key=sort_key) == ["amet", "ameti koht", "ametikoht"]


@given(st.sets(st.text()))
def test_any_texts_have_one_order(texts: set[str]) -> None:
    backwards = sorted(texts, reverse=True)
    assert sorted(texts, key=sort_key) == sorted(backwards, key=sort_key)
