"""The texts of a position's items by the number that the corpus has of them."""

from dataclasses import dataclass

from ajsearch.model import SectionKind
from ajsearch.packed import PackedPassages


@dataclass(frozen=True, slots=True)
class ItemText:
    """An item as it stands in its document: a duty with its expected results."""

    number: str | None
    text: str
    results: tuple[str, ...]


def item_texts(packed: PackedPassages) -> dict[int, ItemText]:
    """The items of a position by the number of their passages."""
    found: dict[int, ItemText] = {}
    for passage in packed.passages:
        before = found.get(passage.item)
        if passage.section is SectionKind.RESULT and before is not None:
            found[passage.item] = ItemText(before.number, before.text, (*before.results, passage.text))
        elif before is None:
            found[passage.item] = ItemText(passage.number, passage.text, ())
    return found
