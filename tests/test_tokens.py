"""Words and their places, before any analysis."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajsearch.estonian.tokens import split_words


def raws(text: str) -> list[str]:
    return [word.raw for word in split_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Koostab, kontrollib ja edastab.", ["Koostab", "kontrollib", "ja", "edastab"]),
        ("ja/või", ["ja", "või"]),
        ("uu(t)e töötaja(te)", ["uute", "töötajate"]),
        ("TEENUS(T)EGA", ["TEENUSTEGA"]),
        ("(soovitavalt) klient", ["soovitavalt", "klient"]),
        ("rahulolu-uuring", ["rahulolu-uuring"]),
        ("sise-ja välisklient", ["sise", "ja", "välisklient"]),
        ("IT‑tugi", ["IT-tugi"]),
        ("kasu\u00adtama", ["kasutama"]),
        ("o\u0303igus", ["õigus"]),
        ("AKI’le", ["AKI'le"]),
        ("1-aastane, C1-tase", ["1-aastane", "C1-tase"]),
        ("p. 3.2.1 ja 1,5 aastat", ["p", "3.2.1", "ja", "1,5", "aastat"]),
        ("info@asutus.ee, www.asutus.ee/töö.", ["info@asutus.ee", "www.asutus.ee/töö"]),
        ("dokumendid.Klientide", ["dokumendid", "Klientide"]),
        ("C++ ja C#", ["C++", "ja", "C#"]),
        ("2–3 aastat", ["2", "3", "aastat"]),
        ("ﬁnants", ["finants"]),
        ("\0 \ud800 🙂", []),
    ],
)
def test_words_are_cut_as_people_read_them(text: str, expected: list[str]) -> None:
    assert raws(text) == expected


@pytest.mark.parametrize(
    ("text", "suspended"),
    [
        ("töö- või teenistusülesanded", ["töö"]),
        ("äri-, tööstus- ja muu saladus", ["äri", "tööstus"]),
        ("TÖÖ- VÕI TEENISTUSÜLESANDED", ["TÖÖ"]),
        ("teksti– ja andmetöötlus", ["teksti"]),
        ("sise-ja välisklient", ["sise"]),
        ("amet - ja selle töö", []),
        ("rahulolu-uuring ja muu", []),
    ],
)
def test_a_hyphen_before_a_conjunction_or_comma_suspends_a_compound(text: str, suspended: list[str]) -> None:
    assert [word.raw for word in split_words(text) if word.hyphen_after] == suspended


def test_a_hyphen_before_a_word_is_seen_and_left_outside() -> None:
    text = "tehnika ja -mööbel"
    last = split_words(text)[-1]
    assert last.hyphen_before
    assert text[last.start : last.end] == "mööbel"


def test_a_dash_between_words_suspends_nothing() -> None:
    assert not any(word.hyphen_before or word.hyphen_after for word in split_words("amet – ja selle – töö"))


def test_places_are_code_points_of_the_text_as_it_is() -> None:
    text = "🙂 uu(t)e kasu\u00adtaja"
    assert [text[word.start : word.end] for word in split_words(text)] == ["uu(t)e", "kasu\u00adtaja"]


@given(st.text())
def test_any_text_gives_sorted_disjoint_places(text: str) -> None:
    end = 0
    for word in split_words(text):
        assert end <= word.start < word.end <= len(text)
        assert word.raw
        end = word.end


@pytest.mark.parametrize("unit", ["a", "a-", "a(", "1.", "@a.", "a.b+", "www.", "a’", "\u00ad", "a\u0301"])
def test_long_noise_is_cut_in_linear_time(unit: str) -> None:
    split_words(unit * 50_000)
