"""Requirements that lost their spaces ("eestikeeleoskuskõrgtasemel") parted again by the words of requirements."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ajsearch.estonian.morphology import is_word, synthesise
from ajsearch.requirements.data_tables import data_file
from ajsearch.requirements.language_words import language_data
from ajsearch.requirements.phrases import FORMS_KEPT, cues

TEXTS = "requirement_texts"

SHORTEST_RUN = 12
"""Letters of the shortest token that is looked at: what is shorter is one word, or two that are read in one."""

WORDS_OF_RUN = 3
"""Of so many words even a token that the lexicon knows is a run: it makes up compounds of nearly any nouns."""

_TOKEN = re.compile(rf"[^\W_]{{{SHORTEST_RUN},}}")
_LETTER = re.compile(r"(?<=[a-zõäöüšž])[A-E]$")
_NUMBER = re.compile(r"[abc][12](?!\d)|\d{1,2}(?=[^\W\d])")


def parted_runs(text: str) -> str:
    """The text with a space between the words of each run; all else as it is."""
    return _TOKEN.sub(lambda found: _parted(found.group()), text)


@cache
def requirement_forms() -> frozenset[str]:
    """Words of requirements in lower case, in the forms that they stand in: what a run is made of, and nothing else."""
    runs = data_file(TEXTS)["runs"]
    names = [name for one in language_data()["language"] for name in (one["estonian"], *one.get("also", ()))]
    numbers = [word for words in cues()["numbers"].values() for word in words]
    inflected = [form for lemma in runs["lemmas"] for case in runs["forms"] for form in synthesise(lemma, case)]
    shortest = int(runs["shortest_name"])
    names = [name for name in names if name.isalpha() and len(name) >= shortest]
    return frozenset(word.lower() for word in [*names, *numbers, *inflected, *runs["words"]])


@cache
def _by_letter() -> dict[str, tuple[str, ...]]:
    """The forms by their first letter."""
    result: dict[str, list[str]] = {}
    for form in sorted(requirement_forms()):
        result.setdefault(form[0], []).append(form)
    return {letter: tuple(forms) for letter, forms in result.items()}


@lru_cache(maxsize=FORMS_KEPT)
def _parted(given: str) -> str:
    """A token with spaces between its words, if words of requirements are all of it and the lexicon knows no such
    word, or there are too many of them for a compound; digits that a scan put for letters in them are letters again."""
    token = given
    category = _LETTER.search(token)
    if category:
        return f"{_parted(token[: category.start()])} {category.group()}"
    ends = _fewest(token.lower())
    if ends is None and not token.isalpha():
        token = token.translate(_digits())
        ends = _fewest(token.lower())
    if ends is None or len(ends) < 2 or (len(ends) < WORDS_OF_RUN and is_word(token.lower())):
        return given
    starts = (0, *ends[:-1])
    return " ".join(token[start:end] for start, end in zip(starts, ends, strict=True))


@cache
def _digits() -> dict[int, str]:
    """The letter that each digit most often stands for."""
    return str.maketrans({digit: letters[0] for digit, letters in data_file(TEXTS)["spelling"]["digits"].items()})


def _fewest(run: str) -> tuple[int, ...] | None:
    """Where the words end of the fewest that make up a run; None if there are none."""
    reached: dict[int, tuple[int, ...]] = {0: ()}
    for at in range(len(run)):
        if at not in reached:
            continue
        for end in _ends(run, at):
            ends = (*reached[at], end)
            if end not in reached or len(ends) < len(reached[end]):
                reached[end] = ends
    return reached.get(len(run))


def _ends(run: str, at: int) -> Iterator[int]:
    """One past each word of requirements, code of a level or number that starts at a place."""
    number = _NUMBER.match(run, at)
    if number:
        yield number.end()
    for form in _by_letter().get(run[at], ()):
        if run.startswith(form, at):
            yield at + len(form)
