"""The corpus of outlines: true to the store after any change, kept in a file that may be lost or broken."""

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from ajsearch.roles import upkeep as upkeep_module
from ajsearch.roles.bags import Bags
from ajsearch.roles.corpus import Corpus, corpus_of
from ajsearch.roles.outline import outline
from ajsearch.roles.ragged import greatest, offsets_of, places, row_maxima, row_sums
from ajsearch.roles.role import role_of
from ajsearch.roles.upkeep import Upkeep
from ajsearch.store import Store
from tests.roles import keep, structure

WORDS = ["hange", "leping", "klient", "õpilane", "buss", "haav", "register", "eelarve", "päring", "arhiiv"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.create(tmp_path / "ajsearch.db")
    yield store
    store.close()


def _keep_some(store: Store, names: range) -> list[str]:
    found = []
    for name in names:
        random = Random(name)
        duties = [f"Kontrollib: {random.choice(WORDS)} ja {random.choice(WORDS)}." for _ in range(4)]
        found.append(keep(store, str(name), structure(f"{random.choice(WORDS)} {name}", duties)))
    return found


def _contents(corpus: Corpus) -> dict[str, list[tuple[int, int, tuple[tuple[str, int], ...]]]]:
    """What a corpus says of each position, whatever the numbers of its clauses and terms."""
    found = {}
    for row, head in enumerate(corpus.heads):
        items = []
        for clause, number in zip(*corpus.items_of(row), strict=True):
            here = slice(corpus.term_offsets[clause], corpus.term_offsets[clause + 1])
            terms = [corpus.vocabulary[term] for term in corpus.terms[here]]
            strengths = map(int, corpus.strengths[here])
            items.append((int(number), int(corpus.kinds[clause]), tuple(sorted(zip(terms, strengths, strict=True)))))
        found[head.id] = items
    return found


def _fresh(store: Store) -> Corpus:
    stamps = store.stamps()
    return corpus_of((stamps[one.id], one) for one in store.each_shown(store.ids()))


def test_equal_items_are_one_clause(store: Store) -> None:
    keep(store, "a", structure("õde", ["Seob haavu."]))
    keep(store, "b", structure("arst", ["Seob haavu.", "Ravib."]))
    corpus = _fresh(store)
    assert len(corpus.item_clauses) == 5
    assert len(corpus.keys) == 4
    assert sorted(np.diff(corpus.positions_of_clauses[1])) == [1, 1, 1, 2]


def test_after_any_change_the_corpus_is_as_if_made_anew(store: Store, tmp_path: Path) -> None:
    upkeep = Upkeep(store, tmp_path / "outlines.npz")
    _keep_some(store, range(6))
    assert _contents(upkeep.corpus()) == _contents(_fresh(store))
    _keep_some(store, range(6, 9))
    store.forget([store.sources()[0].path])
    keep(store, "3", structure("õde", ["Seob haavu."]))
    assert _contents(upkeep.corpus()) == _contents(_fresh(store))
    assert _contents(Upkeep(store, tmp_path / "outlines.npz").corpus()) == _contents(_fresh(store))
    assert [head.id for head in upkeep.corpus().heads] == store.ids()


def test_an_unchanged_store_is_not_read_again(store: Store, tmp_path: Path) -> None:
    _keep_some(store, range(3))
    upkeep = Upkeep(store, tmp_path / "outlines.npz")
    first = upkeep.corpus()
    assert upkeep.corpus() is first
    written = (tmp_path / "outlines.npz").stat().st_mtime_ns
    assert _contents(Upkeep(store, tmp_path / "outlines.npz").corpus()) == _contents(first)
    assert (tmp_path / "outlines.npz").stat().st_mtime_ns == written


@pytest.mark.parametrize("batch", [1, 3, 100])
def test_what_was_taken_in_is_as_if_read_from_the_store(
    store: Store, tmp_path: Path, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep_module, "BATCH", batch)
    upkeep = Upkeep(store, tmp_path / "outlines.npz")
    first, *others = _keep_some(store, range(6))
    upkeep.take_in(store.packed([first, *others]).values())
    keep(store, "0", structure("õde", ["Seob haavu."]))
    store.forget([store.sources()[5].path])
    upkeep.take_in(store.packed([first]).values())
    assert _contents(upkeep.corpus()) == _contents(_fresh(store))
    assert [head.id for head in upkeep.corpus().heads] == store.ids()
    assert _contents(Upkeep(store, tmp_path / "outlines.npz").corpus()) == _contents(_fresh(store))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"\x00" * 100])
def test_a_broken_file_is_made_anew(store: Store, tmp_path: Path, content: bytes) -> None:
    _keep_some(store, range(3))
    path = tmp_path / "outlines.npz"
    path.write_bytes(content)
    assert _contents(Upkeep(store, path).corpus()) == _contents(_fresh(store))
    assert path.read_bytes() != content


def test_a_place_that_cannot_be_written_is_done_without(store: Store, tmp_path: Path) -> None:
    _keep_some(store, range(3))
    assert len(Upkeep(store, tmp_path / "missing" / "outlines.npz").corpus().heads) == 3


def test_joining_and_keeping_undo_each_other(store: Store) -> None:
    _keep_some(store, range(5))
    whole = _fresh(store)
    one, other = whole.kept(np.array([0, 3])), whole.kept(np.array([1, 2, 4]))
    joined = one.joined(other)
    assert _contents(joined) == _contents(whole)
    assert joined.rarity[joined.term_numbers["kontrollima"]] == whole.rarity[whole.term_numbers["kontrollima"]]
    assert {one.name for one in fields(joined)} == {one.name for one in fields(whole)}


def test_rows_of_no_values_have_the_sum_and_the_maximum_nought() -> None:
    offsets = offsets_of([2, 0, 1])
    values = np.array([1, 2, 4], np.float32)
    assert row_sums(values, offsets).tolist() == [3, 0, 4]
    assert row_maxima(values, offsets).tolist() == [2, 0, 4]
    at, new = places(offsets, np.array([2, 1, 0]))
    assert (at.tolist(), new.tolist()) == ([2, 0, 1], [0, 1, 1, 3])


def test_the_greatest_values_are_the_first_of_equal_ones_in_order() -> None:
    values = np.array([1, 3, 2, 3, 2, 2], np.float32)
    assert greatest(values, 3).tolist() == [1, 2, 3]
    assert greatest(values, 5).tolist() == [1, 2, 3, 4, 5]
    assert greatest(values, 9).tolist() == [0, 1, 2, 3, 4, 5]


def test_an_item_that_is_a_clause_tells_what_its_words_tell(store: Store) -> None:
    kept = keep(store, "a", structure("õde", ["Seob haavu ja jälgib haigeid.", "Peab arvestust ravimite üle."]))
    _keep_some(store, range(5))
    bags = Bags(_fresh(store))
    own = outline(store.packed_position(kept).passages)
    changed = replace(own[1], key=0, terms={"päevapilt": 1.0, "haav": 0.5, "raamatupidamine": 0.2})
    by_clauses, by_words = (
        role_of(bags.corpus, items) for items in ((*own, changed), (*(replace(item, key=0) for item in own), changed))
    )
    assert by_clauses.terms.tolist() == by_words.terms.tolist()
    assert by_clauses.unseen == by_words.unseen
    assert set(by_clauses.unseen) == {"päevapilt", "raamatupidamine"}
    np.testing.assert_allclose(by_clauses.matrix, by_words.matrix, rtol=1e-6)
    np.testing.assert_allclose(by_clauses.masses, by_words.masses, rtol=1e-6)
    told, said = bags.fields_told(by_clauses), bags.fields_told(by_words)
    assert told.profile.any()
    np.testing.assert_allclose(told.profile, said.profile, rtol=1e-6)
    assert told.sure == pytest.approx(said.sure)
