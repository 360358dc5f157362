"""Fonts of a PDF page: which letters the bytes of a string are, how wide, and whether they are bold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf.generic import DictionaryObject, IndirectObject

try:  # pypdf has no public way to a font's metrics; the module moved in version 7
    from pypdf.generic._font import Font
except ImportError:
    from pypdf._font import Font  # type: ignore[import-not-found,no-redef]

_BOLD = re.compile(r"bold|black|heavy|semib|demi(?!light)|(?<![a-z])bd(?![a-z])", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_USELESS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u200b\u2060\ufeff]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SPACES = frozenset("\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\t")


@dataclass(slots=True)
class PageFont:
    """A font as text extraction needs it."""

    font: Any
    bold: bool
    known: dict[str, tuple[str, float]] = field(default_factory=dict)

    @property
    def wide(self) -> bool:
        """Whether a code has two bytes; word spacing then does not apply."""
        return isinstance(self.font.encoding, str)

    def letters(self, data: Any) -> Iterator[tuple[str, float]]:
        """Text and width (in em) of each code of a string."""
        for code in self._codes(data):
            found = self.known.get(code)
            if found is None:
                found = self.known[code] = (self._text(code), self._width(code))
            yield found

    def _codes(self, data: Any) -> str:
        if isinstance(data, str):
            return data
        encoding = self.font.encoding
        if not isinstance(encoding, str):
            return bytes(data).decode("latin-1")
        try:
            return bytes(data).decode(encoding, "surrogatepass")
        except UnicodeDecodeError:
            return bytes(data).decode(encoding, "replace")

    def _text(self, code: str) -> str:
        encoding = self.font.encoding
        letter = code if isinstance(encoding, str) else encoding.get(ord(code), code)
        text = str(self.font.character_map.get(letter, letter))
        if text in _SPACES:
            return " "
        return _USELESS.sub("", "".join(_LIGATURES.get(one, one) for one in text))

    def _width(self, code: str) -> float:
        if code == self.font.space_char:
            return float(self.font.space_width) / 1000
        return float(self.font.get_text_width(code)) / 1000


FontCache = dict[int, PageFont | None]
"""Fonts of one file by their object numbers: all pages share them."""


def page_fonts(resources: DictionaryObject, cache: FontCache) -> dict[str, PageFont]:
    """The fonts of a resource dictionary by their names; what cannot be read as a font is left out."""
    fonts: dict[str, PageFont] = {}
    table = resources.get("/Font")
    table = table.get_object() if table is not None else None
    if not isinstance(table, DictionaryObject):
        return fonts
    for name in table:
        raw = table.raw_get(name)
        number = raw.idnum if isinstance(raw, IndirectObject) else -1
        font = cache[number] if number in cache else _page_font(raw)
        if number >= 0:
            cache[number] = font
        if font is not None:
            fonts[name] = font
    return fonts


def _page_font(raw: Any) -> PageFont | None:
    entry = raw.get_object()
    if not isinstance(entry, DictionaryObject):
        return None
    font = Font.from_font_resource(entry)
    return PageFont(font, _is_bold(font)) if font.interpretable else None


def _is_bold(font: Any) -> bool:
    weight = getattr(font.font_descriptor, "weight", 0)
    flags = font.font_descriptor.flags
    heavy = isinstance(weight, int | float) and weight >= 600
    return bool(_BOLD.search(str(font.name)) or heavy or (isinstance(flags, int) and flags & _FORCE_BOLD))
