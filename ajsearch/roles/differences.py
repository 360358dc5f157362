"""Where two wordings of one item differ, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+(?:[-–]\w+)*|[^\w\s]+")


@dataclass(frozen=True, slots=True)
class Differences:
    """Half-open ranges of code points: ``a`` of the first text, what the second has not; ``b`` the other way round."""

    a: tuple[tuple[int, int], ...]
    b: tuple[tuple[int, int], ...]


def differences(a: str, b: str) -> Differences:
    """What differs between two texts; words are the same whatever their case, spaces and line ends do not count."""
    ours, theirs = list(_WORD.finditer(a)), list(_WORD.finditer(b))
    matcher = SequenceMatcher(None, [w[0].casefold() for w in ours], [w[0].casefold() for w in theirs], autojunk=False)
    in_a, in_b = [], []
    for tag, a_from, a_to, b_from, b_to in matcher.get_opcodes():
        if tag != "equal":
            in_a += [(ours[a_from].start(), ours[a_to - 1].end())] if a_to > a_from else []
            in_b += [(theirs[b_from].start(), theirs[b_to - 1].end())] if b_to > b_from else []
    return Differences(tuple(in_a), tuple(in_b))
