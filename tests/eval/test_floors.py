"""The floors themselves: they lie at or under what was measured, and a figure below one is told."""

import json

import pytest

from tests.eval.floors import FLOORS, Measured, assert_reached, below, floors_of

GROUPS = sorted(json.loads(FLOORS.read_text(encoding="utf-8")))


@pytest.mark.parametrize("group", GROUPS)
def test_a_floor_is_not_above_what_was_measured_when_it_was_set(group: str) -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))[group]
    assert floors
    assert all(0 < one["floor"] <= one["measured"] <= 1 for one in floors.values())


@pytest.mark.parametrize("group", GROUPS)
def test_a_figure_below_its_floor_and_one_not_measured_are_told(group: str) -> None:
    floors = floors_of(group)
    name = next(iter(floors))
    reached = Measured(floors, ())
    assert below(group, reached) == []
    fallen = Measured({**floors, name: floors[name] - 0.001}, ("what differs",))
    assert below(group, fallen) == [f"{group}.{name}: measured {floors[name] - 0.001:.4f}, floor {floors[name]:.4f}"]
    with pytest.raises(AssertionError, match="what differs"):
        assert_reached(group, fallen)
    lost = Measured({key: value for key, value in floors.items() if key != name}, ())
    assert below(group, lost) == [f"{group}.{name}: not measured, floor {floors[name]:.4f}"]
