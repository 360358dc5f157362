"""The education that a description asks for: the lowest branch required, and what is welcome beyond it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ajsearch.estonian.morphology import analyse_word
from ajsearch.model import EDUCATION_RANK, EducationLevel, EducationRequirement, Place
from ajsearch.requirements.education_fields import find_fields
from ajsearch.requirements.labels import LABEL_WORDS, topic_words
from ajsearch.requirements.levels import TASE
from ajsearch.requirements.mentions import needs
from ajsearch.requirements.phrases import PhraseTable, Word, cues, table, word_table, words_of
from ajsearch.requirements.statements import Statement
from ajsearch.requirements.wishes import Span, denied_spans, welcome_spans
from ajsearch.requirements.wordings import read_once

_DEGREES = frozenset(
    {EducationLevel.BACHELOR, EducationLevel.MASTER, EducationLevel.DOCTOR, EducationLevel.APPLIED_HIGHER}
)


_OWN_FORMS = ("haridus", "haridust", "haridusega", "kraad", "kraadi", "kraadiga")
"""Forms in which an education is asked for, whatever follows."""


_FORMS_OF_OTHERS = frozenset({"pl g", "pl kom", "pl all"})

ADJECTIVES = 2
"""Adjectives that may part a word of education from its "haridus"."""

_HARIDUS = "haridus"
_CONNECTORS = frozenset({"voi", "ja", ",", "ning", "/"})


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one statement says: its lowest required level and its lowest welcome one, the ``others`` that would do,
    the fields (name, whether required); ``labelled`` that it stands under a label of education."""

    required: EducationLevel | None
    welcome: EducationLevel | None
    quote: str
    labelled: bool
    others: tuple[EducationLevel, ...] = ()
    fields: tuple[tuple[str, bool], ...] = ()
    acquiring: bool = False
    place: Place | None = None


def read_education(found: Sequence[Statement]) -> EducationRequirement | None:
    """The education of all statements together; those under a label of education count before others."""
    readings = [one for statement in found for one in _read(statement)]
    readings = [one for one in readings if one.labelled] or readings
    required = [one for one in readings if one.required]
    welcome = [one for one in readings if one.welcome]
    if required:
        best = max(required, key=lambda one: EDUCATION_RANK[_some(one.required)])
        level = _some(best.required)
        above = [_some(one.welcome) for one in welcome if EDUCATION_RANK[_some(one.welcome)] > EDUCATION_RANK[level]]
        return _fact(best, level, readings, recommended=above[0] if above else None)
    return _fact(welcome[0], _some(welcome[0].welcome), readings) if welcome else None


def _fact(
    best: _Reading, level: EducationLevel, readings: Sequence[_Reading], recommended: EducationLevel | None = None
) -> EducationRequirement:
    """The fact of the statement that decides, with the fields of all of them."""
    fields = [field for one in readings for field in one.fields]
    asked = tuple(dict.fromkeys(name for name, required in fields if required))
    wished = tuple(dict.fromkeys(name for name, required in fields if not required and name not in asked))
    return EducationRequirement(
        level=level,
        required=best.required is not None,
        quote=best.quote,
        recommended=recommended,
        alternatives=tuple(one for one in dict.fromkeys(best.others) if one is not level),
        fields=asked,
        recommended_fields=wished,
        acquiring=best.acquiring,
        place=best.place,
    )


def _some(level: EducationLevel | None) -> EducationLevel:
    assert level is not None
    return level


@read_once(_Reading)
def _read(statement: Statement) -> Iterator[_Reading]:
    words = words_of(statement.text)
    labelled = statement.topic == "education" or _opens_with_label(words) or _is_in_label(words)
    mentions = _mentions(words, labelled=labelled)
    spans = [span for span, _ in mentions]
    denied = denied_spans(words, spans)
    wished = set(spans) if statement.welcome else welcome_spans(words, spans)
    acquired = _being_acquired(words, spans)
    wished |= acquired
    required = _narrowed(words, [one for one in mentions if one[0] not in wished | denied])
    welcome = [level for span, level in mentions if span in wished]
    if required or welcome:
        yield _Reading(
            _lowest(required),
            _lowest(welcome),
            statement.quote,
            statement.topic == "education",
            others=tuple(required),
            fields=_fields(statement, words, spans),
            acquiring=bool(acquired) or bool(word_table("education", "words", "acquiring").find(words)),
        )


def _opens_with_label(words: Sequence[Word]) -> bool:
    """Whether "haridus" without a colon leads a shortened education: "HARIDUS KÕRGEM"."""
    return len(words) > 1 and words[0].folded == _HARIDUS and _table("labelled").match(words, 1) is not None


def _is_in_label(words: Sequence[Word]) -> bool:
    """Whether the label names education beside something else: "Haridus ja kogemus: kõrgem, 3 aastat"."""
    texts = [word.text for word in words[: LABEL_WORDS + 1]]
    label = words[: texts.index(":")] if ":" in texts else ()
    return any(value == "education" for _, _, value in topic_words().find(label))


def _fields(statement: Statement, words: Sequence[Word], spans: Sequence[Span]) -> tuple[tuple[str, bool], ...]:
    """The fields of study, each with whether it is required."""
    fields = {field.span: field.name for field in find_fields(words, spans)}
    kept = needs(statement, words, [*spans, *fields])
    return tuple((fields[span], required) for span, required in kept if span in fields)


def _lowest(levels: Sequence[EducationLevel]) -> EducationLevel | None:
    return min(levels, key=lambda level: EDUCATION_RANK[level], default=None)


@cache
def _table(name: str) -> PhraseTable[str]:
    return table(cues()["education"][name])


def education_words() -> PhraseTable[str]:
    """The words that name an education, with its level."""
    return _table("word")


def _mentions(words: Sequence[Word], *, labelled: bool) -> list[tuple[Span, EducationLevel]]:
    """All words of education in order with their level; schools and shortened words where the context allows."""
    schools = labelled or bool(word_table("education", "words", "graduated").find(words))
    shortened = _table("labelled") if labelled else _table("alone") if _table("word").find(words) else None
    result: list[tuple[Span, EducationLevel]] = []
    at = 0
    while at < len(words):
        found = _table("word").match(words, at) or (_table("place").match(words, at) if schools else None)
        bare = _table("bare").match(words, at)
        if bare and (not found or bare[0] > found[0]) and _suspended(words, at + bare[0]):
            found = bare
        short = shortened.match(words, at) if shortened and not found else None
        if short and _ends(words, at + short[0]):
            found = short
        found = found or _parted(words, at)
        if found and not _is_no_demand(words, at, at + found[0]):
            result.append(((at, at + found[0]), EducationLevel(found[1])))
        at += found[0] if found else 1
    return result


def _ends(words: Sequence[Word], at: int) -> bool:
    """Whether a shortened word ends its clause, a field's adjective apart: "soovitavalt kõrgem)", "Haridus: kõrgem"."""
    if at < len(words) and words[at].text in "-–":
        at += 1
        return at >= len(words) or words[at].text[0].isupper() or not words[at].text[0].isalpha()
    if at >= len(words) or words[at].text in ",.)(|/;\t\n" or words[at].folded in {"voi", "ja"}:
        return True
    return _table("adjective").match(words, at) is not None


def _suspended(words: Sequence[Word], at: int) -> bool:
    """Whether a hyphen and a connector follow, and no level of a language: "kesk- või kõrgharidus"."""
    joined = at + 1 < len(words) and words[at].text in "-–" and words[at + 1].folded in _CONNECTORS
    return joined and not any(tase in word.folded for word in words[at + 2 : at + 3] for tase in TASE)


def _parted(words: Sequence[Word], at: int) -> tuple[int, str] | None:
    """A word apart from its "haridus" by no more than two adjectives: "kõrgem juriidiline haridus"."""
    found = _table("parted").match(words, at)
    behind = words[at + 1 : at + 2 + ADJECTIVES] if found else ()
    place = next((i for i, word in enumerate(behind) if word.folded.startswith(_HARIDUS)), None)
    if found is None or place is None or not all(word.text.isalpha() for word in behind[:place]):
        return None
    return place + 2, found[1]


def _is_no_demand(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a word of education belongs to a field of work, a law or people other than the holder."""
    earlier = start > 0 and word_table("education", "words", "earlier").match(words, start - 1) is not None
    return earlier or _blocked(words, end) or _is_compound(words[start]) or _is_of_others(words, end)


def _blocked(words: Sequence[Word], at: int) -> bool:
    """Whether the word before is but the genitive of a field of work or a law: "kõrghariduse valdkonnas"."""
    if words[at - 1].folded.endswith(_OWN_FORMS):
        return False
    if at + 1 < len(words) and words[at].folded in {"ja", "ning"} and words[at + 1].folded.endswith("hariduse"):
        at += 2
    return at < len(words) and word_table("education", "words", "block").match(words, at) is not None


def _is_compound(word: Word) -> bool:
    """Whether an education is but the first part of a word: "kõrgharidusseadus", "kutseharidusstandard"."""
    _, _, tail = word.folded.partition(_HARIDUS)
    return bool(tail) and word_table("education", "words", "block").match(words_of(tail), 0) is not None


def _is_of_others(words: Sequence[Word], at: int) -> bool:
    """Whether "kõrgharidusega" tells of people who are worked with: "kõrgharidusega spetsialistide juhtimine"."""
    if at >= len(words) or not words[at - 1].folded.endswith(tuple(cues()["education"]["words"]["owner"])):
        return False
    forms = {reading.form for reading in analyse_word(words[at].text.lower(), guess=True)}
    return bool(forms & _FORMS_OF_OTHERS) and "sg n" not in forms


def _narrowed(words: Sequence[Word], mentions: Sequence[tuple[Span, EducationLevel]]) -> list[EducationLevel]:
    """The levels; "kõrgharidus" gives way to a degree that stands beside it without "või", and every one to a higher
    one that is asked for together with it."""
    levels = []
    for index, (span, level) in enumerate(mentions):
        neighbours = [mentions[i] for i in (index - 1, index + 1) if 0 <= i < len(mentions)]
        if level is EducationLevel.HIGHER and any(
            other in _DEGREES and (_names_worth(words, span) or not _or_between(words, span, place))
            for place, other in neighbours
        ):
            continue
        behind = mentions[index + 1 : index + 2]
        if any(_rises(level, other) and _together(words[span[1] : place[0]]) for place, other in behind):
            continue
        levels.append(level)
    return levels


def _names_worth(words: Sequence[Word], span: Span) -> bool:
    """Whether "kõrgharidus" only says what the degree before it is worth: "… või sellega võrdsustatud kõrgharidus"."""
    found = word_table("education", "words", "equal").find(words[: span[0]])
    return any(end == span[0] for _, end, _ in found)


def _rises(level: EducationLevel, other: EducationLevel) -> bool:
    return EDUCATION_RANK[other] > EDUCATION_RANK[level]


def _together(between: Sequence[Word]) -> bool:
    """Whether what lies between two educations asks for both ("keskharidus ja erialane kutseharidus"), or opens the
    bracket that says what the first one is ("kutseharidus (rakenduskõrgharidus)")."""
    if [word.text for word in between] == ["("]:
        return True
    joined = bool(between) and word_table("and", "words").match(between, 0) is not None
    return joined and len(between) <= ADJECTIVES + 1 and all(word.text.isalpha() for word in between)


def _or_between(words: Sequence[Word], one: Span, other: Span) -> bool:
    start, end = min(one[1], other[1]), max(one[0], other[0])
    table = word_table("or", "words")
    return any(table.match(words, at) is not None for at in range(start, end))


def _being_acquired(words: Sequence[Word], spans: Sequence[Span]) -> set[Span]:
    """Mentions that need not be complete: "omandamisel kõrgharidus", unless an acquired one is named beside it."""
    if word_table("education", "words", "acquired").find(words):
        return set()
    result: set[Span] = set()
    for start, end, _ in word_table("education", "words", "acquiring").find(words):
        within = [span for span in spans if span[0] <= start < span[1]]
        after = [span for span in spans if 0 <= span[0] - end <= 2]
        still = start > 0 and word_table("education", "words", "still").match(words, start - 1) is not None
        before = [span for span in spans if span[1] == start - still]
        result.update(within or after[:1] or before)
    return result
