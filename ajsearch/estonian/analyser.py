"""One analyser for documents and queries: text in, tokens with exact places, lemmas, parts and families out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from msgspec import structs

from ajsearch.estonian.abbreviations import Abbreviations
from ajsearch.estonian.apart import written_apart
from ajsearch.estonian.folding import folding_key
from ajsearch.estonian.lasting import digest_of_text, last
from ajsearch.estonian.lexicon import Entry, Form, as_first_part, literal, look_up
from ajsearch.estonian.morphology import FORM_CACHE, MAX_WORDS, analyse_sentence
from ajsearch.estonian.phrasal import joined_families
from ajsearch.estonian.suspended import completions
from ajsearch.estonian.tokens import Word, split_words
from ajsearch.estonian.wordlists import digest
from ajsearch.model import Token

_CODE_VERSION = 2
"""Raised with every change of code that changes tokens."""

ANALYSIS_VERSION = f"{_CODE_VERSION}-{digest()}"
"""Changes with the code's version and with any word list: what was analysed by another version is out of date."""

SENTENCE_CACHE = 20_000
"""Sentences whose disambiguation is kept: templates and competency catalogues repeat theirs."""

_LEMMAS = tuple[tuple[str, ...], ...]

_BOUNDARY = re.compile(r"[.;:!?•▪\n\t]")


@dataclass(frozen=True, slots=True)
class Mended:
    """A repaired place of a text, half-open, and other words that may have stood there."""

    start: int
    end: int
    alternatives: tuple[str, ...] = ()


def analyse(text: str, mended: Sequence[Mended] = (), *, damaged: bool = False) -> tuple[Token, ...]:
    """The words of a document's passage; of ambiguous words only the readings that fit their neighbours.

    Tokens are sorted and disjoint. Those that overlap a place in ``mended`` are marked so and have the lemmas of its
    alternatives among their repairs; in a ``damaged`` text, unknown words have their folding keys there. Any text is
    legal; what is no Estonian word has itself or a guess as its lemma and ``known=False``.
    """
    words = split_words(text)
    forms = [_form(word) for word in words]
    chosen: list[tuple[Entry, ...]] = []
    for start, stop in _sentences(text, words):
        chosen.extend(_in_context(tuple(forms[start:stop])))
    joined = written_apart(words, chosen)
    for start, stop in _sentences(text, words):
        for at, keys in joined_families(forms[start:stop], chosen[start:stop]).items():
            joined[start + at] = (*joined.get(start + at, ()), *keys)
    tokens = _tokens(words, forms, chosen, joined)
    if mended or damaged:
        tokens = tuple(_with_repairs(token, mended, damaged=damaged) for token in tokens)
    return _abbreviations().add_to(tokens)


def analyse_query(text: str) -> tuple[Token, ...]:
    """The words of a query: all readings of each, but only the citation form's where the word is one."""
    return _abbreviations().add_to(_asked(text))


@cache
def _abbreviations() -> Abbreviations:
    return Abbreviations(_asked)


def _asked(text: str) -> tuple[Token, ...]:
    words = split_words(text)
    forms = [_form(word) for word in words]
    chosen = [_as_asked(form) for form in forms]
    tokens = _tokens(words, forms, chosen, joined_families(forms, chosen, both=True))
    # What is no word has no derivations: "leppingud" is a misprint, not of leppima.
    return tuple(one if one.known else structs.replace(one, families=(), part_families=()) for one in tokens)


def _form(word: Word) -> Form:
    return literal(word.raw) if word.literal else look_up(word.raw)


def _as_asked(form: Form) -> tuple[Entry, ...]:
    citations = tuple(entry for entry in form.entries if entry.lemma == form.form)
    return citations or form.entries


def _sentences(text: str, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Ranges of words between which a sentence, a line or a cell ends."""
    ranges = []
    start = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or at - start == MAX_WORDS or _BOUNDARY.search(text, words[at - 1].end, words[at].start):
            ranges.append((start, at))
            start = at
    return ranges


@lru_cache(maxsize=SENTENCE_CACHE)
def _in_context(forms: tuple[Form, ...]) -> tuple[tuple[Entry, ...], ...]:
    """The entries of each form that fit the sentence; Vabamorf is asked only where a form is ambiguous."""
    unclear = [at for at, form in enumerate(forms) if form.ambiguous]
    chosen = [form.entries for form in forms]
    if unclear:
        words = [form.form for form in forms]
        fitting = last(
            "context",
            digest_of_text("\n".join(words).encode("utf-8", "replace")),
            _LEMMAS,
            lambda: _lemmas_in_context(words, unclear),
        )
        for at, lemmas in zip(unclear, fitting, strict=True):
            fit = tuple(entry for entry in forms[at].entries if entry.lemma.lower() in lemmas)
            chosen[at] = fit or forms[at].entries
    return tuple(chosen)


def _lemmas_in_context(words: list[str], unclear: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    """The lemmas, in lower case, that the words at these places of a sentence may have there."""
    readings = analyse_sentence(words)
    return tuple(tuple({reading.lemma.lower(): None for reading in readings[at]}) for at in unclear)


def _tokens(
    words: Sequence[Word],
    forms: Sequence[Form],
    chosen: Sequence[tuple[Entry, ...]],
    joined: Mapping[int, tuple[str, ...]],
) -> tuple[Token, ...]:
    tokens = []
    for at, (word, form) in enumerate(zip(words, forms, strict=True)):
        entries = chosen[at]
        known = form.known
        if word.hyphen_after or word.hyphen_before:
            whole = completions(words, chosen, at)
            entries = whole or (as_first_part(form) if word.hyphen_after else entries)
            known = known or bool(whole)
        token = _token(word, form.form, entries, joined.get(at, ()))
        tokens.append(token if known else structs.replace(token, known=False))
    return tuple(tokens)


def _with_repairs(token: Token, mended: Sequence[Mended], *, damaged: bool) -> Token:
    """The token with what else it may be: lemmas of a repair's alternatives, folding keys of what is no word."""
    places = [one for one in mended if one.start < token.end and token.start < one.end]
    others = [
        lemma for one in places for text in one.alternatives for word in split_words(text) for lemma in _lemmas(word)
    ]
    keys = [folding_key(word) for word in (token.form, *token.lemmas)] if damaged and not token.known else []
    repairs = dict.fromkeys(one for one in (*others, *keys) if one and one not in token.lemmas)
    return structs.replace(token, repaired=bool(places), repairs=tuple(repairs))


def _lemmas(word: Word) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.lemma for entry in _form(word).entries))


def _token(word: Word, form: str, entries: tuple[Entry, ...], joined: tuple[str, ...]) -> Token:
    lemmas, parts, families, part_families = _united(entries)
    return Token(
        start=word.start,
        end=word.end,
        form=form,
        lemmas=lemmas,
        parts=parts,
        families=tuple(dict.fromkeys((*families, *joined))) if joined else families,
        part_families=part_families,
    )


@lru_cache(maxsize=FORM_CACHE)
def _united(entries: tuple[Entry, ...]) -> tuple[tuple[str, ...], ...]:
    """Lemmas, parts, families and families of parts of a word with several readings, each once."""
    return (
        tuple(dict.fromkeys(entry.lemma for entry in entries)),
        tuple(dict.fromkeys(part for entry in entries for part in entry.parts)),
        tuple(dict.fromkeys(key for entry in entries for key in entry.families)),
        tuple(dict.fromkeys(key for entry in entries for key in entry.part_families)),
    )
