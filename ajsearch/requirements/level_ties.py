"""Ties levels and skills to the chain of languages that they speak of."""

from itertools import pairwise

from ajsearch.estonian.morphology import analyse_word
from ajsearch.model import CefrLevel
from ajsearch.requirements.clauses import Chain
from ajsearch.requirements.groups import opens_with_or
from ajsearch.requirements.levels import Level, LevelKind
from ajsearch.requirements.lexer import Kind, is_ordinal
from ajsearch.requirements.places import KNOWN_LANGUAGE, SEPARATORS, WISHES, Places, all_words, more_words, small_words
from ajsearch.requirements.stated import wish_joins

_SKIPPED_BESIDE = frozenset(
    {Kind.SKILL, Kind.ABILITY, Kind.HYPHEN, Kind.BREAK, Kind.OPEN, Kind.CLOSE, Kind.KEEL, Kind.COUNT, Kind.REQUIRED}
)
_SKIPPED_BEFORE = (_SKIPPED_BESIDE | {Kind.AND, Kind.CHOICE}) - {Kind.BREAK, Kind.OPEN, Kind.CLOSE}
ALL_REACH = 4
"""Symbols from "mõlemad" to the level that is said of all: "mõlemad vähemalt tasemel B2"."""
ADJECTIVE_REACH = 6
"""Symbols between an adjective and "… keeles": "hea suuline ja kirjalik eneseväljendusoskus eesti keeles"."""


class LevelTies(Places):
    """Levels and skills of one sentence; groups must be tied before."""

    def run(self) -> None:
        """Set levels, then skills, on the chains."""
        self._tie_levels()
        self._tie_same()
        self._tie_all()
        self._share_levels()
        self._lower_said_again()
        self._tie_skills()

    def _tie_levels(self) -> None:
        for at, symbol in enumerate(self.symbols):
            if symbol.level is None:
                continue
            chain = self._owner(at, symbol.level)
            if chain is None or self._is_excepted(chain, at) or self._is_of_others(chain, at):
                continue
            if chain.levels and symbol.text.lower().startswith(more_words()):
                continue
            if self._is_wished(at, chain):
                self._tie_wished(at, chain, symbol.level)
            else:
                if symbol.level.kind is LevelKind.CODE and self._repeated(at) is chain:
                    chain.levels = [one for one in chain.levels if one[0].kind is LevelKind.CODE]
                chain.levels.append((symbol.level, at))

    def _tie_wished(self, at: int, chain: Chain, level: Level) -> None:
        """A level that is but welcome: beside a required one or behind a comma, else all of the language is welcome."""
        bracket = self.symbols[at].paren != chain.paren and not self._is_wished_whole(at)
        if not self._wishes_further(at, chain) and (chain.levels or self.separated(chain.end, at) or bracket):
            chain.wished = level
        else:
            chain.welcome = True
            chain.levels.append((level, at))

    def _wishes_further(self, at: int, chain: Chain) -> bool:
        """Whether nothing but a bracket with its choice and one sign stand between a further language and its wish, so
        that all of it is welcome: "kolmas keel (saksa või vene) – soovitavalt B1"."""
        gap = self.between(chain.end, at)
        inside = [symbol for symbol in gap if symbol.paren]
        outside = [symbol.kind for place, symbol in enumerate(gap, chain.end) if not self._is_softened(place)]
        further = any(is_ordinal(symbol) for symbol in self.between(max(0, chain.start - 1), chain.end))
        listed = chain.kind is Kind.FOREIGN and bool(inside) and not chain.levels
        return listed and (outside == [Kind.BEFORE] or (further and outside[1:] == [Kind.BEFORE]))

    def _is_softened(self, at: int) -> bool:
        """Whether what stands at a place is in a bracket or goes with a level and says nothing else."""
        return (
            bool(self.symbols[at].paren) or self.is_small(at) or self.is_tase(at) or self.symbols[at].kind is Kind.BREAK
        )

    def _is_wished_whole(self, at: int) -> bool:
        """Whether an adjective opens the level's bracket, which all of the language is then: "vene (soovitav B1)"."""
        opener, mark = self.between(at - 2, at) if at > 1 else (self.symbols[0],) * 2
        return opener.kind is Kind.OPEN and mark.kind is Kind.BEFORE and not mark.value.endswith("lt")

    def _is_wished(self, at: int, chain: Chain) -> bool:
        """Whether a level of a chain further left is but welcome: "soovitavalt" stands right before it ("B1,
        soovitavalt B2"), or "on eelis" right behind a second one ("B1, B2 on eelis", "B1 ja B2 (soovitav)")."""
        after = at + 1
        while after < len(self.symbols) and (self.is_small(after) or self.is_tase(after)):
            after += 1
        apart = bool(chain.levels) and self.separated(chain.levels[-1][1], at)
        if apart and after + 1 < len(self.symbols) and self.symbols[after].kind is Kind.OPEN:
            return self.symbols[after + 1].kind in WISHES
        if chain.levels and after < len(self.symbols) and self.symbols[after].kind in WISHES:
            follows = self.right(after)
            return follows is None and self.symbols[after].paren == self.symbols[at].paren
        before = at - 1
        while before >= 0 and (self.is_small(before) or self.is_tase(before)):
            before -= 1
        return before >= chain.end and self.symbols[before].kind in WISHES

    def _owner(self, at: int, level: Level) -> Chain | None:
        """The chain whose level this is, or None for an adjective that speaks of something else."""
        paren = self.symbols[at].paren
        if paren and any(c.paren == paren for c in self.chains):
            left, right = self.left(at, paren), self.right(at, paren)
        elif paren:
            return self._repeated(at) or self._led(at) or self.left(at, 0) or self.left(at) or self.right(at)
        else:
            left, right = self._outer_left(at), self._outer_right(at)
        if left and left.keel.endswith(KNOWN_LANGUAGE) and not paren:
            left = self.left(left.start) or left
        led = left is not None and not left.levels and self._opens_with_tase(at)
        free_left = left is not None and (led or not self.separated(left.end, at))
        free_right = right is not None and not led and not self.separated(at, right.start)
        if level.kind is LevelKind.WORD and not self._is_phrase_level(at):
            return self._owner_of_adjective(at, left, right, free_right=free_right)
        reach = at if level.kind is LevelKind.CODE or right is None else right.start
        if left is None and not free_right and any(self.is_other(place) for place in range(reach)):
            return None
        if left is None or (not free_left and free_right):
            return right.head if right and right.preferred and not free_right else right
        if free_left and free_right and self._leads(at):
            return right
        return None if level.kind is not LevelKind.CODE and self.changes_subject(left.end, at) else left

    def _opens_with_tase(self, at: int) -> bool:
        """Whether "tase" behind a comma leads the level: "eesti keel, tase C1 inglise keel, tase B2"."""
        return at > 1 and self.is_tase(at - 1) and self.symbols[at - 2].kind is Kind.COMMA

    def _outer_left(self, at: int) -> Chain | None:
        """The nearest chain outside brackets; one inside only where no other is there."""
        return self.left(at, 0) or self.left(at)

    def _outer_right(self, at: int) -> Chain | None:
        """The next chain outside brackets; one inside where all are inside ("C1 (eesti keel)")."""
        return self.right(at, 0) or (None if any(not c.paren for c in self.chains) else self.right(at))

    def _led(self, at: int) -> Chain | None:
        """The chain right behind a bracket, where brackets with levels lead: "(C1) eesti keel, (B2) inglise keel"."""
        right = self.right(at, 0)
        return right if right and self._leads(at) and not self.separated(at, right.start) else None

    def _repeated(self, at: int) -> Chain | None:
        """The owner of the level that a bracket right behind it says again: "kesktasemel (B2) eesti keele oskus"."""
        before = at - 1
        while before >= 0 and (self.symbols[before].kind is Kind.OPEN or self.is_tase(before) or self.is_small(before)):
            before -= 1
        return next((c for c in self.chains if any(place == before for _, place in c.levels)), None)

    def _leads(self, at: int) -> bool:
        """Whether the sentence's first level stands before its first chain: then all do."""
        first = next(i for i, symbol in enumerate(self.symbols) if symbol.level)
        return first < self.chains[0].start

    def _is_phrase_level(self, at: int) -> bool:
        """Whether an adjective makes a phrase with "tase", and so can be placed like a code."""
        after = at + 1
        if after < len(self.symbols) and self.is_tase(after):
            return True
        return "tas" in self.symbols[at].text.lower()

    def _owner_of_adjective(
        self, at: int, left: Chain | None, right: Chain | None, *, free_right: bool
    ) -> Chain | None:
        if right is not None and self._reaches(at, right, free=free_right):
            return right
        if left is None:
            return None
        inside = {0, self.symbols[at].paren}
        outside = [place for place in range(left.end, at) if self.symbols[place].paren in inside]
        follows = all(self._is_skipped(place) for place in outside)
        beside_skill = any(
            0 <= place < len(self.symbols) and self.symbols[place].kind is Kind.SKILL for place in (at - 1, at + 1)
        )
        next_word = at + 1 < len(self.symbols) and self.symbols[at + 1].kind is Kind.WORD and not self.is_small(at + 1)
        return left if (follows or beside_skill) and not (next_word and not follows) else None

    def _is_skipped(self, at: int) -> bool:
        """Whether what stands at a place says nothing between a language and the adjective behind it."""
        symbol = self.symbols[at]
        joins = symbol.kind is Kind.AND and self.joins_skills(at)
        either = symbol.level is not None or (symbol.kind is Kind.OR and self.symbols[at - 1].level is not None)
        skipped = symbol.kind in _SKIPPED_BESIDE or symbol.value in small_words()
        return joins or either or skipped or self._closes(at)

    def _closes(self, at: int) -> bool:
        """Whether a comma stands between "keel" and a level that ends the clause: "soome keel, hea"."""
        if self.symbols[at].kind is not Kind.COMMA or at + 1 >= len(self.symbols) or not at:
            return False
        ends = at + 2 == len(self.symbols) or self.symbols[at + 2].kind in {Kind.COMMA, Kind.BREAK}
        return ends and self.symbols[at - 1].kind is Kind.KEEL and self.symbols[at + 1].level is not None

    def _reaches(self, at: int, right: Chain, *, free: bool) -> bool:
        """Whether nothing but skills and "oskus" stands between an adjective and the chain behind it."""
        gap = self.between(at + 1, right.start)
        if free and all(symbol.kind in _SKIPPED_BEFORE for symbol in gap):
            return True
        if self._labels(at, right):
            return True
        within = right.keel.endswith("keeles") and len(gap) <= ADJECTIVE_REACH
        return (
            within
            and any(symbol.kind is Kind.ABILITY for symbol in gap)
            and not any(symbol.kind is Kind.COMMA for symbol in gap)
        )

    def _labels(self, at: int, right: Chain) -> bool:
        """Whether an adjective is the label of the languages behind it: "Vabalt: eesti, inglise", "Emakeel: eesti"."""
        opens = at == 0 or self.symbols[at - 1].kind in {Kind.COMMA, Kind.BREAK}
        return opens and [symbol.text for symbol in self.between(at + 1, right.start)] == [":"]

    def _share_levels(self) -> None:
        """Pass a level to neighbours that the same "oskus" covers, and between a group and its named members."""
        for chain, following in reversed(list(zip(self.chains, self.chains[1:], strict=False))):
            if following.head is chain or not following.levels or chain.levels or chain.paren != following.paren:
                continue
            if self.is_beside(chain) or chain.parted:
                continue
            if following.head is None and self._elliptic(chain, following):
                chain.levels = list(following.levels)
        for before, chain in pairwise(self.chains):
            if not chain.levels and self._takes_level(before, chain):
                chain.levels = list(before.levels)
        for chain in self.chains:
            head = chain.head
            if head is None:
                continue
            if not chain.levels:
                chain.levels = list(head.levels)
            elif not head.levels and not chain.paren and self._governed_together(head, chain):
                head.levels = list(chain.levels)

    def _takes_level(self, before: Chain, chain: Chain) -> bool:
        """Whether a chain without a level has that of the one before it, whose list, choice or preferred one it is."""
        gap = self.between(before.end, chain.start)
        listed = before.kind is Kind.FOREIGN and chain.head is None and [symbol.text for symbol in gap][-1:] == [":"]
        named = chain.kind is Kind.SET and any(symbol.kind is Kind.MEMBERS for symbol in gap)
        return listed or named or opens_with_or(gap) or self._prefers(before, chain)

    def _prefers(self, before: Chain, chain: Chain) -> bool:
        """Whether a wish only prefers one of the languages before it: "läti või leedu keel B1, eelistatult läti"."""
        wished = self.symbols[chain.start - 1].kind is Kind.BEFORE
        return wished and set(chain.members) <= set(before.members) and len(chain.members) < len(before.members)

    def _is_excepted(self, chain: Chain, at: int) -> bool:
        """Whether a level is that of an exception: "C1 (v.a noorem spetsialist, kellel B2)"."""
        paren = self.symbols[at].paren
        excepted = any(s.kind is Kind.EXCEPT and s.paren == paren for s in self.between(chain.end, at))
        return excepted and bool(chain.levels)

    def _is_of_others(self, chain: Chain, at: int) -> bool:
        """Whether a further level is that of other posts: "õpetaja eesti keele oskus C1, abiõpetajal B1", "B2
        (aednik B1)"."""
        if not chain.levels:
            return False
        paren = self.symbols[at].paren
        if paren and not chain.paren:
            exact = all(
                level.kind is LevelKind.CODE and self.symbols[place].paren != paren for level, place in chain.levels
            )
            inside = [s for i, s in enumerate(self.symbols) if s.paren == paren and s.kind is Kind.WORD]
            return exact and any(_is_noun(symbol.text) for symbol in inside if symbol.value not in small_words())
        words = [s for s in self.between(chain.end, at) if s.kind is Kind.WORD and s.value not in small_words()]
        return bool(words) and self.separated(chain.end, at) and _is_noun(words[-1].text, "sg ad", "pl ad")

    def _tie_same(self) -> None:
        """Give a chain the level of the one before it: "inglise keel samal tasemel"."""
        for at, symbol in enumerate(self.symbols):
            chain = self.left(at) or self.right(at)
            if symbol.kind is Kind.SAME and chain and not chain.levels:
                earlier = [one for one in self.chains if one.end <= chain.start and one.levels]
                chain.levels = list(earlier[-1].levels) if earlier else []

    def _lower_said_again(self) -> None:
        """Of a language that "või" offers twice the lower level counts: "eesti keel emakeelena või eesti keel C1"."""
        for before, chain in pairwise(self.chains):
            gap = [symbol.kind for symbol in self.between(before.end, chain.start)]
            same = before.kind is chain.kind is Kind.LANGUAGE and before.members == chain.members
            if same and len(chain.members) == 1 and Kind.OR in gap and before.levels and chain.levels:
                lower = min(before, chain, key=lambda one: min(level.cefr for level, _ in one.levels))
                before.levels, chain.levels, chain.repeats = list(lower.levels), [], True

    def _tie_all(self) -> None:
        """Give all chains of a clause that have none the level that is said of them all: "mõlemad tasemel B2"."""
        for at, symbol in enumerate(self.symbols):
            behind = [one for one in self.symbols[at + 1 : at + ALL_REACH] if one.level is not None]
            if symbol.text.lower() not in all_words() or not behind:
                continue
            for chain in self.chains:
                if chain.end <= at and not chain.levels:
                    chain.levels = [(level, at) for one in behind[:1] if (level := one.level)]

    def _elliptic(self, chain: Chain, following: Chain) -> bool:
        gap = self.between(chain.end, following.start)
        if wish_joins(gap) and not chain.keel:
            return True
        joins = {Kind.AND, Kind.OR, Kind.HYPHEN, Kind.COUNT}
        if chain.keel.endswith(("keele", "keelte")):
            gap = [symbol for symbol in gap if symbol.value not in small_words()]
        if following.kind is Kind.FOREIGN and gap and gap[0].kind is Kind.OR:
            return not any(symbol.kind in {Kind.COMMA, Kind.BREAK, Kind.LEVEL} for symbol in gap)
        return all(symbol.kind in joins for symbol in gap) and any(s.kind in {Kind.AND, Kind.OR} for s in gap)

    def _governed_together(self, head: Chain, chain: Chain) -> bool:
        """Whether a member's level is its group's too: one "oskus", or the member in commas before the level."""
        enclosed = chain.relative and self.symbols[chain.end].kind is Kind.COMMA
        return (chain.preferred and not chain.relative) or enclosed or self._has_one_oskus(head, chain)

    def _has_one_oskus(self, head: Chain, member: Chain) -> bool:
        """Whether one "oskus" behind both governs them: "kahe võõrkeele, sh inglise keele oskus tasemel B2"."""
        between = self.between(head.end, member.start)
        return head.keel.endswith(("keele", "keelte")) and not any(s.kind is Kind.ABILITY for s in between)

    def _tie_skills(self) -> None:
        """Pair the skills named around a chain's levels with them, in order; one level for all needs no pairing."""
        for chain in self.chains:
            places = [at for _, at in chain.levels]
            if not places:
                continue
            runs = self._skill_runs(chain, places)
            listed = chain.levels[0][0].parts if len(places) == len(runs) == 1 else ()
            if len(chain.members) == 1 and len(listed) == len(runs[0] if runs else ()) > 1:
                chain.skills = {name: part for name, part in zip(runs[0], listed, strict=True) if part}
            elif len(runs) == len(places) and (len(runs) > 1 or len(runs[0]) == 1):
                for (level, _), run in zip(chain.levels, runs, strict=True):
                    for name, one in _skills(run, level.cefr).items():
                        chain.skills[name] = min(one, chain.skills.get(name, one))

    def _skill_runs(self, chain: Chain, places: list[int]) -> list[list[str]]:
        """The skills named in the chain's part of the sentence, parted by its levels."""
        later = [c.start for c in self.chains if c.start >= chain.end]
        earlier = [c.end for c in self.chains if c.end <= chain.start]
        start = max(earlier, default=0) if places[0] < chain.start else chain.end
        if chain.start and self.symbols[chain.start - 1].kind is Kind.SKILL:
            start = chain.start - 1
        runs: list[list[str]] = [[]]
        for at in range(start, self._part_end(later)):
            if at in places:
                runs.append([])
            elif self.symbols[at].kind is Kind.SKILL and not self._is_left_out(at):
                runs[-1].append(self.symbols[at].value)
        return [run for run in runs if run]

    def _is_left_out(self, at: int) -> bool:
        """Whether a dash stands for the level of a skill: "kõnes B2, kirjas –, lugemine B1"."""
        behind = [symbol.kind for symbol in self.symbols[at + 1 : at + 3]]
        return behind[:1] in ([Kind.HYPHEN], [Kind.BREAK]) and behind[1:] in ([], [Kind.COMMA])

    def _part_end(self, later: list[int]) -> int:
        """Where a chain's part of the sentence ends: before the next chain and the skill and level that lead it, behind
        a separator ("kirjalik eesti keel C1, suuline eesti keel B2")."""
        end = start = min(later, default=len(self.symbols))
        while later and start > 0 and self.symbols[start - 1].kind in {Kind.SKILL, Kind.LEVEL}:
            start -= 1
        return start if start > 0 and self.symbols[start - 1].kind in SEPARATORS else end


def _is_noun(text: str, *forms: str) -> bool:
    """Whether a word is a noun, in one of the forms if any are given."""
    readings = analyse_word(text.lower(), guess=True)
    return any(one.pos == "S" and (not forms or one.form in forms) for one in readings)


def _skills(names: list[str], level: CefrLevel) -> dict[str, CefrLevel]:
    expanded = [one for name in names for one in (("reading", "listening") if name == "understanding" else (name,))]
    return dict.fromkeys(expanded, level)
