"""The rows of the same work as tables of RESULTS.md."""

from collections.abc import Iterator, Sequence
from math import isnan

from benchmarks.product import Ajsearch
from benchmarks.queries import Kind
from benchmarks.same_tantivy import SameTantivy
from benchmarks.same_whoosh import SameWhoosh
from benchmarks.same_work import Same

HEADS = (
    "positions",
    "query",
    "facets",
    "ajsearch p50 / p95 ms",
    "asked first p50 / p95",
    "Tantivy p50 / p95",
    "**ajsearch ÷ Tantivy**, p95",
    "stock Whoosh p50 / p95",
    "**stock Whoosh ÷ ajsearch**, p95",
    "found by both",
)

EXPLAINED = """Here every engine has the same words, the analysed ones of ajsearch's own index, in a field for each
tier. It is asked for the same terms with the same weights, counts all positions that have them, ranks them and
names the first ten. Milliseconds are of the processor, which other work on the machine moves least. "Asked first"
is in an engine that was opened before: ajsearch then finds out where the words are, and keeps it; the other times
are of later rounds. "Found by both" is the share of the positions found by ajsearch or Tantivy that both have
found: what is missing is found by paraphrases. Not the same work, at ajsearch's cost: it looks for paraphrases,
ranks by the words that meet in one item, tells whether they do and which words are misspelt. With facets it counts
twelve with every level of languages, Tantivy twelve plain ones, Whoosh three. Similar positions are compared by
ajsearch item by item, the 150 best of them; the others look for the 60 lemmas that tell a position best.
"""


def same_lines(rows: Sequence[Same]) -> Iterator[tuple[str, ...]]:
    """A line for each size, kind of query, and with facets or without."""
    by_key = {(row.contender, row.size, row.kind, row.facets): row for row in rows}
    for size in sorted({row.size for row in rows}):
        for facets in (False, True):
            for kind in Kind:
                own = by_key.get((Ajsearch.name, size, kind, facets))
                if own:
                    others = [by_key.get((name, size, kind, facets)) for name in (SameTantivy.name, SameWhoosh.name)]
                    yield _line(own, *others)


def _line(own: Same, tantivy: Same | None, whoosh: Same | None) -> tuple[str, ...]:
    shared = tantivy.shared if tantivy else float("nan")
    return (
        f"{own.size:,}",
        f"{own.kind} ({own.queries})",
        "yes" if own.facets else "no",
        _times(own),
        f"{own.cold_p50_ms:.2f} / {own.cold_p95_ms:.2f}",
        _times(tantivy),
        f"{own.p95_ms / tantivy.p95_ms:.1f}" if tantivy else "",
        _times(whoosh),
        f"{whoosh.p95_ms / own.p95_ms:.0f}" if whoosh else "",
        "" if isnan(shared) else f"{shared:.1%}",
    )


def _times(row: Same | None) -> str:
    return f"{row.p50_ms:.2f} / {row.p95_ms:.2f}" if row else ""


def growth_lines(rows: Sequence[Same]) -> Iterator[tuple[str, ...]]:
    """How many times as much ajsearch takes at the largest size as at the smallest, by kind; none of one size alone."""
    own = [row for row in rows if row.contender == Ajsearch.name]
    small, large = min(row.size for row in own), max(row.size for row in own)
    before = {(row.kind, row.facets): row for row in own if row.size == small}
    for row in own:
        if row.size == large > small:
            first = before[row.kind, row.facets]
            yield (
                row.kind,
                "yes" if row.facets else "no",
                f"{row.p50_ms / first.p50_ms:.1f}",
                f"{row.p95_ms / first.p95_ms:.1f}",
                f"{row.cold_p50_ms / first.cold_p50_ms:.1f}",
            )


GROWN = """The larger index is of the smaller one's positions, copied until there are so many. In every turn other words
are changed (see `copies.py`), so that vocabulary, clauses and lists grow. The queries are the same.
"""
GROWTH_HEADS = ("query", "facets", "p50 ×", "p95 ×", "asked first, p50 ×")
