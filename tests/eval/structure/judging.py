"""Judged descriptions as compact text, and the score of a structure against the judged one, item by item.

A document is a file of block lines, a line "=== judged", and judged lines:

    # text      heading      B text   bold paragraph     P text   paragraph     * text   bullet
    3.1. text   numbered item                            R a | b  row (" / " separates a cell's paragraphs, - is empty)
    title: …  employer: …  unit: …  manager: …           @kind heading
    - [number] Name :: text => result // result          (number, name and results where there are any)
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from ajsearch.model import Block, BlockKind, Item, Section, SectionKind, SourceDocument, Structure

RIGHT_SHARE = 0.9
"""An item counts when so many of its characters are right."""

FLOORS = {"items": 0.95, "duties": 0.97, "pairs": 0.95, "title": 0.97, "employer": 0.9, "unit": 0.9}
"""The least F1 of each measure over a corpus of judged descriptions."""

_NUMBERED = re.compile(r"((?:\d+(?:\.\d+)*|[a-z])[.)]|\d+\.\d+(?:\.\d+)*)\s+(.*)")


@dataclass(slots=True)
class Tally:
    """Right, found and judged counts of one measure."""

    right: int = 0
    found: int = 0
    judged: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there is nothing to find and nothing was found."""
        total = self.found + self.judged
        return 2 * self.right / total if total else 1.0


@dataclass(slots=True)
class Score:
    """All measures over a corpus; ``misses`` says what went wrong, for people."""

    items: Tally = field(default_factory=Tally)
    duties: Tally = field(default_factory=Tally)
    pairs: Tally = field(default_factory=Tally)
    names: dict[str, Tally] = field(default_factory=lambda: {key: Tally() for key in ("title", "employer", "unit")})
    misses: list[str] = field(default_factory=list)


def missed_floors(score: Score) -> list[str]:
    """The measures below their floors, each with what went wrong; empty where all are reached."""
    tallies = {"items": score.items, "duties": score.duties, "pairs": score.pairs, **score.names}
    low = [f"{name} {tallies[name].f1:.3f} < {floor}" for name, floor in FLOORS.items() if tallies[name].f1 < floor]
    return [*low, *score.misses] if low else []


def read_case(path: Path) -> tuple[SourceDocument, Structure]:
    """The blocks of a judged file and the structure that they should give."""
    source, judged = path.read_text(encoding="utf-8").split("\n=== judged\n")
    blocks = tuple(_block(line, number) for number, line in enumerate(source.splitlines()) if line.strip())
    return SourceDocument(format="docx", blocks=blocks), structure_of(judged.splitlines())


def _block(line: str, number: int) -> Block:
    sign, _, text = line.partition(" ")
    if sign == "R":
        cells = tuple("" if cell.strip() == "-" else cell.strip().replace(" / ", "\n") for cell in text.split(" | "))
        return Block(kind=BlockKind.ROW, cells=cells, table=1)
    if sign in {"#", "##"}:
        if found := _NUMBERED.match(text):
            return Block(kind=BlockKind.HEADING, cells=(found[2],), marker=found[1], level=len(sign))
        return Block(kind=BlockKind.HEADING, cells=(text,), level=len(sign))
    if sign in {"P", "B"}:
        return Block(kind=BlockKind.PARAGRAPH, cells=(text,), bold=sign == "B")
    if sign == "*":
        return Block(kind=BlockKind.LIST_ITEM, cells=(text,), marker="•", level=1)
    found = _NUMBERED.match(line)
    assert found, f"line {number + 1} is no block: {line}"
    return Block(
        kind=BlockKind.LIST_ITEM, cells=(found[2],), marker=found[1], level=found[1].strip(".)").count(".") + 1
    )


def structure_of(lines: list[str]) -> Structure:
    """The structure that the lines after "=== judged" stand for."""
    names: dict[str, str | None] = {"title": "", "employer": None, "unit": None, "manager": None}
    sections: list[tuple[SectionKind, str, list[Item]]] = []
    for line in filter(str.strip, lines):
        if line.startswith("@"):
            kind, _, heading = line[1:].partition(" ")
            sections.append((SectionKind(kind), heading, []))
        elif line.startswith("- "):
            sections[-1][2].append(_item(line[2:]))
        else:
            key, _, value = line.partition(": ")
            names[key] = value
    built = tuple(Section(kind=kind, heading=heading, items=tuple(items)) for kind, heading, items in sections)
    return Structure(title=names.pop("title") or "", sections=built, **names)


def _item(text: str) -> Item:
    text, *results = text.split(" => ")
    found = re.match(r"\[(.+?)\] (.*)", text)
    number, text = (found[1], found[2]) if found else (None, text)
    name, _, description = text.rpartition(" :: ")
    return Item(
        text=description, number=number, name=name or None, results=tuple(results[0].split(" // ")) if results else ()
    )


def add_case(score: Score, label: str, found: Structure, judged: Structure) -> None:
    """Counts one document into the score. Items of general data are judged by title, employer and unit instead."""
    wanted, got = _keyed(judged), _keyed(found)
    _count(score.items, label, score.misses, got, wanted)
    _count(score.duties, label, None, [one for one in got if one[0] == "duty"], [o for o in wanted if o[0] == "duty"])
    _count(score.pairs, label, score.misses, _pairs(found), _pairs(judged))
    for key, tally in score.names.items():
        ours, theirs = getattr(found, key), getattr(judged, key)
        tally.judged += theirs is not None
        tally.found += ours is not None
        tally.right += theirs is not None and ours is not None and ours.lower() == theirs.lower()
        if (ours or "").lower() != (theirs or "").lower():
            score.misses.append(f"{label}: {key} is {ours!r}, judged {theirs!r}")


def _keyed(structure: Structure) -> list[tuple[str, str]]:
    return [
        (section.kind.value, f"{item.name or ''} {item.text}".strip())
        for section in structure.sections
        if section.kind is not SectionKind.GENERAL
        for item in section.items
    ]


def _pairs(structure: Structure) -> list[tuple[str, str]]:
    return [
        ("pair", f"{item.text} => {result}")
        for section in structure.sections
        for item in section.items
        for result in item.results
    ]


def _count(
    tally: Tally, label: str, misses: list[str] | None, found: list[tuple[str, str]], judged: list[tuple[str, str]]
) -> None:
    left = Counter(found)
    tally.found += len(found)
    tally.judged += len(judged)
    for kind, text in judged:
        match = next((one for one in left.elements() if one[0] == kind and is_right(one[1], text)), None)
        if match:
            left[match] -= 1
            tally.right += 1
        elif misses is not None:
            misses.append(f"{label}: lost {kind}: {text[:90]}")
    if misses is not None:
        misses.extend(f"{label}: extra {kind}: {text[:90]}" for kind, text in left.elements())


def is_right(found: str, judged: str) -> bool:
    """Whether at least 90 % of the characters of either text are the other's, white space aside."""
    one, other = " ".join(found.split()), " ".join(judged.split())
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= RIGHT_SHARE
