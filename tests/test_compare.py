"""Comparison, clauses, versions and job families over roles kept in a real store."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from ajsearch.errors import UsageError
from ajsearch.model import SectionKind
from ajsearch.roles.advice import Advice
from ajsearch.roles.differences import differences
from ajsearch.roles.families import FamilyEntry, read_classification
from ajsearch.roles.given import given_text
from ajsearch.roles.sheet import comparison_xlsx
from ajsearch.roles.upkeep import Upkeep
from ajsearch.store import Store
from tests.roles import keep, structure

OLD = structure(
    "arhivaar",
    ["Korrastab arhivaale.", "Vastab kodanike päringutele kümne päeva jooksul.", "Peab kartoteeki."],
    employer="Metsalinna Arhiiv",
)
NEW = structure(
    "Arhivaar",
    ["Korrastab arhivaale.", "Vastab kodanike päringutele viie päeva jooksul.", "Digib fotosid."],
    employer="Metsalinna Arhiiv",
)
ELSEWHERE = structure("arhivaar", ["Arhivaalide korrastamine.", "Peab lugemissaali."], employer="Sinilinna Arhiiv")
DRIVER = structure("bussijuht", ["Veab õpilasi."], employer="Metsalinna Vallavalitsus")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.create(tmp_path_factory.mktemp("store") / "ajsearch.db")
    yield store
    store.close()


@pytest.fixture(scope="module")
def ids(store: Store) -> dict[str, str]:
    roles = {"arhivaar 2019.txt": OLD, "arhivaar 2024.txt": NEW, "sinilinn.txt": ELSEWHERE, "buss.txt": DRIVER}
    return {name.removesuffix(".txt"): keep(store, name, role) for name, role in roles.items()}


@pytest.fixture(scope="module")
def advice(store: Store, ids: dict[str, str]) -> Advice:
    return Advice(store, Upkeep(store, None))


def test_corresponding_items_stand_in_one_row_with_what_differs_marked(advice: Advice, ids: dict[str, str]) -> None:
    table = advice.compare([advice.kept(ids["arhivaar 2019"]), advice.kept(ids["arhivaar 2024"])])
    texts = [[cell and cell.text for cell in row.cells] for row in table.rows]
    assert texts == [
        ["Korrastab arhivaale.", "Korrastab arhivaale."],
        ["Vastab kodanike päringutele kümne päeva jooksul.", "Vastab kodanike päringutele viie päeva jooksul."],
        ["Peab kartoteeki.", None],
        [None, "Digib fotosid."],
    ]
    assert [row.same for row in table.rows] == [True, False, False, False]
    marked = [cell.text[start:end] for cell in table.rows[1].cells if cell for start, end in cell.marks]
    assert marked == ["kümne", "viie"]
    assert len(table.differing().rows) == 3


def test_three_roles_have_three_columns(advice: Advice, ids: dict[str, str]) -> None:
    table = advice.compare([advice.kept(ids[name]) for name in ("arhivaar 2019", "arhivaar 2024", "sinilinn")])
    assert [cell is not None for cell in table.rows[0].cells] == [True, True, True]
    assert all(len(row.cells) == 3 for row in table.rows)


@pytest.mark.parametrize("count", [0, 1, 5])
def test_other_numbers_of_roles_are_refused(advice: Advice, ids: dict[str, str], count: int) -> None:
    with pytest.raises(UsageError, match="2 to 4"):
        advice.compare([advice.kept(ids["buss"])] * count)


def test_the_table_is_a_file_that_opens(advice: Advice, ids: dict[str, str]) -> None:
    table = advice.compare([advice.kept(ids["arhivaar 2019"]), advice.kept(ids["arhivaar 2024"])])
    with ZipFile(BytesIO(comparison_xlsx(table))) as archive:
        strings = archive.read("xl/sharedStrings.xml").decode()
    assert "Digib fotosid." in strings
    assert "kümne" in strings


@given_any(st.text(max_size=40), st.text(max_size=40))
def test_marks_are_sorted_ranges_and_equal_texts_have_none(a: str, b: str) -> None:
    found = differences(a, b)
    for text, marks in ((a, found.a), (b, found.b)):
        places = [place for mark in marks for place in mark]
        assert places == sorted(places)
        assert all(0 <= start < end <= len(text) for start, end in marks)
    assert differences(a, a).a == ()


def test_versions_of_a_post_come_by_year_with_what_changed(advice: Advice, ids: dict[str, str]) -> None:
    for name in ("arhivaar 2019", "arhivaar 2024"):
        answer = advice.versions(ids[name])
        assert [one.year for one in answer.versions] == [2019, 2024]
    assert len(answer.changes) == 1
    assert not any(row.same for row in answer.changes[0].rows)


def test_the_same_title_at_another_employer_is_no_version(advice: Advice, ids: dict[str, str]) -> None:
    assert [one.id for one in advice.versions(ids["sinilinn"]).versions] == [ids["sinilinn"]]


def test_clauses_are_counted_by_position_and_employer_with_their_wordings(advice: Advice) -> None:
    first = advice.clauses(SectionKind.DUTY, limit=10).groups[0]
    assert (first.text, first.positions) == ("Korrastab arhivaale.", 3)
    assert [(one.employer, one.positions) for one in first.employers] == [
        ("Metsalinna Arhiiv", 2),
        ("Sinilinna Arhiiv", 1),
    ]
    assert [one.text for one in first.variants] == ["Korrastab arhivaale.", "Arhivaalide korrastamine."]


def test_others_wordings_of_a_typed_duty_and_of_a_positions_item(advice: Advice, ids: dict[str, str]) -> None:
    typed = advice.wordings("päringutele vastamine", SectionKind.DUTY, limit=5)
    assert typed.groups[0].text.startswith("Vastab kodanike päringutele")
    assert typed.groups[0].score
    mine = advice.wordings_of_item(ids["sinilinn"], "1", limit=5)
    assert mine.query == "Arhivaalide korrastamine."
    assert [one.text for one in mine.groups] == ["Korrastab arhivaale."]
    assert ids["sinilinn"] not in mine.groups[0].sources
    with pytest.raises(UsageError, match="9"):
        advice.wordings_of_item(ids["sinilinn"], "9", limit=5)


@pytest.mark.parametrize("text", ["", "ja", "12", "xqzw"])
def test_a_text_without_known_words_has_no_wordings(advice: Advice, text: str) -> None:
    assert advice.wordings(text, SectionKind.DUTY, limit=5).groups == ()


@pytest.mark.parametrize("separator", [",", ";"])
def test_the_nearest_family_and_the_duties_that_speak_for_it(advice: Advice, separator: str) -> None:
    lines = ["family,level,description", "Transport,2,inimeste vedu bussiga", "Arhiiv,3,arhivaalide kirjeldamine"]
    table = "\n".join(line.replace(",", separator) for line in lines).encode("utf-8-sig")
    given = given_text("koolibussi juht\nveab inimesi bussiga\nkoristab")
    best = advice.families(given, limit=2, classification=table).matches[0]
    assert (best.family, best.level) == ("Transport", "2")
    assert best.speaking[0].text == "veab inimesi bussiga"
    assert 0 < best.score <= 1


def test_a_family_that_shares_nothing_with_the_work_is_not_named(advice: Advice) -> None:
    table = "teenistusgrupp;tase;kirjeldus\nÕendus;2;haavade sidumine".encode("cp1257")
    assert advice.families(given_text("bussijuht\nveab inimesi"), limit=5, classification=table).matches == ()


def test_a_classification_in_an_old_encoding_keeps_its_letters() -> None:
    table = "teenistusgrupp;tase;kirjeldus\nÕendus;2;haavade sidumine ööpäev läbi".encode("cp1257")
    assert read_classification(table) == (FamilyEntry("Õendus", "2", "haavade sidumine ööpäev läbi"),)


def test_without_a_classification_families_are_refused_in_a_sentence(advice: Advice) -> None:
    given = given_text("bussijuht\nveab inimesi")
    with pytest.raises(UsageError, match="There is no classification"):
        advice.families(given, limit=5)
    assert not advice.has_classification


NUL = b"family,level,description\na,1,\x00b\n"


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2", b"family,level,description\n", b"\xff\xfe\x00", b"\x89PNG\r\n\x1a\n\x00\x00", NUL]
)
def test_a_classification_of_another_form_is_refused(content: bytes) -> None:
    with pytest.raises(UsageError, match="classification"):
        read_classification(content)
