"""Tables of languages in real files: whatever heads the rows and columns, each skill keeps its level."""

import pytest

from ajsearch import sections
from ajsearch.model import LanguageRequirement
from ajsearch.readers import read_bytes
from ajsearch.requirements import extract
from tests.office_files import cell, docx, par, table

BY_LANGUAGE = (
    ("Keel", "Kõnes", "Kirjas"),
    ("eesti keel", "C1", "C1"),
    ("inglise keel", "B2", "B1"),
    ("vene keel", "B1", "-"),
)
BY_SKILL = (("Keeled", "eesti", "inglise", "vene"), ("kõnes", "C1", "B2", "B1"), ("kirjas", "C1", "B1", "-"))


def languages(rows: tuple[tuple[str, ...], ...]) -> tuple[LanguageRequirement, ...]:
    written = docx(
        par("Kogude spetsialisti ametijuhend", style="Pealkiri1")
        + par("Tööülesanded", style="Pealkiri1")
        + par("korraldab museaalide hoidmist;", num=1, level=1)
        + par("peab kogude arvestust.", num=1, level=1)
        + par("Nõuded ametikohale", style="Pealkiri1")
        + table(*("".join(cell(par(text)) for text in row) for row in rows))
    )
    return extract(sections.parse(read_bytes(written, "kogud.docx").documents[0]).sections).languages


@pytest.mark.parametrize("rows", [BY_LANGUAGE, BY_SKILL], ids=["a language a row", "a skill a row"])
def test_each_skill_keeps_its_level_and_a_dash_leaves_it_out(rows):
    found = {one.language: one for one in languages(rows)}
    assert {code: one.level for code, one in found.items()} == {"et": "C1", "en": "B1", "ru": "B1"}
    assert found["en"].skills == {"speaking": "B2", "writing": "B1"}
    assert found["ru"].skills in ({"speaking": "B1"}, None)
    assert all(one.required and one.certainty == "exact" for one in found.values())


def test_a_row_of_languages_alone_asks_for_them():
    assert [one.language for one in languages((("Keeled", "eesti", "inglise", "vene"),))] == ["et", "en", "ru"]


def test_a_row_of_nothing_but_dashes_asks_for_nothing():
    rows = (*BY_LANGUAGE[:2], ("soome keel", "-", "-"))
    assert [one.language for one in languages(rows)] == ["et"]
