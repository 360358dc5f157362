"""Broken words are put right with their reasons; all else is left as it is."""

import pickle
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajsearch.estonian.folding import folding_key
from ajsearch.estonian.ocr_ngrams import letter_model, table
from ajsearch.estonian.ocr_prior import Prior, builtin_words
from ajsearch.estonian.ocr_training import training_forms
from ajsearch.estonian.repair import NEAR, Repairer, Why

REPAIRER = Repairer()


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("TOO- vOI TEENISTUSULESANDED", "TÖÖ- või TEENISTUSÜLESANDED"),
        ("OIGUSED", "ÕIGUSED"),
        ("Kliendindustaja", "Kliendinõustaja"),
        ("t66 digeaegne taitmine", "töö õigeaegne täitmine"),
        ("T66vahendid", "Töövahendid"),
        ("tédaeg", "tööaeg"),
        ("kUsimuste lahendamine", "küsimuste lahendamine"),
        ("sObralik", "sõbralik"),
        ("siisteemi riihm", "süsteemi rühm"),
        ("6igus", "õigus"),
        ("1abi vaatama", "läbi vaatama"),
        ("|Infosiisteemid", "Infosüsteemid"),
        ("asjad [Bpuni viima", "asjad lõpuni viima"),
        ("vérgustik", "võrgustik"),
        ("lesannete jaotus", "ülesannete jaotus"),
        ("vene keel tasemel Cl", "vene keel tasemel C1"),
        ("t\ufffd\ufffdjuhend", "tööjuhend"),
    ],
)
def test_ocr_errors_are_undone_in_short_texts(damaged: str, meant: str) -> None:
    assert REPAIRER.repair(damaged).text == meant


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("toojuhend", "tööjuhend"),
        ("oigusakt", "õigusakt"),
        ("noukogu esimees", "nõukogu esimees"),
        ("Uldosa", "Üldosa"),
    ],
)
def test_lost_diacritics_come_back(damaged: str, meant: str) -> None:
    repaired = REPAIRER.repair(damaged)
    assert repaired.text == meant
    assert repaired.changes[0].reason.endswith(Why.DIACRITICS)


def test_a_word_gives_way_to_a_far_likelier_one_and_says_so() -> None:
    repaired = REPAIRER.repair("osaleb toos")
    assert repaired.text == "osaleb töös"
    assert repaired.changes[0].reason.endswith(Why.REAL_WORD)


@pytest.mark.parametrize(
    "text",
    [
        "kohtute infosüsteem (KIS); toimikud säilitatakse KIS, mitte kapis",
        "PostGIS-i päringute koostamine",
        "https://toolaud.ee/oigus?voi=ara",
        "info.too@naidisvald.ee",
        "AKI, SKA, JIRA, AutoCAD, C1, B2, ISO 9001, VIII",
        "Mari ja Tiit Saarepuu",
        "kohus ja vara",
        "Õpetab lapsi, räägib vaga aeglaselt.",
        "12 345",
        "",
    ],
)
def test_names_codes_addresses_and_right_words_are_left_alone(text: str) -> None:
    assert REPAIRER.repair(text).changes == ()


def test_changes_tell_their_places_in_both_texts() -> None:
    text = "Töötaja: TOOLEPING, siis digusakt – t66."
    repaired = REPAIRER.repair(text)
    assert [change.original for change in repaired.changes] == ["TOOLEPING", "digusakt", "t66"]
    assert all(text[change.start : change.end] == change.original for change in repaired.changes)
    replaced = [repaired.text[start:end] for start, end in repaired.repaired_ranges()]
    assert replaced == [change.replacement for change in repaired.changes]
    assert repaired.changes[1].reason == f"d → õ: {Why.MISREAD}"


def test_other_words_within_reach_are_kept_as_alternatives() -> None:
    (change,) = REPAIRER.repair("kes jdudis").changes
    found = REPAIRER.candidates("jdudis", 5)
    assert 1 < len(found) <= 5
    assert [cost for _, cost in found] == sorted(cost for _, cost in found)
    near = [word for word, cost in found if cost <= found[0][1] + NEAR]
    assert [change.replacement, *change.alternatives] == near


@pytest.mark.parametrize("reader", ["cp1252", "latin-1", "cp1250", "cp1251"])
def test_broken_encodings_are_read_again(reader: str) -> None:
    text = "Töötaja täidab põhiülesandeid ja järgib šokiravi žürii juhiseid, 5 päeva."
    repaired = REPAIRER.repair(text.encode().decode(reader))
    assert repaired.text == text
    assert all(change.reason.endswith(Why.ENCODING) for change in repaired.changes)


def test_single_letters_of_another_baltic_character_set_are_put_right() -> None:
    assert REPAIRER.repair("Ðokolaad, garaaþ ja tōend").text == "Šokolaad, garaaž ja tõend"


def test_the_stores_own_words_decide_between_readings() -> None:
    odd = "rasüntel"
    before = Prior.builtin()
    learned = before.learn([("käopäev", 400), (odd, 50)])
    assert learned.total == before.total + 400
    assert learned.cost("käopäev") < before.cost("käopäev")
    assert Prior.builtin().cost("käopäev") == before.cost("käopäev")
    assert Repairer(learned).repair("kaopaev").text == "käopäev"


def test_a_prior_travels_to_workers_cheaply() -> None:
    packed = pickle.dumps(Prior.builtin().learn([("tööpäev", 3)]))
    assert len(packed) < 500_000
    assert pickle.loads(packed).cost("tööpäev") == Prior.builtin().learn([("tööpäev", 3)]).cost("tööpäev")


def test_the_folding_key_joins_what_ocr_confuses() -> None:
    assert folding_key("digusaktidega") == folding_key("õigusaktidega") == folding_key("6igusaktidega")
    assert folding_key("töö") is None


def test_the_shipped_letter_table_is_made_of_the_word_list() -> None:
    from importlib import resources

    shipped = resources.files("ajsearch").joinpath("data", "estonian", "ocr_ngrams.txt").read_text("utf-8")
    assert shipped == table(training_forms())


def test_the_word_list_is_large_and_its_model_loads_at_once() -> None:
    assert len({word for word, _ in builtin_words()}) >= 2500
    letter_model.cache_clear()
    began = time.process_time()
    letter_model()
    assert time.process_time() - began < 0.3


@given(st.text(alphabet="abdeiklmnostuõäöü6é|[1 -\n.AOUT\ufffdÃ¶", max_size=60))
@settings(max_examples=60, deadline=None)
def test_changes_of_any_text_can_be_undone(text: str) -> None:
    repaired = REPAIRER.repair(text)
    undone = repaired.text
    for change, (start, end) in reversed(list(zip(repaired.changes, repaired.repaired_ranges(), strict=True))):
        undone = undone[:start] + change.original + undone[end:]
    assert undone == text
