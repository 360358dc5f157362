"""What every engine must do: a test module subclasses ``EngineContract`` and gives the fixture ``new_engine``."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ajsearch.estonian.analyser import analyse
from ajsearch.estonian.matching import Tier, match, terms_of, terms_sought
from ajsearch.estonian.paraphrases import TIERS, paraphrases
from ajsearch.model import (
    AnalysedPassage,
    AnalysedPosition,
    CefrLevel,
    Certainty,
    EducationLevel,
    EducationRequirement,
    Item,
    LanguageRequirement,
    LicenceRequirement,
    Position,
    Quality,
    Section,
    SectionKind,
    Token,
)
from ajsearch.packed import ShownPosition, pack, shown
from ajsearch.search import (
    CompletionKind,
    Filters,
    LanguageFilter,
    Need,
    PositionSource,
    Results,
    SearchEngine,
    SearchField,
    SearchRequest,
    Sort,
    Why,
)
from index.filters import passes
from index.query_ast import And, Fact, Node, Not, Or, Phrase, Prefix, Word, without_negations
from index.querylang import parse

analysed_text = lru_cache(maxsize=4096)(analyse)

Part = tuple[str, str] | tuple[str, str, Sequence[str]]
"""Field (or kind of section) and text of an item, with a duty's results."""


class MemorySource:
    """The positions that an engine shows."""

    def __init__(self, positions: Iterable[AnalysedPosition] = ()) -> None:
        self.positions = {one.position.id: one for one in positions}

    def shown(self, ids: Sequence[str]) -> Mapping[str, ShownPosition]:
        return {one: shown(self.positions[one]) for one in ids if one in self.positions}


NewEngine = Callable[[PositionSource], SearchEngine]


def position(position_id: str, title: str, *parts: Part, **facts: object) -> AnalysedPosition:
    """A position made of items; each part is a new item."""
    passages = [AnalysedPassage(0, "title", SectionKind.GENERAL, None, "", title, analysed_text(title))]
    for item, (kind, text, *results) in enumerate(parts, 1):
        field = kind if kind in set(SearchField) else ""
        section = SectionKind(kind)
        passages.append(AnalysedPassage(item, field, section, f"{item}.", "Pealkiri", text, analysed_text(text)))
        passages += [
            AnalysedPassage(item, field, SectionKind.RESULT, f"{item}.", "Pealkiri", result, analysed_text(result))
            for result in (results[0] if results else ())
        ]
    known = {
        "employer": None,
        "unit": None,
        "languages": (),
        "education": None,
        "experience_years": None,
        "experience_required": False,
        "driving_licence": (),
        "security_clearance": False,
        "ingested_at": "2026-01-01T00:00:00Z",
    } | facts
    whole = Position(
        id=position_id,
        path=f"{position_id}.txt",
        format="text",
        title=title,
        manager=None,
        document_language="et",
        sections=(),
        quality=Quality(),
        **known,  # type: ignore[arg-type]
    )
    return AnalysedPosition(whole, tuple(passages))


def language(code: str, level: str | None = None, **facts: object) -> LanguageRequirement:
    given_facts = {"required": True, "certainty": Certainty.EXACT if level else Certainty.NONE} | facts
    return LanguageRequirement(
        language=code,
        level=CefrLevel(level) if level else None,
        quote="…",
        **given_facts,  # type: ignore[arg-type]
    )


def schooling(level: str, *, required: bool = True) -> EducationRequirement:
    return EducationRequirement(level=EducationLevel(level), required=required, quote="…")


CONSULTANT = position(
    "consultant",
    "Kliendinõustaja",
    ("purpose", "Ametikoha eesmärk on inimeste abistamine toetuste taotlemisel."),
    ("duty", "Klientide nõustamine ja õigusaktide selgitamine.", ["Inimesed on saanud selge vastuse."]),
    ("duty", "Kaebuste lahendamine koostöös teiste osakondadega."),
    ("competency", "Suhtlemine: väljendab end selgelt."),
    ("requirement", "Vene keele oskus tasemel B2."),
    employer="Näidisamet",
    unit="Nõustamise talitus",
    languages=(language("et", "C1"), language("ru", "B2")),
    education=schooling("secondary"),
    experience_years=1.0,
    experience_required=True,
    ingested_at="2026-03-01T00:00:00Z",
)
ACCOUNTANT = position(
    "accountant",
    "Raamatupidaja",
    ("duty", "Eelarve koostamine ja raamatupidamise korraldamine."),
    ("duty", "Klientide teenindamine telefoni teel."),
    ("competency", "Koostöö: nõustab kolleege sõbralikult."),
    employer="Proovivald",
    languages=(language("et", "B2", certainty=Certainty.LAW), language("en", "B1", certainty=Certainty.APPROX)),
    education=schooling("higher"),
    experience_years=3.0,
    experience_required=True,
    driving_licence=(LicenceRequirement(category="B", required=False),),
    ingested_at="2026-02-01T00:00:00Z",
)
HEAD = position(
    "head",
    "Õigusosakonna juhataja",
    ("duty", "Osakonna töö juhtimine ja eelarve täitmise jälgimine."),
    ("duty", "Õigusaktide eelnõude koostamine."),
    ("requirement", "Magistrikraad õigusteaduses, riigisaladuse luba."),
    ("obligation", "Hoiab tööandja vara."),
    employer="Näidisamet",
    languages=(
        language("et", "C2"),
        language("ru", "B1", group="g1", group_min=1),
        language("fi", "B1", group="g1", group_min=1),
    ),
    education=schooling("master"),
    experience_years=5.0,
    experience_required=True,
    driving_licence=(LicenceRequirement(category="B", required=True),),
    security_clearance=True,
    ingested_at="2026-04-01T00:00:00Z",
)
DRIVER = position(
    "driver",
    "Autojuht",
    ("duty", "Sõidukite hooldamine."),
    ("tool", "Ametiauto ja telefon."),
    ("requirement", "Kasuks tuleb vene keele oskus, võõrkeel ei ole nõutav."),
    languages=(language("ru", None, required=False), language("any-foreign", "A2", required=False)),
    driving_licence=(LicenceRequirement(category="C", required=True),),
)
CORPUS = (CONSULTANT, ACCOUNTANT, HEAD, DRIVER)


def found(results: Results) -> list[str]:
    return [hit.id for hit in results.hits]


class EngineContract:
    """Tests over a few positions, and over many small random ones."""

    @pytest.fixture
    def engine(self, new_engine: NewEngine) -> Iterator[SearchEngine]:
        with closing(new_engine(MemorySource(CORPUS))) as engine:
            engine.rebuild(CORPUS)
            yield engine

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("klientide nõustamine", {"consultant", "accountant"}),
            ("klient", {"consultant", "accountant"}),
            ("nõustamine telefon", {"accountant"}),
            ("raamatupidamine", {"accountant"}),
            ("Õigusakt", {"consultant", "head"}),
            ("juht", {"head", "driver"}),
            ('"eelarve koostamine"', {"accountant"}),
            ('"koostamine eelarve"', set()),
            ('"eelarvete koostamist"', {"accountant"}),
            ("eelarve -raamatupidaja", {"head"}),
            ("-eelarve", {"consultant", "driver"}),
            ("-eelarve -sõiduk", {"consultant"}),
            ("raamatup*", {"accountant"}),
            ("RAAMATUP*", {"accountant"}),
            ("autojuht OR raamatupidaja", {"accountant", "driver"}),
            ("autojuht VÕI raamatupidaja", {"accountant", "driver"}),
            ("eelarve (jälgimine OR korraldamine) -osakond", {"accountant"}),
            ("amet:juhataja", {"head"}),
            ("title:eelarve", set()),
            ("ülesanne:(eelarve OR sõiduk)", {"accountant", "head", "driver"}),
            ('duty:"töö juhtimine"', {"head"}),
            ("-duty:eelarve", {"consultant", "driver"}),
            ("nõue:luba", {"head"}),
            ("pädevus:nõustab", {"accountant"}),
            ("eesmärk:toetus", {"consultant"}),
            ("duty:vastus", {"consultant"}),
            ("klient ja nõustamine ning", {"consultant", "accountant"}),
            ("vara", {"head"}),
            ("keel:vene", {"consultant", "head", "driver"}),
            ("keel:vene>=B2", {"consultant"}),
            ("language:ru:B1 eelarve", {"head"}),
            ("-keel:vene", {"accountant"}),
            ("keel:vene OR kogemus>=3", {"consultant", "head", "driver", "accountant"}),
            ("haridus:kõrg", {"accountant", "head"}),
            ("kogemus<=1", {"consultant", "driver"}),
        ],
    )
    def test_a_query_finds_exactly_these_positions(self, engine: SearchEngine, query: str, expected: set[str]) -> None:
        results = engine.search(SearchRequest(query=query))
        assert set(found(results)) == expected
        assert results.total == len(expected)

    @pytest.mark.parametrize(
        ("field", "query", "expected"),
        [
            (SearchField.DUTY, "nõustamine", {"consultant"}),
            (SearchField.COMPETENCY, "nõustamine", {"accountant"}),
            (SearchField.TITLE, "juhataja", {"head"}),
            (SearchField.REQUIREMENT, "keel", {"consultant", "driver"}),
            (SearchField.PURPOSE, "inimene", {"consultant"}),
            (SearchField.DUTY, "amet:raamatupidaja eelarve", {"accountant"}),
        ],
    )
    def test_a_field_narrows_all_words_without_one_of_their_own(
        self, engine: SearchEngine, field: SearchField, query: str, expected: set[str]
    ) -> None:
        assert set(found(engine.search(SearchRequest(query=query, field=field)))) == expected

    @pytest.mark.parametrize(
        ("filters", "expected"),
        [
            (Filters(), {"consultant", "accountant", "head", "driver"}),
            (Filters(languages=(LanguageFilter("ru"),)), {"consultant", "head", "driver"}),
            (Filters(languages=(LanguageFilter("ru"),), need=Need.REQUIRED), {"consultant"}),
            (Filters(languages=(LanguageFilter("ru"),), need=Need.WELCOME), {"driver"}),
            (Filters(languages=(LanguageFilter("ru", CefrLevel.B1),)), {"consultant", "head"}),
            (Filters(languages=(LanguageFilter("ru", CefrLevel.A2, CefrLevel.B1),)), {"head"}),
            (Filters(languages=(LanguageFilter("et", CefrLevel.B2),)), {"consultant", "accountant", "head"}),
            (Filters(languages=(LanguageFilter("en", CefrLevel.B1),)), set()),
            (Filters(languages=(LanguageFilter("en", CefrLevel.B1),), approximate=True), {"accountant"}),
            (Filters(languages=(LanguageFilter("any-foreign"),)), {"driver"}),
            (Filters(languages=(LanguageFilter("ru"), LanguageFilter("et", CefrLevel.C2))), {"head"}),
            (Filters(no_languages=("ru",)), {"accountant"}),
            (Filters(education=EducationLevel.SECONDARY), {"consultant", "driver"}),
            (Filters(education=EducationLevel.BACHELOR), {"consultant", "driver", "accountant"}),
            (Filters(min_education=EducationLevel.HIGHER), {"accountant", "head"}),
            (Filters(max_experience=2), {"consultant", "driver"}),
            (Filters(min_experience=3), {"accountant", "head"}),
            (Filters(licences=("B",)), {"accountant", "head"}),
            (Filters(licences=("b",), need=Need.REQUIRED), {"head"}),
            (Filters(clearance=True), {"head"}),
            (Filters(employers=("Näidisamet",)), {"consultant", "head"}),
            (Filters(employers=("näidisamet", "Proovivald")), {"consultant", "head", "accountant"}),
            (Filters(units=("Nõustamise talitus",)), {"consultant"}),
            (Filters(employers=("Näidisamet",), max_experience=1), {"consultant"}),
        ],
    )
    def test_filters_leave_exactly_these_positions(
        self, engine: SearchEngine, filters: Filters, expected: set[str]
    ) -> None:
        assert set(found(engine.search(SearchRequest(filters=filters)))) == expected

    def test_an_empty_query_gives_all_by_title_in_estonian_order(self, engine: SearchEngine) -> None:
        assert found(engine.search(SearchRequest())) == ["driver", "consultant", "accountant", "head"]

    def test_other_orders(self, engine: SearchEngine) -> None:
        by_date = engine.search(SearchRequest(sort=Sort.DATE))
        by_employer = engine.search(SearchRequest(sort=Sort.EMPLOYER))
        assert found(by_date) == ["head", "consultant", "accountant", "driver"]
        assert found(by_employer) == ["consultant", "head", "accountant", "driver"]

    def test_each_facet_counts_without_its_own_filter(self, engine: SearchEngine) -> None:
        filters = Filters(employers=("Proovivald",), languages=(LanguageFilter("et", CefrLevel.B2),))
        facets = engine.search(SearchRequest(filters=filters)).facets
        assert [(one.value, one.count) for one in facets["employer"]] == [("Näidisamet", 2), ("Proovivald", 1)]
        assert {one.value: one.count for one in facets["language"]} == {"et": 1, "et:B2": 1, "en": 1}
        assert {one.value: one.count for one in facets["education"]} == {"higher": 1}

    def test_a_language_facet_counts_what_its_filter_finds(self, engine: SearchEngine) -> None:
        facets = engine.search(SearchRequest()).facets
        counts = {one.value: one.count for one in facets["language"]}
        assert counts == {"et": 3, "et:B2": 3, "et:C1": 2, "et:C2": 1, "ru": 3, "ru:B1": 2, "ru:B2": 1, "fi": 1} | {
            "fi:B1": 1,
            "en": 1,
            "any-foreign": 1,
            "any-foreign:A2": 1,
        }

    def test_facets_are_counted_only_where_they_are_wanted(self, engine: SearchEngine) -> None:
        with_facets = engine.search(SearchRequest(query="klient"))
        without = engine.search(SearchRequest(query="klient", facets=False))
        assert with_facets.facets["employer"]
        assert not without.facets
        assert without.hits == with_facets.hits

    def test_a_chosen_value_stays_among_the_facets(self, engine: SearchEngine) -> None:
        filters = Filters(employers=("Puuduv amet",), languages=(LanguageFilter("sv"),))
        facets = engine.search(SearchRequest(query="klient", filters=filters)).facets
        assert ("Puuduv amet", 0) in [(one.value, one.count) for one in facets["employer"]]
        assert ("sv", 0) in [(one.value, one.count) for one in facets["language"]]

    def test_words_that_meet_in_one_item_come_first(self, new_engine: NewEngine) -> None:
        apart = position("apart", "A", ("duty", "Lepingute sõlmimine."), ("duty", "Hangete korraldamine."))
        together = position("together", "B", ("duty", "Hangete ja lepingute registri pidamine."), ("duty", "Muu töö."))
        with closing(new_engine(MemorySource([apart, together]))) as engine:
            engine.rebuild([apart, together])
            assert found(engine.search(SearchRequest(query="hange leping"))) == ["together", "apart"]

    def test_a_title_counts_more_than_a_duty(self, new_engine: NewEngine) -> None:
        duty = position("duty", "Assistent", ("duty", "Arhivaari abistamine."), ("duty", "Arhivaari asendamine."))
        title = position("title", "Arhivaar", ("duty", "Kogude hoidmine."), ("duty", "Lugejate teenindamine."))
        with closing(new_engine(MemorySource([duty, title]))) as engine:
            engine.rebuild([duty, title])
            assert found(engine.search(SearchRequest(query="arhivaar"))) == ["title", "duty"]

    def test_equal_positions_come_by_title_then_id_on_any_page(self, new_engine: NewEngine) -> None:
        positions = [
            position(f"p{number:02}", title, ("duty", "Lepingute sõlmimine."))
            for number, title in enumerate(["Öövalvur", "Õpetaja", "Abi", "Öövalvur", "Žürii", "Zooloog"] * 3)
        ]
        with closing(new_engine(MemorySource(positions))) as engine:
            engine.rebuild(reversed(positions))
            every = found(engine.search(SearchRequest(query="leping", limit=100)))
            titles = [positions[int(one[1:])].position.title for one in every]
            assert titles == sorted(titles, key=["Abi", "Zooloog", "Žürii", "Õpetaja", "Öövalvur"].index)
            assert all(a < b for a, b in pairwise(every) if titles[every.index(a)] == titles[every.index(b)])
            pages = [found(engine.search(SearchRequest(query="leping", limit=4, offset=at))) for at in range(0, 20, 4)]
            assert [one for page in pages for one in page] == every

    def test_a_hit_shows_its_facts_and_marked_passages(self, engine: SearchEngine) -> None:
        (hit,) = engine.search(SearchRequest(query="kliendi nõustamine", field=SearchField.DUTY)).hits
        assert (hit.id, hit.path, hit.title, hit.employer, hit.unit) == (
            "consultant",
            "consultant.txt",
            "Kliendinõustaja",
            "Näidisamet",
            "Nõustamise talitus",
        )
        (passage,) = hit.passages
        assert (passage.section, passage.number, passage.heading) == (SectionKind.DUTY, "2.", "Pealkiri")
        assert [passage.text[start:end] for start, end in passage.marks] == ["Klientide", "nõustamine"]
        assert passage.mark_whys == (Why.LEMMA, Why.EXACT)
        assert hit.score > 0

    def test_words_that_meet_elsewhere_but_not_in_this_position_are_shown_apart(self, new_engine: NewEngine) -> None:
        together = position("together", "Nõunik", ("duty", "Lepingute koostamine."), ("duty", "Arhiivi korrastamine."))
        apart = position("apart", "Nõunik", ("duty", "Lepingute hoidmine."), ("duty", "Aruannete koostamine."))
        with closing(new_engine(MemorySource([apart, together]))) as engine:
            engine.rebuild([apart, together])
            first, second = engine.search(SearchRequest(query="lepingute koostamine")).hits
            assert (first.id, [one.text for one in first.passages], first.elsewhere) == (
                "together",
                ["Lepingute koostamine."],
                (),
            )
            assert (second.id, second.passages, len(second.elsewhere)) == ("apart", (), 2)
            (alone,) = engine.search(SearchRequest(query="lepingute aruandeid")).hits
            assert [one.text for one in alone.passages] == ["Aruannete koostamine."]  # the rarer word, met nowhere

    def test_where_no_position_has_all_words_the_best_partial_ones_come(self, engine: SearchEngine) -> None:
        results = engine.search(SearchRequest(query="eelarve koostamine puudel"))
        assert set(found(results)) == {"accountant", "head"}
        assert results.notice is not None
        assert "kõiki" in results.notice

    def test_a_filter_that_leaves_nothing_brings_no_partial_matches(self, engine: SearchEngine) -> None:
        results = engine.search(SearchRequest(query="klient nõustamine", filters=Filters(clearance=True)))
        assert (results.total, results.notice) == (0, None)

    @pytest.mark.parametrize(
        ("query", "suggestion"),
        [
            ("oigusakt", "õigusakt"),
            ("raamtupidaja", "raamatupidaja"),
            ("telefom eelarve", "telefon eelarve"),
            ('"eelarve kostamine"', '"eelarve koostamine"'),
            ("eelarve", None),
            ("xyzzyqwerty", None),
            ("", None),
        ],
    )
    def test_a_word_that_finds_nothing_is_corrected_from_the_index(
        self, engine: SearchEngine, query: str, suggestion: str | None
    ) -> None:
        assert engine.search(SearchRequest(query=query)).did_you_mean == suggestion

    @pytest.mark.parametrize(
        ("query", "meant"),
        [
            ("jaatmed", "jäätmed"),  # only in compounds
            ("leppingud", "lepingud"),  # of a family by guess (leppima)
            ("sõlmmine", "sõlmimine"),  # only in other forms
        ],
    )
    def test_a_misprint_is_answered_by_the_word_that_compounds_or_other_forms_hold(
        self, new_engine: NewEngine, query: str, meant: str
    ) -> None:
        said = position("said", "Nõunik", ("duty", "Kontrollib jäätmemahuteid ja rendilepinguid. Sõlmib lepingud."))
        other = position("other", "Jurist", ("duty", "Kontrollib koostöölepete täitmist."))
        with closing(new_engine(MemorySource([said, other]))) as engine:
            engine.rebuild([said, other])
            results = engine.search(SearchRequest(query=query))
            assert (found(results), results.did_you_mean) == (["said"], meant)

    def test_a_beginning_of_too_many_words_is_cut_with_a_notice(self, new_engine: NewEngine) -> None:
        many = position("many", "Kataloog", ("duty", " ".join(f"kood{number}" for number in range(1000))))
        with closing(new_engine(MemorySource([many]))) as engine:
            engine.rebuild([many])
            results = engine.search(SearchRequest(query="kood*"))
            assert found(results) == ["many"]
            assert results.notice is not None
            assert "„kood*“" in results.notice

    def test_passages_of_a_position_come_in_the_documents_order(self, engine: SearchEngine) -> None:
        passages = engine.passages("nõustamine inimene", SearchField.ANY, pack(CONSULTANT.passages))
        assert [passage.text.split()[0] for passage in passages] == [
            "Kliendinõustaja",
            "Ametikoha",
            "Klientide",
            "Inimesed",
        ]

    def test_an_update_replaces_and_removes(self, new_engine: NewEngine) -> None:
        source = MemorySource(CORPUS)
        with closing(new_engine(source)) as engine:
            engine.rebuild(CORPUS)
            changed = position("driver", "Autojuht", ("duty", "Lumekoristus."))
            source.positions["driver"] = changed
            engine.update([changed], ["head", "no such id"])
            assert engine.ids() == {"consultant", "accountant", "driver"}
            assert found(engine.search(SearchRequest(query="lumi OR lumekoristus"))) == ["driver"]
            assert engine.search(SearchRequest(query="hooldamine")).total == 0
            assert engine.search(SearchRequest(query="magistrikraad")).total == 0
            assert engine.search(SearchRequest()).total == 3
            assert engine.search(SearchRequest(query="-klient")).total == 1

    def test_many_updates_leave_one_of_each(self, new_engine: NewEngine) -> None:
        with closing(new_engine(MemorySource(CORPUS))) as engine:
            for _ in range(12):
                for one in CORPUS:
                    engine.update([one])
            assert engine.search(SearchRequest(query="klient")).total == 2
            assert engine.ids() == {one.position.id for one in CORPUS}

    def test_an_update_that_fails_changes_nothing_and_blocks_nobody(self, new_engine: NewEngine) -> None:
        broken = AnalysedPosition(CONSULTANT.position, "no passages")  # type: ignore[arg-type]
        with closing(new_engine(MemorySource(CORPUS))) as engine:
            engine.rebuild(CORPUS)
            with pytest.raises(Exception):  # noqa: B017, PT011
                engine.update([DRIVER, broken], ["accountant"])
            assert engine.search(SearchRequest(query="klient")).total == 2
            engine.update([], ["accountant"])
            assert engine.ids() == {"consultant", "head", "driver"}

    def test_a_rebuild_replaces_everything_and_reports_progress(self, engine: SearchEngine) -> None:
        seen: list[int] = []
        engine.rebuild(iter([HEAD, DRIVER]), seen.append)
        assert engine.ids() == {"head", "driver"}
        assert seen == [1, 2]

    def test_a_rebuild_that_fails_leaves_the_old_index(self, engine: SearchEngine) -> None:
        def positions() -> Iterator[AnalysedPosition]:
            yield HEAD
            raise RuntimeError("the store broke")

        with pytest.raises(RuntimeError, match="the store broke"):
            engine.rebuild(positions())
        assert len(engine.ids()) == len(CORPUS)

    def test_status_counts_positions(self, engine: SearchEngine) -> None:
        status = engine.status()
        assert (status.positions, status.rebuild_reason, status.healthy) == (4, None, True)
        assert status.name
        assert status.version

    def test_an_engine_that_was_never_built_is_empty_and_says_so(self, new_engine: NewEngine) -> None:
        with closing(new_engine(MemorySource())) as engine:
            assert engine.status().rebuild_reason == "missing"
            assert engine.search(SearchRequest(query="klient")).total == 0
            assert engine.ids() == frozenset()

    def test_a_position_that_left_the_source_is_not_shown(self, new_engine: NewEngine) -> None:
        with closing(new_engine(MemorySource([HEAD]))) as engine:
            engine.rebuild(CORPUS)
            assert found(engine.search(SearchRequest(query="eelarve"))) == ["head"]

    @pytest.mark.parametrize("offset", [0, 3, 4, 10**9])
    def test_any_offset_and_limit_are_legal(self, engine: SearchEngine, offset: int) -> None:
        assert engine.search(SearchRequest(offset=offset, limit=1000)).total == 4
        assert engine.search(SearchRequest(offset=offset, limit=0)).hits == ()

    def test_total_equals_reading_every_passage(self, new_engine: NewEngine) -> None:
        @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
        @given(st.lists(_positions(), max_size=5), st.lists(_queries(), min_size=4, max_size=10))
        def check(drafts: list[AnalysedPosition], queries: list[str]) -> None:
            positions = [_renamed(one, f"p{number}") for number, one in enumerate(drafts)]
            with _built(new_engine, positions) as engine:
                for query in queries:
                    _compare(engine, query, positions)

        check()

    def test_a_half_typed_query_is_completed_by_words_titles_and_skills(self, new_engine: NewEngine) -> None:
        skill = Section(kind=SectionKind.COMPETENCY, heading="Pädevused", items=(Item(name="Tööõigus", text="…"),))
        guide = position("guide", "Tööohutuse nõunik", ("duty", "Tööjuhendite koostamine."))
        guide = replace(guide, position=replace(guide.position, sections=(skill,)))
        other = position("other", "Arhivaar", ("duty", "Tööjuhendi järgimine."))
        with closing(new_engine(MemorySource([guide, other]))) as engine:
            engine.rebuild([guide])
            engine.update([other])
            assert [(one.text, one.kind, one.count) for one in engine.complete("too", limit=10)] == [
                ("tööjuhend", CompletionKind.WORD, 2),
                ("tööohutus", CompletionKind.WORD, 1),
                ("Tööohutuse nõunik", CompletionKind.TITLE, 1),
                ("Tööõigus", CompletionKind.SKILL, 1),
            ]
            assert len(engine.complete("too", limit=1)) == 1
            assert engine.complete("", limit=10) == ()


@contextmanager
def _built(new_engine: NewEngine, positions: Sequence[AnalysedPosition]) -> Iterator[SearchEngine]:
    """An engine whose first half was built at once and the rest added one by one."""
    with closing(new_engine(MemorySource(positions))) as engine:
        half = len(positions) // 2
        engine.rebuild(positions[:half])
        for one in positions[half:]:
            engine.update([one])
        yield engine


def _compare(engine: SearchEngine, query: str, positions: Sequence[AnalysedPosition]) -> None:
    for field in (SearchField.ANY, SearchField.DUTY):
        results = engine.search(SearchRequest(query=query, field=field, limit=100))
        expected = expected_ids(parse(query, field).root, positions)
        assert set(found(results)) == expected, query
        assert results.total == len(expected)
        assert [hit.score for hit in results.hits] == sorted((hit.score for hit in results.hits), reverse=True)
        for hit in results.hits:
            for passage in (*hit.passages, *hit.elsewhere):
                check_marks(passage.text, passage.marks)


def check_marks(text: str, marks: Sequence[tuple[int, int]]) -> None:
    """Marks are sorted, disjoint, inside the text and not empty."""
    last = 0
    for start, end in marks:
        assert last <= start < end <= len(text)
        last = end
    assert marks


def expected_ids(root: Node, positions: Sequence[AnalysedPosition]) -> set[str]:
    """What a query must find, by comparing its words with every word of every position."""
    whole = {one.position.id for one in positions if satisfies(root, one)}
    if not isinstance(root, And):
        return whole
    words = [child for child in root.children if without_negations(child) is not None]
    counts = {one.position.id: sum(satisfies(word, one) for word in words) for one in positions}
    if len(words) < 2 or len(words) in counts.values():
        return whole
    others = And(tuple(child for child in root.children if child not in words))
    left = {one.position.id: counts[one.position.id] for one in positions if satisfies(others, one)}
    return {one for one, count in left.items() if count and count == max(left.values())}


def satisfies(root: Node, one: AnalysedPosition) -> bool:
    match root:
        case Not(child):
            return not satisfies(child, one)
        case And(children):
            return all(satisfies(child, one) for child in children)
        case Or(children):
            return any(satisfies(child, one) for child in children)
        case Fact(filters):
            return passes(one.position, filters)
        case Word(scope=scope) | Prefix(scope=scope) | Phrase(scope=scope):
            fields = [p for p in one.passages if scope is SearchField.ANY or p.field == scope.value]
            return any(_is_in(root, passage.tokens) for passage in fields)


def _is_in(leaf: Node, words: Sequence[Token]) -> bool:
    match leaf:
        case Word(token):
            said = any(match(token, word) for word in words)
            return said or any(
                one.together([[at for at, word in enumerate(words) if _says(part, word)] for part in one.words])
                for one in paraphrases(token)
            )
        case Prefix(stem):
            return any(term.startswith(stem) for word in words for tier in STRONG for term in terms_of(word)[tier])
        case Phrase(tokens):
            return any(
                all(
                    match(token, word) in {Why.EXACT, Why.LEMMA}
                    for token, word in zip(tokens, words[at:], strict=False)
                )
                for at in range(len(words) - len(tokens) + 1)
            )
        case _:
            return False


def _says(part: Token, word: Token) -> bool:
    sought, has = terms_sought(part), terms_of(word)
    return any(not set(sought[tier]).isdisjoint(has[tier]) for tier in TIERS)


STRONG = (Tier.EXACT, Tier.LEMMA)

VOCABULARY = """
klient klientide kliendi klienditeenindus nõustamine nõustaja nõustab kliendinõustaja õigusakt õigusaktide akt
eelarve eelarvete juht juhtimine juhataja töö tööülesanne koostöö koostööpartner B2 C1 JIRA vene keel keele
sise- ja väliskliendid IT infotehnoloogia andmebaas andmekogu 1-aastane rahulolu-uuring, uu(t)e xyzzy ja või
"""
WORDS = VOCABULARY.split()

_texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


@st.composite
def _positions(draw: st.DrawFn) -> AnalysedPosition:
    kinds = st.sampled_from(["duty", "competency", "requirement", "purpose", "other", "tool"])
    parts = draw(st.lists(st.tuples(kinds, _texts, st.lists(_texts, max_size=2)), max_size=3))
    languages = draw(st.sampled_from([(), (language("ru", "B2"),), (language("en"), language("ru", "A1"))]))
    return position("", draw(_texts), *parts, languages=languages)


def _renamed(one: AnalysedPosition, position_id: str) -> AnalysedPosition:
    return replace(one, position=replace(one.position, id=position_id))


def _queries() -> st.SearchStrategy[str]:
    word = st.sampled_from(WORDS)
    leaf = st.one_of(
        word,
        st.builds('"{} {}"'.format, word, word),
        st.builds("{}*".format, word.map(lambda one: one[:3])),
        st.builds("duty:{}".format, word),
        st.builds("title:{}".format, word),
        st.sampled_from(["keel:vene>=B1", "keel:en", "-keel:ru", ""]),
    )
    tree = st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.builds("{} {}".format, inner, inner),
            st.builds("({} OR {})".format, inner, inner),
            st.builds("-({})".format, inner),
            st.builds("duty:({} {})".format, inner, inner),
        ),
        max_leaves=4,
    )
    return st.one_of(tree, st.text(max_size=12))
