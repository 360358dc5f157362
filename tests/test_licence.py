"""Driving licences and security clearance."""

import pytest

from ajsearch.model import Item, Requirements, Section, SectionKind
from ajsearch.requirements import extract


def read(*texts: str, heading: str = "Nõuded") -> Requirements:
    items = tuple(Item(text=text) for text in texts)
    return extract([Section(kind=SectionKind.REQUIREMENT, heading=heading, items=items)])


def licences(*texts: str, heading: str = "Nõuded") -> list[tuple[str, bool]]:
    return [(one.category, one.required) for one in read(*texts, heading=heading).driving_licence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CE-kategooria juhiluba", [("CE", True)]),
        ("juhiluba (CE-kategooria)", [("CE", True)]),
        ("kategooriate B ja C juhtimisõigus", [("B", True), ("C", True)]),
        ("В-kategooria juhiload", [("B", True)]),
        ("autojuhilubade olemasolu", [("B", True)]),
        ("C1-kategooria juhiluba", [("C1", True)]),
        ("B-kategooria juhiluba on eeliseks", [("B", False)]),
        ("juhiluba (B, soovitavalt BE)", [("B", True), ("BE", False)]),
        ("B-kategooria juhtimisõigus, D-kategooria juhtimisõigus on eeliseks", [("B", True), ("D", False)]),
        ("kehtiv B-kategooria juhiluba, soovitavalt ka CE", [("B", True), ("CE", False)]),
        ("mootorsõiduki (C- ja D-kategooria) ning paadi juhtimise õigus", [("C", True), ("D", True)]),
        ("sõiduauto ja väikelaeva juhtimise õigus", [("B", True)]),
        ("mootorsõiduki (C-kategooria) ning kraana juhtimise õigus (soovitav)", [("C", False)]),
        ("väikelaeva juhtimise õigus", []),
        ("Juhiload\tB- ja C-kategooria; CE-kategooria soovitav", [("B", True), ("C", True), ("CE", False)]),
        ("juhiluba ei ole vajalik", []),
        ("tõstukijuhi luba", []),
        ("energiatõhususe A-kategooria hooned", []),
    ],
)
def test_licence_categories_are_read(text: str, expected: list[tuple[str, bool]]) -> None:
    assert licences(text) == expected


def test_a_heading_of_wishes_makes_a_licence_welcome() -> None:
    assert licences("B-kategooria juhiluba", heading="Kasuks tuleb") == [("B", False)]


def test_a_heading_that_names_the_licence_needs_no_word_for_it_below() -> None:
    assert licences("BE-kategooria", heading="Juhiluba") == [("BE", True)]


def test_a_licence_category_is_no_level_and_a_level_no_category() -> None:
    found = read("C1-kategooria juhiluba ja hispaania keel B1")
    assert [one.category for one in found.driving_licence] == ["C1"]
    assert [(one.language, one.level) for one in found.languages] == [("es", "B1")]


@pytest.mark.parametrize(
    "text",
    [
        "juurdepääsuluba riigisaladusele",
        "valmisolek taotleda riigisaladuse luba",
        "nõusolek julgeolekukontrolliks",
        "õigus juurdepääsuks salastatud teabele",
    ],
)
def test_a_clearance_is_required(text: str) -> None:
    assert read(text).security_clearance


@pytest.mark.parametrize(("value", "expected"), [("nõutav", True), ("ei ole nõutav", False), ("puudub", False)])
def test_a_heading_that_names_the_clearance_takes_its_answer_from_below(value: str, expected: bool) -> None:
    assert read(value, heading="Riigisaladuse luba").security_clearance is expected


@pytest.mark.parametrize(
    "text",
    [
        "riigisaladust puudutavate õigusaktide tundmine",
        "riigisaladuse loa olemasolu on eeliseks",
        "juurdepääsuluba ei ole nõutav",
        "Riigisaladuse luba: ei",
        "karistusi ei ole, riigisaladuse luba puudub",
        "juurdepääsetavuse nõuete tundmine",
    ],
)
def test_no_clearance_is_required(text: str) -> None:
    assert not read(text).security_clearance
