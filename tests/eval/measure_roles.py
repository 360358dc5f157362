"""How many of the clearly similar positions are among the first five, over judged cases of the bundled samples."""

import tomllib
from pathlib import Path

from ajsearch.roles.given import given_text
from ajsearch.search import SearchRequest
from ajsearch.service import Service
from tests.eval.floors import Measured
from tests.eval.judged_samples import judged_samples

CASES = Path(__file__).parent / "sample_roles.toml"

FIRST = 5
"""Positions that an officer looks at."""


def measure_similar(service: Service) -> Measured:
    """The share of clearly similar positions among the first five, and of cases whose first position is one."""
    names = {sample.path: sample.name for sample in judged_samples()}
    ids = service.search_all(SearchRequest())
    name_of = {position.id: names.get(position.path, "") for position in service.positions(list(ids))}
    id_of = {name: position_id for position_id, name in name_of.items()}
    wanted = found = on_top = cases = 0
    differences = []
    for case in tomllib.loads(CASES.read_text(encoding="utf-8"))["cases"]:
        similar = set(case["similar"]) & id_of.keys()
        given = service.roles.kept(id_of[case["of"]]) if "of" in case else given_text(case["lines"])
        first = [name_of[hit.id] for hit in service.roles.similar(given, limit=FIRST).hits]
        wanted, found, cases = wanted + len(similar), found + len(similar & set(first)), cases + 1
        on_top += first[0] in similar
        if similar - set(first):
            differences.append(f"{given.title}: missed {sorted(similar - set(first))}, found {first}")
    return Measured({"in_first_five": found / wanted, "on_top": on_top / cases}, tuple(differences))
