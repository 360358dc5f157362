"""Tantivy fed with ajsearch's own words and asked for the same terms."""

from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from ajsearch.packed import PackedPosition
from benchmarks.contenders import PAGE
from benchmarks.peer_tantivy import HEAP_BYTES
from benchmarks.same_words import FACET_FIELDS, ROUNDS, RUNNING, TERM_FIELDS, Asked, document
from index.facts import FactField

MOST_VALUES = 1_000
"""Values of a facet that are counted: more than any has."""

COUNTED = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in FACET_FIELDS}


def build(folder: Path, positions: Iterable[PackedPosition]) -> None:
    """One writer of one thread, one commit, one segment."""
    import tantivy

    folder.mkdir(parents=True)
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in TERM_FIELDS:
        schema.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    schema.add_text_field(RUNNING, tokenizer_name="whitespace", index_option="position")
    for name in FACET_FIELDS:
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    writer = tantivy.Index(schema.build(), path=str(folder)).writer(HEAP_BYTES, 1)
    for position in positions:
        fed, made = document(position), tantivy.Document()
        made.add_text("id", fed.id)
        for name in TERM_FIELDS:
            made.add_text(name, " ".join(fed.terms.get(name, ())))
        for passage in fed.running:  # values of one field have a gap between them
            made.add_text(RUNNING, " ".join(passage))
        for name in FACET_FIELDS:
            for atom in fed.atoms[name]:
                made.add_text(name, atom)
        writer.add_document(made)
    writer.commit()
    writer.wait_merging_threads()


class SameTantivy:
    """Boolean queries of boosted terms, its own BM25, its aggregations as facets."""

    name = "Tantivy, same words"
    rounds = ROUNDS

    def open(self, folder: Path, asked: Sequence[Asked]) -> None:
        """A searcher, and the queries as its own."""
        import tantivy

        self._tantivy: Any = tantivy
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()
        self._asked = asked
        self._texts = [self._text(one) for one in asked]
        self._queries = [self._filtered(text, one) for text, one in zip(self._texts, asked, strict=True)]

    def can(self, number: int, *, facets: bool) -> bool:
        """Everything; similar positions have no facets."""
        return not (facets and self._asked[number].like)

    def find(self, number: int, *, facets: bool) -> tuple[int, list[str]]:
        """Count and the best; facets are a second collection, that of a filter's own facet a third."""
        query = self._queries[number]
        found = self._searcher.search(query, PAGE)
        ids = [self._searcher.doc(address)["id"][0] for _, address in found.hits]
        if facets:
            own = {FactField.LANGUAGE.value} if self._asked[number].language else set()
            self._searcher.aggregate(query, {name: one for name, one in COUNTED.items() if name not in own})
            if own:
                self._searcher.aggregate(self._texts[number], {name: COUNTED[name] for name in own})
        return found.count, ids

    def all(self, number: int) -> frozenset[str]:
        """All documents."""
        hits = self._searcher.search(self._queries[number], max(1, self._searcher.num_docs)).hits
        return frozenset(self._searcher.doc(address)["id"][0] for _, address in hits)

    def close(self) -> None:
        """Nothing is to be closed."""

    def _text(self, asked: Asked) -> Any:
        query, occur = self._tantivy.Query, self._tantivy.Occur
        schema = self._index.schema
        if asked.phrase:
            rows = list(product(*asked.phrase))
            return query.boolean_query([(occur.Should, query.phrase_query(schema, RUNNING, list(row))) for row in rows])
        words = [
            query.boolean_query(
                [
                    (occur.Should, query.boost_query(query.term_query(schema, one.field, one.text, "freq"), one.weight))
                    for one in word
                ]
            )
            for word in asked.words
        ]
        return words[0] if len(words) == 1 else query.boolean_query([(occur.Must, word) for word in words])

    def _filtered(self, text: Any, asked: Asked) -> Any:
        if not asked.language:
            return text
        query, must = self._tantivy.Query, self._tantivy.Occur.Must
        within = query.term_set_query(self._index.schema, FactField.LANGUAGE.value, list(asked.language))
        return query.boolean_query([(must, text), (must, query.const_score_query(within, 0.0))])
