"""What is said in several words is found by the one word for it, and the other way round."""

import pytest

from ajsearch.estonian.analyser import analyse, analyse_query
from ajsearch.estonian.matching import match
from ajsearch.estonian.paraphrases import paraphrases
from ajsearch.estonian.synonyms import synonyms
from ajsearch.model import AnalysedPassage, SectionKind
from ajsearch.packed import pack
from ajsearch.search import Why
from index.highlight import Highlighter
from index.querylang import parse


def marked(query: str, text: str) -> list[tuple[str, str]]:
    passage = AnalysedPassage(1, "duty", SectionKind.DUTY, None, "Pealkiri", text, analyse(text))
    found, _ = Highlighter(parse(query).root).best_passages(pack([passage]))
    return [
        (one.text[start:end], why) for one in found for (start, end), why in zip(one.marks, one.mark_whys, strict=True)
    ]


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ("kodukülastus", "külastab lapse kodu", ["külastab", "kodu"]),
        ("kodukülastus", "kodusid külastatakse kord aastas", ["kodusid", "külastatakse"]),
        ("klienditeenindus", "Klientide teenindamine büroos", ["Klientide", "teenindamine"]),
        ("hankedokument", "koostab riigihangete alusdokumente", ["riigihangete", "alusdokumente"]),
        ("C1-tase", "oskus tasemel C1 või C1 tase", ["C1", "tase"]),
        ("koristustööd", "koristab klassiruume", ["koristab"]),
        ("otsustusvõime", "võime otsustada", ["võime", "otsustada"]),
    ],
)
def test_a_compound_is_found_by_its_parts_near_each_other(query: str, text: str, words: list[str]) -> None:
    found = marked(query, text)
    assert [word for word, _ in found] == words
    assert {why for _, why in found} == {Why.FAMILY}


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("kodukülastus", "Kodu on soe. Ta käib tööl ja puhkab ning lõpuks ka külastab muuseumi"),
        ("tööjuhend", "juhend, mille järgi teha tööd"),
        ("ametijuhend", "juhib ametit"),
        ("koosolek", "olek on koos"),
        ("peaspetsialist", "spetsialisti pea"),
    ],
)
def test_words_far_from_each_other_or_in_the_wrong_order_are_no_compound(query: str, text: str) -> None:
    assert marked(query, text) == []


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("klientide teenindamine", "Klienditeenindus"),
        ("keele oskus", "keeleoskus"),
        ("juhendite koostamine", "koostab tööjuhendi"),
    ],
)
def test_a_compound_answers_a_query_of_its_parts(query: str, text: str) -> None:
    assert marked(query, text)


def test_a_listed_phrase_is_a_synonym() -> None:
    found = marked("konfidentsiaalsus", "Hoiab kliendi andmeid saladuses")
    assert ("saladuses", "synonym") in found
    assert ("Hoiab", "synonym") in found


def test_a_synonym_counts_inside_compounds_and_for_what_is_derived() -> None:
    assert "kodukülastus" in synonyms("koduvisiit")
    assert "pingetaluvus" in synonyms("stressitaluvus")
    (asked,) = analyse_query("informeerimine")
    (word,) = analyse("teavitab")
    assert match(asked, word) is Why.SYNONYM


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("protokolli koostamine", "istungite protokollimine"),
        ("vene keele oskus", "vene keel suhtlustasandil"),
        ("saladuse hoidmine", "kohustub hoidma konfidentsiaalsust"),
        ("meeskonnas töötamine", "Meeskonnatöö: aitab kaaslasi"),
        ("keel", "viipekeelsed videod ja keeleline korrektsus"),
        ("usaldus", "usaldusväärsus"),
    ],
)
def test_words_that_say_next_to_nothing_need_not_be_there(query: str, text: str) -> None:
    assert marked(query, text)


@pytest.mark.parametrize(("query", "text"), [("arve", "võtab arvesse"), ("lepingu koostamine", "leping on sõlmitud")])
def test_words_that_say_something_must_be_there(query: str, text: str) -> None:
    assert marked(query, text) == []


def test_a_simple_word_has_no_paraphrase() -> None:
    (token,) = analyse_query("arve")
    assert paraphrases(token) == ()
