"""Numbers of lists as they stand on paper, for formats that keep only the rule."""

from collections.abc import Sequence

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_UNITS = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MAX_ROMAN = 4999


def format_number(value: int, style: str) -> str:
    """``value`` in a style: "1", "01", "a", "A", "i" or "I"; letters after z repeat (aa, bb) as Word's do."""
    if style in ("a", "A") and value > 0:
        letters = chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 10)
        return letters.upper() if style == "A" else letters
    if style in ("i", "I") and 0 < value <= _MAX_ROMAN:
        roman = _roman(value)
        return roman.upper() if style == "I" else roman
    return f"{value:02d}" if style == "01" else str(value)


def _roman(value: int) -> str:
    text = ""
    for size, letters in _ROMAN + _ROMAN_UNITS:
        text += letters * (value // size)
        value %= size
    return text


class Counters:
    """The running numbers of one list, by level from 0."""

    def __init__(self) -> None:
        self._values: dict[int, int] = {}

    def step(self, level: int, starts: Sequence[int]) -> tuple[int, ...]:
        """Count one item at ``level``; the numbers of all levels down to it. Deeper levels start again."""
        for upper in range(level):
            self._values.setdefault(upper, _start(starts, upper))
        self._values[level] = self._values[level] + 1 if level in self._values else _start(starts, level)
        for deeper in [each for each in self._values if each > level]:
            del self._values[deeper]
        return tuple(self._values[each] for each in range(level + 1))

    def restart(self, level: int, value: int) -> None:
        """Let the next item at ``level`` have the number ``value``."""
        self._values[level] = value - 1


def _start(starts: Sequence[int], level: int) -> int:
    return starts[level] if level < len(starts) else 1
