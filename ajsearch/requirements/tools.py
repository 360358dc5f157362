"""The programs, information systems and other tools that a description names."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from ajsearch.estonian.lasting import lasting_of_text
from ajsearch.model import Place, Section, SectionKind, ToolRequirement
from ajsearch.requirements.mentions import joint_needs
from ajsearch.requirements.phrases import PhraseTable, Word, cues, words_of
from ajsearch.requirements.statements import Statement
from ajsearch.requirements.tool_names import Named, context, kinds, known_names, unknown_names
from ajsearch.requirements.wordings import WORDINGS_KEPT, read_once

USING = frozenset({SectionKind.DUTY, SectionKind.TOOL, SectionKind.RESPONSIBILITY})
"""Sections whose tools the work uses."""


@cache
def _choosing() -> PhraseTable[str]:
    """Words that make a tool one of several that would do, or an example."""
    words = [*cues()["or"]["words"], *cues()["welcome"]["example"], "muu", "mõni", "mõne", "vms", "jms", "jt"]
    return PhraseTable((word, "or") for word in words if word != "ehk")


def read_tools(sections: Sequence[Section], found: Sequence[Statement]) -> tuple[ToolRequirement, ...]:
    """Each tool once: those of requirements, the strongest mention of each, then those that only duties name."""
    result: dict[str, ToolRequirement] = {}
    for statement in found:
        for one in _read(statement):
            known = result.get(one.name)
            if known is None or _strength(one) > _strength(known):
                result[one.name] = one
    for one in _used(sections):
        result.setdefault(one.name, one)
    return tuple(result.values())


def _used(sections: Sequence[Section]) -> Iterator[ToolRequirement]:
    """The products that duties, responsibilities and the tools of the work name."""
    for at, section in enumerate(sections):
        for index, item in enumerate(section.items if section.kind in USING else ()):
            for name in _products(item.text):
                place = Place(at, index)
                yield ToolRequirement(name=name, required=False, quote=item.text, in_duties=True, place=place)


@lru_cache(maxsize=WORDINGS_KEPT)
@lasting_of_text("products", tuple[str, ...])
def _products(text: str) -> tuple[str, ...]:
    words = words_of(text)
    return tuple(one.name for one in known_names(words) if one.name not in kinds() and not _is_law(words, one))


def _strength(one: ToolRequirement) -> tuple[bool, bool]:
    return one.required, not one.alternative


@read_once(ToolRequirement)
def _read(statement: Statement) -> list[ToolRequirement]:
    words = words_of(statement.text)
    known = known_names(words)
    unknown = unknown_names(words, known, labelled=statement.topic == "computer")
    named = {one.span: one for one in (*known, *unknown) if not _is_law(words, one)}
    alternative = bool(named) and bool(_choosing().find(words))
    return [
        ToolRequirement(
            name=named[span].name,
            required=required,
            quote=statement.quote,
            known=named[span].known,
            alternative=alternative,
        )
        for span, required in joint_needs(statement, words, list(named))
    ]


def _is_law(words: Sequence[Word], one: Named) -> bool:
    """Whether the name only opens a law or an office: "äriregistri seadus"."""
    end = one.span[1]
    return end < len(words) and context("block").match(words, end) is not None
