"""Every filter finds exactly what the contract says: engine and index against a reference that knows neither."""

from contextlib import closing
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajsearch import bootstrap
from ajsearch.asking import build_request
from ajsearch.model import CefrLevel
from ajsearch.search import Filters, LanguageFilter, Need, SearchRequest
from index.facts import FactField, fact_terms, read_demand
from index.filters import passes
from index.whoosh_engine import WhooshEngine
from tests.engine_contract import MemorySource, position
from tests.reference_facts import random_facts, random_filters, satisfies

BLANK = position("blank", "Nõunik", ("duty", "Lepingute hoidmine."))


def generated(count):
    random = Random(5)
    made = []
    for number in range(count):
        facts = random_facts(random, replace(BLANK.position, id=f"p{number:03}"))
        made.append(replace(BLANK, position=facts))
    return made


POSITIONS = generated(300)


@pytest.fixture(scope="module")
def engine():
    with closing(WhooshEngine(None, MemorySource(POSITIONS))) as engine:
        engine.rebuild(POSITIONS)
        yield engine


def found(engine, filters):
    return {hit.id for hit in engine.search(SearchRequest(filters=filters, limit=1000)).hits}


def expected(filters, positions=POSITIONS):
    return {one.position.id for one in positions if satisfies(one.position, filters)}


def test_the_engine_finds_what_the_reference_finds(engine):
    random = Random(11)
    counts = []
    for _ in range(250):
        filters = random_filters(random)
        wanted = expected(filters)
        assert found(engine, filters) == wanted, filters
        counts.append(len(wanted))
    assert sum(0 < count < len(POSITIONS) for count in counts) > 100


@given(st.integers(0, 2**32))
def test_one_position_passes_as_the_reference_says(seed):
    random = Random(seed)
    one, filters = random_facts(random, BLANK.position), random_filters(random)
    assert passes(one, filters) == satisfies(one, filters)


@pytest.mark.parametrize("need", [*Need])
@pytest.mark.parametrize("approximate", [False, True])
@pytest.mark.parametrize("code", ["ru", "any-foreign"])
def test_every_level_and_range_of_a_language(engine, need, approximate, code):
    bounds = [(None, None), *((low, None) for low in CefrLevel), *((None, high) for high in CefrLevel)]
    bounds += [(low, high) for low in CefrLevel for high in CefrLevel if low <= high]
    for low, high in bounds:
        filters = Filters(languages=(LanguageFilter(code, low, high),), need=need, approximate=approximate)
        assert found(engine, filters) == expected(filters)


VALUES = {
    "employer": "employers",
    "unit": "units",
    "language": "languages",
    "education": "education_levels",
    "licence": "licences",
    "tool": "tools",
    "certificate": "certificates",
    "competency": "competencies",
    "citizenship": "citizenship",
    "background": "background",
}


def narrowed(filters, facet, value):
    """The filters with this value as the facet's only one."""
    if facet == "experience":
        years = None if value == "none" else float(value)
        return replace(filters, min_experience=years, max_experience=0 if years is None else years)
    if facet == "clearance":
        return replace(filters, clearance=True)
    made = build_request("", **{VALUES[facet]: [value]}).filters
    if facet == "education":
        filters = replace(filters, education=None, min_education=None)
    return replace(filters, **{VALUES[facet]: getattr(made, VALUES[facet])})


def test_every_facet_counts_what_its_value_leaves(engine):
    random = Random(3)
    checked = set()
    for _ in range(25):
        filters = random_filters(random)
        for facet, counts in engine.search(SearchRequest(filters=filters, limit=0)).facets.items():
            for one in counts:
                assert len(expected(narrowed(filters, facet, one.value))) == one.count, (facet, one, filters)
                checked.add(facet)
    assert checked == {*VALUES, "experience", "clearance"}


def test_samples_are_filtered_as_the_reference_says(samples):
    random = Random(2)
    with bootstrap.reading(samples) as app:
        positions = list(app.store.positions())
        for _ in range(150):
            filters = random_filters(random)
            assert found(app.engine, filters) == expected(filters, positions), filters


def test_a_demand_of_many_languages_survives_the_index():
    many = generated(40)
    for one in many:
        for atom in fact_terms(one.position)[FactField.LANGUAGE_DEMAND]:
            assert read_demand(atom).least in (1, 2)


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("keel:vene", {"languages": ["ru"]}),
        ("keel:vene>=B2", {"languages": ["ru:B2"]}),
        ("keel:vene>=B2:nõutav", {"languages": ["ru:B2"], "need": "required"}),
        ("keel:ru:B1:soovitav", {"languages": ["ru:B1"], "need": "welcome"}),
        ("keel:vene:valikuline", {"languages": ["ru"], "need": "alternative"}),
        ("keel:inglise>=B1:ligikaudne", {"languages": ["en:B1"], "approximate": True}),
        ("keel:inglise:A2-B2", {"languages": ["en:A2-B2"]}),
        ("keel:any-foreign>=B1", {"languages": ["any-foreign:B1"]}),
        ("-keel:vene", {"no_languages": ["ru"]}),
        ("keel:eesti keel:vene", {"languages": ["et", "ru"]}),
        ("haridus:kõrg", {"min_education": "higher"}),
        ("haridus>=bakalaureus", {"min_education": "bachelor"}),
        ("haridus<=kesk", {"education": "secondary"}),
        ("haridus:puudub", {"education_levels": ["none"]}),
        ("kogemus<=2", {"max_experience": 2}),
        ("kogemus>=3", {"min_experience": 3}),
        ("kogemus:2", {"max_experience": 2, "min_experience": 2}),
        ("kogemus:puudub", {"max_experience": 0}),
        ("luba:B", {"licences": ["B"]}),
        ("luba:b:nõutav", {"licences": ["B"], "need": "required"}),
        ("luba:riigisaladus", {"clearance": True}),
        ("riigisaladus:jah", {"clearance": True}),
        ("programm:Excel", {"tools": ["Excel"]}),
        ('programm:"süsteem: x":soovitav', {"tools": ["Süsteem: X"], "need": "welcome"}),
        ("tunnistus:arhivaar", {"certificates": ["arhivaar"]}),
        ("võime:koostöö", {"competencies": ["koostöö"]}),
        ("võime:Meeskonnatöö", {"competencies": ["koostöövõime"]}),
        ('programm:"ms excel"', {"tools": ["Excel"]}),
        ("kodakondsus:eesti", {"citizenship": ["estonia"]}),
        ("taust:karistamatus", {"background": ["no_conviction"]}),
        ('asutus:"Näidisamet: keskus"', {"employers": ["Näidisamet: keskus"]}),
        ("üksus:„Teine talitus“", {"units": ["Teine talitus"]}),
        ("oskan:eesti,vene=B1", {"speaks": ["et", "ru:B1"]}),
        ("oskan:eesti oskan:vene=B1", {"speaks": ["et", "ru:B1"]}),
        ("haridus<=kesk kogemus<=2 oskan:eesti", {"education": "secondary", "max_experience": 2, "speaks": ["et"]}),
    ],
)
def test_a_condition_in_the_query_is_the_option(engine, query, options):
    results = engine.search(SearchRequest(query=query, limit=1000))
    by_option = build_request("", **options).filters
    assert {hit.id for hit in results.hits} == found(engine, by_option) == expected(by_option)
    assert (results.notice, 0 < results.total < len(POSITIONS)) == (None, True)
    assert results.conditions or query.startswith("-")


@pytest.mark.parametrize("query", ["keel:klingoni", "kogemus:palju", "haridus:tark", "oskan:vene=B1-C1", "luba>B"])
def test_a_condition_that_makes_no_sense_is_searched_as_words_and_said(engine, query):
    assert "ei saadud aru" in (engine.search(SearchRequest(query=query)).notice or "")
