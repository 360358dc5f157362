"""What one would take instead, each fed as its documentation says: the whole text of a file as one field.

They know no sections and no languages' levels, so that fields and filters cannot be asked of them.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.analysis import SimpleAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.qparser import QueryParser

from benchmarks.contenders import PAGE
from benchmarks.queries import Kind, Query

WORDS_ONLY = frozenset({Kind.RARE, Kind.COMMON, Kind.THREE, Kind.FIVE, Kind.PHRASE})


class Fts5:
    """SQLite's FTS5 with its default tokenizer (unicode61)."""

    name = "SQLite FTS5"
    largest = 100_000

    @staticmethod
    def missing() -> str | None:
        """Python and ajsearch have it."""
        return None

    def build(self, files: Sequence[Path], folder: Path, workers: int) -> None:
        """One transaction."""
        folder.mkdir(parents=True)
        database = sqlite3.connect(folder / "fts.db")
        with database:
            database.execute("CREATE VIRTUAL TABLE page USING fts5(content, tokenize='unicode61')")
            rows = ((int(path.stem), path.read_text(encoding="utf-8")) for path in files)
            database.executemany("INSERT INTO page(rowid, content) VALUES (?, ?)", rows)
        database.close()

    def open(self, folder: Path) -> None:
        """Connect."""
        self._database = sqlite3.connect(folder / "fts.db")

    def can(self, query: Query) -> bool:
        """Words and phrases."""
        return query.kind in WORDS_ONLY

    def page(self, query: Query) -> None:
        """The count, and the best with snippets."""
        asked = (_fts5(query),)
        self._database.execute("SELECT count(*) FROM page WHERE page MATCH ?", asked).fetchone()
        self._database.execute(
            "SELECT rowid, snippet(page, 0, '<b>', '</b>', '…', 30) FROM page WHERE page MATCH ? ORDER BY rank"
            f" LIMIT {PAGE}",
            asked,
        ).fetchall()

    def numbers(self, query: Query) -> frozenset[int]:
        """All rows."""
        rows = self._database.execute("SELECT rowid FROM page WHERE page MATCH ?", (_fts5(query),))
        return frozenset(number for (number,) in rows)

    def close(self) -> None:
        """Disconnect."""
        self._database.close()


def _fts5(query: Query) -> str:
    if query.kind is Kind.PHRASE:
        return f'"{" ".join(query.words)}"'
    return " ".join(f'"{word}"' for word in query.words)


class StockWhoosh:
    """Whoosh with its own parser, scoring and highlights; lower-cased words, as it has no Estonian."""

    name = "stock Whoosh"
    largest = 100_000

    @staticmethod
    def missing() -> str | None:
        """Python and ajsearch have it."""
        return None

    def build(self, files: Sequence[Path], folder: Path, workers: int) -> None:
        """One writer, one commit."""
        folder.mkdir(parents=True)
        schema = Schema(number=ID(stored=True, unique=True), content=TEXT(analyzer=SimpleAnalyzer(), stored=True))
        writer = index.create_in(folder, schema).writer()
        for path in files:
            writer.add_document(number=path.stem, content=path.read_text(encoding="utf-8"))
        writer.commit()

    def open(self, folder: Path) -> None:
        """A searcher and a parser."""
        opened = index.open_dir(folder)
        self._searcher = opened.searcher()
        self._parser = QueryParser("content", opened.schema)

    def can(self, query: Query) -> bool:
        """Words, phrases and more like this."""
        return query.kind in WORDS_ONLY or query.kind is Kind.SIMILAR

    def page(self, query: Query) -> None:
        """The best with highlights, and the count."""
        hits = self._hits(query, PAGE)
        for hit in hits:
            if query.like is None:
                self.excerpt(hit)
        len(hits)

    def numbers(self, query: Query) -> frozenset[int]:
        """All documents (of a similar-query: the first page)."""
        return frozenset(int(hit["number"]) for hit in self._hits(query, None if query.like is None else PAGE))

    def close(self) -> None:
        """Close the searcher."""
        self._searcher.close()

    def typed(self, query: Query) -> str:
        """The query's words as its field has them."""
        return " ".join(query.words)

    def excerpt(self, hit: Any) -> str:
        """A hit's marked excerpt."""
        return str(hit.highlights("content"))

    def _hits(self, query: Query, limit: int | None) -> Any:
        if query.like is not None:
            number = self._searcher.document_number(number=f"{query.like:06}")
            return self._searcher.more_like(number, "content", top=PAGE)
        text = self.typed(query)
        parsed = self._parser.parse(f'"{text}"' if query.kind is Kind.PHRASE else text)
        return self._searcher.search(parsed, limit=limit)
