"""What a DOCX says about paragraphs outside of them: styles (styles.xml) and list numbers (numbering.xml)."""

import re
from dataclasses import dataclass, field, replace

from ajsearch.readers.layout_markers import BULLET
from ajsearch.readers.numbering import Counters, format_number
from ajsearch.readers.xml import Element, attribute, child, children

MAX_LEVEL = 9
"""Levels of Word's lists and headings; outline level 9 means body text."""
MAX_BASED_ON = 20
"""Styles follow each other in chains of two or three; a damaged file may hold a circle."""
_TITLE_NAMES = ("title", "pealkiri")
_NUMBER_STYLES = {
    "decimal": "1", "decimalZero": "01", "ordinal": "1", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i",
    "upperRoman": "I",
}  # fmt: skip
_PLACE = re.compile(r"%([1-9])")


def value(element: Element | None) -> str | None:
    """The ``w:val`` of an element, None where there is no element."""
    return None if element is None else attribute(element, "val")


def is_on(element: Element | None) -> bool | None:
    """A toggle like ``<w:b/>``: True, False (``w:val="0"``) or None where it is not set."""
    return None if element is None else value(element) not in ("0", "false", "none", "off")


def number(element: Element | None) -> int | None:
    """The ``w:val`` of an element as a number, None where it is none."""
    text = value(element)
    return int(text) if text is not None and text.lstrip("-").isdigit() and len(text) < 10 else None


@dataclass(frozen=True, slots=True)
class Style:
    """What a style sets, with what it inherits; ``outline`` is a heading's rank from 0, ``list_id`` a w:num."""

    outline: int | None = None
    bold: bool | None = None
    hidden: bool | None = None
    list_id: int | None = None
    list_level: int | None = None


class Styles:
    """The styles of one document by id; unknown ids set nothing."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._default: str | None = None
        self._resolved: dict[str, Style] = {}
        for element in children(root, "style") if root is not None else ():
            style_id = attribute(element, "styleId") or ""
            self._elements[style_id] = element
            if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true"):
                self._default = style_id

    def paragraph(self, style_id: str | None) -> Style:
        """The paragraph style of that id, the document's default one for None."""
        return self._resolve(style_id or self._default, MAX_BASED_ON)

    def character(self, style_id: str | None) -> Style:
        """The character style of that id; None sets nothing."""
        return self._resolve(style_id, MAX_BASED_ON)

    def _resolve(self, style_id: str | None, depth: int) -> Style:
        element = self._elements.get(style_id or "")
        if style_id is None or element is None or depth == 0:
            return Style()
        if style_id not in self._resolved:
            parent = self._resolve(value(child(element, "basedOn")), depth - 1)
            own = {name: each for name, each in _own(element).items() if each is not None}
            self._resolved[style_id] = replace(parent, **own)  # type: ignore[arg-type]
        return self._resolved[style_id]


def _own(element: Element) -> dict[str, int | bool | None]:
    outline = number(child(element, "pPr", "outlineLvl"))
    if outline is None and (value(child(element, "name")) or "").lower() in _TITLE_NAMES:
        outline = 0
    return {
        "outline": outline,
        "bold": is_on(child(element, "rPr", "b")),
        "hidden": is_on(child(element, "rPr", "vanish")),
        "list_id": number(child(element, "pPr", "numPr", "numId")),
        "list_level": number(child(element, "pPr", "numPr", "ilvl")),
    }


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: number format, label pattern ("%1.%2."), first number, the style bound to it."""

    form: str = "decimal"
    label: str = "%1."
    start: int = 1
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _List:
    levels: dict[int, Level]
    style_link: str | None = None
    counters: Counters = field(default_factory=Counters)


class Numbering:
    """The lists of one document; numbers run on from call to call in reading order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._nums: dict[int, Element] = {}
        self._started: set[tuple[int, int]] = set()
        for element in children(root, "abstractNum") if root is not None else ():
            levels = {_level_index(each): _level(each) for each in children(element, "lvl")}
            self._lists[attribute(element, "abstractNumId") or ""] = _List(
                levels, value(child(element, "numStyleLink"))
            )
        for element in children(root, "num") if root is not None else ():
            identifier = attribute(element, "numId") or ""
            if identifier.isdigit():
                self._nums[int(identifier)] = element

    def level_of_style(self, list_id: int, style_id: str | None) -> int:
        """The level that a paragraph style is bound to in a list, 0 where it is bound to none."""
        found = self._list(list_id)
        levels = found.levels.items() if found and style_id else ()
        return next((index for index, level in levels if level.style == style_id), 0)

    def marker(self, list_id: int, index: int) -> str | None:
        """Count one item of the list at the level (from 0); its number or bullet, None where it shows none."""
        found = self._list(list_id)
        if found is None or not 0 <= index < MAX_LEVEL:
            return None
        self._override(list_id, index, found)
        levels = [self._level(list_id, found, each) for each in range(index + 1)]
        numbers = found.counters.step(index, [level.start for level in levels])
        if levels[index].form == "bullet":
            return BULLET
        return _label(levels, numbers)

    def _list(self, list_id: int) -> _List | None:
        for _ in range(MAX_BASED_ON):
            num = self._nums.get(list_id)
            found = self._lists.get(value(child(num, "abstractNumId")) or "") if num is not None else None
            if found is None or found.style_link is None:
                return found
            linked = self._styles.paragraph(found.style_link).list_id
            if linked is None:
                return found
            list_id = linked
        return None

    def _override(self, list_id: int, index: int, found: _List) -> None:
        """Restart the count where this w:num says so, once."""
        start = number(child(self._level_override(list_id, index), "startOverride"))
        if start is not None and (list_id, index) not in self._started:
            found.counters.restart(index, start)
        self._started.add((list_id, index))

    def _level(self, list_id: int, found: _List, index: int) -> Level:
        own = child(self._level_override(list_id, index), "lvl")
        return _level(own) if own is not None else found.levels.get(index, Level(label=f"%{index + 1}."))

    def _level_override(self, list_id: int, index: int) -> Element | None:
        num = self._nums.get(list_id)
        overrides = children(num, "lvlOverride") if num is not None else ()
        return next((each for each in overrides if _level_index(each) == index), None)


def _level_index(element: Element) -> int:
    text = attribute(element, "ilvl") or ""
    return int(text) if text.isdigit() and len(text) < 3 else 0


def _level(element: Element) -> Level:
    return Level(
        form=value(child(element, "numFmt")) or "decimal",
        label=value(child(element, "lvlText")) or "",
        start=number(child(element, "start")) or 0 if child(element, "start") is not None else 1,
        legal=is_on(child(element, "isLgl")) or False,
        style=value(child(element, "pStyle")),
    )


def _label(levels: list[Level], numbers: tuple[int, ...]) -> str | None:
    if levels[-1].form == "none":
        return None
    legal = levels[-1].legal

    def number_text(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        if place >= len(numbers) or levels[place].form in ("none", "bullet"):
            return ""
        return format_number(numbers[place], "1" if legal else _NUMBER_STYLES.get(levels[place].form, "1"))

    return _PLACE.sub(number_text, levels[-1].label).strip() or None
