"""What roles in different words have in common: fields of work, kindred words, each other's most alike items."""

import tomllib
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from ajsearch.estonian import analyser
from ajsearch.roles.advice import Advice
from ajsearch.roles.document import DraftDocument, DraftItem, draft_of_given, given_draft
from ajsearch.roles.given import given_text
from ajsearch.roles.outline import item_terms
from ajsearch.roles.pairs import each_others
from ajsearch.roles.upkeep import Upkeep
from ajsearch.store import Store
from tests.roles import keep, structure

LISTS = files("ajsearch") / "data" / "roles"
COOKS = {
    "old": structure("kokk", ["Keedab suppi.", "Küpsetab leiba.", "Peseb nõusid.", "Tellib jahu."], employer="Kool"),
    "new": structure("kokk", ["Keedab suppe.", "Küpsetab saia.", "Peseb nõud.", "Tellib jahu."], employer="Kool"),
    "far": structure("kokk", ["Keedab putru.", "Küpsetab kooke.", "Koostab menüü."], employer="Haigla"),
    "nurse": structure("õde", ["Seob haavu.", "Annab ravimeid."], employer="Haigla"),
    "driver": structure("autojuht", ["Veab kive.", "Peab sõidupäevikut."], employer="Tee"),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(Store.create(tmp_path_factory.mktemp("store") / "ajsearch.db")) as store:
        yield store


@pytest.fixture(scope="module")
def ids(store: Store) -> dict[str, str]:
    return {name: keep(store, name, role) for name, role in COOKS.items()}


@pytest.fixture(scope="module")
def advice(store: Store, ids: dict[str, str]) -> Advice:
    return Advice(store, Upkeep(store, None))


def _lists_of_words() -> dict[str, list[str]]:
    fields = tomllib.loads((LISTS / "fields.toml").read_text("utf-8"))["fields"]
    lines = (LISTS / "kindred_words.txt").read_text("utf-8").splitlines()
    groups = {f"line {number}": line.split("#", 1)[0].split() for number, line in enumerate(lines, 1)}
    return {name: words.split() for name, words in fields.items()} | {
        name: ones for name, ones in groups.items() if ones
    }


def test_lists_name_each_word_once_and_more_than_one() -> None:
    for name, words in _lists_of_words().items():
        assert len(words) > 1, name
        assert len(set(words)) == len(words), name


def test_listed_words_are_lower_case_words_without_marks() -> None:
    listed = {word for words in _lists_of_words().values() for word in words}
    assert not [word for word in listed if word != word.casefold() or not word.replace("-", "").isalpha()]


@pytest.mark.parametrize(
    "text",
    [
        "Asendab osakonna teist raamatupidajat tema puhkuse või haiguse ajal.",
        "asendab kolleegi tema äraolekul",
        "Kantselei teise spetsialisti asendamine puudumise korral",
    ],
)
def test_to_stand_in_for_a_colleague_is_one_duty_whoever_it_is(text: str) -> None:
    assert item_terms(analyser.analyse(text)) == {"=asendamine": 1.0}


def test_to_replace_a_thing_is_a_duty_of_its_own() -> None:
    assert "=asendamine" not in item_terms(analyser.analyse("Asendab vananenud seadmed uutega."))


def test_kindred_words_share_the_term_of_their_group() -> None:
    one, other = (item_terms(analyser.analyse(text)) for text in ("Korraldab inventuuri.", "Varade ülelugemine"))
    shared = {term for term in one.keys() & other.keys() if term.startswith("~")}
    assert shared
    assert not {term for term in one.keys() & other.keys() if not term.startswith("~")}


def test_a_field_of_work_makes_posts_alike_that_share_no_word(tmp_path: Path) -> None:
    with closing(Store.create(tmp_path / "ajsearch.db")) as store:
        wanted = keep(store, "a", structure("raamatukoguhoidja", ["Väljastab raamatuid.", "Korrastab riiuleid."]))
        keep(store, "b", structure("meediajuht", ["Väljastab pressiteateid.", "Korrastab pildipanka."]))
        keep(store, "c", structure("kokk", ["Väljastab lõunasööki.", "Korrastab kööki."]))
        given = given_text("bibliograaf\nväljastab lugejatele teavikuid")
        assert Advice(store, Upkeep(store, None)).similar(given, limit=1).hits[0].id == wanted


def test_a_role_of_no_listed_field_goes_by_its_words_alone(tmp_path: Path) -> None:
    with closing(Store.create(tmp_path / "ajsearch.db")) as store:
        wanted = keep(store, "a", structure("kellassepp", ["Õlitab kellasid.", "Vahetab vedrusid."]))
        keep(store, "b", structure("kokk", ["Keedab suppi.", "Koostab menüü."]))
        hits = Advice(store, Upkeep(store, None)).similar(given_text("kellassepp\nõlitab kellasid"), limit=5).hits
        assert hits[0].id == wanted
        assert hits[0].score > 0.6


def test_a_title_tells_the_field_of_a_whole_description(tmp_path: Path) -> None:
    work = ["Täidab vahetu juhi antud ülesandeid.", "Hoiab talle usaldatud vara.", "Järgib asutuse sisekorda."] * 5
    with closing(Store.create(tmp_path / "ajsearch.db")) as store:
        wanted = keep(store, "a", structure("bibliograaf", ["Kirjeldab teavikuid."]))
        keep(store, "b", structure("kokk", ["Keedab suppi."]))
        given = keep(store, "c", structure("raamatukoguhoidja", work))
        advice = Advice(store, Upkeep(store, None))
        assert advice.nearest(given, limit=1)[0].id == wanted


def test_each_others_most_alike_are_so_by_far() -> None:
    alike = np.array([[0.3, 0.1, 0.0], [0.1, 0.2, 0.19], [0.0, 0.1, 0.05]], np.float32)
    rows, columns = each_others(alike, 0.12)
    assert list(zip(rows.tolist(), columns.tolist(), strict=True)) == [(0, 0)]
    assert each_others(np.array([[0.5]], np.float32), 0.12)[0].tolist() == [0]
    assert each_others(np.zeros((0, 3), np.float32), 0.12)[0].tolist() == []
    assert each_others(np.zeros((2, 2), np.float32), 0.12)[0].tolist() == []


def test_a_draft_begun_from_a_position_is_not_based_on_it_or_its_versions(advice: Advice, ids: dict[str, str]) -> None:
    kept = advice.kept(ids["old"])
    begun = draft_of_given(kept)
    for answer in (advice.draft(given_draft(begun), begun), advice.draft(kept)):
        assert not {ids["old"], ids["new"]} & set(answer.based_on)
        assert ids["far"] in answer.based_on
        assert "Koostab menüü." in {one.text for one in answer.suggestions["duty"]}


def test_a_draft_begun_from_a_position_may_change_its_title_and_employer(advice: Advice, ids: dict[str, str]) -> None:
    begun = draft_of_given(advice.kept(ids["old"]))
    changed = DraftDocument(title="abikokk", employer="Lasteaed", duty=begun.duty)
    assert not {ids["old"], ids["new"]} & set(advice.draft(given_draft(changed), changed).based_on)


def test_last_years_file_of_a_kept_post_is_not_the_basis_of_its_draft(advice: Advice, ids: dict[str, str]) -> None:
    duties = tuple(DraftItem(item.text) for item in COOKS["old"].sections[0].items)
    draft = DraftDocument(title="kokk", employer="Kool", duty=duties)
    assert not {ids["old"], ids["new"]} & set(advice.draft(given_draft(draft), draft).based_on)


def test_a_few_lines_for_a_post_that_is_kept_are_shown_its_other_duties(advice: Advice, ids: dict[str, str]) -> None:
    draft = DraftDocument(title="kokk", employer="Kool", duty=(DraftItem("Keedab suppi."),))
    answer = advice.draft(given_draft(draft), draft)
    assert ids["old"] in answer.based_on
    assert "Tellib jahu." in {one.text for one in answer.suggestions["duty"]}


def test_other_wordings_of_a_suggestion_are_shown_with_their_sources(advice: Advice, ids: dict[str, str]) -> None:
    answer = advice.draft(given_text("kokk\nkeedab suppi"))
    washing = next(one for one in answer.suggestions["duty"] if "nõu" in one.text)
    texts = {washing.text: washing.sources[0]} | {one.text: one.source for one in washing.variants}
    assert texts == {"Peseb nõusid.": ids["old"], "Peseb nõud.": ids["new"]}
