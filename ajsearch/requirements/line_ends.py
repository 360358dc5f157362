"""Words that a line's end parted with a hyphen ("suhtlus-", "tasandil") written in one again."""

import re

from ajsearch.estonian.morphology import is_word
from ajsearch.requirements.phrases import cues, fold

_PARTED = re.compile(r"([^\W\d_]{2,})-(?:\n *| +)([a-zõäöüšž]{2,})")
_NUMBERED = re.compile(r"(?<=\d)-\n *(?=[a-zõäöüšž])")
_OPEN = re.compile(r"(?:[^\W\d_]{2}|.\d)-\n *[a-zõäöüšž]")


def goes_on(text: str, at: int) -> bool:
    """Whether a line's end at a place only parts a word: a hyphen stands before it, a small letter behind it."""
    return _OPEN.match(text, at - 3) is not None if at >= 3 else False


def joined(text: str) -> str:
    """The text with parted words in one where that makes a word; "kesk- või kõrgharidus" stays as it is."""
    return _PARTED.sub(_join, _NUMBERED.sub("-", text)) if "-" in text else text


def _join(found: re.Match[str]) -> str:
    first, rest = found.groups()
    connects = fold(rest) in {fold(word) for which in ("or", "and") for word in cues()[which]["words"]}
    if not connects and is_word((first + rest).lower()):
        return first + rest
    return found.group().replace("\n", " ")
