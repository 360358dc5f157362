"""The stock way for Estonian: EstNLTK's pipeline, its lemmas into Whoosh one document at a time."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.analysis import LowercaseFilter, RegexTokenizer
from whoosh.fields import ID, STORED, TEXT, Schema

from benchmarks.peers import WORDS_ONLY, StockWhoosh
from benchmarks.queries import Query


class StockPipeline(StockWhoosh):
    """``Text.tag_layer("morph_analysis")`` as EstNLTK's tutorial has it; the first lemma of each word."""

    name = "EstNLTK + Whoosh"
    largest = 2_000

    def build(self, files: Sequence[Path], folder: Path, workers: int) -> None:
        """One writer, one commit."""
        folder.mkdir(parents=True)
        analyzer = RegexTokenizer(r"\S+") | LowercaseFilter()
        schema = Schema(number=ID(stored=True, unique=True), content=TEXT(analyzer=analyzer), text=STORED)
        writer = index.create_in(folder, schema).writer()
        for path in files:
            text = path.read_text(encoding="utf-8")
            writer.add_document(number=path.stem, content=" ".join(_lemmas(text)), text=text)
        writer.commit()

    def can(self, query: Query) -> bool:
        """Words and phrases."""
        return query.kind in WORDS_ONLY

    def typed(self, query: Query) -> str:
        """The query's lemmas."""
        return " ".join(_lemmas(" ".join(query.words)))

    def excerpt(self, hit: Any) -> str:
        """Marked in the text: the field holds lemmas."""
        return str(hit.highlights("content", text=hit["text"]))


def _lemmas(content: str) -> list[str]:
    from estnltk import Text  # runs 1,800 modules: only where it is measured
    from estnltk.taggers import SentenceTokenizer
    from nltk.tokenize.simple import LineTokenizer

    text = Text(content).tag_layer("compound_tokens")
    text.tag_layer("words")
    # The default needs a model from the network; a line is an item here.
    SentenceTokenizer(base_sentence_tokenizer=LineTokenizer()).tag(text)
    text.tag_layer("morph_analysis")
    return [lemmas[0] for lemmas in text.morph_analysis.lemma if any(map(str.isalnum, lemmas[0]))]
