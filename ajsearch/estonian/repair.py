"""Repair of damaged text: what each broken word was, why we think so, and what else it may have been.

The caller decides once for a document whether it is damaged (``damage.assess``) and repairs the damaged parts; a repair
works on any slice, a heading or a single word too. Words that hold up, names, codes and addresses are left alone.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from ajsearch.estonian.confusions import DIACRITICS, ESTONIAN, channel_cost, codes
from ajsearch.estonian.encodings import readings as encoding_readings
from ajsearch.estonian.ocr_beam import explain, spellings
from ajsearch.estonian.ocr_ngrams import letter_model
from ajsearch.estonian.ocr_prior import Prior, is_name
from ajsearch.estonian.ocr_tokens import Token, tokens

NEAR = 2.0
"""Nats within which another reading is an alternative: indexing these too finds 99.5 % of the lemmas."""

REAL_WORD_MARGIN = 2.0
"""Nats that a reading must gain over a token that is itself a word (toos → töös, but not taht → täht at any price)."""

SURE_MARGIN = 5.0
"""The same over a token that is a proper name too and begins a sentence (Märkused, but not Mari)."""

REAL_WORD_CHANNEL = 3.0
"""Nats of confusions, where more than diacritics parts two words, that a real word may have suffered (tihe, ühe)."""

LONG_WORD = 7
"""Letters from which on a plain diacritic may make a word of an unseen one (tooruum → tööruum, not kao → käo)."""

UNKNOWN_COST = 7.5
"""Nats, beside its letters', for a token that is no word to be right as it stands: a name, a foreign word."""

MAX_CANDIDATES = 12
"""Readings weighed for one token."""

NAME_COST = 5.0
"""The same for a token with a capital amid a sentence, more likely a name."""


class Why(StrEnum):
    """Why a word was changed, as users read it (closed set)."""

    DIACRITICS = "täpitähed kadunud"
    MISREAD = "tähed valesti loetud"
    REAL_WORD = "teine sõna sobib valdkonda paremini"
    ENCODING = "vale kooditabel"


@dataclass(frozen=True, slots=True)
class Change:
    """One repaired word. ``start`` and ``end`` are code points in the text as it was, half-open.

    ``reason`` is an Estonian phrase (the letters, then a ``Why``); ``alternatives`` other words it may have been.
    """

    start: int
    end: int
    original: str
    replacement: str
    reason: str
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired text and its changes in order."""

    text: str
    changes: tuple[Change, ...] = ()

    def repaired_ranges(self) -> tuple[tuple[int, int], ...]:
        """Half-open ranges of the changed words in the repaired text."""
        ranges, shift = [], 0
        for change in self.changes:
            start = change.start + shift
            ranges.append((start, start + len(change.replacement)))
            shift += len(change.replacement) - (change.end - change.start)
        return tuple(ranges)


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What a token was: ``word`` in lower case (None: leave it alone), with its alternatives."""

    word: str | None
    alternatives: tuple[str, ...] = ()
    real_word: bool = False


_LEAVE = _Verdict(None)


@dataclass
class Repairer:
    """Repairs text by confusions, lexicon and prior. Word by word, so that verdicts are kept by form."""

    prior: Prior = field(default_factory=Prior.builtin)
    _verdicts: dict[tuple[str, bool, bool], _Verdict] = field(default_factory=dict, init=False, repr=False)

    def __init__(self, prior: Prior | None = None) -> None:
        self.prior = prior or Prior.builtin()
        self._verdicts = {}

    def repair(self, text: str) -> Repaired:
        """The text with its damaged words repaired: first the encoding, then the words."""
        changes = list(self._encoding_changes(text))
        if not changes:
            changes = list(self._word_changes(text))
        return Repaired(_applied(text, changes), tuple(changes))

    def understand(self, text: str) -> str:
        """The repaired text alone."""
        return self.repair(text).text

    def candidates(self, word: str, limit: int) -> tuple[tuple[str, float], ...]:
        """At most ``limit`` words that a token may have been, with their costs in nats, best first."""
        return self._ranked(word, math.inf)[:limit]

    def _ranked(self, token: str, dearest: float) -> tuple[tuple[str, float], ...]:
        """The words that a token may have been by confusions of at most ``dearest`` nats each, best first."""
        proper = token[:1].isupper()
        costs = {one.word: one.channel + self.prior.cost(one.word, proper=proper) for one in spellings(token, dearest)}
        ranked = sorted((cost, word) for word, cost in costs.items() if cost < math.inf)
        return tuple((word, cost) for cost, word in ranked)

    def _word_changes(self, text: str) -> Iterable[Change]:
        whole = not any(char in ESTONIAN for char in text)
        for token in tokens(text):
            verdict = self._verdict(token, trusts_vowels=not whole)
            if verdict.word is not None:
                yield _change(token, verdict)

    def _verdict(self, token: Token, *, trusts_vowels: bool) -> _Verdict:
        key = (token.text, token.name_like, trusts_vowels)
        if key not in self._verdicts:
            self._verdicts[key] = self._decide(token, trusts_vowels=trusts_vowels)
        return self._verdicts[key]

    def _decide(self, token: Token, *, trusts_vowels: bool) -> _Verdict:
        if token.text in codes():
            return _Verdict(codes()[token.text].lower())
        small = token.text.lower()
        own = self.prior.cost(small, proper=token.text != small)
        if own < math.inf:
            name = is_name(token.text)
            if trusts_vowels or any(char in ESTONIAN for char in small) or (name and token.name_like):
                return _LEAVE
            return self._choose(token, small, own - (SURE_MARGIN if name else REAL_WORD_MARGIN), real_word=True)
        return self._choose(token, small, self._unknown_cost(token), real_word=False)

    def _choose(self, token: Token, small: str, limit: float, *, real_word: bool) -> _Verdict:
        """The cheapest reading below the limit that may take the token's place, and those near it."""
        fitting = [
            (word, cost)
            for word, cost in self._ranked(token.text, REAL_WORD_CHANNEL if real_word else math.inf)[:MAX_CANDIDATES]
            if word != small and cost < limit and self._may_stand(token, word, real_word=real_word)
        ]
        if not fitting:
            return _LEAVE
        word, least = fitting[0]
        near = tuple(other for other, cost in fitting[1:] if cost <= least + NEAR)
        return _Verdict(word, near, real_word)

    def _unknown_cost(self, token: Token) -> float:
        extra = NAME_COST if token.name_like else UNKNOWN_COST
        return letter_model().word_cost(token.text.lower()) + extra

    def _may_stand(self, token: Token, word: str, *, real_word: bool) -> bool:
        """Short tokens and words only give way to words seen in clean text, words to cheap or plain confusions too."""
        if not real_word:
            return not token.guarded or self.prior.knows(word)
        pairs = explain(token.text, word)
        if not _is_plain(pairs):
            return self.prior.knows(word) and channel_cost(pairs) <= REAL_WORD_CHANNEL
        return self.prior.knows(word) or len(word) >= LONG_WORD

    @staticmethod
    def _encoding_changes(text: str) -> Iterable[Change]:
        """Words that hold letters of a wrong character set, put right."""
        broken = encoding_readings(text)
        for match in re.finditer(r"\S+", text):
            inside = [entry for entry in broken if match.start() <= entry[0] < match.end()]
            if inside:
                fixed, done = "", match.start()
                for start, end, letters in inside:
                    fixed += text[done:start] + letters
                    done = end
                fixed += text[done : match.end()]
                details = ", ".join(dict.fromkeys(f"{text[start:end]} → {letters}" for start, end, letters in inside))
                yield Change(match.start(), match.end(), match[0], fixed, f"{details}: {Why.ENCODING}")


def _applied(text: str, changes: list[Change]) -> str:
    parts, done = [], 0
    for change in changes:
        parts += [text[done : change.start], change.replacement]
        done = change.end
    return "".join([*parts, text[done:]])


def _is_plain(pairs: tuple[tuple[str, str], ...]) -> bool:
    """Whether nothing but lost diacritics parts two words."""
    return all(DIACRITICS.get(meant) == seen.lower() for seen, meant in pairs)


def _change(token: Token, verdict: _Verdict) -> Change:
    assert verdict.word is not None
    pairs = explain(token.text, verdict.word) or ((token.text, token.in_its_case(verdict.word)),)
    if verdict.real_word:
        why = Why.REAL_WORD
    elif _is_plain(pairs):
        why = Why.DIACRITICS
    else:
        why = Why.MISREAD
    details = ", ".join(dict.fromkeys(f"{seen} → {meant}" for seen, meant in pairs))
    replacement = token.in_its_case(verdict.word)
    alternatives = tuple(token.in_its_case(word) for word in verdict.alternatives)
    return Change(token.start, token.end, token.text, replacement, f"{details}: {why}", alternatives)
