"""Which mentions of a sentence are but welcome ("soovitavalt") and which are denied ("ei ole nõutav")."""

from collections.abc import Sequence
from dataclasses import dataclass

from ajsearch.requirements.denials import find_denials, first_halves
from ajsearch.requirements.phrases import Word, is_object, is_subject, word_table

Span = tuple[int, int]
"""First word and one past the last word of a mention."""

BARE_BRACKET = 1
"""A bracket with no more words beside a mark ("(soovitav)", "(on eeliseks)") speaks of what stands before it; beside an
adverb ("(soovitavalt õigusteadus)") any word is what is wished."""

_OPENERS = frozenset({",", "(", ":", "\t", "\n", "–", "—", "-", ";", "[", "=", "|"})
_DASHES = frozenset("-–—=|\t")
_JOINS = frozenset({"ja", "ning", "voi", "kuid", "aga"})
_CONTRASTS = frozenset({"kuid", "aga", "ent", "vaid"})


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    adverb: bool


def welcome_spans(words: Sequence[Word], spans: Sequence[Span]) -> set[Span]:
    """The mentions among ``spans`` (in order) that the sentence only welcomes."""
    result: set[Span] = set()
    for mark in _marks(words):
        result.update(_targets(words, mark, spans))
    return result


def denied_spans(words: Sequence[Word], spans: Sequence[Span]) -> set[Span]:
    """The mentions that the sentence says are not required: the one before each denial, else the one after it."""
    result: set[Span] = set()
    for start, end in find_denials(words):
        before = [span for span in spans if span[1] <= start and not _turns_elsewhere(words[span[1] : start])]
        after = [] if _closes_clause(words, start, end) else [span for span in spans if span[0] >= end]
        result.update(before[-1:] or after[:1])
    return result


def _turns_elsewhere(between: Sequence[Word]) -> bool:
    """Whether a denial behind these words is of something else than what stands before them, by a slash, a comma, a
    dash or an open bracket: "põhiharidus / erioskusi ei nõuta", "kõrgharidus (eriala ei ole oluline)"."""
    words = _outside_brackets(between)
    texts = [word.text for word in words]
    if "/" in texts:
        return any(text.isalpha() for text in texts[texts.index("/") :])
    opener = next((at for at in range(len(words)) if _parts(words, at)), len(words))
    halves = {at for first, last in first_halves(words) for at in range(first, last)}
    told = [at for at in range(opener, len(words)) if words[at].text.isalpha() and at not in halves]
    named = any(_is_other_subject(words, at) for at in told)
    return named or (told[-1:] == [len(words) - 1] and is_object(words[-1].text))


def _parts(words: Sequence[Word], at: int) -> bool:
    """Whether a sign opens what may be about something else: a comma, a dash between spaces, a bracket, a stop before a
    capital (an abbreviation's ends no sentence: "kesk. Eriala: …")."""
    text = words[at].text
    if text == ".":
        return at + 1 < len(words) and words[at + 1].text[0].isupper()
    apart = text == "-" and (at == 0 or words[at - 1].end < words[at].start)
    return text in ",(–—" or apart


def _is_other_subject(words: Sequence[Word], at: int) -> bool:
    """Whether a word is what a denial is of: a noun in the nominative, or one of those that go with an education."""
    return is_subject(words[at].text) or word_table("negation", "elsewhere").match(words, at) is not None


def _closes_clause(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a denial ends its clause and so is of what stands before it: "haridus ei ole määrav, nõutav on …"."""
    return 0 < start < end < len(words) and words[end].text == ","


def _marks(words: Sequence[Word]) -> list[_Mark]:
    found = [(s, e) for name in ("before", "either") for s, e, _ in word_table("welcome", name).find(words)]
    widest = [one for one in found if not any(o != one and o[0] <= one[0] and one[1] <= o[1] for o in found)]
    return [_Mark(s, e, words[s].folded.endswith("lt")) for s, e in sorted(set(widest))]


def _targets(words: Sequence[Word], mark: _Mark, spans: Sequence[Span]) -> list[Span]:
    bracket = _bracket(words, mark.start)
    if bracket:
        inside = [span for span in spans if bracket[0] < span[0] < bracket[1]]
        before = [span for span in spans if span[1] <= bracket[0]]
        if inside:
            return [span for span in inside if span[0] > mark.start or mark.end >= bracket[1]]
        beside = bracket[1] - bracket[0] - 1 - (mark.end - mark.start)
        near = before[-1:] if before and not _goes_on(words[before[-1][1] : bracket[0]]) else []
        return near if beside <= (0 if mark.adverb else BARE_BRACKET) else []
    after = [span for span in spans if span[0] >= mark.end]
    explained = [span for span in after[:1] if [word.text for word in words[mark.end : span[0]]] == ["("]]
    if after and not explained and _opens(words, mark, after[0]):
        return [span for span in after if not _demanded_again(words, after[0][1], span[0])]
    before = [span for span in spans if span[1] <= mark.start]
    before = [span for span in before if not _bracket(words, span[0])] or before
    told = before[-1:] if before and _predicates(words, mark, before[-1]) else []
    return [*told, *explained]  # "kogemus kasuks (2–3 aastat)"


def _goes_on(between: Sequence[Word]) -> bool:
    """Whether a comma and another thing stand between a mention and a bracket: "kõrgem, ajalugu (soovitavalt)"."""
    texts = [word.text for word in between]
    return "," in texts and any(text.isalpha() for text in texts[texts.index(",") :])


def _demanded_again(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a word between the first wish and a later mention demands: "soovitav magister, nõutav kõrgharidus"."""
    denied = {at for first, last in find_denials(words) for at in range(first, last)}
    found = word_table("required", "words").find(words[start:end])
    return any(first + start not in denied for first, _, _ in found)


def _bracket(words: Sequence[Word], at: int) -> Span | None:
    """The places of the brackets around a word."""
    opened = next((i for i in range(at, -1, -1) if words[i].text in "()"), None)
    closed = next((i for i in range(at, len(words)) if words[i].text in "()"), len(words))
    if opened is None or words[opened].text == ")":
        return None
    return opened, closed


def _opens(words: Sequence[Word], mark: _Mark, target: Span) -> bool:
    """Whether the mark opens a clause that reaches the target without a comma or a new demand."""
    gap = [word.folded for word in words[mark.end : target[0]]]
    opener = gap.index(",") + 1 if "," in gap else len(gap)
    if gap[opener : opener + 1] and word_table("welcome", "clause").match(words, mark.end + opener):
        gap = gap[opener:]
    if "," in gap or ("vahemalt" in gap and "," in gap):
        return False
    if mark.start == 0 or words[mark.start - 1].text in _OPENERS or words[mark.start - 1].folded in _JOINS:
        return True
    return mark.adverb


def _outside_brackets(words: Sequence[Word]) -> list[Word]:
    """The words without those in brackets that open and close among them: they only explain what is wished."""
    texts = [word.text for word in words]
    if "(" not in texts or ")" not in texts[texts.index("(") :]:
        return list(words)
    opened = texts.index("(")
    closed = opened + texts[opened:].index(")")
    return [*words[:opened], *_outside_brackets(words[closed + 1 :])]


def _without_contrast(words: Sequence[Word]) -> list[Word]:
    """The words without a comma before "kuid", which goes on about the same: "ei ole nõutav, kuid tuleb kasuks"."""
    return [
        word
        for at, word in enumerate(words)
        if not (word.text == "," and at + 1 < len(words) and words[at + 1].folded in _CONTRASTS)
    ]


def _predicates(words: Sequence[Word], mark: _Mark, target: Span) -> bool:
    """Whether the mark is said of what stands before it: no new clause opens between them."""
    closes = mark.adverb and mark.end >= len(words) and words[mark.start - 1].text == ","
    gap = _without_contrast(_outside_brackets(words[target[1] : mark.start - closes]))
    if [word.text in _DASHES for word in gap] == [True] and _ends_clause(words, mark.end):
        return True
    if any(word.text in _OPENERS - {"-", "("} for word in gap):
        return False
    if mark.adverb or words[mark.start - 1].folded in {"ja", "ning"}:
        return _ends_clause(words, mark.end)
    return True


def _ends_clause(words: Sequence[Word], at: int) -> bool:
    return at >= len(words) or words[at].text in {".", ",", ";", ")"}
