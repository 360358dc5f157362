"""Ties what is but welcome, and what is denied, to the chain of languages that it speaks of."""

from functools import cache
from itertools import pairwise

from ajsearch.requirements.clauses import Chain, is_wished_count
from ajsearch.requirements.denials import first_halves
from ajsearch.requirements.exclusions import is_lacking, turns_away
from ajsearch.requirements.lexer import Kind, is_ordinal
from ajsearch.requirements.phrases import cues, is_object, is_subject, word_table, words_of
from ajsearch.requirements.places import KNOWN_LANGUAGE, SEPARATORS, WISHES, Places, all_words, more_words, small_words

LEVEL_REACH = 4
"""Symbols between a mark and the level that it softens: "soovitavalt vähemalt tasemel B2", "C1 on eelis"."""

OTHERS = "0"
"""What "muud" and "teised" count: however many there are."""

_SAID_OF_LANGUAGE = frozenset({Kind.LANGUAGE, Kind.KEEL, Kind.ABILITY, Kind.LEVEL, Kind.SKILL})


@cache
def _plural_verbs() -> tuple[str, ...]:
    return tuple(cues()["welcome"]["plural"])


@cache
def _conditions() -> frozenset[str]:
    return frozenset(cues()["negation"]["conditions"])


@cache
def _neither() -> frozenset[str]:
    return frozenset(cues()["negation"]["neither"])


@cache
def _contrasts() -> frozenset[str]:
    return frozenset(cues()["welcome"]["contrast"])


@cache
def _clause_words() -> frozenset[str]:
    return frozenset(cues()["welcome"]["clause"])


class WishTies(Places):
    """Wishes and denials of one sentence; levels must be tied before."""

    def run(self) -> None:
        """Set what is welcome, then what is denied, on the chains."""
        self._spread_on: list[Chain] = []
        for at, symbol in enumerate(self.symbols):
            if symbol.kind in WISHES:
                self._tie_wish(at)
        for at, symbol in enumerate(self.symbols):
            if symbol.kind is Kind.NEGATION:
                self._tie_denial(at)
        for chain in self.chains:
            if chain.preferred and chain.head is not None and chain.head.negated:
                chain.head, chain.preferred, chain.welcome = None, False, True
        if not any(turns_away(symbol.text) for symbol in self.symbols if symbol.kind is Kind.REQUIRED):
            for chain in self.chains:
                chain.negated = chain.negated or self._is_lacked(chain)

    def _is_lacked(self, chain: Chain) -> bool:
        """Whether a language is but one that somebody lacks: "ilma vene keeleta saab ka hakkama"."""
        behind = " ".join(symbol.text for symbol in self.symbols[chain.end : chain.end + 2])
        return is_lacking(chain.keel) or is_lacking(behind)

    def _tie_wish(self, at: int) -> None:
        if at + 1 < len(self.symbols) and is_wished_count(self.symbols, at + 1):
            return
        if [symbol.kind for symbol in self.between(max(0, at - 2), at)] == [Kind.REQUIRED, Kind.OR]:
            return  # a column's head: "Nõutav/soovitav"
        paren = self.symbols[at].paren
        inside = paren and any(c.paren == paren for c in self.chains)
        if paren and not inside:
            led = self._led_by_bracket(at)
            outer = led or self.left(at, 0)
            if outer and outer.wished is None and not (self._wishes_else(at) or self._wishes_of_choice(at, outer)):
                outer.welcome = True
                self._mark_before(at, outer)
            return
        right, left = self.right(at, paren), self.left(at, paren)
        if left is None and right is None and not paren:
            left, right = self.left(at), self.right(at)
        if right and right.preferred:
            return
        if left and self.is_beside(left):
            if right:
                self._spread(right)
        elif right and self._opens(at, right):
            self._spread(right)
        elif left and not self._is_about_level(at, left) and not self._turns_elsewhere(left, at):
            self._mark_left(at, left)

    def _turns_elsewhere(self, left: Chain, at: int) -> bool:
        """Whether the mark's clause is about something else than the chain; what is denied of a language may turn to a
        gain in it ("ei ole tingimus, kuid annab konkursil lisapunkte"), and so does who has one ("kes seda valdab, saab
        …")."""
        denied = [i for i in range(left.end, at) if self.symbols[i].kind is Kind.NEGATION]
        told = denied[-1:] or ([left.end] if self._is_of_persons(left) else [])
        commas = [place for start in told for place in range(start, at) if self.symbols[place].kind is Kind.COMMA]
        if not commas:
            return self.changes_subject(left.end, at)
        clause = self.between(commas[-1], at)
        return any(s.kind is Kind.WORD and s.value not in small_words() and is_subject(s.text) for s in clause)

    def _is_of_persons(self, chain: Chain) -> bool:
        """Whether a chain's clause opens with whom it speaks of: "kes valdab norra keelt, …"."""
        opener = self.symbols[0].text.lower() if chain.start else ""
        return opener in _clause_words() and not self.separated(0, chain.start)

    def _led_by_bracket(self, at: int) -> Chain | None:
        """The chain right behind a bracket with no more than a mark, which leads it: ", (soovitav) vene keel"."""
        right = self.right(at, 0)
        bracket = [symbol.kind for symbol in self.symbols[at - 1 : at + 2]]
        leads = at == 1 or self.symbols[at - 2].kind in {Kind.COMMA, Kind.BREAK}
        led = right is not None and right.start == at + 2 and leads and bracket[::2] == [Kind.OPEN, Kind.CLOSE]
        return right if led else None

    def _wishes_else(self, at: int) -> bool:
        """Whether a mark in a bracket wishes for something else ("(soovitavalt erialane sõnavara)"), for a proof only
        ("(tunnistus soovitav)") or somewhere else ("(keskuses nõutav, mujal soovitav)")."""
        paren = self.symbols[at].paren
        inside = [i for i, symbol in enumerate(self.symbols) if symbol.paren == paren]
        demanded = any(self.symbols[i].kind is Kind.REQUIRED for i in inside if i < at)
        proof = word_table("welcome", "proof")
        if any(proof.find(words_of(self.symbols[i].text)) for i in inside):
            return True
        return demanded or any(self.symbols[i].kind is Kind.WORD and not self.is_small(i) for i in inside if i > at)

    def _opens(self, at: int, right: Chain) -> bool:
        """Whether what is welcome follows the mark, with no comma on the way, and is not what precedes it."""
        if any(self._is_break(place) for place in range(at, right.start)):
            return False
        if self.symbols[at].value.endswith("lt"):
            return True
        opener = SEPARATORS | {Kind.BREAK, Kind.HYPHEN, Kind.REQUIRED, Kind.OPEN}
        start = max((place for place in range(at) if self.symbols[place].kind in opener), default=-1)
        return not any(symbol.kind in _SAID_OF_LANGUAGE for symbol in self.between(start + 1, at))

    def _is_break(self, at: int) -> bool:
        """Whether a comma parts the mark from what follows; the one of "eelistame, kui …" does not."""
        return self.symbols[at].kind is Kind.COMMA and self.symbols[at + 1].text.lower() not in _clause_words()

    def _spread(self, first: Chain) -> None:
        """Mark a chain and those after it as welcome, up to a word that demands."""
        for chain in self.chains:
            if chain.start < first.start or (first.paren and chain.paren != first.paren):
                continue
            if self._is_kept(chain):
                continue
            if any(self._demands(place) for place in range(first.end, chain.start)):
                return
            chain.welcome = True
            if chain is not first:
                self._spread_on.append(chain)

    def _is_kept(self, chain: Chain) -> bool:
        """Whether a wish for more does not reach a chain: it is known already ("lisaks eesti keelele"), or its own
        bracket demands it ("eesti keelt (C1, nõutav) ja vene keelt")."""
        behind = self.symbols[chain.end : chain.end + 1]
        bracket = behind[0].paren if behind and behind[0].kind is Kind.OPEN else 0
        own = bool(bracket) and any(self._closes_bracket(at) for at in self._places_in(bracket))
        return own or (self.is_beside(chain) and chain.keel.endswith(KNOWN_LANGUAGE))

    def _places_in(self, bracket: int) -> list[int]:
        return [at for at, symbol in enumerate(self.symbols) if symbol.paren == bracket]

    def _closes_bracket(self, at: int) -> bool:
        """Whether a word that demands ends its bracket, which so speaks of the language before it only."""
        behind = self.symbols[at + 1 : at + 2]
        return self.symbols[at].kind is Kind.REQUIRED and bool(behind) and behind[0].kind is Kind.CLOSE

    def _demands(self, at: int) -> bool:
        """Whether the symbol at a place demands what follows it."""
        return self.symbols[at].kind is Kind.REQUIRED and not self._closes_bracket(at)

    def _serves_level(self, at: int, left: Chain) -> bool:
        """Whether the mark only softens a level ("soovitavalt tasemel B2")."""
        return left.wished is not None and any(
            symbol.level is left.wished
            for symbol in self.symbols[max(0, at - LEVEL_REACH) : at + LEVEL_REACH]
            if symbol.level
        )

    def _is_about_level(self, at: int, left: Chain) -> bool:
        """Whether the mark speaks of a level, or of something else behind it, and not of the language itself."""
        about_level = self._serves_level(at, left) or self._wishes_more(at)
        return about_level or self._opens_other(at, left) or self._wishes_of_choice(at, left)

    def _opens_other(self, at: int, left: Chain) -> bool:
        """Whether a clause opens with the mark and wishes for something else: "… C1, kasuks tuleb juhiluba", or for a
        further skill: "… keelest arusaamine, soovitavalt ka rääkimine"."""
        opener = at - 1
        while opener > left.end and self.symbols[opener].text.lower() in _contrasts():
            opener -= 1
        if self.symbols[opener].kind not in {Kind.COMMA, Kind.AND}:
            return False
        told = any(symbol.kind in {Kind.ABILITY, Kind.SKILL} for symbol in self.between(left.end, at))
        for place in range(at + 1, len(self.symbols)):
            if self.symbols[place].kind in {Kind.COMMA, Kind.BREAK}:
                return False
            if self.is_other(place) or self.symbols[place].kind is Kind.BLOCK:
                return True
            if told and self.symbols[place].kind is Kind.SKILL:
                return True
        return False

    def _wishes_of_choice(self, at: int, left: Chain) -> bool:
        """Whether all of the alternatives, or more of them, are welcome, while one is required: "vene või inglise
        (mõlemad kasuks)", "vene või inglise keel B1, teine neist on eeliseks"."""
        said = self.between(left.end, min(len(self.symbols), at + LEVEL_REACH))
        every = any(symbol.text.lower() in all_words() for symbol in said)
        more = any(
            is_ordinal(one) and after.kind in {Kind.MEMBERS, Kind.CHOICE, Kind.ABILITY}
            for one, after in pairwise(self.between(left.end, at))
        )
        return Kind.OR in left.links and (every or more)

    def _wishes_more(self, at: int) -> bool:
        """Whether the mark only wishes for more than the level before it: "B1, soovitavalt kõrgem", "B1, kõrgem tase
        annab eelise"."""
        behind = [symbol for symbol in self.symbols[at + 1 : at + 3] if symbol.kind is Kind.WORD]
        before = [symbol for symbol in self.symbols[max(0, at - 2) : at] if symbol.kind in {Kind.WORD, Kind.LEVEL}]
        return any(symbol.text.lower().startswith(more_words()) for symbol in (*behind, *before))

    def _mark_before(self, at: int, outer: Chain) -> None:
        """Mark the language before as well where a bracket speaks of several and only one stands right before it:
        "soome keel B1, rootsi keel A2 (soovitavad)"."""
        before = [c for c in self.chains if c.end <= outer.start]
        plural = self.symbols[at].text.lower() in _plural_verbs()
        if plural and len(outer.members) == 1 and before:
            gap = {symbol.kind for symbol in self.between(before[-1].end, outer.start)}
            before[-1].welcome = before[-1].welcome or not gap & {Kind.REQUIRED, Kind.BREAK}

    def _mark_left(self, at: int, left: Chain) -> None:
        """Mark what stands before a predicate: its chain, and with a plural verb those joined to it.

        A comma joins them where a word that demands parts them from what is required: "eesti (nõutav), vene, soome –
        soovitavad".
        """
        left.welcome = True
        around = " ".join(symbol.text.lower() for symbol in self.symbols[max(0, at - 2) : at + 2])
        if not any(verb in around for verb in _plural_verbs()):
            return
        current = left
        earlier = [c for c in self.chains if c.end <= left.start]
        demanded = any(s.kind is Kind.REQUIRED for s in self.between(earlier[0].end if earlier else 0, left.start))
        joins = {Kind.AND, Kind.OR} | ({Kind.COMMA} if demanded else set())
        for chain in reversed(earlier):
            gap = {symbol.kind for symbol in self.between(chain.end, current.start)}
            if Kind.REQUIRED in gap or not gap & joins or (Kind.COMMA in gap and not demanded):
                return
            chain.welcome = True
            current = chain

    def _tie_denial(self, at: int) -> None:
        left = [chain for chain in self.chains if chain.end <= at and not chain.excepted]
        right = [chain for chain in self.chains if chain.start >= at and not chain.excepted]
        chain = left[-1] if left else right[0] if right else None
        if chain and (self._denies_others(chain, at) or self._denies_other_thing(chain, at)):
            return
        if chain and self._is_optional(at, chain):
            chain.welcome = True
        elif chain and not (self._is_exception(at) or self._denies_skill(chain, at) or self._denies_proof(chain, at)):
            self._deny(chain)

    def _is_optional(self, at: int, chain: Chain) -> bool:
        """Whether a denial only says that one need not have the level before it: "A2, ei ole kohustuslik"."""
        last = max((place for _, place in chain.levels if place < at), default=None)
        if last is None or self._turns_from(chain, at):
            return False
        clause = max((place for place in range(last, at) if self.symbols[place].kind in SEPARATORS), default=last)
        optional = word_table("negation", "optional")
        return any(optional.find(words_of(symbol.text)) for symbol in self.between(clause, at + 1))

    def _turns_from(self, chain: Chain, at: int) -> bool:
        """Whether a denial is of something else than the chain before it: a skill, a proof or another thing."""
        return self._denies_skill(chain, at) or self._denies_proof(chain, at) or self.changes_subject(chain.end, at)

    def _denies_others(self, chain: Chain, at: int) -> bool:
        """Whether a denial behind a comma is of all other skills: "eesti keel C1, ülejäänud keeleoskust ei küsi"."""
        gap = self.between(chain.end, at)
        comma = next((i for i, symbol in enumerate(gap) if symbol.kind is Kind.COMMA), len(gap))
        return any(symbol.kind is Kind.COUNT and symbol.value == OTHERS for symbol in gap[comma:])

    def _denies_other_thing(self, chain: Chain, at: int) -> bool:
        """Whether a denial's own clause or bracket, behind a language at its level, names what it is of: "eesti keel
        C1, juhiluba ei ole nõutav"."""
        openers = [i for i in range(chain.end, at) if self.symbols[i].kind in {Kind.COMMA, Kind.OPEN}]
        if not openers or not any(place < openers[-1] for _, place in chain.levels):
            return False
        others = [self.symbols[i].text for i in range(openers[-1], at) if self.is_other(i)]
        others = [text for text in others if not first_halves(words_of(text))]
        return any(is_subject(text) for text in others) or (bool(others) and is_object(others[-1]))

    def _deny(self, chain: Chain) -> None:
        """Deny a chain and those that "ega" joins to it: "vene keelt ega muid võõrkeeli ei nõuta"."""
        chain.negated = True
        chain.welcome = chain.welcome and not self._is_denied_again(chain)
        before = self.left(chain.start)
        if before and any(symbol.value in _neither() for symbol in self.between(before.end, chain.start)):
            self._deny(before)

    def _is_denied_again(self, chain: Chain) -> bool:
        """Whether a wish before an earlier language only reached to one that is denied in its own clause: "soovitav
        vene keel B1, teised keeled ei ole vajalikud"."""
        behind = [symbol.kind for symbol in self.symbols[chain.end :]]
        return any(one is chain for one in self._spread_on) and Kind.COMMA not in behind[: behind.index(Kind.NEGATION)]

    def _is_exception(self, at: int) -> bool:
        """Whether a bracket only says who need not prove the level: "(ei nõuta eestikeelse hariduse korral)"."""
        paren = self.symbols[at].paren
        words = [symbol.text.lower() for symbol in self.symbols if paren and symbol.paren == paren]
        return bool(_conditions() & set(words))

    def _denies_proof(self, chain: Chain, at: int) -> bool:
        """Whether a denial is of a proof behind a comma or in a bracket: "soome keel A2, tunnistust ei nõuta"."""
        gap = self.between(chain.end, at)
        comma = next((i for i, symbol in enumerate(gap) if symbol.kind in {Kind.COMMA, Kind.OPEN}), len(gap))
        proof = word_table("welcome", "proof")
        return any(proof.find(words_of(symbol.text)) for symbol in gap[comma:])

    def _denies_skill(self, chain: Chain, at: int) -> bool:
        """Whether a denial is of one skill behind a comma: "kõnes B2, kirjalikku oskust ei nõuta"."""
        gap = self.between(chain.end, at)
        comma = next((i for i, symbol in enumerate(gap) if symbol.kind is Kind.COMMA), None)
        told = bool(chain.levels) or any(symbol.kind is Kind.ABILITY for symbol in gap[:comma])
        return told and comma is not None and any(s.kind is Kind.SKILL for s in gap[comma:])
