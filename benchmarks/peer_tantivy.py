"""Tantivy through its Python binding, fed as its tutorial says; it has no Estonian."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.contenders import PAGE
from benchmarks.peers import WORDS_ONLY
from benchmarks.queries import Kind, Query

HEAP_BYTES = 256_000_000


class Tantivy:
    """One text field with the default tokenizer, stored for snippets."""

    name = "Tantivy"
    largest = 1_000_000

    @staticmethod
    def missing() -> str | None:
        """Why it is left out."""
        return None if find_spec("tantivy") else "the package tantivy is not installed"

    def build(self, files: Sequence[Path], folder: Path, workers: int) -> None:
        """One writer, one commit."""
        import tantivy

        folder.mkdir(parents=True)
        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("number", stored=True, indexed=True)
        schema.add_text_field("content", stored=True)
        index = tantivy.Index(schema.build(), path=str(folder))
        writer = index.writer(HEAP_BYTES, 1)
        for path in files:
            writer.add_document(tantivy.Document(number=int(path.stem), content=path.read_text(encoding="utf-8")))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        """A searcher."""
        import tantivy

        self._tantivy: Any = tantivy
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()

    def can(self, query: Query) -> bool:
        """Words and phrases."""
        return query.kind in WORDS_ONLY

    def page(self, query: Query) -> None:
        """The count, and the best with snippets."""
        parsed = self._parsed(query)
        snippets = self._tantivy.SnippetGenerator.create(self._searcher, parsed, self._index.schema, "content")
        for _, address in self._searcher.search(parsed, PAGE).hits:
            snippets.snippet_from_doc(self._searcher.doc(address)).to_html()

    def numbers(self, query: Query) -> frozenset[int]:
        """All documents."""
        hits = self._searcher.search(self._parsed(query), max(1, self._searcher.num_docs)).hits
        return frozenset(self._searcher.doc(address)["number"][0] for _, address in hits)

    def close(self) -> None:
        """Nothing is to be closed."""

    def _parsed(self, query: Query) -> Any:
        text = " ".join(query.words)
        asked = f'"{text}"' if query.kind is Kind.PHRASE else " ".join(f"+{word}" for word in query.words)
        return self._index.parse_query(asked, ["content"])
