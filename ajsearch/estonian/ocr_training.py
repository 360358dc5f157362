"""The text that the shipped letter model is made of: all common forms of the built-in words.

Remake ``data/estonian/ocr_ngrams.txt`` with ``ocr_ngrams.table(training_forms())`` whenever the word list changes; a
test compares them.
"""

from collections.abc import Iterator

from ajsearch.estonian.morphology import analyse_word, synthesise
from ajsearch.estonian.ocr_prior import builtin_words

_NOMINAL = (
    "sg n,sg g,sg p,sg in,sg el,sg ill,sg ad,sg all,sg ter,sg kom",
    "pl n,pl g,pl p,pl in,pl el,pl ad,pl all,pl kom",
)
_VERBAL = "ma,mas,da,des,b,vad,v,s,ti,takse,tud,tav,nud"

NOMINAL_FORMS = tuple(",".join(_NOMINAL).split(","))
"""Cases that officialese uses; essive and abessive are rare in it."""

VERBAL_FORMS = tuple(_VERBAL.split(","))
"""Forms of the verb that job descriptions use: no first or second person."""

_NOMINALS = frozenset("ACHNOPSU")


def training_forms() -> Iterator[str]:
    """The forms of each built-in word, every one once for each word."""
    for word, _ in builtin_words():
        yield from sorted(_paradigm(word))


def _paradigm(word: str) -> set[str]:
    kinds = {reading.pos for reading in analyse_word(word)}
    if kinds & _NOMINALS:
        forms = NOMINAL_FORMS
    elif "V" in kinds:
        forms = VERBAL_FORMS
    else:
        forms = ()
    return {word} | {made.lower() for form in forms for made in synthesise(word, form)}
