"""Segments of arrays hold exactly what stock Whoosh holds of the same positions, through changes, merges and spills."""

import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh.filedb import filestore
from whoosh.writing import MERGE_SMALL, NO_MERGE, OPTIMIZE

from ajsearch.estonian.matching import INDEXED
from ajsearch.model import AnalysedPosition
from ajsearch.search import Filters, LanguageFilter, SearchField, SearchRequest, Sort
from index import writer as writers
from index.answer import answer_to
from index.merging import GROWTH, geometric
from index.postings import PLACE_BITS, PLACE_MASK, merged, postings_of, stable_order, united
from index.schema import TERM_FIELDS, make_schema
from index.segment_file import BrokenSegment, read_fields, write_fields
from index.snapshot import Snapshot
from index.writer import PlacesWriter
from tests.engine_contract import language, position
from tests.stock_index import StockIndex

_RamStorage: Any = filestore.RamStorage
_FileStorage: Any = filestore.FileStorage

WORDS = (
    "klientide nõustamine ja teenindamine",
    "õigusaktide eelnõude koostamine",
    "nõustab kliente",
    "Excel 2016, töö- ja puhkeaeg",
    "raamatupidaja",
    "juhtimine õöäü",
)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
KINDS = st.sampled_from(["duty", "competency", "requirement", "purpose", "other"])
POSITIONS = st.builds(
    lambda number, title, parts, code: position(
        f"p{number}", title, *parts, languages=(language(code, "B2"),), employer="Näidisamet" if number % 2 else None
    ),
    st.integers(0, 7),
    TEXTS,
    st.lists(st.tuples(KINDS, TEXTS), max_size=3),
    st.sampled_from(["ru", "en"]),
)
COMMITS = st.lists(st.tuples(st.lists(POSITIONS, max_size=4), st.lists(st.sampled_from([f"p{n}" for n in range(8)]))))
QUERIES = (
    "kliendi nõustamine",
    '"klientide nõustamine"',
    "nõus*",
    "amet:juhtimine",
    "-excel töö",
    "eelnõu VÕI klient",
    "",
)


class ArrayIndex:
    """An index of our own segments, with Whoosh's merge policies at hand."""

    def __init__(self, storage: Any) -> None:
        self._index = storage.create_index(make_schema())

    def update(self, changed: Sequence[AnalysedPosition], removed: Sequence[str], *, policy: object = NO_MERGE) -> None:
        writer = PlacesWriter(self._index)
        for position_id in sorted({one.position.id for one in changed} | set(removed)):
            writer.delete_by_term("id", position_id)
        for one in changed:
            writer.add_position(one)
        writer.commit(mergetype=policy)

    def sizes(self) -> Mapping[str, int]:
        """Documents of each segment, the deleted among them."""
        return {one.segment().segment_id(): one.doc_count_all() for one, _ in self._index.reader().leaf_readers()}

    def snapshot(self) -> Snapshot:
        return Snapshot(self._index.reader())


def content(snapshot: Snapshot) -> Mapping[str, Mapping[str, Mapping[str, Sequence[int]]]]:
    """Field → term → id → places, of what is live."""
    found: dict[str, dict[str, dict[str, list[int]]]] = {}
    for tier in INDEXED:
        terms = found[tier.value] = {}
        for term in snapshot.terms(tier.value):
            by_id: dict[str, list[int]] = defaultdict(list)
            for one in snapshot.occurrences(tier, term).tolist():
                by_id[snapshot.ids[one >> PLACE_BITS]].append(one & PLACE_MASK)
            if by_id:
                terms[term] = dict(by_id)
    for field in TERM_FIELDS[len(INDEXED) :]:
        atoms = snapshot.atoms(field)
        terms = found[field] = defaultdict(dict)
        for document, owner in zip(atoms.documents.tolist(), atoms.owners.tolist(), strict=True):
            terms[atoms.names[owner]][snapshot.ids[document]] = []
    return found


def values(matcher: Any) -> list[tuple[int, bytes]]:
    """Document and value of every posting."""
    found = []
    while matcher.is_active():
        found.append((matcher.id(), matcher.value() or b""))
        matcher.next()
    return found


def latest(positions: Sequence[AnalysedPosition]) -> list[AnalysedPosition]:
    return list({one.position.id: one for one in positions}.values())


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    commits=COMMITS,
    policy=st.sampled_from([NO_MERGE, MERGE_SMALL, OPTIMIZE, geometric]),
    run=st.sampled_from([1, 10**6]),
)
def test_changes_and_merges_leave_what_stock_whoosh_holds(commits: Any, policy: object, run: int) -> None:
    stock, arrays = StockIndex(), ArrayIndex(_RamStorage())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(writers, "RUN_WORDS", run)  # 1: a file of its own for every position
        for positions, removed in commits:
            changed = latest(positions)
            stock.update(changed, removed)
            arrays.update(changed, removed, policy=policy)
            assert content(arrays.snapshot()) == content(stock.snapshot())


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(commits=COMMITS, sort=st.sampled_from(list(Sort)), optimize=st.booleans())
def test_answers_are_those_over_a_stock_index(commits: Any, sort: Sort, optimize: bool) -> None:
    stock, arrays = StockIndex(), ArrayIndex(_RamStorage())
    for positions, removed in commits:
        changed = latest(positions)
        stock.update(changed, removed, optimize=optimize)
        arrays.update(changed, removed, policy=OPTIMIZE if optimize else NO_MERGE)
    ours, theirs = arrays.snapshot(), stock.snapshot()
    for text in QUERIES:
        for filters in (Filters(), Filters(languages=(LanguageFilter("ru"),))):
            request = SearchRequest(query=text, field=SearchField.ANY, filters=filters, sort=sort)
            a, b = answer_to(ours, request), answer_to(theirs, request)
            assert (a.ids, a.scores, a.total, a.facets) == (b.ids, b.scores, b.total, b.facets)
            assert a.did_you_mean == b.did_you_mean
    for typed in ("kl", "raamatupi", "juht"):
        assert ours.completer().complete(typed, 10) == theirs.completer().complete(typed, 10)


def test_whooshs_own_readers_read_our_segments(tmp_path: Any) -> None:
    corpus = [position("a", "Raamatupidaja", ("duty", WORDS[0])), position("b", "Jurist", ("duty", WORDS[1]))]
    stock, storage = StockIndex(), _FileStorage(str(tmp_path))
    stock.update(corpus)
    arrays = ArrayIndex(storage)
    arrays.update(corpus, [])
    ours, theirs = storage.open_index().reader(), stock._index.reader()
    assert list(ours.all_terms()) == list(theirs.all_terms())
    for field, term in theirs.all_terms():
        assert values(ours.postings(field, term)) == values(theirs.postings(field, term))
        assert ours.term_info(field, term).doc_frequency() == theirs.term_info(field, term).doc_frequency()
    assert sorted(ours.terms_within("lemma", "raamatupidara", 1)) == ["raamatupidaja"]
    ours.close()


def test_many_small_commits_leave_few_segments_and_no_large_one_is_rewritten() -> None:
    arrays = ArrayIndex(_RamStorage())
    arrays.update([position(f"p{number}", "Jurist") for number in range(50)], [])
    (large,) = arrays.sizes()
    for number in range(12):
        arrays.update([position(f"q{number}", "Jurist")], [], policy=geometric)
    assert large in arrays.sizes()
    sizes = sorted(arrays.sizes().values())
    assert sum(sizes) == 62
    assert all(size > GROWTH * sum(sizes[:at]) for at, size in enumerate(sizes))


def test_a_segment_of_mostly_deleted_documents_is_rewritten() -> None:
    arrays = ArrayIndex(_RamStorage())
    arrays.update([position(f"p{number}", "Jurist") for number in range(10)], [])
    arrays.update([], [f"p{number}" for number in range(6)], policy=geometric)
    assert list(arrays.sizes().values()) == [4]


def test_dropped_documents_and_their_terms_leave_a_merge() -> None:
    postings = postings_of([b"a", b"b"], np.array([0, 0, 1]), np.array([0, 1 << PLACE_BITS, 1 << PLACE_BITS]))
    found = merged([(postings, np.array([5, -1])), (postings, np.array([6, 7]))])
    assert found.terms() == [b"a", b"b"]
    assert (found.of(0) >> PLACE_BITS).tolist() == [5, 6, 7]
    assert (found.of(1) >> PLACE_BITS).tolist() == [7]
    assert found.having.tolist() == [3, 1]


@given(st.lists(st.frozensets(st.integers(0, 2**60), max_size=5), min_size=1, max_size=4))
def test_united_values_are_those_of_all_sets_sorted_and_once_each(sets: list[frozenset[int]]) -> None:
    parts = [np.array(sorted(one), np.int64) for one in sets]
    assert united(parts).tolist() == sorted(frozenset[int]().union(*sets))


def test_a_file_that_is_not_whole_is_refused() -> None:
    file = io.BytesIO()
    write_fields(file, {"lemma": postings_of([b"a"], np.array([0]), np.array([3]))})
    whole = file.getvalue()
    assert read_fields(whole)["lemma"].of(0).tolist() == [3]
    listed = whole.index(b'{"lemma"')
    wrong_list = whole[:listed] + whole[listed:].replace(b'"text"', b'"tixt"')
    no_list = whole[:listed] + b"\xff" + whole[listed + 1 :]
    for broken in (b"", whole[:-1], whole[1:], whole[: len(whole) // 2], wrong_list, no_list):
        with pytest.raises(BrokenSegment):
            read_fields(broken)


@given(st.lists(st.integers(0, 5) | st.integers(0, 2**31 - 1)))
def test_equal_numbers_are_sorted_as_they_stand(numbers: list[int]) -> None:
    values = np.array(numbers, np.int64)
    assert stable_order(values).tolist() == np.argsort(values, kind="stable").tolist()
