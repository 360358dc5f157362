"""Several words that say what one word says: "külastab lapse kodu" is a kodukülastus, "hoiab saladuses" discretion.

A compound is also said by its parts near each other; what else is said by a phrase stands in the list of synonyms.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from msgspec import structs

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
    """One word, or two that stand at most ``reach`` words apart (where not ``ordered``, one word may be both).

    ``tier`` says how strong a match is.
    """

    words: tuple[Token, ...]
    reach: int
    ordered: bool
    tier: Tier

    def together(self, places: Sequence[Sequence[int]]) -> frozenset[int]:
        """Of the places in one text where each of the words was found, those that say it."""
        if len(places) == 1:
            return frozenset(places[0])
        firsts, seconds = places
        nearest = 1 if self.ordered else -self.reach
        pairs = [(one, two) for one in firsts for two in seconds if nearest <= two - one <= self.reach]
        return frozenset(at for pair in pairs for at in pair)


def paraphrases(token: Token) -> tuple[Paraphrase, ...]:
    """The other ways to say a query's word; none for most words."""
    return _of_lemmas(token.form, token.lemmas)


@lru_cache(maxsize=1000)
def _of_lemmas(form: str, lemmas: tuple[str, ...]) -> tuple[Paraphrase, ...]:
    entries = [entry for entry in look_up(form).entries if entry.lemma in lemmas]
    found = [one for entry in entries for one in (_apart(entry), _by_deed(entry)) if one is not None]
    return (*found, *(phrase for lemma in lemmas for phrase in _listed(lemma)))


def _apart(entry: Entry) -> Paraphrase | None:
    """What the compound's last part is said of, and that part, if both are words."""
    found = tuple(piece for piece in pieces(entry) if piece != "-")
    if len(found) < 2 or found[-1] not in entry.parts or words("prefixes").intersection(found[:-1]):
        return None
    heads = first_part_lemmas("".join(found[:-1]))
    if not heads:
        return None
    head, tail = _word(heads[0]), _word(found[-1])
    # As a compound's tail a word has fewer derivations: an ametijuhend is not about juhendamine.
    tail = structs.replace(tail, families=tuple(key for key in tail.families if key in entry.part_families))
    doing = says_deed(head) or says_deed(tail)
    return Paraphrase((head, tail), REACH_OF_DOING if doing else REACH_OF_NAMING, not doing, Tier.FAMILY)


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
        for group in (*table("synonyms")["same"], *table("synonyms")["near"])
        for entry in group
        if " " in entry
    )
