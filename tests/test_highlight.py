"""Passages and marks: whole words, each with its reason, of the items that answer the query."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajsearch.estonian.matching import match
from ajsearch.estonian.paraphrases import paraphrases
from ajsearch.model import AnalysedPassage, SectionKind
from ajsearch.packed import pack
from ajsearch.search import Passage, SearchField, Why
from index.highlight import Highlighter
from index.query_ast import Leaf, Phrase, Word, wanted_leaves
from index.querylang import parse
from index.showing import Measure
from tests.engine_contract import VOCABULARY, analysed_text, check_marks


def passage(item: int, kind: str, text: str, *, field: str | None = None) -> AnalysedPassage:
    own = {"general": "title", "result": "duty"}.get(kind, kind if kind in set(SearchField) else "")
    found_in = own if field is None else field
    heading = "" if kind == "general" else "Pealkiri"
    return AnalysedPassage(item, found_in, SectionKind(kind), None, heading, text, analysed_text(text))


TITLE = passage(0, "general", "Kliendinõustaja")
ADVICE = passage(1, "duty", "Klientide nõustamine ja juhendamine.")
ANSWER = passage(1, "result", "Inimesed saavad õigusaktist aru.")
LAWS = passage(2, "duty", "Õigusaktide eelnõude koostamine; töö- ja teenistusülesannete jagamine.")
SKILL = passage(3, "competency", "Suhtlemine: nõustab kolleege.")
RULE = passage(4, "obligation", "Järgib õigusakte.")
POSITION = (TITLE, ADVICE, ANSWER, LAWS, SKILL, RULE)


def marked(found: tuple[Passage, ...]) -> list[list[tuple[str, str]]]:
    """Marked words with their reasons, passage by passage."""
    return [
        [(one.text[start:end], why.value) for (start, end), why in zip(one.marks, one.mark_whys, strict=True)]
        for one in found
    ]


def best(query: str, field: SearchField = SearchField.ANY) -> list[list[tuple[str, str]]]:
    return marked(Highlighter(parse(query, field).root).best_passages(pack(POSITION))[0])


def scattered(query: str) -> list[list[tuple[str, str]]]:
    return marked(Highlighter(parse(query).root).best_passages(pack(POSITION))[1])


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("nõustamine", [("nõustamine", "exact")]),
        ("eelnõu", [("eelnõude", "lemma")]),
        ("kolleeg suhtlema", [("Suhtlemine", "family"), ("kolleege", "lemma")]),
        ("tööülesanne", [("töö", "lemma"), ("teenistusülesannete", "synonym")]),
        ('"klientide nõustamise"', [("Klientide", "exact"), ("nõustamine", "lemma")]),
        ("kolle*", [("kolleege", "exact")]),
        ("klient nõustamine juhendamine", [("Klientide", "lemma"), ("nõustamine", "exact"), ("juhendamine", "exact")]),
    ],
)
def test_whole_words_are_marked_with_the_strongest_reason(query: str, first: list[tuple[str, str]]) -> None:
    assert best(query)[0] == first


def test_only_items_with_all_words_are_shown_when_there_is_one() -> None:
    assert best("klient õigusakt") == [[("Klientide", "lemma")], [("õigusaktist", "lemma")]]


def test_words_that_meet_in_no_item_are_shown_elsewhere_one_by_one() -> None:
    assert best("kolleeg eelnõu") == []
    assert scattered("kolleeg eelnõu") == [[("eelnõude", "lemma")], [("kolleege", "lemma")]]
    assert scattered("klient õigusakt") == []


def test_an_item_with_nearly_all_of_the_weight_answers_but_never_a_single_word() -> None:
    query = parse("klientide nõustamine juhendamine eelnõu").root
    light = {"eelnõu": 0.2}

    def weigh(leaf: Leaf) -> float:
        assert isinstance(leaf, Word)
        return light.get(leaf.token.form, 1.0)

    answering, elsewhere = Highlighter(query).best_passages(pack(POSITION), Measure(weigh))
    assert [one.text for one in answering] == [ADVICE.text]
    assert elsewhere == ()
    assert Highlighter(query).best_passages(pack(POSITION))[0] == answering  # three of four words
    assert best("nõustamine arhiiv") == []


def test_synonyms_answer_only_where_the_word_itself_is_nowhere() -> None:
    query = parse("koolitus").root
    passages = [passage(1, "duty", "Kursuste pidamine.")]
    assert marked(Highlighter(query).best_passages(pack(passages))[0]) == [[("Kursuste", "synonym")]]
    answering, elsewhere = Highlighter(query).best_passages(
        pack(passages), Measure(said=frozenset(wanted_leaves(query)))
    )
    assert answering == ()
    assert marked(elsewhere) == [[("Kursuste", "synonym")]]


def test_words_that_say_the_same_answer_also_where_the_word_itself_is_said() -> None:
    query = parse("andmebaas").root
    passages = [passage(1, "duty", "Andmekogude haldamine.")]
    answering, _ = Highlighter(query).best_passages(pack(passages), Measure(said=frozenset(wanted_leaves(query))))
    assert marked(answering) == [[("Andmekogude", "synonym")]]


def test_words_of_the_title_count_for_every_item() -> None:
    assert best("kliendinõustaja eelnõu") == [[("Kliendinõustaja", "exact")], [("eelnõude", "lemma")]]


def test_words_that_look_in_different_fields_are_answered_on_their_own() -> None:
    assert best("competency:kolleeg duty:eelnõu") == [[("eelnõude", "lemma")], [("kolleege", "lemma")]]


def test_an_excluded_word_is_not_marked() -> None:
    assert best("eelnõu -kolleeg") == [[("eelnõude", "lemma")]]
    assert best("-kolleeg") == []


def test_function_words_are_not_marked() -> None:
    assert best("koostamine ja jagamine")[0] == [("koostamine", "exact"), ("jagamine", "exact")]


def test_a_word_with_a_field_is_marked_there_only() -> None:
    assert best("duty:nõustamine") == [[("nõustamine", "exact")]]
    assert best("nõustamine", SearchField.COMPETENCY) == [[("nõustab", "family")]]
    assert best("amet:nõustaja") == [[("Kliendinõustaja", "part")]]


def test_a_phrase_does_not_cross_passages_or_skip_words() -> None:
    assert best('"juhendamine inimesed"') == []
    assert best('"klientide juhendamine"') == []


def test_alternatives_need_only_one() -> None:
    assert best("kolleeg OR eelnõu") == [[("eelnõude", "lemma")], [("kolleege", "lemma")]]


def test_all_passages_come_in_the_documents_order() -> None:
    found = Highlighter(parse("õigusakt klient").root).all_passages(pack(POSITION))
    assert [one.text for one in found] == [one.text for one in (TITLE, ADVICE, ANSWER, LAWS, RULE)]


def test_a_passage_keeps_what_it_is() -> None:
    (found,), _ = Highlighter(parse("eelnõu").root).best_passages(pack(POSITION))
    assert (found.section, found.number, found.heading, found.text) == (SectionKind.DUTY, None, "Pealkiri", LAWS.text)


def test_reasons_of_a_passage_are_listed_strongest_first() -> None:
    (found,), _ = Highlighter(parse("suhtlema kolleeg nõustab").root).best_passages(pack(POSITION))
    assert found.why == (Why.EXACT, Why.LEMMA, Why.FAMILY)


WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.one_of(st.lists(WORDS, max_size=8).map(" ".join), st.text(max_size=30))
QUERIES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
    st.builds('"{} {}" {}'.format, WORDS, WORDS, WORDS),
    st.text(max_size=20),
)


@settings(max_examples=200, deadline=None)
@given(QUERIES, st.lists(TEXTS, max_size=4))
def test_every_marked_word_matches_and_every_match_is_marked(query: str, texts: list[str]) -> None:
    root = parse(query).root
    passages = [passage(item, "duty", text) for item, text in enumerate(texts)]
    leaves = list(wanted_leaves(root))
    words = [leaf.token for leaf in leaves if isinstance(leaf, Word)]
    phrased = [token for leaf in leaves if isinstance(leaf, Phrase) for token in leaf.tokens]
    phrased += [token for word in words for paraphrase in paraphrases(word) for token in paraphrase.words]
    shown = {id(one): one for one in Highlighter(root).all_passages(pack(passages))}
    by_text = {one.text: one for one in shown.values()}
    for one in passages:
        spans = {(token.start, token.end): token for token in one.tokens}
        matching = {span for span, token in spans.items() if any(match(word, token) for word in words)}
        marks = set(by_text[one.text].marks) if one.text in by_text else set()
        if not any(not isinstance(leaf, Word | Phrase) for leaf in leaves):
            assert matching <= marks
            assert all(span in matching or any(match(word, spans[span]) for word in phrased) for span in marks)
        assert marks <= set(spans)
    for found in by_text.values():
        check_marks(found.text, found.marks)
        assert len(found.mark_whys) == len(found.marks)
        assert set(found.why) == set(found.mark_whys)
