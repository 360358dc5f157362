"""What an OpenDocument text says about paragraphs outside of them: styles and the labels of lists."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ajsearch.readers.layout_markers import BULLET
from ajsearch.readers.numbering import Counters, format_number
from ajsearch.readers.xml import Element, attribute, child, children, local

MAX_PARENTS = 20
"""Styles follow each other in chains of two or three; a damaged file may hold a circle."""
_BOLD = ("bold", "600", "700", "800", "900")
_PLACE = re.compile(r"%(\d)%")


def whole_number(text: str | None, default: int) -> int:
    """An attribute as a number from 0 to 9999, ``default`` where it is none."""
    return int(text) if text is not None and text.isdigit() and len(text) < 5 else default


@dataclass(frozen=True, slots=True)
class Style:
    """What a style sets, with what it inherits; ``outline`` is a heading's rank from 1."""

    bold: bool | None = None
    hidden: bool | None = None
    title: bool = False


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list is labelled; ``form`` is "1", "a" …, "bullet", or "" for none."""

    form: str
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1
    pattern: str | None = None


class Styles:
    """The styles of one document by family and name, and its list styles by name ("" is the headings' outline)."""

    def __init__(self, roots: Iterable[Element | None]) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self._resolved: dict[tuple[str, str], Style] = {}
        for root in roots:
            groups = children(root, "styles", "automatic-styles") if root is not None else ()
            for element in (each for group in groups for each in group):
                self._keep(element)

    def _keep(self, element: Element) -> None:
        name = attribute(element, "name") or ""
        kind = local(element)
        if kind == "style":
            self._elements[attribute(element, "family") or "", name] = element
        elif kind in ("list-style", "outline-style"):
            levels = (each for each in element if attribute(each, "level"))
            key = name if kind == "list-style" else ""
            self._lists[key] = {whole_number(attribute(each, "level"), 1): _list_level(each) for each in levels}

    def style(self, family: str, name: str | None) -> Style:
        """The style with all that it inherits; an unknown one sets nothing."""
        return self._resolve(family, name or "", MAX_PARENTS)

    def _resolve(self, family: str, name: str, depth: int) -> Style:
        element = self._elements.get((family, name))
        if element is None or depth == 0:
            return Style()
        if (family, name) not in self._resolved:
            style = self._resolve(family, attribute(element, "parent-style-name") or "", depth - 1)
            properties = child(element, "text-properties")
            if properties is not None and (weight := attribute(properties, "font-weight")):
                style = replace(style, bold=weight in _BOLD)
            if properties is not None and attribute(properties, "text-underline-style") not in (None, "none"):
                style = replace(style, bold=True)
            if properties is not None and (display := attribute(properties, "display")):
                style = replace(style, hidden=display == "none")
            if family == "paragraph" and name in ("Title", "Pealkiri"):
                style = replace(style, title=True)
            self._resolved[family, name] = style
        return self._resolved[family, name]

    def label(self, list_style: str, level: int, counters: Counters) -> str | None:
        """Count one item at the level (from 1); its number or bullet, None where it shows none."""
        levels = self._lists.get(list_style, {})
        own = levels.get(level, ListLevel("bullet" if list_style else ""))
        if own.form == "bullet":
            return BULLET
        known = [levels.get(each, ListLevel("1")) for each in range(1, level + 1)]
        numbers = counters.step(level - 1, [each.start for each in known])
        if not own.form:
            return None
        texts = [format_number(value, each.form) for value, each in zip(numbers, known, strict=True)]
        if own.pattern:
            label = _PLACE.sub(
                lambda found: texts[int(found[1]) - 1] if 0 < int(found[1]) <= level else "", own.pattern
            )
        else:
            shown = [text for text, each in zip(texts, known, strict=True) if each.form not in ("", "bullet")]
            label = own.prefix + ".".join(shown[-own.shown :]) + own.suffix
        return label.strip() or None


def _list_level(element: Element) -> ListLevel:
    if local(element) in ("list-level-style-bullet", "list-level-style-image"):
        return ListLevel("bullet")
    return ListLevel(
        form=attribute(element, "num-format") or "",
        prefix=attribute(element, "num-prefix") or "",
        suffix=attribute(element, "num-suffix") or "",
        shown=max(whole_number(attribute(element, "display-levels"), 1), 1),
        start=whole_number(attribute(element, "start-value"), 1),
        pattern=attribute(element, "num-list-format"),
    )
