"""What stands on a PDF page: words with their places, and the ruling lines of tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pypdf import PageObject
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject, StreamObject

from ajsearch.readers.layout_fonts import FontCache, PageFont, page_fonts
from ajsearch.readers.layout_hyphens import SOFT_HYPHEN
from ajsearch.readers.layout_markers import BULLET
from ajsearch.readers.layout_paths import IDENTITY, Dot, Matrix, Panel, PathTracer, Rule, multiply
from ajsearch.readers.layout_printed import Word

MAX_WORDS = 60_000
"""Words on one page beyond which the rest is left unread: a closely printed page has 2,000."""

MAX_FORMS = 200
"""Form XObjects drawn on one page: stamps and headers are a handful, a bomb draws forms of forms."""

MAX_DOTS = 300
"""Small shapes on one page that are looked at: a page has at most so many bullets, and a drawing thousands of dots."""

FORM_DEPTH = 5
MAX_STACK = 1000  # graphics states that a page may save without restoring them
NO_SPACE = 0.02  # em: a space taken back by a movement as wide is LibreOffice's soft hyphen inside a line
JOIN_GAP = 0.13  # em: kerning inside a word stays below, the narrowest space above
A4 = (0.0, 0.0, 595.3, 841.9)
KERNING = 0.4  # em that a letter may reach under the one before it
UPRIGHT = 0.05  # sine of the angle beyond which text is a watermark or stands on its side


@dataclass(frozen=True, slots=True)
class PageContent:
    """All words, rules and panels of one page in the order in which they are drawn, and its size in points."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    panels: tuple[Panel, ...] = ()


@dataclass(slots=True)
class _TextState:
    font: PageFont | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


def page_content(page: PageObject, number: int, data: bytes, fonts: FontCache) -> PageContent:
    """Words and rules of a page whose decoded content stream is ``data``."""
    start, width, height = _page_matrix(page)
    interpreter = _Interpreter(page.pdf, start, fonts)
    interpreter.run(data, page.get("/Resources"))
    paths = interpreter.paths
    words = [*interpreter.words, *_drawn_bullets(paths.dots, interpreter.words)]
    return PageContent(number, width, height, tuple(words), tuple(paths.rules), tuple(paths.panels))


def _drawn_bullets(dots: Sequence[Dot], words: Sequence[Word]) -> Iterator[Word]:
    """Bullets for the dots a little left of a word, at the height of its small letters, with no word before them."""
    for dot in dots[:MAX_DOTS]:
        near = [word for word in words if 0 < word.y - dot.y1 + 0.1 * word.size < 0.6 * word.size]
        after = min((word for word in near if word.x0 >= dot.x1), key=lambda word: word.x0, default=None)
        if after is None or after.x0 - dot.x1 > 2.5 * after.size:
            continue
        if not any(0 <= dot.x0 - word.x1 < 1.0 * word.size or word.x0 < dot.x0 < word.x1 for word in near):
            yield Word(BULLET, dot.x0, dot.x1, after.y, after.size, running=after.running)


def _page_matrix(page: PageObject) -> tuple[Matrix, float, float]:
    """The matrix from page space to points from the upper left corner, as the page is shown (``/Rotate``)."""
    try:
        box = page.mediabox
        left, bottom, right, top = (float(side) for side in (box.left, box.bottom, box.right, box.top))
        rotation = int(page.rotation or 0) % 360
    except (ValueError, TypeError, PyPdfError):
        left, bottom, right, top, rotation = *A4, 0  # a damaged page size need not cost the text
    match rotation:
        case 90:
            return (0, 1, 1, 0, -bottom, -left), top - bottom, right - left
        case 180:
            return (-1, 0, 0, 1, right, -bottom), right - left, top - bottom
        case 270:
            return (0, -1, -1, 0, top, right), top - bottom, right - left
        case _:
            return (1, 0, 0, -1, -left, top), right - left, top - bottom


class _Interpreter:
    """The part of PDF's drawing machine that places text and lines."""

    def __init__(self, pdf: Any, start: Matrix, fonts: FontCache) -> None:
        self.pdf = pdf
        self.fonts = fonts
        self.words: list[Word] = []
        self.paths = PathTracer()
        self.matrix = start
        self.state = _TextState()
        self.stack: list[tuple[Matrix, _TextState]] = []
        self.text_matrix = self.line_matrix = IDENTITY
        self.marks: list[str] = []
        self.forms = 0
        self._letters: list[str] = []
        self._start = self._end = (0.0, 0.0)
        self._last: tuple[float, float] | None = None
        self._spaced = False

    def run(self, data: bytes, resources: Any, depth: int = 0) -> None:
        """Draw a content stream with its resources."""
        stream = StreamObject()
        stream.set_data(data)
        resources = _dictionary(resources)
        fonts = page_fonts(resources, self.fonts)
        for operands, operator in ContentStream(stream, self.pdf, "bytes").operations:
            if len(self.words) >= MAX_WORDS:
                return
            try:
                self._draw(operator, operands, resources, fonts, depth)
            except (TypeError, ValueError, IndexError, KeyError, AttributeError, OverflowError, ZeroDivisionError):
                continue  # one malformed operator spoils no page

    def _draw(
        self, operator: bytes, operands: Any, resources: DictionaryObject, fonts: dict[str, PageFont], depth: int
    ) -> None:
        if self.paths.draw(operator, operands, self.matrix):
            return
        match operator:
            case b"q":
                self._save()
            case b"Q":
                self._restore()
            case b"cm":
                self.matrix = multiply(tuple(float(value) for value in operands[:6]), self.matrix)
            case b"BDC" | b"BMC":
                self.marks.append(_mark(operands, resources))
            case b"EMC":
                if self.marks:
                    self.marks.pop()
            case b"Do":
                self._form(_dictionary(resources.get("/XObject")).get(operands[0]), depth)
            case b"Tf":
                self.state.font, self.state.size = fonts.get(operands[0]), float(operands[1])
            case _:
                self._text(operator, operands)

    def _save(self) -> None:
        if len(self.stack) < MAX_STACK:
            self.stack.append((self.matrix, replace(self.state)))

    def _restore(self) -> None:
        if self.stack:
            self.matrix, self.state = self.stack.pop()

    def _form(self, form: Any, depth: int) -> None:
        form = form.get_object() if form is not None else None
        if not isinstance(form, StreamObject) or form.get("/Subtype") != "/Form":
            return
        self.forms += 1
        if depth >= FORM_DEPTH or self.forms > MAX_FORMS:
            return
        self._save()
        matrix = form.get("/Matrix")
        if isinstance(matrix, ArrayObject) and len(matrix) == 6:
            self.matrix = multiply(tuple(float(value) for value in matrix), self.matrix)
        self.run(form.get_data(), form.get("/Resources"), depth + 1)
        self._restore()

    def _text(self, operator: bytes, operands: Any) -> None:
        match operator:
            case b"BT":
                self.text_matrix = self.line_matrix = IDENTITY
            case b"Tm":
                self.text_matrix = self.line_matrix = tuple(float(value) for value in operands[:6])
            case b"Td":
                self._next_line(float(operands[0]), float(operands[1]))
            case b"TD":
                self.state.leading = -float(operands[1])
                self._next_line(float(operands[0]), float(operands[1]))
            case b"T*":
                self._next_line(0.0, -self.state.leading)
            case b"Tj":
                self._show([operands[0]])
            case b"TJ":
                self._show(operands[0])
            case b"'":
                self._next_line(0.0, -self.state.leading)
                self._show([operands[0]])
            case _:
                self._set(operator, operands)

    def _set(self, operator: bytes, operands: Any) -> None:
        match operator:
            case b"Tc":
                self.state.spacing = float(operands[0])
            case b"Tw":
                self.state.word_spacing = float(operands[0])
            case b"Tz":
                self.state.scale = float(operands[0]) / 100
            case b"TL":
                self.state.leading = float(operands[0])
            case b"Ts":
                self.state.rise = float(operands[0])
            case b'"':
                self.state.word_spacing, self.state.spacing = float(operands[0]), float(operands[1])
                self._text(b"'", operands[2:])
            case _:
                pass

    def _next_line(self, x: float, y: float) -> None:
        self.line_matrix = multiply((1, 0, 0, 1, x, y), self.line_matrix)
        self.text_matrix = self.line_matrix

    def _show(self, pieces: Sequence[Any]) -> None:
        """Draw strings and the movements between them (``TJ``), cutting words at spaces and wide movements."""
        state, font = self.state, self.state.font
        if font is None:
            return
        for piece in pieces:
            if isinstance(piece, int | float):
                move = -float(piece) / 1000
                if move > JOIN_GAP:
                    self._flush()
                self._advance(move * state.size * state.scale)
                continue
            for letter, width in font.letters(piece):
                wide = state.spacing + (state.word_spacing if letter == " " and not font.wide else 0.0)
                self._letter(letter, (width * state.size + wide) * state.scale)
        self._flush()

    def _letter(self, letter: str, width: float) -> None:
        if letter.isspace():
            self._flush()
            self._spaced = True
            self._advance(width)
            return
        if not self._letters:
            self._start = self._place()
        self._letters.append(SOFT_HYPHEN if self.marks and self.marks[-1] == "soft" else letter)
        self._advance(width)
        self._end = self._place()

    def _advance(self, width: float) -> None:
        a, b, c, d, e, f = self.text_matrix
        self.text_matrix = (a, b, c, d, e + width * a, f + width * b)

    def _place(self) -> tuple[float, float]:
        x, y = self.text_matrix[4], self.text_matrix[5]
        rise = self.state.rise
        x, y = x + rise * self.text_matrix[2], y + rise * self.text_matrix[3]
        a, b, c, d, e, f = self.matrix
        return x * a + y * c + e, x * b + y * d + f

    def _flush(self) -> None:
        if not self._letters:
            return
        text, self._letters = "".join(self._letters), []
        (x0, y0), (x1, y1) = self._start, self._end
        a, b, c, d, _, _ = multiply(self.text_matrix, self.matrix)
        size = self.state.size * (c * c + d * d) ** 0.5
        length = (a * a + b * b) ** 0.5
        if size <= 0 or abs(b) > UPRIGHT * length or a <= 0:
            return
        last, self._last = self._last, (x1, y1)
        spaced, self._spaced = self._spaced, False
        low, high = (-NO_SPACE, NO_SPACE) if spaced else (-KERNING, JOIN_GAP)
        glued = last is not None and abs(last[1] - y0) < 0.5 * size and low * size < x0 - last[0] < high * size
        bold = self.state.font is not None and self.state.font.bold
        self.words.append(Word(text, x0, max(x1, x0), y0, size, bold, glued, "running" in self.marks))


def _mark(operands: Any, resources: DictionaryObject) -> str:
    """What a marked-content operator says about the text inside: "running", "soft" (a soft hyphen) or nothing."""
    tag = operands[0] if operands else ""
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, str):
        properties = _dictionary(resources.get("/Properties")).get(properties)
    properties = _dictionary(properties)
    if tag == "/Artifact" and properties.get("/Type") == "/Pagination":
        return "running"
    return "soft" if properties.get("/ActualText") == SOFT_HYPHEN else ""


def _dictionary(value: Any) -> DictionaryObject:
    if isinstance(value, IndirectObject):
        value = value.get_object()
    return value if isinstance(value, DictionaryObject) else DictionaryObject()
