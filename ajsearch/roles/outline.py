"""Positions and texts as outlines: each item with the weighted terms that say what it is about.

A term is a derivation family where a word has one ("nõustab", "nõustamine", "nõustaja" are one term), else its lemma.
The parts of a compound are terms of their own at half the strength: "klienditeenindus" meets "teenindab kliente".
Kindred words have the term of their group in common: "inventuur" meets "ülelugemine".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files

from ajsearch.estonian.lasting import last_of_text
from ajsearch.estonian.synonyms import synonyms
from ajsearch.model import SectionKind, Token, encode
from ajsearch.packed import PackedPassage, PackedPassages, PackedWord, Word, packed_word, read_word
from ajsearch.roles.kindred import kindred_terms
from ajsearch.roles.standing import standing_term

WHOLE = 1.0
PART = 0.5
SYNONYM = 0.2
JOINED = 0.5
KINDRED = 0.5
RESULT = 0.5
"""Strengths: a word's own term, a compound's part, a word that means the same, two words that could be a compound, a
group of kindred words that the word or one of its parts is in.

A result's words count half of those of its duty. A part at full strength made every compound of "töö" alike; without
parts, paraphrases of compounds were lost. All were swept over duties whose other wordings were judged by hand.
"""

WEAK = 0.4
"""What remains of the strength of a word that says little in any role: "jälgib" still tells "jälgib" from "koostab"."""

WORD_CACHE = 50_000
"""Words whose terms are kept: descriptions repeat theirs, so that an outline costs a look-up for each."""

STRENGTH_UNIT = 100
"""Strengths are kept as whole hundredths in a byte."""

ITEM_CACHE = 10_000
"""Items whose terms are kept: templates and catalogues of competencies repeat theirs."""

_Said = tuple[SectionKind, tuple[PackedWord, ...]]
"""The section and the words of a passage."""

KINDS = tuple(SectionKind)
"""The kinds by the numbers that the corpus keeps; a title is of the kind GENERAL."""


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """One item: ``number`` is its passages', ``terms`` gives each term's strength; ``text`` is without results.

    ``key`` is its clause's, by which a corpus knows it (see ``Clause``); 0 for an item that is cut from no passages.
    """

    kind: SectionKind
    number: int
    text: str
    terms: Mapping[str, float] = field(hash=False)
    key: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """What an item says, in whatever position.

    ``key`` is a number of 64 bits that is the same for items of one kind, wording and terms, whatever their case and
    spaces.
    """

    kind: SectionKind
    text: str
    terms: Mapping[str, float]
    key: int


def outline(packed: PackedPassages) -> tuple[OutlineItem, ...]:
    """The title and the items of analysed passages, in their order; headings, employer and unit are left out."""
    return tuple(OutlineItem(one.kind, number, one.text, one.terms, one.key) for number, one in clauses(packed))


def clauses(packed: PackedPassages) -> Iterator[tuple[int, Clause]]:
    """The same items: the number and the clause of each."""
    words = list(map(_same, packed.words))
    items: dict[int, list[PackedPassage]] = {}
    for passage in packed.passages:
        if _counts(passage):
            items.setdefault(passage.item, []).append(passage)
    for number, own in items.items():
        said = tuple([(one.section, tuple(map(words.__getitem__, one.words))) for one in own])
        clause = _clause(own[0].text, said)
        if clause.terms:
            yield number, clause


@lru_cache(maxsize=WORD_CACHE)
def _same(word: PackedWord) -> PackedWord:
    """The word as the one object that it was first: items are found by their words, which then need no comparing."""
    return word


@lru_cache(maxsize=ITEM_CACHE)
def _clause(text: str, said: tuple[_Said, ...]) -> Clause:
    asked = encode(said, "msgpack") + text.encode("utf-8", "surrogatepass")
    return last_of_text("clause", asked, Clause, lambda: _made_of(text, said))


def _made_of(text: str, said: tuple[_Said, ...]) -> Clause:
    terms = _joint_terms(said)
    return Clause(said[0][0], text, terms, _key(said[0][0], text, terms))


def _joint_terms(said: Sequence[_Said]) -> Mapping[str, float]:
    """The terms of what the passages of one item say."""
    each = [(section, _terms_of_words(words)) for section, words in said]
    if len(each) == 1 and each[0][0] is not SectionKind.RESULT:
        return each[0][1]
    joint: dict[str, float] = {}
    for section, terms in each:
        share = RESULT if section is SectionKind.RESULT else 1.0
        for term, strength in terms.items():
            joint[term] = max(joint.get(term, 0.0), share * strength)
    return joint


def _key(kind: SectionKind, text: str, terms: Mapping[str, float]) -> int:
    strengths = "\0".join(f"{term}\1{whole_strength(strength)}" for term, strength in sorted(terms.items()))
    wording = " ".join(text.casefold().split())
    said = f"{kind}\0{wording}\0{strengths}".encode("utf-8", "replace")
    return int.from_bytes(blake2b(said, digest_size=8).digest(), "little")


def whole_strength(strength: float) -> int:
    """A strength in units of which ``STRENGTH_UNIT`` are one, at least 1."""
    return max(1, round(strength * STRENGTH_UNIT))


def item_terms(tokens: Sequence[Token]) -> Mapping[str, float]:
    """The terms of an item's words with their strengths; function words and bare numbers have none.

    A standing duty has its own term alone: its wordings are one clause, whoever is named in them.
    """
    return _terms_of_words(tuple(map(packed_word, tokens)))


@lru_cache(maxsize=ITEM_CACHE)
def _terms_of_words(words: tuple[PackedWord, ...]) -> Mapping[str, float]:
    read = [_read(word) for word in words]
    standing = standing_term([lemmas for lemmas, _ in read], weak_words())
    if standing:
        return {standing: WHOLE}
    terms: dict[str, float] = {}
    for _, own in read:
        for strength, name in own:
            if strength > terms.get(name, 0.0):
                terms[name] = strength
    return terms


def _counts(passage: PackedPassage) -> bool:
    if passage.section is SectionKind.GENERAL:
        return passage.field == "title"
    return passage.text != passage.heading


@lru_cache(maxsize=WORD_CACHE)
def _read(packed: PackedWord) -> tuple[frozenset[str], tuple[tuple[float, str], ...]]:
    """A word's lemmas, case-folded, and its terms with their strengths."""
    word = read_word(packed)
    return frozenset(_folded(word.lemmas)), _terms_of(word)


def _terms_of(word: Word) -> tuple[tuple[float, str], ...]:
    lemmas, families = word.lemmas, word.families
    is_weak = not weak_words().isdisjoint(_folded(lemmas))
    # Function words and names have no family: the former are listed as weak, the latter are known by their lemma.
    if not families and (is_weak or not any(map(str.isalpha, word.form))):
        return ()
    weak = WEAK if is_weak else 1.0
    kindred = kindred_terms(_folded((*lemmas, *families, *word.parts, *word.part_families)))
    named = (
        (WHOLE * weak, _folded(families[:1] or lemmas[:1])),
        (JOINED * weak, _folded(families[1:])),
        (PART, tuple(one for one in _folded(word.part_families or word.parts) if one not in weak_words())),
        (KINDRED * weak, kindred),
        (SYNONYM * weak, _folded(other for lemma in lemmas for other in synonyms(lemma))),
    )
    return tuple((strength, name) for strength, names in named for name in names)


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.casefold() for name in names)


@cache
def weak_words() -> frozenset[str]:
    """The lemmas that say little in any role, case-folded."""
    text = (files("ajsearch") / "data" / "roles" / "weak_words.txt").read_text("utf-8")
    return frozenset(word.casefold() for line in text.splitlines() for word in line.split("#", 1)[0].split())
