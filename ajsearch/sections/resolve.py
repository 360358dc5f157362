"""Which kind a heading means where it names several, or one that authorities use in two ways: the content decides."""

from collections.abc import Sequence
from dataclasses import replace

from ajsearch.estonian.morphology import analyse_word
from ajsearch.model import Item, Section, SectionKind
from ajsearch.sections.phrases import words_of

Kinds = tuple[tuple[SectionKind, ...], ...]
_POWERS = frozenset({SectionKind.RIGHT, SectionKind.RESPONSIBILITY, SectionKind.OBLIGATION})


def settled(kinds: Kinds, *, has_duties: bool) -> tuple[SectionKind, ...]:
    """The kinds with each ambiguous one decided: a description has duties once, and it has them.

    ``has_duties`` says that another heading of the description names duties and nothing else.
    """
    chosen = []
    for options in kinds:
        kind = options[-1] if len(options) > 1 and (has_duties or SectionKind.RIGHT in chosen) else options[0]
        if kind not in chosen:
            chosen.append(kind)
    return tuple(chosen)


DUTY_SHARE = 0.6
"""So many of a list's entries that begin with an action make an unknown heading's list one of duties."""


def reads_as_duties(texts: Sequence[str]) -> bool:
    """Whether most entries, of two or more, say what one does: "koostab …", "… koostamine"."""
    return len(texts) > 1 and sum(map(_is_action, texts)) >= DUTY_SHARE * len(texts)


def _is_action(text: str) -> bool:
    words = words_of(text)
    if not words:
        return False
    first = analyse_word(words[0].form)
    if any(one.pos == "V" and one.form == "b" and one.lemma != "olema" for one in first):
        return True
    return any(
        one.lemma.endswith("mine") and one.form == "sg n" for word in words[:8] for one in analyse_word(word.form)
    )


def sections_of_items(kinds: tuple[SectionKind, ...], heading: str, items: Sequence[Item]) -> list[Section]:
    """The items under one heading: a section, or several where the heading names several kinds."""
    if len(kinds) == 1 or not items:
        return [Section(kind=kinds[0], heading=heading, items=tuple(items))]
    if kinds[:2] == (SectionKind.PURPOSE, SectionKind.DUTY) and len(items) > 1:
        return [
            Section(kind=SectionKind.PURPOSE, heading=heading, items=tuple(items[:1])),
            Section(kind=SectionKind.DUTY, heading=heading, items=tuple(items[1:])),
        ]
    if not _POWERS.issuperset(kinds):
        return [Section(kind=kinds[0], heading=heading, items=tuple(items))]
    return _split_by_content(kinds, heading, items)


def with_results(duties: Section, results: Sequence[Item]) -> Section | None:
    """The duties with results that stand apart from them, one for each in order; None where they do not fit."""
    fits = len(results) == len(duties.items) and not any(item.results for item in duties.items)
    if duties.kind is not SectionKind.DUTY or not fits:
        return None
    pairs = zip(duties.items, results, strict=True)
    return replace(duties, items=tuple(replace(duty, results=(result.text,)) for duty, result in pairs))


def _split_by_content(kinds: tuple[SectionKind, ...], heading: str, items: Sequence[Item]) -> list[Section]:
    runs: list[tuple[SectionKind, list[Item]]] = []
    for item in items:
        kind = kind_of_clause(item.text)
        if kind not in kinds:
            kind = runs[-1][0] if runs else kinds[0]
        if runs and runs[-1][0] is kind:
            runs[-1][1].append(item)
        else:
            runs.append((kind, [item]))
    return [Section(kind=kind, heading=heading, items=tuple(run)) for kind, run in runs]


def kind_of_clause(text: str) -> SectionKind | None:
    """What a clause of a mixed section is: a right, something answered for, or a rule; None where nothing tells."""
    words = words_of(text)
    if not words:
        return None
    lemmas = {lemma for word in words for lemma in word.lemmas}
    if "vastutama" in lemmas or words[-1].form == "eest":
        return SectionKind.RESPONSIBILITY
    if lemmas & {"kohustuma", "kohustatud"}:
        return SectionKind.OBLIGATION
    if {"õigus", "olema"} <= lemmas or "õigustatud" in lemmas or "võima" in lemmas:
        return SectionKind.RIGHT
    forms = {reading.form for reading in analyse_word(words[0].form)}
    if "da" in forms:
        return SectionKind.RIGHT
    return SectionKind.OBLIGATION if "ma" in forms else None
