"""Rows of values are summed alike in blocks and one by one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ajsearch.roles.ragged import offsets_of
from ajsearch.roles.weighed import WIDTH, Weighed

WEIGHTS = np.array([0.0, 1.0, 0.25, 3.0], np.float32)
ENTRIES = st.tuples(st.integers(0, len(WEIGHTS) - 1), st.sampled_from([0.5, 1.0, 2.5]))


@given(st.lists(st.lists(ENTRIES, max_size=2 * WIDTH + 1), max_size=9))
def test_rows_in_blocks_have_the_sums_of_their_weighed_values(rows: list[list[tuple[int, float]]]) -> None:
    numbers = np.array([number for row in rows for number, _ in row], np.int32)
    values = np.array([value for row in rows for _, value in row], np.float32)
    weighed = Weighed.of(numbers, values, offsets_of([len(row) for row in rows]))
    assert weighed.sums(WEIGHTS).tolist() == [sum(WEIGHTS[number] * value for number, value in row) for row in rows]
