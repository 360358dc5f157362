"""How many years of experience a description asks for, and whether it requires them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ajsearch.estonian.morphology import analyse_word
from ajsearch.model import ExperienceRequirement, Place
from ajsearch.requirements.education import education_words
from ajsearch.requirements.exceptions import exceptions
from ajsearch.requirements.experience_area import area_of, clause_of
from ajsearch.requirements.mentions import needs
from ajsearch.requirements.phrases import Word, cues, fold, word_table, words_of
from ajsearch.requirements.statements import Statement
from ajsearch.requirements.wishes import Span, welcome_spans
from ajsearch.requirements.wordings import read_once

MONTHS = 12
HALF = 0.5
LONGEST_SPAN = 40.0
"""Years: a larger number is a year, an age or a count."""

SINGLE_REACH = 2
"""Words beside a year without a number within which experience must be named."""


PLACE_FORMS = frozenset({"sg in", "pl in", "sg es", "pl es"})
"""Forms that say where or as what somebody worked: "arhiivis", "raamatupidajana"."""

PLACE_REACH = 3
"""Words behind a span within which such a form must stand: "koka või abikokana"."""

EDUCATION_REACH = 3
"""Words between an education and the "või" that offers experience instead: "kõrgharidus õigusteaduse alal või …"."""


@dataclass(frozen=True, slots=True)
class Experience:
    """The longest span in years (None where none is named), whether experience is required, and each mention."""

    years: float | None = None
    required: bool = False
    mentions: tuple[ExperienceRequirement, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one statement says: its mentions as facts, the years ``required``, and whether plain experience is asked."""

    facts: tuple[ExperienceRequirement, ...]
    required: tuple[float, ...]
    plain: bool
    place: Place | None = None


_Mention = tuple[Span, float | None, bool]
"""The words of a mention, its years, and whether it is required."""


def read_experience(found: Sequence[Statement]) -> Experience:
    """The longest required span, else plain experience, else the longest span that is welcome."""
    readings = [one for statement in found for one in _read(statement)]
    facts = tuple(replace(fact, place=one.place) for one in readings for fact in one.facts)
    required = [years for one in readings for years in one.required]
    if required:
        return Experience(max(required), required=True, mentions=facts)
    if any(one.plain for one in readings):
        return Experience(None, required=True, mentions=facts)
    spans = (one.years for one in facts if one.years is not None)
    return Experience(max(spans, default=None), required=False, mentions=facts)


@read_once(_Reading)
def _read(statement: Statement) -> Iterator[_Reading]:
    words = words_of(statement.text)
    spans = dict(_spans(words, labelled=statement.topic == "experience")) if _speaks(words, statement) else {}
    marks = list(spans) or ([] if statement.competency else _plain(words))
    mentions = tuple(
        (span, spans.get(span), required and not _replaces_education(words, span))
        for span, required in needs(statement, words, marks)
    )
    plain = not spans and any(required for _, _, required in mentions)
    wished = {span for span, _, required in mentions if not required}
    apart = not statement.welcome and _wish_apart(words, list(spans), wished)
    if mentions or plain or apart:
        facts = tuple(_fact(statement, words, mention) for mention in mentions)
        yield _Reading(facts, tuple(_required(words, mentions)), plain or apart)


def _required(words: Sequence[Word], mentions: Sequence[_Mention]) -> Iterator[float]:
    """The required spans; of two that "või" parts without another education between, the shorter will do."""
    spans = [(span, years) for span, years, need in mentions if need and years is not None]
    last: Span | None = None
    kept: list[float] = []
    for span, years in spans:
        if last is not None and _is_alternative(words[: last[0]], words[last[1] : span[0]]):
            kept[-1] = min(kept[-1], years)
        else:
            kept.append(years)
        last = span
    yield from kept


def _replaces_education(words: Sequence[Word], span: Span) -> bool:
    """Whether the span would do instead of an education: of one right before it ("kõrgharidus või 5 aastat tööd"), or
    where one is missing ("kõrghariduse puudumisel 5 aastat tööd"), or the experience of the clause before ("selle
    puudumisel 5 aastat tööd"), or by way of exception only."""
    at = span[0]
    if any(start < at < end for start, end in exceptions(words)):
        return True
    missing = word_table("education", "words", "missing").find(words[:at])
    if missing or word_table("experience", "lacking").match(words, 0):
        return True
    while at > 0 and word_table("fillers", "words").match(words, at - 1):
        at -= 1
    joined = at > 0 and (words[at - 1].folded == "voi" or _ends_with_lack(words[:at]))
    if not joined and not education_words().find(words[:at]):
        return _offers_education(words[span[1] :])
    return joined and any(end >= at - 1 - EDUCATION_REACH for _, end, _ in education_words().find(words[: at - 1]))


def _ends_with_lack(before: Sequence[Word]) -> bool:
    """Whether "selle puudumisel" is the last that is said: "keskharidus, selle puudumisel 5 aastat tööd"."""
    return any(end == len(before) for _, end, _ in word_table("experience", "lacking").find(before))


def _offers_education(behind: Sequence[Word]) -> bool:
    """Whether an education would do instead: "2-aastane kogemus või erialane kõrgharidus"."""
    place = next((at for at, word in enumerate(behind[: EDUCATION_REACH + 1]) if word.folded == "voi"), None)
    return place is not None and bool(education_words().find(behind[place : place + 1 + EDUCATION_REACH]))


def _is_alternative(before: Sequence[Word], between: Sequence[Word]) -> bool:
    """Whether "või" joins two spans in one clause: "2-aastane juhtimiskogemus või 3-aastane töökogemus", or two
    educations each with its span: "kõrgharidus ja aasta tööd või keskharidus ja 3 aastat tööd"; or one would do where
    the other is lacking: "2 aastat juhtimist, selle puudumisel 4 aastat tööd"."""
    if word_table("experience", "instead").find(between):
        return True
    said = [word.folded for word in between]
    if "voi" not in said or "," in said:
        return False
    each = education_words().find(between[said.index("voi") + 1 :]) and education_words().find(before)
    return bool(each) or not education_words().find(between)


def _fact(statement: Statement, words: Sequence[Word], mention: _Mention) -> ExperienceRequirement:
    span, years, required = mention
    return ExperienceRequirement(
        years=years,
        required=required,
        quote=statement.quote,
        area=area_of(statement.text, words, span),
        leading=_leads(words, span),
    )


def _leads(words: Sequence[Word], span: Span) -> bool:
    """Whether the experience is in leading people."""
    start, end = clause_of(words, span)
    return bool(word_table("experience", "leading").find(words[start:end]))


def _speaks(words: Sequence[Word], statement: Statement) -> bool:
    found = word_table("experience", "words").find(words)
    other = word_table("experience", "not_words")
    told = statement.topic == "experience" or any(not other.match(words, start) for start, _, _ in found)
    return told or _opens_with_span(words)


def _opens_with_span(words: Sequence[Word]) -> bool:
    """Whether a sentence opens with a span and where or as what it was worked: "vähemalt 2 aastat arhiivis"."""
    start = 1 if words and word_table("fillers", "words").match(words, 0) else 0
    span = _counted(words, start) if start < len(words) else None
    behind = start + span[0] if span else len(words)
    if behind >= len(words) or _in_window(words, start, behind):
        return False
    reach = [word.text.lower() for word in words[behind : behind + PLACE_REACH]]
    clause = reach[: reach.index(",")] if "," in reach else reach
    named = word_table("experience", "place").find(words[behind : behind + len(clause)])
    forms = {reading.form for word in clause if word.isalpha() for reading in analyse_word(word, guess=True)}
    return bool(named) or bool(forms & PLACE_FORMS)


def _plain(words: Sequence[Word]) -> list[Span]:
    """Places where experience is asked for without a span; a bare label asks for nothing."""
    found = [(start, end) for start, end, _ in word_table("experience", "plain").find(words)]
    blocked = word_table("experience", "block")
    return [
        (start, end)
        for start, end in found
        if not _is_label(words, start, end) and not (end < len(words) and blocked.match(words, end))
    ]


def _wish_apart(words: Sequence[Word], spans: Sequence[Span], wished: set[Span]) -> bool:
    """Whether only the span is wished, apart from the experience itself: "töökogemus (soovitavalt 2 aastat)"."""
    if not spans or not wished.issuperset(spans):
        return False
    plain = _plain(words)
    asked = set(plain) - welcome_spans(words, sorted([*plain, *spans]))
    return any(end <= spans[0][0] and any(word.text in ",(" for word in words[end : spans[0][0]]) for _, end in asked)


def _is_label(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the word only opens the statement as a label ("Töökogemus: …") or stands alone."""
    if end < len(words) and words[end].text in ":\t":
        return True
    return start == 0 and end == len(words)


@cache
def _numbers() -> dict[str, float]:
    return {fold(word): float(value) for value, words in cues()["numbers"].items() for word in words}


def _number(text: str) -> float | None:
    if text[:1].isdecimal():
        return float(text.replace(",", "."))
    return _numbers().get(text)


def _spans(words: Sequence[Word], *, labelled: bool) -> list[tuple[Span, float]]:
    """All spans of time in order, in years."""
    result: list[tuple[Span, float]] = []
    at = 0
    while at < len(words):
        found = (
            _half_year(words, at)
            or _counted(words, at)
            or _compound(words, at)
            or _single(words, at, labelled=labelled)
        )
        if found and not _in_window(words, at, at + found[0]) and 0 < found[1] <= LONGEST_SPAN:
            result.append(((at, at + found[0]), found[1]))
        at += found[0] if found else 1
    return result


def _half_year(words: Sequence[Word], at: int) -> tuple[int, float] | None:
    found = word_table("experience", "half_year").match(words, at)
    return (found[0], 0.5) if found else None


def _counted(words: Sequence[Word], at: int) -> tuple[int, float] | None:
    """A number, its range or its repetition in brackets, and a unit: "3–5 aastat", "2 (kaks) aastat", "2-aastane"."""
    if _unit(words, at):
        return _behind_unit(words, at)
    number = 1.0 if _is_damaged_one(words, at) else _number(words[at].folded)
    if number is None:
        return None
    end = at + 1
    while end < len(words) and (
        words[end].text in "-–—()+" or words[end].folded == "kuni" or _number(words[end].folded) or _is_dots(words, end)
    ):
        end += 1
    if _is_and_half(words, end):
        number, end = number + HALF, end + 2
    unit = _unit(words, end) or _compound_unit(words, end)
    if not unit:
        return None
    months = _counted(words, end + 2) if unit == 1 and _goes_on(words, end + 1) else None
    if months and months[1] < 1:
        return end + 2 + months[0] - at, number + months[1]
    return end + 1 - at, number * unit


def _behind_unit(words: Sequence[Word], at: int) -> tuple[int, float] | None:
    """A number behind the unit that its label names: "töökogemus (aastat): 3", "kogemus, aastates: 2"."""
    end = at + 1 + (at + 1 < len(words) and words[at + 1].text == ")")
    number = _number(words[end + 1].folded) if end + 1 < len(words) and words[end].text == ":" else None
    return (end + 2 - at, number * (_unit(words, at) or 0)) if number else None


def _is_dots(words: Sequence[Word], at: int) -> bool:
    """Whether a full stop is one of several that make a range: "3...5 aastat"."""
    return words[at].text == "." and "." in (words[at - 1].text, words[at + 1].text if at + 1 < len(words) else "")


def _is_and_half(words: Sequence[Word], at: int) -> bool:
    """Whether "ja pool" follows a number: "kaks ja pool aastat"."""
    return _goes_on(words, at) and _number(words[at + 1].folded) == HALF


def _is_damaged_one(words: Sequence[Word], at: int) -> bool:
    """Whether a scan made a letter of the number in "1 aasta"."""
    return words[at].text in {"l", "I", "|"} and _unit(words, at + 1) is not None


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether "ja" and a further word follow a span: "üks aasta ja kuus kuud"."""
    return at + 1 < len(words) and words[at].folded == "ja"


def _compound_unit(words: Sequence[Word], at: int) -> float | None:
    """The unit inside a compound that ends a range ("kahe- kuni kolmeaastane"), in years."""
    found = _compound(words, at) if at < len(words) else None
    number = _number(words[at].folded.partition("aasta")[0].partition("kuuli")[0] or "1") if found else None
    return found[1] / number if found and number else None


def _unit(words: Sequence[Word], at: int) -> float | None:
    """The unit at this word in years."""
    if at >= len(words):
        return None
    if word_table("experience", "year").match(words, at):
        return 1.0
    return 1 / MONTHS if word_table("experience", "month").match(words, at) else None


def _compound(words: Sequence[Word], at: int) -> tuple[int, float] | None:
    """ "kaheaastane", "kuuekuuline", "2aastane" in one word; "aastane töökogemus" is one year."""
    folded = words[at].folded
    for unit, years in (("aasta", 1.0), ("kuuli", 1 / MONTHS)):
        head, found, tail = folded.partition(unit)
        if not found:
            continue
        if not head and tail.startswith(("ne", "st", "se")):
            return 1, years
        number = _number(head) if head else None
        if number is not None:
            return 1, number * years
    return None


def _single(words: Sequence[Word], at: int, *, labelled: bool) -> tuple[int, float] | None:
    """ "aasta" without a number beside the experience that it measures ("aasta erialast töökogemust") or under its
    label."""
    if not word_table("experience", "single").match(words, at):
        return None
    beside = range(max(0, at - SINGLE_REACH), min(len(words), at + 1 + SINGLE_REACH))
    named = any(word_table("experience", "plain").match(words, place) for place in beside)
    return (1, 1.0) if labelled or named else None


def _in_window(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the span is a window ("viimase viie aasta jooksul"), an age or a condition ("5-aastase töö korral")."""
    before = start > 0 and word_table("experience", "window_before").match(words, start - 1)
    end += 1 if end < len(words) and word_table("experience", "plain").match(words, end) else 0
    after = end < len(words) and word_table("experience", "window_after").match(words, end)
    return bool(before or after)
