"""Words of a page made into printed lines."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from msgspec.structs import replace

from ajsearch.readers.layout_paragraphs import Line
from ajsearch.readers.layout_printed import Word

SAME_LINE = 0.45  # em: superscripts and symbol bullets stand within, the next line beyond
USUAL_SPACING = 1.2  # line distance in em where a text has too few lines to tell
WIDEST_SPACING = 2.4  # em: larger distances are gaps between paragraphs and never a text's line spacing
SHADOW = 0.15  # em between the copies of a word that is printed twice
PIECE = 0.45  # em at which a piece of a word may stand from the end of the one before, kerned or spaced
APART = 6.0  # em of white in a line outside tables that part two texts: tab stops in running text are nearer
LABEL_APART = 0.9  # em between a label's value and the next label on the same line
SPACED_LETTERS = 4  # so many lone letters in a row are words set with spaces between their letters
WORD_GAP = 1.6  # of the usual gap between such letters: wider ones part words
FIRST_GAP = 3.0  # spacings: nothing stands above


@dataclass(frozen=True)
class PrintedLine:
    """Words on one baseline from left to right."""

    words: tuple[Word, ...]
    page: int

    @property
    def y(self) -> float:
        """Distance of the baseline from the page's top, in points."""
        return max(self.words, key=lambda word: word.x1 - word.x0).y

    @property
    def x0(self) -> float:
        """Left end in points."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right end in points."""
        return max(word.x1 for word in self.words)

    @cached_property
    def size(self) -> float:
        """Font size that most characters have, in points."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[round(word.size, 1)] += len(word.text)
        return sizes.most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        """Whether all words with letters are bold."""
        worded = [word for word in self.words if any(map(str.isalpha, word.text)) and len(word.text) > 1]
        return bool(worded) and all(word.bold for word in worded)

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)


def printed_lines(words: Sequence[Word], page: int) -> list[PrintedLine]:
    """The words' lines from top to bottom."""
    groups: list[list[Word]] = []
    widest: Word | None = None
    for word in sorted(words, key=lambda one: one.y):
        if widest is not None and word.y - widest.y < SAME_LINE * max(min(widest.size, word.size), 1.0):
            groups[-1].append(word)
            widest = max(widest, word, key=lambda one: one.x1 - one.x0)
        else:
            groups.append([word])
            widest = word
    return [PrintedLine(_close_up(_glue(sorted(group, key=lambda word: word.x0))), page) for group in groups]


def _glue(words: Sequence[Word]) -> tuple[Word, ...]:
    """Words in their order: pieces of one word put together, shadow copies dropped."""
    line: list[Word] = []
    for word in words:
        last = line[-1] if line else None
        if last and last.text == word.text and abs(last.x0 - word.x0) < SHADOW * word.size:
            line[-1] = replace(last, bold=True)  # printed twice, a hair apart: poor man's bold
        elif last and word.glued and abs(word.x0 - last.x1) < PIECE * word.size:
            line[-1] = replace(last, text=last.text + word.text, x1=word.x1, bold=last.bold and word.bold)
        else:
            line.append(word)
    return tuple(line)


def _close_up(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words with those closed up that are set with spaces between their letters; wider gaps part such words.

    The words of one such run stay one, with spaces: the white between them is no strip between columns.
    """
    closed: list[Word] = []
    for lettered, run in groupby(words, key=lambda word: len(word.text) == 1 and word.text.isalpha()):
        letters = list(run)
        gaps = [after.x0 - before.x1 for before, after in pairwise(letters)]
        if not lettered or len(letters) < SPACED_LETTERS or max(gaps) > APART * letters[0].size:
            closed += letters
            continue
        usual = sorted(gaps)[len(gaps) // 2]
        closed.append(letters[0])
        for gap, letter in zip(gaps, letters[1:], strict=True):
            space = " " if gap > WORD_GAP * max(usual, SHADOW * letter.size) else ""
            closed[-1] = replace(closed[-1], text=f"{closed[-1].text}{space}{letter.text}", x1=letter.x1)
    return tuple(closed)


def split_apart(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines with those cut in two that white parts: a banner's two ends, one label after another's value."""
    return [PrintedLine(tuple(words), line.page) for line in lines for words in _parts(line)]


def _parts(line: PrintedLine) -> list[list[Word]]:
    parts: list[list[Word]] = [[]]
    labels = sum(word.text.endswith(":") for word in line.words)
    for word in line.words:
        white = (word.x0 - parts[-1][-1].x1) / line.size if parts[-1] else 0.0
        if white > APART or (labels > 1 and white > LABEL_APART and word.text[:1].isupper()):
            parts.append([])
        parts[-1].append(word)
    return parts


def line_spacing(lines: Sequence[PrintedLine]) -> float:
    """The commonest distance of neighbouring lines, in em of their size."""
    ratios: Counter[float] = Counter()
    for above, below in pairwise(lines):
        ratio = (below.y - above.y) / below.size
        if above.page == below.page and 0.8 < ratio < WIDEST_SPACING:
            ratios[round(ratio, 1)] += 1
    if not ratios:
        return USUAL_SPACING
    most = max(ratios.values())
    return min(ratio for ratio, count in ratios.items() if count >= 0.5 * most)


def as_lines(printed: Sequence[PrintedLine], edge: float, spacing: float) -> list[Line]:
    """The lines of one column with their gaps in units of ``spacing`` (em); ``edge`` is the column's right end."""
    lines: list[Line] = []
    above: PrintedLine | None = None
    for line in printed:
        gap = FIRST_GAP
        if above is not None and above.page == line.page:
            gap = (line.y - above.y) / (spacing * min(above.size, line.size))
        lines.append(
            Line(
                line.text,
                left=line.x0,
                right=line.x1,
                edge=max(edge, line.x1),
                head=line.words[0].x1 - line.words[0].x0,
                gap=gap,
                size=line.size,
                bold=line.bold,
                page=line.page,
            )
        )
        above = line
    return lines
