"""What documents have together is counted alike by atoms, by documents and by groups of documents."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.atoms import Atoms, Together

NAMES = 70  # more than a number has bits
SIZE = 12
HAVING = st.sets(st.tuples(st.integers(0, NAMES - 1), st.integers(0, SIZE - 1)), max_size=40)


NOTHING = Atoms([], np.empty(0, np.int64), np.empty(0, np.int64))


def atoms_of(having: set[tuple[int, int]]) -> Atoms:
    rows = np.array(sorted(having), np.int64).reshape(-1, 2)
    return Atoms([f"atom {number}" for number in range(NAMES)], rows[:, 1], rows[:, 0])


@given(HAVING, st.sets(st.integers(0, SIZE - 1)), st.sets(st.integers(0, NAMES - 1)))
def test_counts_are_those_of_every_document(
    having: set[tuple[int, int]], documents: set[int], wanted: set[int]
) -> None:
    found = atoms_of(having)
    numbers = np.array(sorted(documents), np.int64)
    base = np.isin(np.arange(SIZE), numbers)
    each = [sum((atom, one) in having for one in documents) for atom in range(NAMES)]
    assert found.counts(base).tolist() == each
    together = Together.of({"one": found, "none": NOTHING, "other": found})
    counts = together.counts(numbers)
    had = {f"atom {atom}": count for atom, count in enumerate(each) if count}
    assert counts == {"one": had, "none": {}, "other": had}
    accepted = found.groups.accepted(np.isin(np.arange(NAMES), sorted(wanted)))
    counted = int(found.groups.counts(numbers)[accepted].sum())
    assert counted == sum(any((atom, one) in having for atom in wanted) for one in documents)


def test_a_field_without_atoms_counts_nothing() -> None:
    numbers = np.array([0, 3])
    assert NOTHING.counts(np.ones(4, np.bool_)).tolist() == []
    assert NOTHING.groups.counts(numbers).sum() == 0
    assert Together.of({"none": NOTHING}).counts(numbers) == {"none": {}}
