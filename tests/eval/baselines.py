"""What off-the-shelf means find over the same judged units: exact words, Snowball, simplemma, plain Vabamorf lemmas.

They get the judged units' own texts, so that no reader can cost them anything. A unit is found when it holds every
word of the query.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import simplemma
import snowballstemmer

from ajsearch.estonian.morphology import analyse_sentence
from ajsearch.search import SearchField
from tests.eval.measure_queries import Answer, Finder, JudgedQuery, Judgement

Keys = frozenset[str]
"""What a word is compared by: two words are the same where they share a key."""


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def exact(text: str) -> list[Keys]:
    """Each word as it is written, in lower case."""
    return [frozenset([word]) for word in _words(text)]


def lemmas(text: str) -> list[Keys]:
    """Each word's lemmas as Vabamorf disambiguates them in its context, compounds whole."""
    words = _words(text)
    return [
        frozenset(reading.lemma.casefold() for reading in readings) | ({word} if not readings else frozenset())
        for word, readings in zip(words, analyse_sentence(words), strict=True)
    ]


def _stems(stem: Callable[[str], str], text: str) -> list[Keys]:
    return [frozenset([stem(word)]) for word in _words(text)]


def analyses() -> Mapping[str, Callable[[str], Sequence[Keys]]]:
    """The analysis of each off-the-shelf means, by its name."""
    return {
        "exact words": exact,
        "Snowball stems": partial(_stems, snowballstemmer.stemmer("estonian").stemWord),
        "simplemma lemmas": partial(_stems, partial(simplemma.lemmatize, lang="et")),
        "Vabamorf lemmas": lemmas,
    }


def baseline(analyse: Callable[[str], Sequence[Keys]], judgement: Judgement) -> Finder:
    """Finds the units of the query's field that share a key with each of its words."""
    units = [(unit, frozenset[str]().union(*analyse(unit.text))) for unit in judgement.units if not unit.neutral]

    def find(query: JudgedQuery) -> Answer:
        wanted = analyse(query.text)
        searched = [(unit, keys) for unit, keys in units if query.field in {SearchField.ANY, unit.kind}]
        return Answer(frozenset(unit.name for unit, keys in searched if all(keys & word for word in wanted)))

    return find
