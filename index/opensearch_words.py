"""What an OpenSearch index knows of words and atoms: beginnings, neighbours, counts."""

from collections.abc import Sequence

from ajsearch.estonian.matching import Tier
from ajsearch.search import SearchField
from index.completion import COMPLETION_FIELD, Completer
from index.execute import MAX_EXPANSION
from index.facts import FactField
from index.opensearch_cluster import Answer, Cluster
from index.opensearch_schema import LEMMAS, WORDS, term_of
from index.snapshot import MAX_NEIGHBOURS
from index.spelling import SPELLING_FIELD, Speller

MAX_ATOMS = 100_000
"""Different employers, units or other atoms of one field."""

MAX_COMPLETED = 1000
"""Terms with a beginning that completions are chosen from, the most frequent ones."""


class Words:
    """Asks one cluster; raises ``EngineError`` where none answers."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster

    def atoms(self, fact: FactField) -> list[str]:
        """All atoms of a field."""
        return [name for name, _ in self._terms({"field": fact.value, "size": MAX_ATOMS})]

    def starting(self, stem: str) -> list[str]:
        """The forms and lemmas with a beginning, most frequent first; at most one more than ``MAX_EXPANSION``."""
        return [word for word, _ in self._beginning(WORDS, stem, MAX_EXPANSION + 1)]

    def speller(self) -> Speller:
        """Suggestions from the words of the index."""
        return Speller(
            starting=lambda start: [term for term, _ in self._beginning(SPELLING_FIELD, start, MAX_EXPANSION)],
            near=self._near,
            count=lambda word: self._positions(WORDS, [word]),
            having=lambda tier, terms: self._positions(SearchField.ANY.value, [term_of(tier, one) for one in terms]),
        )

    def completer(self) -> Completer:
        """Completions from the words, titles and skills of the index."""
        return Completer(
            words=lambda start: self._beginning(LEMMAS, start, MAX_COMPLETED),
            names=lambda start: self._beginning(COMPLETION_FIELD, start, MAX_COMPLETED),
        )

    def _beginning(self, field: str, start: str, most: int) -> list[tuple[str, int]]:
        # By ordinals, OpenSearch 2.19 fails where no term has the beginning.
        return self._terms({"field": field, "include": f"{_literal(start)}.*", "size": most, "execution_hint": "map"})

    def _terms(self, terms: dict[str, object]) -> list[tuple[str, int]]:
        (answer,) = self._cluster.ask({"size": 0, "aggs": {"found": {"terms": terms}}})
        buckets = answer.get("aggregations", {}).get("found", {}).get("buckets", ())
        return [(one["key"], int(one["doc_count"])) for one in buckets]

    def _near(self, word: str, distance: int) -> list[str]:
        """Indexed forms and lemmas within so many edits; of two wrong letters none is the first."""
        sure = len(term_of(Tier.EXACT, "")) + distance - 1
        options = {
            "field": SearchField.ANY.value,
            "suggest_mode": "always",
            "max_edits": distance,
            "size": MAX_NEIGHBOURS,
            "prefix_length": sure,
            "min_word_length": 1,
        }
        suggest = {tier.value: {"text": term_of(tier, word), "term": options} for tier in (Tier.EXACT, Tier.LEMMA)}
        (answer,) = self._cluster.ask({"size": 0, "suggest": suggest})
        found = (option["text"] for (one,) in answer.get("suggest", {}).values() for option in one["options"])
        return [term.partition(":")[2] for term in found]

    def _positions(self, field: str, terms: Sequence[str]) -> int:
        """How many positions have one of the terms."""
        (answer,) = self._cluster.ask({"size": 0, "track_total_hits": True, "query": {"terms": {field: terms}}})
        return total_of(answer)


def total_of(answer: Answer) -> int:
    """How many positions a search found; 0 where nothing was built yet."""
    return int(answer["hits"]["total"]["value"])


def _literal(text: str) -> str:
    """The text for Lucene's regular expressions, in which every sign but a letter or digit may mean something."""
    return "".join(sign if sign.isalnum() else f"\\{sign}" for sign in text)
