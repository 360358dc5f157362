"""How well a query word finds its forms, compounds and derivations: floors over judged data."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from ajsearch.estonian.analyser import analyse, analyse_query
from ajsearch.estonian.matching import match
from ajsearch.model import Token

PAIRS = Path(__file__).parent / "morphology" / "pairs.tsv"
QUERIES = Path(__file__).parents[3] / "shared" / "dev" / "queries.json"

PAIR_FLOOR = 0.98  # share of judged pairs decided rightly, each way
RECALL_FLOOR = 0.98  # over units of undamaged documents; search of damaged text is measured after repair
PRECISION_FLOOR = 0.97
MOST_LOOK_ALIKES = 2
DAMAGED = "001/"


def finds(query: str, tokens: Sequence[Token]) -> bool:
    """Whether every word of the query finds a token."""
    return all(any(match(word, token) for token in tokens) for word in analyse_query(query))


def judged_pairs(verdict: str) -> list[tuple[str, str]]:
    lines = [line.split("\t") for line in PAIRS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [(query, text) for _, query, text, judged in lines if judged == verdict]


def test_judged_pairs_find_each_other() -> None:
    pairs = judged_pairs("+")
    missed = [pair for pair in pairs if not finds(pair[0], analyse(pair[1]))]
    assert len(pairs) > 400
    assert 1 - len(missed) / len(pairs) >= PAIR_FLOOR, missed


def test_judged_look_alikes_stay_apart() -> None:
    pairs = judged_pairs("-")
    wrong = [pair for pair in pairs if finds(pair[0], analyse(pair[1]))]
    assert len(pairs) > 140
    assert 1 - len(wrong) / len(pairs) >= PAIR_FLOOR, wrong


@pytest.fixture(scope="module")
def judged() -> Mapping[str, Any]:
    if not QUERIES.is_file():
        pytest.skip("the development data are not here")
    data: dict[str, Any] = json.loads(QUERIES.read_text("utf-8"))
    return data


@pytest.fixture(scope="module")
def found(judged: Mapping[str, Any]) -> Mapping[str, set[str]]:
    """For each query, the units that it finds."""
    units = {unit["unit"]: analyse(unit["text"]) for unit in judged["units"]}
    return {q["id"]: {name for name, tokens in units.items() if finds(q["query"], tokens)} for q in judged["queries"]}


def test_recall_over_undamaged_units(judged: Mapping[str, Any], found: Mapping[str, set[str]]) -> None:
    relevant = {(q["id"], u) for q in judged["queries"] for u in q["relevant"] if not u.startswith(DAMAGED)}
    missed = {(query, unit) for query, unit in relevant if unit not in found[query]}
    assert 1 - len(missed) / len(relevant) >= RECALL_FLOOR, missed


def test_precision(judged: Mapping[str, Any], found: Mapping[str, set[str]]) -> None:
    right = wrong = 0
    for query in judged["queries"]:
        hits = found[query["id"]] - set(query["tolerated"]) - set(query.get("must_not", ()))
        right += len(hits & set(query["relevant"]))
        wrong += len(hits - set(query["relevant"]))
    assert right / (right + wrong) >= PRECISION_FLOOR


def test_look_alikes(judged: Mapping[str, Any], found: Mapping[str, set[str]]) -> None:
    wrong = [(q["query"], u) for q in judged["queries"] for u in q.get("must_not", ()) if u in found[q["id"]]]
    assert len(wrong) <= MOST_LOOK_ALIKES, wrong
