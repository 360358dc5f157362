"""The words of the query language, from ``ajsearch/data/query_words.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ajsearch.model import Background, Citizenship, EducationLevel
from ajsearch.search import Need, SearchField


@dataclass(frozen=True, slots=True)
class QueryWords:
    """Field names, names of facts, function words and operators; names are case-folded."""

    optional: frozenset[str]
    light: frozenset[str]
    alternatives: frozenset[str]
    fields: Mapping[str, SearchField]
    facts: Mapping[str, str]
    education: Mapping[str, EducationLevel]
    needs: Mapping[str, Need]
    certainties: Mapping[str, bool]
    citizenship: Mapping[str, Citizenship]
    background: Mapping[str, Background]
    yes: frozenset[str]
    nothing: frozenset[str]


@cache
def query_words() -> QueryWords:
    """The words as the data file has them."""
    data = tomllib.loads((files("ajsearch") / "data" / "query_words.toml").read_text("utf-8"))
    education = {level.value: level for level in EducationLevel}
    education.update((name, EducationLevel(level)) for name, level in data["education"].items())
    citizenship = {one.value: one for one in Citizenship}
    citizenship.update((name, Citizenship(one)) for name, one in data["citizenship"].items())
    background = {one.value: one for one in Background}
    background.update((name, Background(one)) for name, one in data["background"].items())
    return QueryWords(
        optional=frozenset(data["optional"].split()),
        light=frozenset(data["light"].split()),
        alternatives=frozenset(data["or"]),
        fields={name.casefold(): SearchField(field) for name, field in data["fields"].items()},
        facts={name.casefold(): kind for name, kind in data["facts"].items()},
        education=education,
        needs={word: Need(need) for word, need in data["needs"].items()},
        certainties=data["certainties"],
        citizenship=citizenship,
        background=background,
        yes=frozenset(data["yes"]["words"]),
        nothing=frozenset(data["nothing"]["words"]),
    )
