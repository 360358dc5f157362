"""The query language: what each sign means, and that any text is a legal query."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajsearch.model import CefrLevel, EducationLevel
from ajsearch.search import Filters, LanguageFilter, SearchField
from index.query_ast import And, Fact, Node, Not, Or, Phrase, Prefix, Word, wanted_leaves, without_negations
from index.querylang import MAX_WORDS, NO_WORDS, TOO_LONG, UNCLEAR, UNCLEAR_FACT, parse


def shape(node: Node) -> str:
    """A tree as text: words in their forms, fields before them where they are not any."""
    match node:
        case Word(token, scope):
            return _scoped(scope, token.form)
        case Prefix(stem, scope):
            return _scoped(scope, f"{stem}*")
        case Phrase(tokens, scope):
            return _scoped(scope, "'" + " ".join(token.form for token in tokens) + "'")
        case Fact(filters):
            return f"<{filters}>"
        case Not(child):
            return f"-{shape(child)}"
        case And(children):
            return "(" + " ".join(map(shape, children)) + ")"
        case Or(children):
            return "(" + " | ".join(map(shape, children)) + ")"


def _scoped(scope: SearchField, text: str) -> str:
    return text if scope is SearchField.ANY else f"{scope}:{text}"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "()"),
        ("klient", "klient"),
        ("Klientide nõustamine", "(klientide nõustamine)"),
        ('"eelarve koostamine"', "'eelarve koostamine'"),
        ("„eelarve koostamine“ juht", "('eelarve koostamine' juht)"),
        ("«eelarve koostamine»", "'eelarve koostamine'"),
        ('"eelarve"', "eelarve"),
        ("eelarve -juht", "(eelarve -juht)"),
        ("-juht", "-juht"),
        ('-"vanem spetsialist"', "-'vanem spetsialist'"),
        ("-(juht eelarve)", "-(juht eelarve)"),
        ("nõust*", "nõust*"),
        ("NÕUST*", "nõust*"),
        ("juht OR eelarve", "(juht | eelarve)"),
        ("juht VÕI eelarve VÕI raha", "(juht | eelarve | raha)"),
        ("juht | eelarve", "(juht | eelarve)"),
        ("vene OR inglise keel", "((vene | inglise) keel)"),
        ("juht OR (eelarve raha)", "(juht | (eelarve raha))"),
        ("juht või eelarve", "(juht eelarve)"),
        ("klient ja nõustamine", "(klient nõustamine)"),
        ("ja", "ja"),
        ("ja või", "(ja või)"),
        ("-ja", "-ja"),
        ("amet:juhataja", "title:juhataja"),
        ("TITLE:juhataja eelarve", "(title:juhataja eelarve)"),
        ("ülesanne:(eelarve raha)", "(duty:eelarve duty:raha)"),
        ('pädevus:"hea suhtleja"', "competency:'hea suhtleja'"),
        ("nõue:magist*", "requirement:magist*"),
        ("-eesmärk:toetus", "-purpose:toetus"),
        ("duty:(eelarve title:juht)", "(duty:eelarve title:juht)"),
        ("Eesmärk: nõustamine", "(eesmärk nõustamine)"),
        ("kell 12:30", "(kell 12:30)"),
        ("https://naide.ee/a?b=c", "https://naide.ee/a?b=c"),
        ("sise- ja väliskliendid", "(sise väliskliendid)"),
        ("kontoritehnika ja -mööbel", "(kontoritehnika mööbel)"),
        ("rahulolu-uuring", "rahulolu-uuring"),
        ("töötaja(te)", "töötajate"),
        ("((eelarve))", "eelarve"),
    ],
)
def test_signs_mean_what_the_help_says(query: str, expected: str) -> None:
    parsed = parse(query)
    assert (shape(parsed.root), parsed.notices) == (expected, ())


HELP = Path(__file__).parent.parent / "docs" / "paringukeel.md"
EXAMPLES = [
    query.replace("\\|", "|")
    for line in HELP.read_text("utf-8").splitlines()
    if line.startswith("| `") and not line.split("`")[1].endswith(":")
    for query in re.findall("`([^`]+)`", line.split(" | ")[0])
]


@pytest.mark.parametrize("query", EXAMPLES)
def test_every_example_of_the_help_is_understood_as_written(query: str) -> None:
    assert parse(query).notices == ()
    assert parse(query).root != And()


def test_suspended_compounds_are_understood_as_in_a_document() -> None:
    (first, _) = wanted_leaves(parse("sise- ja väliskliendid").root)
    assert isinstance(first, Word)
    assert "siseklient" in first.token.lemmas


def test_words_without_a_field_look_where_the_request_says() -> None:
    assert shape(parse("eelarve amet:juht", SearchField.DUTY).root) == "(duty:eelarve title:juht)"
    assert shape(parse("kõik:eelarve", SearchField.DUTY).root) == "eelarve"


def ru(lowest: str | None = None, highest: str | None = None) -> Filters:
    low, high = (CefrLevel(level) if level else None for level in (lowest, highest))
    return Filters(languages=(LanguageFilter("ru", low, high),))


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("keel:vene", ru()),
        ("keel:ru", ru()),
        ("language:russian", ru()),
        ("keel:vene>=B2", ru("B2")),
        ("keel:vene>=b2", ru("B2")),
        ("keel:vene:B2", ru("B2")),
        ("language:ru:A2-B1", ru("A2", "B1")),
        ("keel:vene=B1", ru("B1", "B1")),
        ("keel:vene<=B1", ru(None, "B1")),
        ("keel:vene>B1", ru("B2")),
        ("keel:vene<B1", ru(None, "A2")),
        ("keel:any-foreign", Filters(languages=(LanguageFilter("any-foreign"),))),
        ("haridus:kõrg", Filters(min_education=EducationLevel.HIGHER)),
        ("haridus>=magister", Filters(min_education=EducationLevel.MASTER)),
        ("haridus<=kesk", Filters(education=EducationLevel.SECONDARY)),
        ("haridus:>=bachelor", Filters(min_education=EducationLevel.BACHELOR)),
        ("haridus>kõrg", Filters(min_education=EducationLevel.MASTER)),
        ("haridus<kutse", Filters(education=EducationLevel.SECONDARY)),
        ("haridus=doktor", Filters(min_education=EducationLevel.DOCTOR, education=EducationLevel.DOCTOR)),
        ("kogemus<=2", Filters(max_experience=2)),
        ("kogemus>=0,5", Filters(min_experience=0.5)),
        ("kogemus:3", Filters(min_experience=3, max_experience=3)),
    ],
)
def test_facts_become_filters(query: str, filters: Filters) -> None:
    parsed = parse(query)
    assert (parsed.root, parsed.notices) == (Fact(filters), ())


def test_facts_combine_like_words() -> None:
    root = parse("eelarve (keel:vene OR -keel:inglise)").root
    assert isinstance(root, And)
    assert [type(child) for child in root.children] == [Word, Or]


@pytest.mark.parametrize(
    ("query", "value", "expected"),
    [
        ("keel:klingoni eelarve", "klingoni", "(klingoni eelarve)"),
        ("keel:vene>C2", "vene>C2", "(vene c2)"),
        ("haridus:tark", "tark", "tark"),
        ("kogemus:palju", "palju", "palju"),
    ],
)
def test_a_fact_that_is_not_understood_is_searched_as_words(query: str, value: str, expected: str) -> None:
    parsed = parse(query)
    assert shape(parsed.root).casefold() == expected
    assert parsed.notices == (UNCLEAR_FACT.format(value),)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("(eelarve", "eelarve"),
        ("eelarve)", "eelarve"),
        (")eelarve(", "eelarve"),
        ('"eelarve koostamine', "(eelarve koostamine)"),
        ("eelarve OR", "eelarve"),
        ("OR eelarve", "eelarve"),
        ("eelarve OR OR raha", "(eelarve | raha)"),
        ("eel*arve", "(eel arve)"),
        ("-() eelarve", "eelarve"),
        ("duty:() eelarve", "eelarve"),
        ("(" * 50 + "eelarve" + ")" * 50, "eelarve"),
    ],
)
def test_what_cannot_be_parsed_is_searched_as_words(query: str, expected: str) -> None:
    parsed = parse(query)
    assert shape(parsed.root) == expected
    assert parsed.notices == (UNCLEAR,)


@pytest.mark.parametrize("query", ["?!", "-", "– — …", "()"])
def test_signs_without_a_word_find_everything_and_say_so(query: str) -> None:
    parsed = parse(query)
    assert parsed.root == And()
    assert parsed.notices == (NO_WORDS,)


@pytest.mark.parametrize(
    "query", ["klient " * 500, "-klient " * 500, "k* " * 500, "keel:vene " * 500, "duty:klient OR " * 500, "x" * 10_000]
)
def test_a_long_query_is_cut_and_says_so(query: str) -> None:
    parsed = parse(query)
    assert len(list(_leaves(parsed.root))) <= MAX_WORDS
    assert TOO_LONG in parsed.notices


def _leaves(node: Node) -> list[Node]:
    match node:
        case And(children) | Or(children):
            return [leaf for child in children for leaf in _leaves(child)]
        case Not(child):
            return _leaves(child)
        case _:
            return [node]


def test_only_words_that_are_asked_for_count_as_wanted() -> None:
    root = parse('eelarve -raha "hea töö" kasu* keel:vene').root
    assert [shape(leaf) for leaf in wanted_leaves(root)] == ["eelarve", "'hea töö'", "kasu*"]
    remaining = without_negations(root)
    assert remaining is not None
    assert shape(remaining) == "(eelarve 'hea töö' kasu*)"
    assert without_negations(parse("-raha keel:vene").root) is None


SIGNS = st.sampled_from([*"()\"„“”«»-*:|<>=.,?'\u00ad\0\ud800 ", "OR", "VÕI", "keel:", "duty:", "kogemus", "ja", "töö"])


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(SIGNS, max_size=25).map("".join)), st.sampled_from(list(SearchField)))
def test_any_text_is_a_legal_query(text: str, field: SearchField) -> None:
    parsed = parse(text, field)
    assert parse(text, field) == parsed
    assert all(notice.endswith(".") for notice in parsed.notices)
    assert re.sub("<.*>", "<>", shape(parsed.root)).count("()") <= (parsed.root == And())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["eelarve", "nõustamine", "B2", "rahulolu-uuring", "IT"]), min_size=1, max_size=8))
def test_no_plain_word_is_lost(words: list[str]) -> None:
    leaves = list(wanted_leaves(parse(" ".join(words)).root))
    assert [leaf.token.form.casefold() for leaf in leaves if isinstance(leaf, Word)] == [w.casefold() for w in words]
