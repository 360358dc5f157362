"""Several words that say what one word says: "külastab lapse kodu" is a kodukülastus, "hoiab saladuses" discretion.

A compound is also said by its parts near each other; what else is said by a phrase stands in the list of synonyms.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from ajsearch.estonian.analyser import analyse_query
from ajsearch.estonian.compounds import first_part_lemmas
from ajsearch.estonian.lexicon import Entry, look_up, pieces
from ajsearch.estonian.matching import Tier
from ajsearch.estonian.synonyms import phrases
from ajsearch.estonian.wordlists import table, words
from ajsearch.model import Token

TIERS = (Tier.EXACT, Tier.LEMMA, Tier.PART, Tier.FAMILY)
"""How a word of a paraphrase finds a word of the text."""

REACH_OF_DOING = 5
"""Words between a deed and what it is done to: "külastab vajaduse korral lapse kodu"."""

REACH_OF_NAMING = 2
"""Words between a thing and the genitive before it: "hanke tehniline dokument"."""

FURTHEST = REACH_OF_DOING
"""No paraphrase reaches further."""


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """Words that stand near the last of them, at most ``reach`` words away; where ``ordered``, before it.

    ``tier`` says how strong a match is.
    """

    words: tuple[Token, ...]
    reach: int
    ordered: bool
    tier: Tier

    def together(self, places: Sequence[Sequence[int]]) -> frozenset[int]:
        """Of the places in one text where each of the words was found, those that say it."""
        *others, last = places
        after = 0 if self.ordered else self.reach
        for there in others:
            last = [at for at in last if any(-self.reach <= one - at <= after and one != at for one in there)]
        near = (one for there in others for one in there if any(-self.reach <= one - at <= after for at in last))
        return frozenset((*last, *(one for one in near if one not in last)))


def paraphrases(token: Token) -> tuple[Paraphrase, ...]:
    """The other ways to say a query's word; none for most words."""
    return _of_lemmas(token.form, token.lemmas)


@lru_cache(maxsize=1000)
def _of_lemmas(form: str, lemmas: tuple[str, ...]) -> tuple[Paraphrase, ...]:
    entries = [entry for entry in look_up(form).entries if entry.lemma in lemmas]
    found = [one for entry in entries for one in (_apart(entry), _by_deed(entry)) if one is not None]
    return (*found, *(phrase for lemma in lemmas for phrase in _listed(lemma)))


def _apart(entry: Entry) -> Paraphrase | None:
    """The compound's parts, if all of them are words."""
    found = tuple(piece for piece in pieces(entry) if piece != "-")
    if len(found) < 2 or not entry.parts or words("prefixes").intersection(found[:-1]):
        return None
    lemmas = [first_part_lemmas(piece) for piece in found[:-1]]
    if not all(lemmas) or found[-1] not in entry.parts:
        return None
    heads = tuple(_word(options[0]) for options in lemmas)
    tail = _word(found[-1])
    # As a compound's tail a word has fewer derivations: an ametijuhend is not about juhendamine.
    tail = replace(tail, families=tuple(key for key in tail.families if key in entry.part_families))
    doing = any(says_deed(one) for one in (*heads, tail))
    reach = REACH_OF_DOING if doing else REACH_OF_NAMING
    return Paraphrase((*heads, tail), reach, not doing, Tier.FAMILY)


def _by_deed(entry: Entry) -> Paraphrase | None:
    """The deed alone where the compound's last part says no more: koristustöö is koristamine."""
    found = pieces(entry)
    if len(found) != 2 or found[-1] not in table("bound_tails")["light"]:
        return None
    deeds = [word for word in map(_word, first_part_lemmas(found[0])) if says_deed(word)]
    return Paraphrase((deeds[0],), 0, False, Tier.FAMILY) if deeds else None


def _listed(lemma: str) -> Iterator[Paraphrase]:
    for phrase in phrases(lemma):
        yield Paraphrase(tuple(map(_word, phrase.split())), REACH_OF_DOING, False, Tier.SYNONYM)


def _word(lemma: str) -> Token:
    return analyse_query(lemma)[0]


def says_deed(word: Token) -> bool:
    """Whether a word is no verb but of a verb's family: protokoll, koolitus, hindamine."""
    return any(key.endswith("ma") and key not in word.lemmas for key in word.families)


def said_together(tokens: Sequence[Token]) -> tuple[frozenset[int], tuple[Token, ...]] | None:
    """Which of a query's words make a listed phrase, and the words that mean the same; None where none do."""
    for phrase, others in _phrases():
        places = [next((at for at, token in enumerate(tokens) if _shares(token, word)), -1) for word in phrase]
        if -1 not in places and len(set(places)) == len(phrase):
            return frozenset(places), others
    return None


def _shares(token: Token, word: Token) -> bool:
    return not {*token.lemmas, *token.families}.isdisjoint((*word.lemmas, *word.families))


@cache
def _phrases() -> tuple[tuple[tuple[Token, ...], tuple[Token, ...]], ...]:
    """Each listed phrase, with the single words of its group."""
    return tuple(
        (tuple(map(_word, entry.split())), tuple(_word(other) for other in group if " " not in other))
        for group in table("synonyms")["groups"]
        for entry in group
        if " " in entry
    )
