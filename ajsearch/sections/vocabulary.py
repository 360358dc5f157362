"""The data files of headings, labels and signatures as ready patterns, read once."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ajsearch.model import SectionKind
from ajsearch.sections.phrase_index import PhraseIndex
from ajsearch.sections.phrases import Phrase, WordSet


@dataclass(frozen=True, slots=True)
class KindPhrase:
    """A heading's phrase with the kinds that it may stand for: more than one where the content must decide."""

    phrase: Phrase
    kinds: tuple[SectionKind, ...]
    weak: bool


@dataclass(frozen=True, slots=True)
class Headings:
    """``data/headings.toml``; ``columns`` are the roles of the phrases of ``column_index``, place by place."""

    phrases: tuple[KindPhrase, ...]
    index: PhraseIndex
    neutral: WordSet
    intro: WordSet
    columns: tuple[str, ...]
    column_index: PhraseIndex
    column_filler: WordSet
    result_prefix: tuple[Phrase, ...]
    modal_required: WordSet
    modal_welcome: WordSet
    need_pieces: tuple[str, ...]
    quality_endings: tuple[str, ...]
    grades: frozenset[str]
    negations: frozenset[str]
    things: tuple[str, ...]
    alone: dict[str, SectionKind]


@dataclass(frozen=True, slots=True)
class Labels:
    """``data/general_labels.toml``; word lists are plain lemmas in lower case.

    ``fields`` are the fields of the phrases of ``index``, place by place.
    """

    fields: tuple[str, ...]
    index: PhraseIndex
    person: tuple[Phrase, ...]
    neutral: WordSet
    document: tuple[str, ...]
    employer: tuple[str, ...]
    places: tuple[str, ...]
    seats: tuple[str, ...]
    offices: frozenset[str]
    inner_houses: tuple[str, ...]
    own_houses: tuple[str, ...]
    streets: tuple[str, ...]
    units_of_titles: tuple[str, ...]
    bare_titles: frozenset[str]
    units_by_size: tuple[str, ...]
    headed_by: dict[str, str]
    named_kinds: frozenset[str]
    legal_forms: tuple[str, ...]
    unit: tuple[str, ...]
    role: tuple[str, ...]
    role_endings: tuple[str, ...]
    not_role: tuple[str, ...]
    not_employer: frozenset[str]
    generic_titles: frozenset[str]
    fields_of_work: tuple[str, ...]
    belonging_labels: tuple[str, ...]
    title_openers: tuple[str, ...]
    title_notes: frozenset[str]
    acronyms: frozenset[str]
    foreign_titles: tuple[str, ...]
    directions: frozenset[str]
    areas: frozenset[str]
    only_houses: frozenset[str]
    asks_where: frozenset[str]
    inner_units: tuple[str, ...]
    posts: frozenset[str]
    groups: frozenset[str]
    belonging_verbs: frozenset[str]
    leading_verbs: frozenset[str]
    belonging_nouns: frozenset[str]
    stative_verbs: frozenset[str]
    granting_verbs: frozenset[str]
    permitting_words: frozenset[str]
    joining: frozenset[str]
    reporting_verbs: frozenset[str]
    reporting_adverbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class SignatureCues:
    """``data/signature_cues.toml``: one pattern each for what begins a block and what belongs to it."""

    signature: re.Pattern[str]
    closing: re.Pattern[str]
    signature_line: re.Pattern[str]
    approval: re.Pattern[str]
    approval_line: re.Pattern[str]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("ajsearch").joinpath("data", name).read_text(encoding="utf-8"))


def _phrases(sources: list[str]) -> tuple[Phrase, ...]:
    return tuple(Phrase.parse(source) for source in sources)


@lru_cache(maxsize=1)
def headings() -> Headings:
    """The vocabulary of headings and columns."""
    data = _load("headings.toml")
    found = []
    groups: list[tuple[tuple[SectionKind, ...], Any]]
    groups = [((SectionKind(kind),), group) for kind, group in data["kinds"].items()]
    groups += [(tuple(map(SectionKind, group["kinds"])), group) for group in data["ambiguous"].values()]
    for kinds, group in groups:
        found += [KindPhrase(Phrase.parse(source), kinds, False) for source in group["strong"]]
        found += [KindPhrase(Phrase.parse(source), kinds, True) for source in group.get("weak", ())]
    columns = dict(data["columns"])
    filler = WordSet.of(columns.pop("filler"))
    return Headings(
        phrases=tuple(found),
        index=PhraseIndex([one.phrase for one in found]),
        neutral=WordSet.of(data["neutral"]["words"]),
        intro=WordSet.of(data["intro"]["words"]),
        columns=tuple(role for role, sources in columns.items() for _ in sources),
        column_index=PhraseIndex([phrase for sources in columns.values() for phrase in _phrases(sources)]),
        column_filler=filler,
        result_prefix=_phrases(data["result_prefix"]["words"]),
        modal_required=WordSet.of(data["modality"]["required"]),
        modal_welcome=WordSet.of(data["modality"]["welcome"]),
        need_pieces=tuple(data["needs_and_qualities"]["need_pieces"]),
        grades=frozenset(data["grades"]["words"]),
        negations=frozenset(data["rules"]["negations"]),
        quality_endings=tuple(data["needs_and_qualities"]["quality_endings"]),
        things=tuple(data["things"]["words"]),
        alone={word: SectionKind(kind) for word, kind in data["alone"].items()},
    )


@lru_cache(maxsize=1)
def labels() -> Labels:
    """The labels of general data and the words of employers, units and roles."""
    data = _load("general_labels.toml")
    words = data["words"]
    return Labels(
        fields=tuple(field for field, sources in data["labels"].items() for _ in sources),
        index=PhraseIndex([phrase for sources in data["labels"].values() for phrase in _phrases(sources)]),
        person=_phrases(data["person_labels"]["phrases"]),
        neutral=WordSet.of(data["label_neutral"]["words"]),
        document=tuple(words["document"]),
        employer=tuple(words["employer"]),
        places=tuple(words["places"]),
        seats=tuple(words["seats"]),
        offices=frozenset(words["offices"]),
        inner_houses=tuple(words["inner_houses"]),
        own_houses=tuple(words["own_houses"]),
        streets=tuple(words["streets"]),
        units_of_titles=tuple(words["units_of_titles"]),
        bare_titles=frozenset(words["bare_titles"]),
        units_by_size=tuple(words["units_by_size"]),
        headed_by=dict(data["headed_by"]),
        named_kinds=frozenset(words["named_kinds"]),
        legal_forms=tuple(words["legal_forms"]),
        unit=tuple(words["unit"]),
        role=tuple(words["role"]),
        role_endings=tuple(words["role_endings"]),
        not_role=tuple(words["not_role"]),
        not_employer=frozenset(words["not_employer"]),
        fields_of_work=tuple(words["fields_of_work"]),
        belonging_labels=tuple(words["belonging_labels"]),
        generic_titles=frozenset(words["generic_titles"]),
        title_openers=tuple(words["title_openers"]),
        title_notes=frozenset(words["title_notes"]),
        acronyms=frozenset(words["acronyms"]),
        foreign_titles=tuple(data["not_a_description"]["titles"]),
        areas=frozenset(words["areas"]),
        directions=frozenset(words["directions"]),
        only_houses=frozenset(words["only_houses"]),
        asks_where=frozenset(words["asks_where"]),
        inner_units=tuple(words["inner_units"]),
        posts=frozenset(data["prose"]["posts"]),
        groups=frozenset(words["groups"]),
        leading_verbs=frozenset(data["prose"]["leading_verbs"]),
        belonging_verbs=frozenset(data["prose"]["belonging_verbs"]),
        belonging_nouns=frozenset(data["prose"]["belonging_nouns"]),
        stative_verbs=frozenset(data["prose"]["stative_verbs"]),
        granting_verbs=frozenset(data["prose"]["granting_verbs"]),
        permitting_words=frozenset(data["prose"]["permitting_words"]),
        joining=frozenset(data["prose"]["joining"]),
        reporting_verbs=frozenset(data["prose"]["reporting_verbs"]),
        reporting_adverbs=frozenset(data["prose"]["reporting_adverbs"]),
    )


@lru_cache(maxsize=1)
def signature_cues() -> SignatureCues:
    """The patterns of signatures and approvals."""
    data = _load("signature_cues.toml")

    def pattern(sources: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{source})" for source in sources), re.IGNORECASE)

    return SignatureCues(
        signature=pattern(data["signature"]["begins"]),
        closing=pattern(data["signature"]["closing"]),
        signature_line=pattern(data["signature"]["line"]),
        approval=pattern(data["approval"]["begins"]),
        approval_line=pattern(data["approval"]["line"]),
    )
