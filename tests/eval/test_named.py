"""Tools, certificates, citizenship, background, competencies and fields of study read from judged phrasings."""

import json
import shlex
from collections import Counter
from pathlib import Path

import pytest

from ajsearch.model import Item, Requirements, Section, SectionKind
from ajsearch.requirements import extract

FOLDER = Path(__file__).parent / "requirements"
FLOORS = json.loads((FOLDER / "named_floors.json").read_text(encoding="utf-8"))


def notation(found: Requirements) -> Counter[str]:
    """All facts as the judged files write them: "tool=?Revit" is one that is welcome."""
    facts = [f"tool={_need(one.required)}{one.name}" for one in found.tools]
    facts += [
        f"cert={_need(one.required)}{one.name}{f':{one.level}' if one.level else ''}" for one in found.certificates
    ]
    facts += [f"bg={_need(one.required)}{one.background}" for one in found.background]
    facts += [f"comp={_need(one.required)}{one.name}" for one in found.competencies]
    facts += [f"cit={found.citizenship.citizenship}"] if found.citizenship else []
    if found.education:
        facts += [f"field={name}" for name in found.education.fields]
        facts += [f"field=?{name}" for name in found.education.recommended_fields]
    return Counter(facts)


def _need(required: bool) -> str:
    return "" if required else "?"


def measure(path: Path, misses: list[str]) -> dict[str, float]:
    hits = found = wanted = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        text, _, facts = line.partition(" => ")
        judged = Counter(token for token in shlex.split(facts) if token != "-")
        section = Section(kind=SectionKind.REQUIREMENT, heading="Nõuded", items=(Item(text=text),))
        ours = notation(extract([section]))
        hits, found, wanted = hits + (ours & judged).total(), found + ours.total(), wanted + judged.total()
        if ours != judged:
            misses.append(f"{text}\n    lost {sorted(judged - ours)}, extra {sorted(ours - judged)}")
    return {"precision": hits / max(1, found), "recall": hits / max(1, wanted)}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_named_things_do_not_fall_below_what_was_reached(name):
    misses: list[str] = []
    figures = measure(FOLDER / f"{name}.txt", misses)
    below = {key: (figures[key], floor) for key, floor in FLOORS[name].items() if figures[key] < floor}
    assert not below, f"{below}\n" + "\n".join(misses)
