"""Experience: spans in words and numbers, windows that are none, and what is only welcome."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajsearch.model import Item, Requirements, Section, SectionKind
from ajsearch.requirements import extract

SHARED = Path(__file__).parents[2] / "shared" / "dev" / "requirement_phrases.json"


def read(*texts: str, kind: SectionKind = SectionKind.REQUIREMENT) -> Requirements:
    return extract([Section(kind=kind, heading="Nõuded", items=tuple(Item(text=text) for text in texts))])


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("vähemalt 4-aastane töökogemus", 4),
        ("neljaaastane töökogemus", 4),
        ("neli aastat töökogemust", 4),
        ("4 (neli) aastat töökogemust", 4),
        ("4–6 aastat töökogemust", 4),
        ("kolme- kuni viieaastane töökogemus", 3),
        ("poolteist aastat töökogemust", 1.5),
        ("2,5 aastat töökogemust", 2.5),
        ("pooleaastane töökogemus", 0.5),
        ("9 kuud töökogemust", 0.75),
        ("kuuekuuline kogemus", 0.5),
        ("aastane töökogemus", 1),
        ("staaž 7 a.", 7),
        ("viimase nelja aasta jooksul vähemalt ühe aasta pikkune kogemus", 1),
        ("2 aastat kogemust, juhina 3 aastat", 3),
        ("kaks aastat ja kuus kuud töökogemust", 2.5),
    ],
)
def test_the_longest_span_is_read_in_years(text: str, years: float) -> None:
    found = read(text)
    assert (found.experience_years, found.experience_required) == (years, True)


def test_plain_experience_is_required_without_years() -> None:
    found = read("eelnev töökogemus arhiivis")
    assert (found.experience_years, found.experience_required) == (None, True)


def test_a_wish_for_a_span_leaves_the_experience_itself_required() -> None:
    found = read("töökogemus arhiivis (soovitavalt vähemalt 2 aastat)")
    assert (found.experience_years, found.experience_required) == (None, True)


@pytest.mark.parametrize(
    ("text", "required"),
    [
        ("aasta töökogemust arhiivis", True),
        ("vähemalt aasta erialast töökogemust", True),
        ("Töökogemus: aasta arhivaarina", True),
        ("soovitavalt aasta töökogemust", False),
        ("Soovitav on varasem töökogemus (vähemalt 1 aasta)", False),
    ],
)
def test_a_year_without_a_number_is_one(text: str, required: bool) -> None:
    found = read(text)
    assert (found.experience_years, found.experience_required) == (1, required)


@pytest.mark.parametrize("text", ["soovitavalt kaheaastane töökogemus", "kaheaastane töökogemus on eeliseks"])
def test_experience_that_is_only_welcome_keeps_its_years(text: str) -> None:
    found = read(text)
    assert (found.experience_years, found.experience_required) == (2, False)


@pytest.mark.parametrize(
    "text",
    [
        "töökogemus ei ole nõutav",
        "Töökogemus",
        "vanus vähemalt 21 aastat",
        "koolitused kaks korda aastas",
        "kogemuste jagamine",
    ],
)
def test_what_asks_for_no_experience_gives_none(text: str) -> None:
    found = read(text)
    assert (found.experience_years, found.experience_required) == (None, False)


def test_the_label_of_experience_makes_a_bare_span_one() -> None:
    assert read("Töökogemus", "3 aastat").experience_years == 3


def test_a_competency_that_speaks_of_experience_asks_for_none() -> None:
    assert not read("Õpib kogemusest", kind=SectionKind.COMPETENCY).experience_required


@given(st.integers(min_value=1, max_value=30))
def test_any_number_of_years_is_read(years: int) -> None:
    assert read(f"vähemalt {years}-aastane töökogemus").experience_years == years


@pytest.mark.skipif(not SHARED.is_file(), reason="the development data is not here")
def test_judged_phrasings_of_the_development_data_are_read() -> None:
    for phrase in json.loads(SHARED.read_text(encoding="utf-8"))["phrases"]:
        months = [one["min_months"] for one in phrase["requirements"] if one["kind"] == "experience"]
        assert read(phrase["text"]).experience_years == (months[0] / 12 if months else None), phrase["text"]
