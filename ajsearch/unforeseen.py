"""What is told of an error that nobody foresaw: its type and where it arose.

Never its message, nor any value: they may hold the text of a query or a document.
"""

import traceback
from collections.abc import Iterator
from types import TracebackType

OURS = ("ajsearch", "index", "web")
"""The packages whose lines are named."""


def history(error: BaseException) -> str:
    """The way of an error through the code, over several lines, as Python tells it: first what it was raised from."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    way = "".join(traceback.format_tb(error.__traceback__))
    return f"{history(before) if before else ''}{way}{type(error).__name__}\n"


def in_short(error: BaseException) -> str:
    """ "KeyError in index.leaves, line 123": the innermost of our lines that an error went through."""
    places = [f"{name}, line {line}" for name, line in _lines(error.__traceback__) if name.split(".")[0] in OURS]
    return " in ".join([type(error).__name__, *places[-1:]])


def _lines(way: TracebackType | None) -> Iterator[tuple[str, int]]:
    """Module and line of each step, the outermost first."""
    while way is not None:
        yield str(way.tb_frame.f_globals.get("__name__", "")), way.tb_lineno
        way = way.tb_next
