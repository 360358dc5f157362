"""Driving licence categories that a description asks for."""

from collections.abc import Sequence

from ajsearch.model import LicenceRequirement
from ajsearch.requirements.mentions import each_once
from ajsearch.requirements.phrases import LOOKALIKES, Word, cues, word_table, words_of
from ajsearch.requirements.statements import Statement
from ajsearch.requirements.wishes import Span, denied_spans, welcome_spans
from ajsearch.requirements.wordings import read_once

TRAILER = "E"
"""What ends a category with a trailer behind a digit: "C1E"."""

REACH = 4
"""Words between a category and the word for licence: "juhiluba (vähemalt B-kategooria)"."""

_SEPARATORS = frozenset({",", "-", "–", "/", "ja", "voi", "ning", "(", ")", "kuni", ":", "ka"})


def read_licence(found: Sequence[Statement]) -> tuple[LicenceRequirement, ...]:
    """Each category once in order; a licence without a category is the one for cars."""
    return each_once((one for statement in found for one in _read(statement)), lambda one: one.category)


@read_once(LicenceRequirement)
def _read(statement: Statement) -> list[LicenceRequirement]:
    words = words_of(statement.text)
    found = [(start, end) for start, end, _ in word_table("licence", "words").find(words)]
    road = (span for span in found if not _other(words, span[0]) or _categories(words, [span]))
    named = [span for span in road if not _is_paper(words, span[1])]
    named = named or _categories_alone(words)
    if not named:
        return []
    places = _categories(words, named)
    spans = sorted([*named, *((at, at + 1) for at in places)])
    wished = set(spans) if statement.welcome else welcome_spans(words, spans)
    acquired = [end for _, end, _ in word_table("licence", "acquire").find(words)]
    wished |= {span for span in spans if any(end <= span[0] for end in acquired)}
    if denied_spans(words, spans) - wished:
        return []
    required = [span for span in spans if span not in wished]
    if not places:
        return [_licence(str(cues()["licence"]["default"]), statement, required=bool(required))]
    apart = any((at, at + 1) in wished for at in places)
    return [
        _licence(
            category,
            statement,
            required=not ({(at, at + 1)} if apart else {(at, at + 1), _nearest(words, at, named)}) & wished,
        )
        for at in places
        for category in _categories_at(words, at)
    ]


def _categories_alone(words: Sequence[Word]) -> list[Span]:
    """The words "kategooria" of a text that is but a list of categories: "B- ja C-kategooria" in a cell of its own."""
    found = [(start, end) for start, end, _ in word_table("licence", "category").find(words)]
    wishes = [word_table("welcome", "before"), word_table("welcome", "either"), word_table("licence", "category")]
    codes = set(cues()["licence"]["categories"])
    is_list = all(
        _category(word) in codes or word.folded in _SEPARATORS or any(table.match(words, at) for table in wishes)
        for at, word in enumerate(words)
        if word.text != "."
    )
    return found if is_list else []


def _nearest(words: Sequence[Word], at: int, named: Sequence[Span]) -> Span:
    """The word for licence that a category belongs to: the nearest, of those in its own clause if there are any."""

    def distance(span: Span) -> tuple[bool, int]:
        gap = words[at + 1 : span[0]] if span[0] > at else words[span[1] : at]
        return any(word.text == "," for word in gap), len(gap)

    labels = [span for span in named if span[1] < len(words) and words[span[1]].text == ":"]
    return min([span for span in named if span not in labels] or named, key=distance)


def _licence(category: str, statement: Statement, *, required: bool) -> LicenceRequirement:
    return LicenceRequirement(category=category, required=required, quote=statement.quote)


def _other(words: Sequence[Word], at: int) -> bool:
    """Whether the licence is for a boat, a crane or the like and not also for the road ("C-kategooria ja tõstuki")."""
    other = word_table("licence", "other")
    return any(other.match(words, at) and not _joins_category(words, at) for at in range(max(0, at - 2), at))


def _joins_category(words: Sequence[Word], at: int) -> bool:
    """Whether "ja" or "või" stands before a place behind the word "kategooria", a bracket that ends with it, a code
    with a hyphen or a vehicle of the road."""
    if at < 2 or words[at - 1].folded not in _SEPARATORS:
        return False
    if words[at - 2].text == ")" and word_table("licence", "category").match(words, at - 3):
        return True
    if word_table("licence", "road").match(words, at - 2):
        return True
    code = at > 2 and words[at - 2].text in "-–" and _category(words[at - 3]) in cues()["licence"]["categories"]
    return code or word_table("licence", "category").match(words, at - 2) is not None


def _is_paper(words: Sequence[Word], at: int) -> bool:
    """Whether the office deals with licences: "juhilubade väljastamine"."""
    return at < len(words) and word_table("licence", "block").match(words, at) is not None


def _category(word: Word) -> str:
    return word.text.translate(LOOKALIKES).upper()


def _categories_at(words: Sequence[Word], at: int) -> Sequence[str]:
    """The categories that start at a word: "C1E" is two words, as letters follow digits, "BC" names two."""
    trailer = at + 1 < len(words) and words[at + 1].text == TRAILER and words[at + 1].start == words[at].end
    category = _category(words[at]) + (TRAILER if trailer else "")
    joint: dict[str, list[str]] = cues()["licence"]["joint"]
    return joint.get(category, [category])


def _categories(words: Sequence[Word], named: Sequence[Span]) -> list[int]:
    """Places of category codes: beside "kategooria" or near the word for licence, and in one run with such a code."""
    codes = set(cues()["licence"]["categories"])
    places = [
        at
        for at, word in enumerate(words)
        if _category(word) in codes and word.text.translate(LOOKALIKES)[0].isupper() and not _of_language(words, at)
    ]
    kept = {at for at in places if _beside_category(words, at) or _near(words, at, named)}
    for order in (places, places[::-1]):
        for at in order:
            if at not in kept and any(_one_run(words, at, other) for other in kept):
                kept.add(at)
    return sorted(kept)


def _of_language(words: Sequence[Word], at: int) -> bool:
    """Whether a language or its skill stands right before a code, so that it is a level: "eesti keele oskus C1"."""
    for word in reversed(words[max(0, at - REACH) : at]):
        if word.text in ",;.)" or word_table("licence", "words").match([word], 0):
            return False
        if word.folded.startswith(("keel", "oskus", "tase")):
            return True
    return False


def _beside_category(words: Sequence[Word], at: int) -> bool:
    table = word_table("licence", "category")
    after = at + 1
    while after < len(words) and words[after].text in "-–":
        after += 1
    return bool((after < len(words) and table.match(words, after)) or (at > 0 and table.match(words, at - 1)))


def _near(words: Sequence[Word], at: int, named: Sequence[Span]) -> bool:
    """Whether a word for licence stands close by, with no level of a language between."""
    for start, end in named:
        gap = words[end:at] if end <= at else words[at + 1 : start]
        if len(gap) <= REACH and not any(word.folded.startswith(("keel", "tase")) or word.text == "," for word in gap):
            return True
    return False


def _one_run(words: Sequence[Word], at: int, other: int) -> bool:
    low, high = sorted((at, other))
    between = range(low + 1, high)
    tables = [word_table("welcome", "before"), word_table("licence", "words"), word_table("licence", "category")]
    return all(
        words[place].folded in _SEPARATORS or any(table.match(words, place) for table in tables) for place in between
    )
