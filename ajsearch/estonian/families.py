"""Derivation families: one key for nõustama, nõustamine, nõustaja, nõustatud and nõustav.

The key is the base verb or adjective. Suffix rules find it, and every step must be a word of the lexicon; stops and
overrides in ``families.toml`` correct them. A compound's key is its first parts and the key of its tail, so that
raamatupidaja meets raamatupidamine and not pidamine.
"""

from collections.abc import Iterator
from functools import lru_cache

from ajsearch.estonian.compounds import split_tail
from ajsearch.estonian.morphology import FORM_CACHE, analyse_word
from ajsearch.estonian.wordlists import table

FAMILIAR = frozenset("VSACUD")
"""Vabamorf's tags of words that have derivations: verbs, nouns, adjectives of all degrees, adverbs."""

PARTICIPLES = ("v", "tud", "nud", "tav")
"""Vabamorf's forms of participles, in the order of trust: puudutav is of puudutama (v), not of puuduma (tav)."""

DEEPEST = 4
"""Steps of derivation followed: tegevuslik → tegevus → tegev → tegema."""


@lru_cache(maxsize=FORM_CACHE)
def family_of(lemma: str, root: str, pos: str, *, is_tail: bool = False) -> str:
    """The key of the lemma's family; the lemma itself when it is the base, "" for words that have no family.

    ``root`` and ``pos`` are Vabamorf's; function words, names and codes have no family. ``is_tail``: the lemma is the
    last part of a compound, where some suffixes mean less (an ametijuhend is not about juhendamine).
    """
    lemma = lemma.lower()
    if pos not in FAMILIAR:
        return ""
    whole = _listed(lemma)
    if whole is not None:
        return whole
    if pos == "V":
        return lemma
    if pos in "DCU":
        return next(_families_of_adjective(lemma, pos, is_tail), lemma)
    first, tail = split_tail(lemma, root)
    for whole in _steps(lemma, pos, is_tail=True) if first and _listed(tail) is None else ():
        for reading in analyse_word(whole):
            if reading.lemma == whole and reading.pos in FAMILIAR:
                return family_of(whole, reading.root, reading.pos, is_tail=True)
    return first + _base(tail, pos, is_tail=is_tail or bool(first))


def _families_of_adjective(lemma: str, pos: str, is_tail: bool) -> Iterator[str]:
    """The families of the adjective from which an adverb, comparative or superlative comes."""
    for adjective in _of_adverb(lemma) if pos == "D" else _of_degree(lemma):
        for reading in analyse_word(adjective):
            if reading.lemma == adjective and reading.pos == "A":
                yield family_of(adjective, reading.root, "A", is_tail=is_tail)


def _listed(lemma: str) -> str | None:
    families = table("families")
    if lemma in families["stops"]:
        return lemma
    found: str | None = families["overrides"].get(lemma) or families["nominal_verbs"].get(lemma)
    return found


@lru_cache(maxsize=FORM_CACHE)
def _base(lemma: str, pos: str, *, is_tail: bool) -> str:
    """The base at the end of all steps from a simple word or a compound's tail."""
    for _ in range(DEEPEST):
        step = _listed(lemma) or next(_steps(lemma, pos, is_tail=is_tail), lemma)
        if step == lemma:
            break
        lemma, pos = step, _pos_of(step)
        if pos == "V":
            break
    return lemma


def _steps(lemma: str, pos: str, *, is_tail: bool) -> Iterator[str]:
    """Words of the lexicon from which ``lemma`` is derived, likeliest first."""
    yield from _of_participle(lemma)
    for suffix, endings in _VERBAL:
        if lemma.endswith(suffix) and len(lemma) > len(suffix) + 1:
            yield from _verbs(lemma.removesuffix(suffix), endings)
    if lemma.endswith("us"):
        yield from _of_us(lemma.removesuffix("us"), is_tail=is_tail)
    if lemma.endswith("end") and not is_tail:
        yield from _verbs(lemma, ("ama",))
    if lemma.endswith("iline"):
        yield from _nouns(lemma.removesuffix("iline"))


_VERBAL = (
    ("mine", ("ma",)),
    ("ija", ("ima", "ema", "ma")),
    ("ja", ("ma",)),
    ("aator", ("eerima",)),
    ("ing", ("ima",)),
    ("ng", ("ma", "nema", "ama")),
)
"""Suffixes of nouns from verbs, with what the verb has in their place."""


def _of_us(stem: str, *, is_tail: bool) -> Iterator[str]:
    """The adjective (pädevus, täpsus, teadlikkus, otstarbekus) or verb (teenindus, taotlus, tellimus) before -us.

    The lexicon makes compounds freely: as a compound's tail only the surer adjectives count (no tuleohutu, koolitu).
    """
    if stem.endswith("likk"):
        yield from _adjectives(stem.removesuffix("k"))
    if stem.endswith("k"):
        yield from _adjectives(stem[:-1] + "kas")
    yield from _adjectives(stem, stem + "ne", stem.removesuffix("s") + "ne", *(() if is_tail else (stem + "e",)))
    if stem.endswith("is"):
        yield from _adjectives(stem.removesuffix("s") + "ne")
    if stem.endswith("v"):
        yield from _adjectives(stem[:-1] + "ev")
    yield from _verbs(stem, ("ama", "ema", "ima"))
    if stem.endswith("t"):
        yield from _adjectives(stem + "ud")
    if not is_tail:
        yield from _adjectives(stem + "u", stem + "a")
    if stem.endswith("m"):
        yield from _verbs(stem.removesuffix("m"), ("ma",))


def _of_adverb(lemma: str) -> Iterator[str]:
    """The adjective of an adverb: korrektselt, kiiresti, kiiremini, põhjendatult."""
    if lemma.endswith("tult"):
        yield lemma.removesuffix("lt") + "d"
    for suffix in ("lt", "sti", "mini"):
        if lemma.endswith(suffix):
            for reading in analyse_word(lemma.removesuffix(suffix)):
                if reading.pos in "AC" and reading.form in {"sg g", "sg n"}:
                    yield reading.lemma


def _of_degree(lemma: str) -> Iterator[str]:
    """The adjective of a comparative or superlative: suurem, täpseim."""
    for stem in (lemma.removesuffix("m"), lemma.removesuffix("im") + "e", lemma.removesuffix("im") + "a"):
        for reading in analyse_word(stem):
            if reading.pos == "A" and reading.form == "sg g":
                yield reading.lemma


def _of_participle(lemma: str) -> Iterator[str]:
    if not lemma.endswith(("v", "ud")):
        return
    verbs = [r for r in analyse_word(lemma) if r.pos == "V" and r.form in PARTICIPLES]
    yield from (r.lemma for r in sorted(verbs, key=lambda r: PARTICIPLES.index(r.form)))


def _verbs(stem: str, endings: tuple[str, ...]) -> Iterator[str]:
    for ending in endings:
        yield from _existing(stem + ending, "V")


def _adjectives(*candidates: str) -> Iterator[str]:
    for candidate in candidates:
        yield from _existing(candidate, "A")


def _nouns(stem: str) -> Iterator[str]:
    for ending in ("ia", "ika", "a", ""):
        yield from _existing(stem + ending, "S")


def _existing(word: str, pos: str) -> Iterator[str]:
    """The word, when the lexicon has it as a citation form with that tag."""
    if any(r.lemma == word and r.pos == pos for r in analyse_word(word)):
        yield word


@lru_cache(maxsize=FORM_CACHE)
def _pos_of(lemma: str) -> str:
    found = [r.pos for r in analyse_word(lemma) if r.lemma == lemma]
    return "V" if "V" in found and lemma.endswith("ma") else next((p for p in found if p in FAMILIAR), "S")
