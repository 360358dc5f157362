"""What the search box offers while one types."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajsearch.search import CompletionKind
from index.completion import Completer, Counted, completion_terms
from index.spelling import folded
from tests.engine_contract import position

LEMMAS = {"tööjuhend": 3, "tool": 9, "töö": 5, "õigusakt": 4, "õppimine": 1, "opositsioon": 8, "klient": 2, "c1": 7}
TITLES = [position("a", "IT-arhitekt"), position("b", "Klienditeeninduse spetsialist"), position("c", "x" * 200)]
NAMES = [term for one in TITLES for term in completion_terms(one.position)]


def words(beginning: str) -> Counted:
    return [(word, count) for word, count in LEMMAS.items() if word.startswith(beginning)]


def names(beginning: str) -> Counted:
    return [(term, 1) for term in NAMES if term.startswith(beginning)]


COMPLETER = Completer(words, names)


def offered(text: str, limit: int = 10) -> Sequence[str]:
    return [one.text for one in COMPLETER.complete(text, limit)]


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("toojuh", ["tööjuhend"]),
        ("Tööjuh", ["tööjuhend"]),
        ("to", ["tool", "töö", "tööjuhend"]),
        ("tö", ["töö", "tööjuhend", "tool"]),
        ("oi", ["õigusakt"]),
        ("vana toojuh", ["vana tööjuhend"]),
        ('"vana toojuh', ['"vana tööjuhend']),
        ("duty:toojuh", ["duty:tööjuhend"]),
        ("klie", ["klient", "Klienditeeninduse spetsialist"]),
        ("spets", ["Klienditeeninduse spetsialist"]),
        ("klienditeeninduse SPETS", ["Klienditeeninduse spetsialist"]),
        ("it a", ["IT-arhitekt"]),
        ("arhi", ["IT-arhitekt"]),
        ("xx", []),
        ("t", []),
        ("", []),
        ("c1", []),
    ],
)
def test_what_is_typed_goes_on_whatever_its_case_and_diacritics(typed: str, texts: list[str]) -> None:
    assert offered(typed) == texts


def test_all_kinds_have_a_place_among_few() -> None:
    found = COMPLETER.complete("klie", 2)
    assert {one.kind for one in found} == {CompletionKind.WORD, CompletionKind.TITLE}
    assert len(COMPLETER.complete("to", 2)) == 2


@given(st.text(max_size=30), st.integers(1, 20))
def test_any_text_has_its_completions(text: str, limit: int) -> None:
    found = COMPLETER.complete(text, limit)
    assert len(found) <= limit
    for one in found:
        if one.kind is CompletionKind.WORD:
            assert folded(one.text).startswith(folded(text.lstrip()))
