"""RTF: a small machine over its control words, which keeps what a plain-text filter loses.

That is tables with merged cells, the labels of lists, headings, bold, hidden and deleted text, text boxes.
"""

import codecs
import re
from dataclasses import dataclass, field, replace

from ajsearch.errors import FileProblem, Reason
from ajsearch.model import Block
from ajsearch.readers.base import ReadLimits
from ajsearch.readers.flow import header_blocks
from ajsearch.readers.rtf_page import Page, Shape
from ajsearch.readers.rtf_words import (
    CHARACTERS,
    CODE_PAGES,
    DEFAULT_CODE_PAGE,
    RUNNING,
    SKIPPED,
    STARRED,
    SYMBOL_CHARSET,
    SYMBOLS,
    TOKEN,
)

MAGIC = b"{\\rtf"
_SNIFF = 100
MAX_GROUPS = 1_000
"""Groups inside groups; programs write a dozen."""
_HEADING_NAME = re.compile(r"(?:heading|pealkiri) ?([1-9])")
_TITLES = ("title", "pealkiri")


class RtfReader:
    """Rich Text Format, whatever the extension: Word also saves it as .doc."""

    format = "rtf"

    def recognises(self, data: bytes, name: str) -> bool:
        """Whether it opens with RTF's first control word."""
        return data[:_SNIFF].lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(MAGIC)

    def read(self, data: bytes, limits: ReadLimits) -> tuple[Block, ...]:
        """The document's blocks without comments and hidden text; footnotes stand at the end, headers after them."""
        machine = _Machine(data.decode("latin-1"))
        machine.run()
        return (*machine.page.finish(), *header_blocks([machine.running]))


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits from the one around it and loses at its end."""

    target: str = "body"
    bold: bool = False
    underlined: bool = False
    hidden: bool = False
    deleted: bool = False
    font: int = 0
    after_unicode: int = 1
    shape: Shape = field(default_factory=Shape)


class _Machine:
    def __init__(self, source: str) -> None:
        self._source = source
        self._states: list[_State] = []
        self._state = _State()
        self._skip = 0
        self._star = False
        self._code_page = DEFAULT_CODE_PAGE
        self._charsets: dict[int, int] = {}
        self._style_name = ""
        self._based_on = 0
        self.page = Page()
        self.running = ""

    def run(self) -> None:
        place = self._source.find("{")
        while found := TOKEN.match(self._source, place):
            place = found.end()
            word, number, byte, symbol, brace, text = found.groups()
            if word == "bin":
                place += max(int(number or 0), 0)
            elif word:
                self._word(word, int(number) if number else None)
            elif byte:
                self._shown(self._decode(int(byte, 16)))
            elif symbol:
                self._symbol(symbol)
            elif brace:
                self._open() if brace == "{" else self._close()
                if brace == "}" and not self._states:
                    return
            elif text:
                self._plain(text)
        raise FileProblem(Reason.CORRUPT, "The RTF file is cut short; open it in Word and save it again.")

    def _open(self) -> None:
        if len(self._states) >= MAX_GROUPS:
            raise FileProblem(Reason.UNSAFE, "The RTF file is nested too deeply to be read.")
        self._states.append(self._state)
        self._skip = 0

    def _close(self) -> None:
        ended = self._state
        self._state = self._states.pop()
        self._skip = 0
        self._star = False
        if ended.target == "running" != self._state.target:
            self.running += "\n"
        if ended.target != self._state.target and ended.target in ("shptxt", "footnote"):
            self.page.leave_story()
        if self._state.target == "stylesheet":
            self._end_style(ended.shape)

    def _end_style(self, shape: Shape) -> None:
        """A style's outline: its own, that of a heading's name, or that of the style that it is based on."""
        name = self._style_name.rstrip(";").strip().lower()
        self._style_name = ""
        outline = shape.outline
        if outline is None and (heading := _HEADING_NAME.fullmatch(name)):
            outline = int(heading[1]) - 1
        elif outline is None:
            outline = 0 if name in _TITLES else self.page.outlines.get(self._based_on)
        if outline is not None:
            self.page.outlines[shape.style] = outline

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._star = True
        elif symbol in "\r\n":
            self._word("par", None)
        elif symbol in SYMBOLS:
            self._shown(SYMBOLS[symbol])

    def _plain(self, text: str) -> None:
        self._star = False
        skipped, self._skip = min(self._skip, len(text)), max(self._skip - len(text), 0)
        if rest := text[skipped:]:
            self._show("".join(map(self._decode, map(ord, rest))) if not rest.isascii() else rest)

    def _shown(self, text: str) -> None:
        if self._skip:
            self._skip -= 1
        else:
            self._show(text)

    def _show(self, text: str) -> None:
        state = self._state
        if state.target == "stylesheet":
            self._style_name += text
        elif state.target == "label":
            self.page.label += text
        elif state.target == "running" and not state.hidden:
            self.running += text
        elif state.target in ("body", "shptxt", "footnote") and not (state.hidden or state.deleted):
            self.page.text(text, bold=state.bold or state.underlined)

    def _decode(self, code: int) -> str:
        charset = self._charsets.get(self._state.font, 0)
        if charset == SYMBOL_CHARSET:
            return chr(0xF000 + code) if code > 0x7F else chr(code)
        return bytes([code]).decode(CODE_PAGES.get(charset, self._code_page), "replace") if code < 256 else chr(code)

    def _word(self, word: str, number: int | None) -> None:
        starred, self._star = self._star, False
        if self._state.target == "skip":
            return
        if word in SKIPPED or (starred and word not in STARRED):
            self._state = replace(self._state, target="skip")
        elif word in CHARACTERS:
            self._shown(CHARACTERS[word])
        elif word == "u":
            self._skip = 0
            self._show(chr((number or 0) % 0x10000))
            self._skip = self._state.after_unicode
        elif not (self._target(word) or self._format(word, number) or self._document(word, number)):
            self._layout(word, number)

    def _target(self, word: str) -> bool:
        """A word that sends its group's text elsewhere than to the page's body."""
        if word in ("listtext", "pntext"):
            self.page.label = ""
            self._state = replace(self._state, target="label")
        elif word in ("fonttbl", "stylesheet"):
            self._state = replace(self._state, target=word)
        elif word in RUNNING:
            self._state = replace(self._state, target="running")
        elif word in ("shptxt", "footnote"):
            self.page.enter_story(at_end=word == "footnote")
            self._state = replace(self._state, target=word, shape=Shape())
        else:
            return False
        return True

    def _format(self, word: str, number: int | None) -> bool:
        on = number != 0
        state = self._state
        if word == "b":
            self._state = replace(state, bold=on)
        elif word in ("ul", "ulnone"):
            self._state = replace(state, underlined=on and word == "ul")
        elif word == "v":
            self._state = replace(state, hidden=on)
        elif word == "deleted":
            self._state = replace(state, deleted=on)
        elif word == "plain":
            self._state = replace(state, bold=False, underlined=False, hidden=False, deleted=False)
        elif word == "pard":
            self._state = replace(state, shape=Shape())
        elif word in ("s", "outlinelevel", "ilvl", "itap", "intbl"):
            self._state = replace(state, shape=state.shape.changed(word, number))
        else:
            return False
        return True

    def _document(self, word: str, number: int | None) -> bool:
        if word == "ansicpg" and number:
            self._code_page = _known_code_page(number)
        elif word == "mac":
            self._code_page = "mac_roman"
        elif word == "f":
            self._state = replace(self._state, font=number or 0)
        elif word == "fcharset":
            self._charsets[self._state.font] = number or 0
        elif word == "sbasedon":
            self._based_on = number or 0
        elif word == "uc":
            self._state = replace(self._state, after_unicode=max(number or 0, 0))
        else:
            return False
        return True

    def _layout(self, word: str, number: int | None) -> None:
        if self._state.target == "running":
            self.running += "\n" if word in ("par", "cell", "row") else ""
        elif self._state.target in ("body", "shptxt", "footnote"):
            self.page.layout(word, number, self._state.shape)


def _known_code_page(number: int) -> str:
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return DEFAULT_CODE_PAGE
