"""Names of acts and documents in a sentence: what they speak of is asked of nobody."""

import re
from functools import cache

from ajsearch.requirements.data_tables import data_file, file_table
from ajsearch.requirements.phrases import words_of

TEXTS = "requirement_texts"
WORDS_BEFORE = 5
"""Words and signs between the word for a document and its name: "määrus nr 84 „"."""

_QUOTED = re.compile(r"[„“”«»\"]([^„“”«»\"]{4,200})[“”«»\"]")
_NUMBERED = re.compile(r"\b(?:määrus|määruse|seadus|käskkiri)\s+nr\.?\s*\d[\d/-]*\s+(?=[A-ZÕÄÖÜŠŽ][a-zõäöüšž])(.*)$")


def without_titles(text: str) -> str:
    """The text without the names of acts and documents that speak of languages or education."""
    text = _by_law().sub("", text)
    shorter = _QUOTED.sub(lambda found: "" if _is_title(text[: found.start()], found.group(1)) else found.group(), text)
    return _NUMBERED.sub(lambda found: "" if _is_about(found.group(1)) else found.group(), shorter)


@cache
def _by_law() -> re.Pattern[str]:
    """What an act says between a language and its level: "keeleseaduse ja selle alusel antud määruse kohaselt"."""
    words = data_file(TEXTS)["titles"]
    act, further, by = (f"(?:{'|'.join(words[name])})" for name in ("act", "further", "by"))
    return re.compile(rf"\b\w*{act}(?: {further} \w+ \w+)? {by}\b(?=\s+\w)", re.IGNORECASE)


def _is_title(before: str, name: str) -> bool:
    """Whether a quotation names a document: a word for one stands right before or in it."""
    documents = file_table(TEXTS, "titles", "documents")
    near = words_of(before)[-WORDS_BEFORE:]
    return _is_about(name) and bool(documents.find(near) or documents.find(words_of(name)))


def _is_about(name: str) -> bool:
    return bool(file_table(TEXTS, "titles", "about").find(words_of(name)))
