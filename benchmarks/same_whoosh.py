"""Stock Whoosh (its own writer, codec, matchers and scoring) fed with ajsearch's words and asked for the same terms."""

from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, KEYWORD, TEXT, Schema
from whoosh.query import And, Or, Phrase, Term

from ajsearch.packed import PackedPosition
from benchmarks.contenders import PAGE
from benchmarks.same_words import RUNNING, TERM_FIELDS, Asked, document
from index.facts import FactField

GAP = "\0"
"""A word between passages, so that no phrase reaches over them."""

GROUPED = (FactField.EMPLOYER.value, FactField.UNIT.value, FactField.EDUCATION.value)
"""The facets that it has: those of one value for each position."""


def build(folder: Path, positions: Iterable[PackedPosition]) -> None:
    """One writer, one commit, with the settings that Whoosh is fastest with."""
    folder.mkdir(parents=True)
    schema = Schema(
        id=ID(stored=True, unique=True),
        **{RUNNING: TEXT(analyzer=SpaceSeparatedTokenizer())},
        **{name: KEYWORD(scorable=True) for name in TERM_FIELDS},
        **{name: ID(sortable=True) for name in GROUPED},
        **{FactField.LANGUAGE.value: KEYWORD()},
    )
    writer = index.create_in(folder, schema).writer(limitmb=256, compound=False)
    for position in positions:
        fed = document(position)
        fields = {name: " ".join(fed.terms[name]) for name in TERM_FIELDS if name in fed.terms}
        fields |= {name: (*fed.atoms[name], "")[0] for name in GROUPED}
        fields[FactField.LANGUAGE.value] = " ".join(fed.atoms[FactField.LANGUAGE.value])
        writer.add_document(id=fed.id, running=f" {GAP} ".join(map(" ".join, fed.running)), **fields)
    writer.commit()


class SameWhoosh:
    """Its own queries, BM25F and groups."""

    name = "stock Whoosh, same words"
    rounds = 1

    def open(self, folder: Path, asked: Sequence[Asked]) -> None:
        """A searcher, and the queries as its own."""
        self._searcher = index.open_dir(folder).searcher()
        self._asked = asked
        self._queries = [_query(one) for one in asked]
        self._filters = [_filter(one) for one in asked]

    def can(self, number: int, *, facets: bool) -> bool:
        """Everything; similar positions have no facets."""
        return not (facets and self._asked[number].like)

    def find(self, number: int, *, facets: bool) -> tuple[int, list[str]]:
        """Count and the best; with facets it goes through all that it finds."""
        grouped: dict[str, Any] = {"groupedby": list(GROUPED)} if facets else {}
        hits = self._searcher.search(self._queries[number], filter=self._filters[number], limit=PAGE, **grouped)
        for name in grouped.get("groupedby", ()):
            hits.groups(name)
        return len(hits), [hit["id"] for hit in hits[:PAGE]]

    def all(self, number: int) -> frozenset[str]:
        """All documents."""
        hits = self._searcher.search(self._queries[number], filter=self._filters[number], limit=None)
        return frozenset(hit["id"] for hit in hits)

    def close(self) -> None:
        """Close the searcher."""
        self._searcher.close()


def _query(asked: Asked) -> Any:
    if asked.phrase:
        return Or([Phrase(RUNNING, list(row)) for row in product(*asked.phrase)]).normalize()
    words = [Or([Term(one.field, one.text, boost=one.weight) for one in word]) for word in asked.words]
    return words[0] if len(words) == 1 else And(words)


def _filter(asked: Asked) -> Any:
    if not asked.language:
        return None
    return Or([Term(FactField.LANGUAGE.value, atom) for atom in asked.language])
