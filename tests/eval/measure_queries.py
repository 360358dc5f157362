"""How the answers to judged queries compare with the judgement: units found, order of positions, look-alikes."""

import json
import math
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ajsearch.passages import item_text
from ajsearch.search import SearchField, SearchRequest
from ajsearch.service import Service
from tests.conftest import SHARED
from tests.eval.floors import Measured
from tests.eval.judged_samples import JudgedSample, judged_samples
from tests.eval.units import Score, Units, originals, score

QUERIES = Path(__file__).parent / "sample_queries.toml"
DEV_QUERIES = SHARED / "dev" / "queries.json"

CLEARLY = 2
"""The grade of what was clearly asked for; a lower one counts for the order alone."""

TOP = 10
"""Positions whose order counts: a page of hits."""


@dataclass(frozen=True)
class Unit:
    """A retrieval unit; ``neutral`` ones (titles, headings) are not judged and count neither way."""

    doc: str
    name: str
    text: str
    kind: str = ""
    neutral: bool = False


@dataclass(frozen=True)
class JudgedQuery:
    """A query with the grade of each unit that it should find, and those that it may and may not find."""

    text: str
    field: SearchField
    grades: Mapping[str, int]
    tolerated: frozenset[str]
    must_not: frozenset[str]


@dataclass(frozen=True)
class Judgement:
    """Units and the queries judged over them; ``doc_of`` says which document a position's path is, None for others."""

    units: tuple[Unit, ...]
    queries: tuple[JudgedQuery, ...]
    doc_of: Callable[[str], str | None]


@dataclass(frozen=True)
class Answer:
    """The units that a query found, and its documents in order (none where the finder has no order)."""

    units: frozenset[str]
    docs: tuple[str, ...] = ()


Finder = Callable[[JudgedQuery], Answer]


@cache
def sample_judgement() -> Judgement:
    """The judged queries over those bundled samples that can be read here."""
    samples = judged_samples()
    units = tuple(unit for sample in samples for unit in _units_of(sample))
    loaded = tomllib.loads(QUERIES.read_text(encoding="utf-8"))["queries"]
    docs = {sample.path: sample.name for sample in samples}
    return Judgement(units, tuple(_query(one, units, set(docs.values())) for one in loaded), docs.get)


def _units_of(sample: JudgedSample) -> Iterable[Unit]:
    """Titles and headings first: of two units that hold a passage's words, the first one is taken."""
    structure = sample.structure
    heads = [structure.title, structure.employer, structure.unit, *(one.heading for one in structure.sections)]
    for text in filter(None, heads):
        yield Unit(sample.name, f"{sample.name} – {text}", text, neutral=True)
    for section in structure.sections:
        for item in section.items:
            text = item_text(item)
            name = f"{sample.name} {section.kind.value} {item.number or ''} {text[:60]}"
            yield Unit(sample.name, name, "\n".join((text, *item.results)), kind=section.kind.value)


def _query(entry: Mapping[str, Any], units: Sequence[Unit], docs: set[str]) -> JudgedQuery:
    def named(key: str) -> dict[str, int]:
        judged = [one for one in entry.get(key, ()) if one["sample"] in docs]
        return {_name_of(one, units): one.get("grade", CLEARLY) for one in judged}

    return JudgedQuery(
        text=entry["query"],
        field=SearchField(entry.get("in", "any")),
        grades=named("relevant"),
        tolerated=frozenset(named("tolerated")),
        must_not=frozenset(named("must_not")),
    )


def _name_of(judged: Mapping[str, str], units: Sequence[Unit]) -> str:
    """The one unit that a judgement points at by sample, section, number and first words."""
    opening = f"{judged['sample']} {judged['section']} {judged.get('number', '')} "
    words = _bare(judged["words"])
    [name] = [unit.name for unit in units if unit.name.startswith(opening) and _bare(unit.text).startswith(words)]
    return name


def _bare(text: str) -> str:
    """The words alone: the colon behind an item's label is no part of the judgement."""
    return " ".join(re.findall(r"\w+", text))


@cache
def dev_judgement() -> Judgement | None:
    """The judged queries over the real descriptions, None where these are not here."""
    if not DEV_QUERIES.is_file():
        return None
    loaded = json.loads(DEV_QUERIES.read_text(encoding="utf-8"))
    units = tuple(Unit(one["doc"], one["unit"], one["text"]) for one in loaded["units"])
    queries = tuple(
        JudgedQuery(
            text=one["query"],
            field=SearchField.ANY,
            grades=dict.fromkeys(one["relevant"], CLEARLY),
            tolerated=frozenset(one["tolerated"]),
            must_not=frozenset(one.get("must_not", ())),
        )
        for one in loaded["queries"]
    )
    return Judgement(units, queries, lambda path: path[:3])


def ours(service: Service, judgement: Judgement) -> Finder:
    """What the house finds: the units that the passages of all hits belong to, and the hits' documents in order."""
    units = Units({"doc": one.doc, "unit": one.name, "text": one.text} for one in judgement.units)

    @cache
    def raw_of(position_id: str) -> Mapping[str, str]:
        return originals(service.position(position_id))

    def find(query: JudgedQuery) -> Answer:
        found, docs = set[str | None](), list[str]()
        for hit in service.search(SearchRequest(query=query.text, field=query.field, limit=100)).hits:
            doc = judgement.doc_of(hit.path)
            if doc is None:
                continue
            docs.append(doc)
            raw = raw_of(hit.id)
            found |= {units.of_text(doc, raw.get(passage.text, passage.text)) for passage in hit.passages}
        return Answer(frozenset(one for one in found if one), tuple(docs))

    return find


@dataclass
class _Sums:
    """What is added up over the queries."""

    one_word: Score = field(default_factory=Score)
    many_words: Score = field(default_factory=Score)
    gains: list[float] = field(default_factory=list)
    tops: list[bool] = field(default_factory=list)
    look_alikes: int = 0
    kept_out: int = 0


def measure_queries(judgement: Judgement, find: Finder) -> Measured:
    """Recall, precision, look-alikes kept out over units; nDCG@10 and share of right tops over positions."""
    doc_of = {unit.name: unit.doc for unit in judgement.units}
    neutral = {unit.name for unit in judgement.units if unit.neutral}
    sums, differences = _Sums(), list[str]()
    for query in judgement.queries:
        answer = find(query)
        wanted = [name for name, grade in query.grades.items() if grade == CLEARLY]
        allowed = query.tolerated | neutral | query.grades.keys()
        counted = score(set(answer.units), wanted, list(allowed))
        if len(query.text.split()) == 1:
            sums.one_word += counted
        else:
            sums.many_words += counted
        sums.look_alikes += len(query.must_not)
        sums.kept_out += len(query.must_not - answer.units)
        grades = _document_grades(query, doc_of)
        if grades:
            sums.gains.append(ndcg(answer.docs, grades))
        if CLEARLY in grades.values():
            sums.tops.append(grades.get(next(iter(answer.docs), ""), 0) == CLEARLY)
        differences += _differences(query, answer, wanted, allowed)
        if grades and sums.gains[-1] < 1 and answer.docs:
            order = ", ".join(f"{doc} {grades.get(doc, 0)}" for doc in answer.docs[:TOP])
            differences.append(f"{query.text}: order {order} (nDCG {sums.gains[-1]:.2f})")
    return Measured(_figures(sums), tuple(differences))


def _figures(sums: _Sums) -> dict[str, float]:
    units = sums.one_word + sums.many_words
    return {
        "recall": units.recall,
        "precision": units.precision,
        "precision_one_word": sums.one_word.precision,
        "precision_many_words": sums.many_words.precision,
        "ndcg_at_10": sum(sums.gains) / max(1, len(sums.gains)),
        "right_on_top": sum(sums.tops) / max(1, len(sums.tops)),
        "look_alikes_kept_out": sums.kept_out / max(1, sums.look_alikes),
    }


def _differences(query: JudgedQuery, answer: Answer, wanted: list[str], allowed: Iterable[str]) -> Iterable[str]:
    where = f"{query.text} [{query.field.value}]"
    yield from (f"{where}: missed {name}" for name in sorted(set(wanted) - answer.units))
    for name in sorted(answer.units - set(wanted) - set(allowed)):
        yield f"{where}: {'LOOK-ALIKE' if name in query.must_not else 'wrong'} {name}"


def _document_grades(query: JudgedQuery, doc_of: Mapping[str, str]) -> dict[str, int]:
    grades: dict[str, int] = {}
    for name, grade in query.grades.items():
        grades[doc_of[name]] = max(grade, grades.get(doc_of[name], 0))
    return grades


def ndcg(docs: Sequence[str], grades: Mapping[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten, with the gain 2^grade - 1; 1 is the best order."""
    return _gain([grades.get(doc, 0) for doc in docs]) / _gain(sorted(grades.values(), reverse=True))


def _gain(grades: Sequence[int]) -> float:
    return sum((math.exp2(grade) - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:TOP]))
