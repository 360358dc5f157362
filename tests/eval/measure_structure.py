"""How the structure of the samples compares with the judged one: items by kind of section, pairs, names."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ajsearch.model import Position, SectionKind, Structure
from ajsearch.passages import item_text
from tests.eval.floors import Measured
from tests.eval.judged_samples import JudgedSample, structure_of
from tests.eval.structure.judging import Tally, is_right

NAMES = ("title", "employer", "unit", "manager")

Item = tuple[str, tuple[str, ...]]
"""The kind of an item's section, and its text in every form that counts as right."""


def measure_structure(samples: Sequence[JudgedSample], positions: Mapping[str, Position]) -> Measured:
    """F1 of items, overall and by kind, F1 of duties with their results, share of right names."""
    kinds, pairs, names = defaultdict[str, Tally](Tally), Tally(), defaultdict[str, Tally](Tally)
    differences: list[str] = []
    for sample in samples:
        position = positions.get(sample.path)
        found = structure_of(position) if position else Structure(title="", sections=())
        said = [
            *_items(kinds, found, sample.structure),
            *_pairs(pairs, found, sample.structure),
            *_names(names, found, sample.structure),
        ]
        differences += [f"{sample.name}: {one}" for one in said]
    overall = Tally(*(sum(getattr(one, part) for one in kinds.values()) for part in ("right", "found", "judged")))
    figures = {"items": overall.f1, **{f"items_{kind}": tally.f1 for kind, tally in sorted(kinds.items())}}
    figures |= {"pairs": pairs.f1, **{name: names[name].f1 for name in NAMES}}
    return Measured(figures, tuple(differences))


def _items(kinds: dict[str, Tally], found: Structure, judged: Structure) -> Iterator[str]:
    left = list(_found_items(found))
    for kind, (wanted,) in _judged_items(judged):
        kinds[kind].judged += 1
        match = next((one for one in left if one[0] == kind and any(is_right(form, wanted) for form in one[1])), None)
        if match:
            left.remove(match)
            kinds[kind].right += 1
        else:
            yield f"lost {kind}: {wanted}"
    for kind, _ in _found_items(found):
        kinds[kind].found += 1
    yield from (f"extra {kind}: {forms[0]}" for kind, forms in left)


def _judged_items(structure: Structure) -> list[Item]:
    return [(section.kind.value, (item_text(item),)) for section in structure.sections for item in section.items]


def _found_items(structure: Structure) -> Iterator[Item]:
    """An item's label ("Haridus") may be its name or stand as the heading over it; a competency's must be its name."""
    for section in structure.sections:
        for item in section.items:
            text = item_text(item)
            headed = () if section.kind is SectionKind.COMPETENCY else (f"{section.heading}: {text}",)
            yield section.kind.value, (text, *headed)


def _pairs(tally: Tally, found: Structure, judged: Structure) -> Iterator[str]:
    left = _duties_with_results(found)
    tally.found += len(left)
    for wanted in _duties_with_results(judged):
        tally.judged += 1
        match = next((one for one in left if all(map(is_right, one, wanted))), None)
        if match:
            left.remove(match)
            tally.right += 1
        else:
            yield f"lost pair: {' => '.join(wanted)}"
    yield from (f"extra pair: {' => '.join(one)}" for one in left)


def _duties_with_results(structure: Structure) -> list[tuple[str, str]]:
    return [(item.text, result) for section in structure.sections for item in section.items for result in item.results]


def _names(tallies: dict[str, Tally], found: Structure, judged: Structure) -> Iterator[str]:
    for name in NAMES:
        ours, wanted = getattr(found, name), getattr(judged, name)
        tallies[name].found += bool(ours)
        tallies[name].judged += bool(wanted)
        same = " ".join((ours or "").split()).casefold() == " ".join((wanted or "").split()).casefold()
        tallies[name].right += same and bool(wanted)
        if not same:
            yield f"{name} is {ours!r}, judged {wanted!r}"


def people_kept(samples: Sequence[JudgedSample], positions: Mapping[str, Position]) -> list[str]:
    """The people of the signature blocks that a position still names."""
    kept = []
    for sample in samples:
        told = str(positions.get(sample.path)).casefold()
        kept += [f"{sample.name}: {person}" for person in sample.people if person.casefold() in told]
    return kept
