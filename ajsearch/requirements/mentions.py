"""What every reader of named things does with their mentions: is each required, welcome or denied?"""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from ajsearch.requirements.phrases import Word, word_table
from ajsearch.requirements.statements import Statement
from ajsearch.requirements.wishes import Span, denied_spans, welcome_spans

_JOINS = frozenset({"ja", "ning", "voi", "/"})
_LINKS = _JOINS | {",", "-", "(", ")"}


def needs(statement: Statement, words: Sequence[Word], spans: Sequence[Span]) -> list[tuple[Span, bool]]:
    """The mentions (in order) that are not denied, each with whether it is required and not only welcome."""
    if not spans:
        return []
    in_order = sorted(spans)
    denied = denied_spans(words, in_order)
    wished = set(in_order) if statement.welcome else welcome_spans(words, in_order)
    return [(span, span not in wished) for span in in_order if span in wished or span not in denied]


def joint_needs(statement: Statement, words: Sequence[Word], spans: Sequence[Span]) -> list[tuple[Span, bool]]:
    """As ``needs``, but names that "ja" or "või" joins share their head, and so what is said of the last of them.

    "Exceli ja Wordi oskus tuleb kasuks" welcomes both; "Excel, Power BI tuleb kasuks" only the second.
    """
    found = needs(statement, words, spans)
    result: list[tuple[Span, bool]] = []
    for span, required in reversed(found):
        behind = result[0] if result else None
        shared = behind is not None and not behind[1] and _share(words, span, behind[0])
        result.insert(0, (span, required and not shared))
    return _with_brackets(words, result)


def _with_brackets(words: Sequence[Word], found: Sequence[tuple[Span, bool]]) -> list[tuple[Span, bool]]:
    """The mentions, those in a bracket right behind a welcome one as welcome: "tunnistus (PMP, PRINCE2) on kasuks"."""
    result: list[tuple[Span, bool]] = []
    for span, required in found:
        before = result[-1] if result else None
        gap = {word.folded for word in words[before[0][1] : span[0]]} if before else set()
        told = before is not None and not before[1] and gap <= _LINKS and _in_bracket(words, span)
        result.append((span, required and not told))
    return result


def _in_bracket(words: Sequence[Word], span: Span) -> bool:
    """Whether the last bracket before a mention is still open."""
    last = next((word.text for word in reversed(words[: span[0]]) if word.text in "()"), "")
    return last == "("


def _share(words: Sequence[Word], one: Span, other: Span) -> bool:
    """Whether nothing or connectors with a word among them stand between two mentions, or a bracket holds the other."""
    gap = [word.folded for word in words[one[1] : other[0]]]
    if "(" in gap and ")" not in gap:
        return not any(word_table("welcome", "before").match(words, at) for at in range(one[1], other[0]))
    return all(word in _LINKS for word in gap) and (not gap or bool(_JOINS & set(gap)))


class Binding(Protocol):
    """A fact that binds or is only welcome."""

    @property
    def required(self) -> bool:
        """Whether it binds."""
        ...


Fact = TypeVar("Fact", bound=Binding)


def each_once(facts: Iterable[Fact], what: Callable[[Fact], object]) -> tuple[Fact, ...]:
    """The facts in order, ``what`` each is about once: the first of them, or the first that binds."""
    result: dict[object, Fact] = {}
    for fact in facts:
        known = result.get(what(fact))
        if known is None or (fact.required and not known.required):
            result[what(fact)] = fact
    return tuple(result.values())
