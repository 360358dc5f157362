"""The repair of a description's texts: where they are damaged, what stood there, and what else it may have been."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from ajsearch import passages
from ajsearch.estonian import damage
from ajsearch.estonian.analyser import Mended
from ajsearch.estonian.repair import Change, Repaired
from ajsearch.model import Item, RepairedWord, Section, Structure

Mend = Callable[[str], Repaired]


@dataclass(slots=True)
class Restoration:
    """Repairs the damaged texts of a structure; texts of clean sections stay as they are, whatever ``mend`` would do.

    ``mended`` has for each repaired passage its changed places, ``damaged`` are all texts of damaged sections (as they
    are now), ``words`` counts the changes.
    """

    mend: Mend
    mended: dict[str, tuple[Mended, ...]] = field(default_factory=dict)
    damaged: set[str] = field(default_factory=set)
    words: int = 0
    _broken: frozenset[str] = frozenset()

    def structure(self, structure: Structure) -> Structure:
        """The structure with its damaged texts repaired; a changed item keeps its original and its changes."""
        self._broken = _damaged_texts(structure)
        return replace(
            structure,
            title=self._text(structure.title),
            employer=structure.employer and self._text(structure.employer),
            unit=structure.unit and self._text(structure.unit),
            manager=structure.manager and self._text(structure.manager),
            sections=tuple(self._section(section) for section in structure.sections),
        )

    def _repaired(self, text: str) -> Repaired:
        if text not in self._broken:
            return Repaired(text)
        repaired = self.mend(text)
        self.damaged.add(repaired.text)
        if repaired.changes:
            self.words += len(repaired.changes)
            self.mended[repaired.text] = _mended(repaired)
        return repaired

    def _text(self, text: str) -> str:
        return self._repaired(text).text

    def _section(self, section: Section) -> Section:
        return replace(
            section, heading=self._text(section.heading), items=tuple(self._item(item) for item in section.items)
        )

    def _item(self, item: Item) -> Item:
        name = self._repaired(item.name) if item.name else None
        text = self._repaired(item.text)
        results = [self._repaired(result) for result in item.results]
        changes = [change for one in (name, text, *results) if one for change in one.changes]
        restored = replace(
            item,
            name=name.text if name else item.name,
            text=text.text,
            results=tuple(result.text for result in results),
        )
        whole = passages.item_text(restored)
        if whole != restored.text and {restored.name, restored.text} & self.damaged:
            self._join(whole, restored)
        if not changes:
            return item
        raw = "\n".join((passages.item_text(item), *item.results))
        return replace(restored, raw=raw, repairs=tuple(map(_repaired_word, changes)))

    def _join(self, whole: str, item: Item) -> None:
        """Note the places of "Name: description", which is one passage."""
        name = item.name or ""
        shift = len(whole) - len(item.text)
        in_text = (Mended(one.start + shift, one.end + shift, one.alternatives) for one in self._places(item.text))
        self.mended[whole] = (*self._places(name), *in_text)
        self.damaged.add(whole)

    def _places(self, text: str) -> tuple[Mended, ...]:
        return self.mended.get(text, ())


def _mended(repaired: Repaired) -> tuple[Mended, ...]:
    return tuple(
        Mended(start, end, change.alternatives)
        for (start, end), change in zip(repaired.repaired_ranges(), repaired.changes, strict=True)
    )


def _repaired_word(change: Change) -> RepairedWord:
    return RepairedWord(change.original, change.replacement, change.reason)


def _damaged_texts(structure: Structure) -> frozenset[str]:
    """The texts that lie in damaged parts, be it with a word."""
    texts = list(_texts(structure))
    parts = damage.damaged_parts("\n".join(texts))
    found, at = set[str](), 0
    for text in texts:
        if any(start < at + len(text) and at < end for start, end in parts):
            found.add(text)
        at += len(text) + 1
    return frozenset(found)


def _texts(structure: Structure) -> Iterator[str]:
    """All texts in reading order."""
    yield from filter(None, (structure.title, structure.employer, structure.unit, structure.manager))
    for section in structure.sections:
        yield from filter(None, (section.heading,))
        for item in section.items:
            yield from filter(None, (item.name, item.text, *item.results))
