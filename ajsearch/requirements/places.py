"""Places in a sentence of symbols: which chain of languages stands where, and what lies between."""

from collections.abc import Sequence
from functools import cache

from ajsearch.requirements.clauses import Chain
from ajsearch.requirements.levels import TASE
from ajsearch.requirements.lexer import LAST, Kind, Symbol, ordinal_of
from ajsearch.requirements.phrases import cues, fold

SEPARATORS = frozenset({Kind.COMMA, Kind.AND, Kind.OR})
WISHES = frozenset({Kind.BEFORE, Kind.EITHER})
KNOWN_LANGUAGE = "keelele"
"""How "keel" ends where a language is but known already: "kaks keelt lisaks eesti keelele B2"."""


@cache
def small_words() -> frozenset[str]:
    """Words that may stand between a language and its level without meaning anything else."""
    return frozenset(fold(word) for word in cues()["fillers"]["words"])


@cache
def more_words() -> tuple[str, ...]:
    """Words that only say that more than the level before is welcome: "kõrgem"."""
    return tuple(cues()["welcome"]["more"])


@cache
def all_words() -> frozenset[str]:
    """Words that mean all of the languages before them: "mõlemad"."""
    return frozenset(cues()["welcome"]["all"])


class Places:
    """One sentence's symbols and chains, and questions about their order."""

    def __init__(self, symbols: Sequence[Symbol], chains: Sequence[Chain]) -> None:
        self.symbols = symbols
        self.chains = chains

    def left(self, at: int, paren: int | None = None) -> Chain | None:
        """The nearest chain that ends before a place, of all or of one bracket (0: outside brackets)."""
        found = [c for c in self.chains if c.end <= at and (paren is None or c.paren == paren)]
        return found[-1] if found else None

    def right(self, at: int, paren: int | None = None) -> Chain | None:
        """The nearest chain that starts at or behind a place, of all or of one bracket."""
        found = [c for c in self.chains if c.start >= at and (paren is None or c.paren == paren)]
        return found[0] if found else None

    def between(self, start: int, end: int) -> Sequence[Symbol]:
        """The symbols of a range."""
        return self.symbols[start:end]

    def separated(self, start: int, end: int) -> bool:
        """Whether a separator stands in the range; one between two skills ("kõnes ja kirjas") is none."""
        return any(self.symbols[at].kind in SEPARATORS and not self.joins_skills(at) for at in range(start, end))

    def joins_skills(self, at: int) -> bool:
        """Whether a connector stands between two skills ("kõnes ja kirjas"), or is "nii" or "kui" before them."""
        before = self.symbols[at - 1].kind if at else Kind.WORD
        after = self.symbols[at + 1].kind if at + 1 < len(self.symbols) else Kind.WORD
        around = {Kind.SKILL, Kind.AND, Kind.HYPHEN}
        return (before in around and after in around) or (
            self.symbols[at].kind is Kind.AND and self.symbols[at].text.lower() in {"nii", "kui", "ka"}
        )

    def is_small(self, at: int) -> bool:
        """Whether the word at a place means nothing between a language and its level."""
        return (
            self.symbols[at].kind in {Kind.WORD, Kind.REQUIRED, Kind.BESIDE} and self.symbols[at].value in small_words()
        )

    def is_tase(self, at: int) -> bool:
        """Whether "tase" or "tasand" in some form stands at a place."""
        return self.symbols[at].value.startswith(TASE)

    def changes_subject(self, start: int, end: int) -> bool:
        """Whether the range goes on about something else than languages: behind a comma (", arvutioskus …"), or behind
        "ja" once what was said of the language is complete ("… keele oskus ja juhiluba"); brackets on the way apart."""
        around = {self.symbols[at].paren for at in (start - 1, end) if 0 <= at < len(self.symbols)}
        told = [at for at in range(start, end) if self.symbols[at].paren in around]
        places = [at for at in told if self.symbols[at].kind in SEPARATORS and not self.joins_skills(at)]
        if not places:
            return False
        complete = {Kind.COMMA, Kind.ABILITY, Kind.LEVEL} & {self.symbols[at].kind for at in told if at <= places[-1]}
        return bool(complete) and any(self.is_other(at) for at in told if at >= places[-1])

    def is_other(self, at: int) -> bool:
        """Whether the word at a place speaks of something else than languages ("arvutioskus")."""
        symbol = self.symbols[at]
        if symbol.kind is Kind.ABILITY:
            return "osk" in symbol.value and not symbol.value.startswith(("osk", "keel"))
        return symbol.kind is Kind.WORD and not self.is_small(at) and ordinal_of(symbol) != LAST

    def is_beside(self, chain: Chain) -> bool:
        """Whether a chain names what is known already: "lisaks eesti keelele ka vene keelt vähemalt B1-tasemel"."""
        return chain.start > 0 and self.symbols[chain.start - 1].kind is Kind.BESIDE
