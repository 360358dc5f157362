"""What an index keeps between queries stays within its room; a page of the best is the beginning of all in order."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.kept import Kept
from index.ranking import best


def test_what_was_used_longest_ago_makes_room() -> None:
    kept = Kept[str](most_bytes=10, bytes_of=len)
    assert kept.get("a", lambda: "12345") == "12345"
    kept.get("b", lambda: "1234")
    assert kept.get("a", lambda: "made again") == "12345"
    kept.get("c", lambda: "12345")
    assert kept.bytes == 10
    assert kept.get("a", lambda: "made again") == "12345"
    assert kept.get("b", lambda: "new") == "new"


def test_a_value_that_is_larger_than_all_room_is_given_and_kept_alone() -> None:
    kept = Kept[str](most_bytes=3, bytes_of=len)
    kept.get("a", lambda: "1")
    assert kept.get("b", lambda: "123456") == "123456"
    assert kept.bytes == 6
    kept.get("a", lambda: "1")
    assert kept.bytes == 1


@given(st.lists(st.sampled_from([0.0, 0.5, 1.25, 3.0]), max_size=30), st.integers(0, 40), st.randoms())
def test_the_best_are_the_first_of_all_in_order(scores: list[float], most: int, random: Random) -> None:
    order = list(range(len(scores)))
    random.shuffle(order)
    expected = sorted(range(len(scores)), key=lambda at: (-scores[at], order[at]))[:most]
    numbers = np.arange(len(scores))
    found = best(numbers, np.array(scores, np.float64), np.array(order, np.int64), most)
    assert found.tolist() == expected
