"""Similar positions: what makes two roles alike, what does not, and why."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ajsearch.errors import FileProblem, UnknownPosition
from ajsearch.model import SectionKind
from ajsearch.roles.advice import Advice
from ajsearch.roles.given import given_file, given_text
from ajsearch.roles.upkeep import Upkeep
from ajsearch.store import Store
from tests.roles import keep, structure
from tests.texts import DRIVER

TEMPLATE = "Täidab vahetu juhi antud ülesandeid ja hoiab talle usaldatud vara."

ROLES = {
    "buyer": structure(
        "hankespetsialist",
        ["Koostab asutuse hankeplaani.", "Avaldab hanketeateid riigihangete registris.", TEMPLATE],
        purpose="Asutuse ostude korraldamine.",
    ),
    "purchaser": structure(
        "ostujuht",
        ["Hankeplaani koostamine ja jälgimine.", "Riigihangete läbiviimine registris.", TEMPLATE],
    ),
    "nurse": structure("õde", ["Manustab patsientidele ravimeid.", "Seob haavu.", TEMPLATE]),
    "carer": structure("hooldaja", ["Peseb ja toidab patsiente.", "Vahetab haavasidemeid.", TEMPLATE]),
    "driver": structure("bussijuht", ["Veab õpilasi kooli.", "Peab sõidupäevikut.", TEMPLATE]),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.create(tmp_path / "ajsearch.db")
    yield store
    store.close()


@pytest.fixture
def ids(store: Store) -> dict[str, str]:
    return {name: keep(store, name, role) for name, role in ROLES.items()}


@pytest.fixture
def advice(store: Store, ids: dict[str, str]) -> Advice:
    return Advice(store, Upkeep(store, None))


def test_the_same_work_in_other_words_comes_first(advice: Advice, ids: dict[str, str]) -> None:
    for one, other in (("buyer", "purchaser"), ("purchaser", "buyer"), ("nurse", "carer"), ("carer", "nurse")):
        assert advice.similar(advice.kept(ids[one]), limit=1).hits[0].id == ids[other]


def test_what_every_template_says_makes_nothing_alike(advice: Advice, ids: dict[str, str]) -> None:
    scores = {hit.id: hit.score for hit in advice.similar(advice.kept(ids["buyer"]), limit=5).hits}
    assert scores[ids["purchaser"]] > 0.4
    assert scores.get(ids["driver"], 0) < 0.3


def test_a_position_is_not_similar_to_itself_but_its_text_is_wholly(advice: Advice, ids: dict[str, str]) -> None:
    assert ids["driver"] not in [hit.id for hit in advice.similar(advice.kept(ids["driver"]), limit=5).hits]
    text = "bussijuht\nVeab õpilasi kooli.\nPeab sõidupäevikut.\n" + TEMPLATE
    best = advice.similar(given_text(text), limit=1).hits[0]
    assert (best.id, best.score) == (ids["driver"], pytest.approx(1.0, abs=0.001))


def test_pairs_say_which_duties_correspond_and_which_do_not(advice: Advice, ids: dict[str, str]) -> None:
    hit = advice.similar(advice.kept(ids["buyer"]), limit=1).hits[0]
    pairs = {pair.a: pair.b for pair in hit.shared if pair.section is SectionKind.DUTY}
    assert pairs["Koostab asutuse hankeplaani."] == "Hankeplaani koostamine ja jälgimine."
    assert pairs["Avaldab hanketeateid riigihangete registris."] == "Riigihangete läbiviimine registris."
    assert all(0 < pair.score <= 1 for pair in hit.shared)
    other = advice.similar(given_text("bussijuht\n- Hooldab bussi mootorit\n- Veab õpilasi kooli"), limit=1).hits[0]
    assert other.only_here == ("Hooldab bussi mootorit",)
    assert "Peab sõidupäevikut." in other.only_there


def test_lines_are_a_title_and_duties_without_their_numbers_and_bullets() -> None:
    given = given_text("ostujuht\n1. Koostab hankeplaane\n• Peab registrit\n\n")
    assert given.title == "ostujuht"
    assert [item.text for item in given.items] == ["ostujuht", "Koostab hankeplaane", "Peab registrit"]


def test_a_whole_description_is_taken_apart(tmp_path: Path) -> None:
    path = tmp_path / "juhend.txt"
    path.write_text(DRIVER, encoding="utf-8")
    given = given_file(path)
    assert (given.name, given.title) == ("juhend.txt", "bussijuht")
    assert {item.kind for item in given.items} >= {SectionKind.DUTY, SectionKind.REQUIREMENT}


def test_a_file_of_a_few_lines_is_a_draft(tmp_path: Path) -> None:
    path = tmp_path / "mustand.txt"
    path.write_text("ostujuht\nkoostab hankeplaane\n", encoding="utf-8")
    assert given_file(path).title == "ostujuht"


@pytest.mark.parametrize("text", ["", " \n ", "\x00"])
def test_nothing_is_refused_and_not_guessed_about(text: str) -> None:
    with pytest.raises(FileProblem):
        given_text(text)


def test_words_that_nobody_has_find_nothing(advice: Advice) -> None:
    assert advice.similar(given_text("xqzw\nqwxz vvkk"), limit=5).hits == ()


def test_an_unknown_id_is_told(advice: Advice) -> None:
    with pytest.raises(UnknownPosition):
        advice.kept("puudub")


def test_an_empty_store_has_no_similar_position(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "empty.db")
    assert Advice(store, Upkeep(store, None)).similar(given_text("õde\nseob haavu"), limit=5).hits == ()
    store.close()


def test_what_tells_most_explains_likeness_first(store: Store) -> None:
    other_tasks = "Täidab muid vahetu juhi antud ülesandeid."
    roles = [
        structure("kokk", [other_tasks, "Keedab lastele suppi ja putru."]),
        structure("koolikokk", [other_tasks, "Keedab õpilastele suppe ning putrusid."]),
        structure("tõlk", [other_tasks, "Tõlgib kirju."]),
        structure("õde", [other_tasks, "Seob haavu."]),
    ]
    kept = [keep(store, f"{number}.txt", role) for number, role in enumerate(roles)]
    advice = Advice(store, Upkeep(store, None))
    shared = advice.similar(advice.kept(kept[0]), limit=1).hits[0].shared
    assert [pair.b for pair in shared if pair.section is SectionKind.DUTY] == [
        "Keedab õpilastele suppe ning putrusid.",
        other_tasks,
    ]
