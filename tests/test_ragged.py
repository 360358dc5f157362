"""Rows of different lengths are summed alike however they lie."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajsearch.roles import ragged
from ajsearch.roles.ragged import Turned, offsets_of, row_sums

VALUES = np.array([0.5, 1.25, 3.0, 7.75])


@given(st.lists(st.lists(st.integers(0, len(VALUES) - 1), max_size=7), max_size=9))
def test_rows_that_are_turned_have_the_same_sums(rows: list[list[int]]) -> None:
    numbers = np.array([one for row in rows for one in row], np.int32)
    offsets = offsets_of([len(row) for row in rows])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ragged, "MOST_COLUMNS", 3)  # so that some rows are longer
        turned = Turned.of(numbers, offsets, len(VALUES))
    assert turned.sums(VALUES).tolist() == [VALUES[row].sum() for row in rows]
    assert row_sums(VALUES[numbers], offsets).tolist() == turned.sums(VALUES).tolist()


def test_rows_that_repeat_pairs_of_numbers_sum_each_pair_once() -> None:
    rows = [[0, 1, 2]] * 5 + [[3, 2, 1, 0], [1], []]
    numbers = np.array([one for row in rows for one in row], np.int32)
    turned = Turned.of(numbers, offsets_of([len(row) for row in rows]), len(VALUES))
    assert turned.sums(VALUES).tolist() == [VALUES[row].sum() for row in rows]
    pairs = [len(column.pairs[0]) for column in turned.columns if column.pairs]
    assert 0 < sum(pairs) < len(rows)
