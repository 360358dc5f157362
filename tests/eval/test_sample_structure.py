"""The structure of the bundled samples, read from their files by the whole house, against the judged one."""

import pytest

from ajsearch.model import Position
from ajsearch.settings import Settings
from tests.eval.floors import assert_reached
from tests.eval.judged_samples import judged_samples, positions_by_path
from tests.eval.measure_structure import measure_structure, people_kept


@pytest.fixture(scope="module")
def positions(samples: Settings) -> dict[str, Position]:
    return positions_by_path(samples)


def test_every_readable_sample_became_a_position(positions: dict[str, Position]) -> None:
    assert {sample.path for sample in judged_samples()} == set(positions)


def test_items_pairs_and_names_are_where_they_were_judged(positions: dict[str, Position]) -> None:
    assert_reached("structure", measure_structure(judged_samples(), positions))


def test_nobody_of_a_signature_block_is_kept(positions: dict[str, Position]) -> None:
    assert people_kept(judged_samples(), positions) == []
