"""The words of the query language, from ``ajsearch/data/query_words.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ajsearch.model import EducationLevel
from ajsearch.search import SearchField


@dataclass(frozen=True, slots=True)
class QueryWords:
    """Field names, names of facts, function words and operators; names are case-folded."""

    optional: frozenset[str]
    alternatives: frozenset[str]
    fields: Mapping[str, SearchField]
    facts: Mapping[str, str]
    education: Mapping[str, EducationLevel]


@cache
def query_words() -> QueryWords:
    """The words as the data file has them."""
    data = tomllib.loads((files("ajsearch") / "data" / "query_words.toml").read_text("utf-8"))
    education = {level.value: level for level in EducationLevel}
    education.update((name, EducationLevel(level)) for name, level in data["education"].items())
    return QueryWords(
        optional=frozenset(data["optional"].split()),
        alternatives=frozenset(data["or"]),
        fields={name.casefold(): SearchField(field) for name, field in data["fields"].items()},
        facts={name.casefold(): kind for name, kind in data["facts"].items()},
        education=education,
    )
