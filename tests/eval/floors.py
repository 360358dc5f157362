"""What was measured over the bundled samples, and the floors below which it may not fall.

``floors.json`` has for every group of measures and every figure in it the floor and the value measured when the floor
was set. All figures are shares from 0 to 1, more is better. Floors only rise.
"""

import json
from dataclasses import dataclass
from pathlib import Path

FLOORS = Path(__file__).parent / "floors.json"


@dataclass(frozen=True)
class Measured:
    """Figures by name, and for people every difference from the judgement, a line each."""

    figures: dict[str, float]
    differences: tuple[str, ...]


def floors_of(group: str) -> dict[str, float]:
    """The floor of each figure of a group."""
    return {name: one["floor"] for name, one in json.loads(FLOORS.read_text(encoding="utf-8"))[group].items()}


def below(group: str, measured: Measured) -> list[str]:
    """A sentence for each figure of the group that is not measured any more or lies below its floor."""
    found = []
    for name, floor in floors_of(group).items():
        if name not in measured.figures:
            found.append(f"{group}.{name}: not measured, floor {floor:.4f}")
        elif measured.figures[name] < floor:
            found.append(f"{group}.{name}: measured {measured.figures[name]:.4f}, floor {floor:.4f}")
    return found


def assert_reached(group: str, measured: Measured) -> None:
    """Prints all figures and differences, and fails where a figure lies below its floor."""
    print(f"\n{group}", *(f"  {name}: {value:.4f}" for name, value in measured.figures.items()), sep="\n")
    print(*measured.differences, sep="\n")
    assert not below(group, measured), "\n".join([*below(group, measured), *measured.differences])
