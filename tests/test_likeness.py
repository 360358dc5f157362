"""Who is compared item by item is the likeliest of all, though the fields of work of few positions are looked at."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajsearch.roles import likeness
from ajsearch.roles.bags import FieldsTold
from ajsearch.roles.likeness import candidates

FIELDS = 5


@given(st.integers(0, 2**32 - 1), st.integers(0, 300), st.floats(0, 0.3))
def test_the_likeliest_of_all_are_found_by_the_fields_of_some(seed: int, size: int, part: float) -> None:
    random = np.random.default_rng(seed)
    profiles = random.random((size, FIELDS), np.float32)
    profiles /= np.linalg.norm(profiles, axis=1, keepdims=True)
    told = FieldsTold(np.full(FIELDS, FIELDS**-0.5, np.float32), 1.0, profiles)
    share = np.float32(part)
    worded = (1 - share) * random.random(size, np.float32) ** 4
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(likeness, "CANDIDATES", 10)
        rows, fields = candidates(worded, told, share)
    likely = worded + share * told.likeness(np.arange(size))
    # Products of other shapes may differ in the last digit.
    assert np.sort(likely[rows]) == pytest.approx(np.sort(likely)[-10:], abs=1e-6)
    assert worded[rows] + share * fields == pytest.approx(likely[rows], abs=1e-6)
    assert (np.diff(rows) > 0).all()
