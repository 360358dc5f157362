"""What a heading, an intro line or a column's heading says: kinds of section from words."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache

from ajsearch.estonian.lasting import lasting_of_text
from ajsearch.estonian.morphology import analyse_word
from ajsearch.model import SectionKind
from ajsearch.sections.phrases import Word, may_be_damaged, words_of
from ajsearch.sections.vocabulary import KindPhrase, headings, labels

MAX_WORDS = 14
"""A longer text is a sentence, not a heading."""

MODAL_WORDS = 2
"""A cell that only says "kohustuslik" or "pigem soovitav" has no more words."""

_OTHER = (SectionKind.OTHER,)

Understand = Callable[[str], str]
"""Repairs a heading that a scanner damaged; ``as_written`` where nothing is to be repaired."""


def as_written(text: str) -> str:
    """The text itself: what ``understand`` is where nothing needs repair."""
    return text


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """What a text says as a heading.

    ``kinds`` in the order in which the text names them; each is a tuple of the kinds that it may be. ``coverage`` is
    the share of its words (0–1) that phrases or neutral words explain.
    """

    kinds: tuple[tuple[SectionKind, ...], ...]
    coverage: float

    @property
    def first(self) -> SectionKind:
        """The likeliest single kind."""
        return self.kinds[0][0]


@lru_cache(maxsize=10_000)
@lasting_of_text("heading", HeadingMatch | None)
def classify(text: str) -> HeadingMatch | None:
    """The kinds that a text names as a heading, None where it names none."""
    words = words_of(text)
    if not words or len(words) > MAX_WORDS:
        return None
    return _classify(words, folded=False)


@lru_cache(maxsize=10_000)
def classify_damaged(text: str, understand: Understand) -> HeadingMatch | None:
    """As ``classify``, also where letters are damaged: as repaired, else with diacritics ignored."""
    found = classify(text)
    if found and found.coverage == 1.0:
        return found
    tries = (classify(understand(text)), classify(understand(text.lower())), _classify_folded(text))
    return max((one for one in (found, *tries) if one), key=lambda one: one.coverage, default=None)


@lru_cache(maxsize=10_000)
@lasting_of_text("folded heading", HeadingMatch | None)
def _classify_folded(text: str) -> HeadingMatch | None:
    words = words_of(text)
    return _classify(words, folded=True) if 0 < len(words) <= MAX_WORDS and may_be_damaged(words) else None


def _classify(words: tuple[Word, ...], *, folded: bool) -> HeadingMatch | None:
    vocabulary = headings()
    if len(words) == 1 and (kind := vocabulary.alone.get(words[0].form)):
        return HeadingMatch(((kind,),), 1.0)
    candidates = [vocabulary.phrases[place] for place in vocabulary.index.candidates(words, folded=folded)]
    hits = [(covered, one) for one in candidates if (covered := one.phrase.find(words, is_neutral, folded=folded))]
    if not hits:
        return None
    explained = {place for covered, _ in hits for place in covered}
    explained |= {place for place, word in enumerate(words) if is_neutral(word, folded=folded)}
    return HeadingMatch(_kinds(hits), len(explained) / len(words))


def _kinds(hits: list[tuple[tuple[int, ...], KindPhrase]]) -> tuple[tuple[SectionKind, ...], ...]:
    """The kinds of the hits in order of their place, without those that a longer phrase or a strong one replaces."""
    strong = [hit for hit in hits if not hit[1].weak] or hits
    kept = [hit for hit in strong if not any(set(hit[0]) < set(other[0]) for other in strong if other[1] is not hit[1])]
    kept.sort(key=lambda hit: (hit[0][0], hit[1].phrase.is_open, len(hit[1].kinds)))
    unique: list[tuple[SectionKind, ...]] = []
    for place in dict.fromkeys(covered for covered, _ in kept):
        kinds = next(one.kinds for covered, one in kept if covered == place)
        if kinds not in unique:
            unique.append(kinds)
    return tuple(kinds for kinds in unique if kinds != _OTHER) or tuple(unique)  # "Töökorraldus ja ohutus"


def is_neutral(word: Word, *, folded: bool = False) -> bool:
    """Whether a word says nothing about the kind of a section: a listed one, or the position's own name."""
    return headings().neutral.has(word, folded=folded) or is_position_word(word)


@lru_cache(maxsize=10_000)
def is_position_word(word: Word) -> bool:
    """Whether a noun names a person by the work ("raamatupidaja", "päästjaks")."""
    endings = labels().role_endings
    return any(one.pos == "S" and one.lemma.lower().endswith(endings) for one in analyse_word(word.form.strip("-")))


def names_plainly(text: str, kinds: tuple[SectionKind, ...]) -> bool:
    """Whether a phrase for the kinds stands in the nominative: the head of "Päästja tööülesanded väljasõidul"."""
    words = words_of(text)
    for one in headings().phrases:
        if one.kinds != kinds or one.weak:
            continue
        covered = one.phrase.find(words, is_neutral)
        forms = {reading.form for place in covered[-1:] for reading in analyse_word(words[place].form)}
        if forms & {"sg n", "pl n"}:
            return True
    return False


@lru_cache(maxsize=10_000)
def is_intro(text: str) -> bool:
    """Whether a line only opens a list ("Ametnik vastutab:", "Lastekaitse spetsialistil on õigus:"), no more."""
    vocabulary = headings()
    words = _after_position(words_of(text)) if text.endswith(":") else words_of(text)
    return 0 < len(words) <= MAX_WORDS and all(
        vocabulary.intro.has(word, folded=True) or is_neutral(word, folded=True) for word in words
    )


POSITION_WORDS = 4
"""A position's name at the start of an intro has no more words before its own head."""


def _after_position(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words from a position's name on, without what stands before its head ("Lastekaitse peaspetsialist …")."""
    head = next((place for place, word in enumerate(words[: POSITION_WORDS + 1]) if is_position_word(word)), 0)
    before = [one for word in words[:head] for one in analyse_word(word.form.strip("-"))]
    return words if any(one.pos == "V" and one.form in {"b", "vad"} for one in before) else words[head:]


@lru_cache(maxsize=10_000)
@lasting_of_text("column", str | None)
def column_role(text: str) -> str | None:
    """What a table's column holds by its heading ("duty", "result", "number" …), None for other text."""
    vocabulary = headings()
    words = words_of(text)
    if not words:
        return "number" if text.strip() in {"#", "№"} else None
    if len(words) > MAX_WORDS:
        return None
    for folded in (False, True) if may_be_damaged(words) else (False,):
        index = vocabulary.column_index
        covered: dict[str, set[int]] = {}
        for place in index.candidates(words, folded=folded):
            found = index.phrases[place].find(words, is_neutral, folded=folded)
            covered.setdefault(vocabulary.columns[place], set()).update(found)
        fitting = [role for role, places in covered.items() if places and _all_explained(words, places, folded)]
        if fitting:
            return max(fitting, key=lambda role: len(covered[role]))
    return None


def _all_explained(words: tuple[Word, ...], covered: Collection[int], folded: bool) -> bool:
    filler = headings().column_filler
    return all(
        place in covered or filler.has(word, folded=folded) or is_neutral(word, folded=folded)
        for place, word in enumerate(words)
    )


def is_modal(text: str, *, welcome: bool = False) -> bool:
    """Whether a cell only says that what stands beside it is required or welcome (``welcome``: the second)."""
    words = words_of(text)
    vocabulary = headings()
    sets = (vocabulary.modal_welcome,) if welcome else (vocabulary.modal_welcome, vocabulary.modal_required)
    level = any(map(str.isdigit, text))  # "A2, soovitav" says what is welcome itself
    return 0 < len(words) <= MODAL_WORDS and not level and any(one.has(word) for one in sets for word in words)


@lru_cache(maxsize=10_000)
def result_after_prefix(text: str) -> str | None:
    """The text after "Tulemus:" or the like, None where a text begins otherwise."""
    prefix, colon, rest = text.partition(":")
    if not colon:
        prefix, colon, rest = text.partition(" – ")
    if not colon or len(prefix) > 40:
        return None
    words = words_of(prefix)
    vocabulary = headings()
    for phrase in vocabulary.result_prefix:
        covered = phrase.find(words, is_neutral)
        if covered and _all_explained(words, covered, False):
            return rest.strip()
    return None
