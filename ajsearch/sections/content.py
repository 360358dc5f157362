"""Parts whose heading says one thing and whose content another: the content decides, before sections are made."""

import re
from collections.abc import Sequence
from functools import lru_cache

from ajsearch.estonian.morphology import analyse_word
from ajsearch.model import SectionKind
from ajsearch.sections.headings import Understand, classify
from ajsearch.sections.labels import field_of, labelled, sentences_of, states_whole_sentence
from ajsearch.sections.parts import NEEDS_AND_QUALITIES, Part
from ajsearch.sections.phrases import words_of
from ajsearch.sections.pieces import LINES_KEPT
from ajsearch.sections.resolve import Kinds, are_rules, begins_with_action, guessed_kind, names_tool, requires
from ajsearch.sections.vocabulary import headings, labels

_GENERAL: Kinds = ((SectionKind.GENERAL,),)
_PURPOSE: Kinds = ((SectionKind.PURPOSE,),)
_DUTY: Kinds = ((SectionKind.DUTY,),)
_WORK_AND_AIM: Kinds = ((SectionKind.DUTY,), (SectionKind.PURPOSE,))
_REQUIREMENT: Kinds = ((SectionKind.REQUIREMENT,),)

QUALITY_WORDS = 4
"""Under "Oskused ja omadused", entries of no more words and no number are qualities."""

LABELLED_SHARE = 0.5
"""Under an unknown heading ("Kellega koos töötad?") so many rows with labels of general data make it that."""

ACTING_SHARE = 0.5
"""Beside other requirements so many entries that say how one acts make a list of rules ("Oled valves", "Hoiad …")."""

TOOL_SHARE = 0.5
"""Under a heading that offers something so many entries with a thing to work with make it a list of tools."""

LEAST_DUTIES = 3
"""Beside a list of so many duties, one sentence under "Põhiülesanne" is what the post is for."""


def settle_by_content(parts: Sequence[Part], understand: Understand) -> None:
    """Give parts the kind that their content shows: general data under any heading, a purpose named as a task."""
    for part in parts:
        if part.guessed and part.kinds == _GENERAL:
            _settle_first(parts, part, understand)
        elif part.first in {SectionKind.OTHER, SectionKind.COMPETENCY} and _holds_labels(part, understand):
            part.kinds = ((SectionKind.GENERAL,),)
        elif part.kinds == _PURPOSE and _lists_labels(part, understand):
            part.kinds = ((SectionKind.GENERAL,),)  # "Sinu roll" over "Roll: …", "Tiim: …"
        elif part.kinds[:2] == NEEDS_AND_QUALITIES and _names_qualities(part):
            part.kinds = part.kinds[1:2]
        elif part.guessed and (_describes_qualities(part) or _lists_qualities(part)):
            part.kinds, part.guessed = ((SectionKind.COMPETENCY,),), False
        elif part.kinds == _REQUIREMENT and _describes_qualities(part) and not any(map(requires, part.texts)):
            part.kinds, part.row_under = ((SectionKind.COMPETENCY,),), None
        elif part.kinds == _REQUIREMENT and _says_what_one_does(part, alone=not _requires_elsewhere(parts, part)):
            part.kinds, part.guessed = ((SectionKind.OBLIGATION,),), False
        elif part.first is SectionKind.OTHER and part.known and _gives_rights(part):
            part.kinds, part.guessed = ((SectionKind.RIGHT,),), False
        elif part.first is SectionKind.OTHER and part.known and _lists_tools(part):
            part.kinds, part.guessed = ((SectionKind.TOOL,),), False
        elif part.kinds == _DUTY and are_rules(part.texts) and _follows_duties(parts, part):
            part.kinds = ((SectionKind.OBLIGATION,),)
        elif (
            part.kinds in (_DUTY, _WORK_AND_AIM)
            and _is_one_task(part)
            and any(_lists_duties(one) for one in parts if one is not part)
        ):
            part.kinds = ((SectionKind.PURPOSE,),)


def _settle_first(parts: Sequence[Part], part: Part, understand: Understand) -> None:
    """Give a part under an unknown heading above all known ones its kind: general data where nothing else fits."""
    entries = [piece.text for piece in part.pieces if piece.is_list_item]
    duties = any(one.kinds == _DUTY for one in parts if one is not part)
    kind = SectionKind.OBLIGATION if duties and are_rules(entries) else guessed_kind(entries)
    if _describes_qualities(part) or _lists_qualities(part):
        kind = SectionKind.COMPETENCY
    elif _holds_labels(part, understand):
        kind = SectionKind.OTHER
    elif kind is SectionKind.OTHER and _is_prose_of_aim(parts, part):
        kind = SectionKind.PURPOSE
    part.guessed = False
    if kind is not SectionKind.OTHER:
        part.kinds = ((kind,),)


AIM_PARAGRAPHS = 2
"""What the post is for is said in no more paragraphs."""


def _is_prose_of_aim(parts: Sequence[Part], part: Part) -> bool:
    """Whether prose above all lists says what the post is for, where no other part does."""
    alone = len(part.pieces) == 1  # "2.1. Õde tagab, et …"
    texts = [piece.text for piece in part.pieces if not piece.is_row and (alone or not piece.is_list_item)]
    prose = len(texts) == len(part.pieces) <= AIM_PARAGRAPHS and all(text.endswith(".") for text in texts)
    places = any(map(_says_where, texts)) or any(labelled(text) for text in texts)
    return bool(texts) and prose and not places and not any(one.has(SectionKind.PURPOSE) for one in parts)


def _holds_labels(part: Part, understand: Understand) -> bool:
    labels = [piece.cells[0].rstrip(" :") for piece in part.pieces if piece.is_row]
    known = sum(bool(field_of(label, understand)) for label in labels)
    known += sum(map(_says_where, part.texts))
    return known > 0 and known >= LABELLED_SHARE * len(part.pieces)


def _lists_labels(part: Part, understand: Understand) -> bool:
    """Whether most lines are labels of general data with their values."""
    found = [labelled(text, understand) for text in part.texts if ":" in text]
    return len(found) > 1 and sum(bool(one and one.value) for one in found) >= LABELLED_SHARE * len(part.pieces)


@lru_cache(maxsize=LINES_KEPT)
def _says_where(text: str) -> bool:
    """Whether a sentence says whom the post answers to or who stands in for it ("Sinu otsene juht on …")."""
    return any(states_whole_sentence(found) for one in sentences_of(text) if (found := labelled(one)))


def _names_qualities(part: Part) -> bool:
    texts = part.texts
    if len(texts) == len(part.pieces) > 1 and all(map(_says_how_one_is, texts)):
        return True
    short = all(len(text.split()) <= QUALITY_WORDS and not any(map(str.isdigit, text)) for text in texts)
    return len(texts) == len(part.pieces) > 1 and short and not any(map(_names_need, texts))


_DASH = re.compile(r"\s+[–—-]\s+|:\s+")


def _says_how_one_is(text: str) -> bool:
    """Whether an entry is a quality with what it means ("Tähelepanelikkus - märkab muutusi")."""
    name, *means = _DASH.split(text, maxsplit=1)
    acts = bool(means) and (begins_with_action(means[0]) or means[0].startswith("ei "))
    return acts and len(name.split()) <= QUALITY_WORDS and not requires(name)


def _describes_qualities(part: Part) -> bool:
    """Whether under an unknown heading ("Kuidas sa töötad?") each entry is a quality with what it means, and few are
    named like work ("Nõustamine – nõustab …")."""
    texts = [" – ".join(piece.cells) if len(piece.cells) == 2 else piece.text for piece in part.pieces]
    works = sum(_DASH.split(text, maxsplit=1)[0].endswith("mine") for text in texts)
    return len(texts) > 1 and all(map(_says_how_one_is, texts)) and works < ACTING_SHARE * len(texts)


QUALITY_SHARE = 0.6
"""Under an unknown heading so many short entries that say how one is make a list of qualities."""

LEAST_QUALITIES = 3
"""So few short words under an unknown heading say too little of what they are."""


def _lists_qualities(part: Part) -> bool:
    """Whether under an unknown heading short entries name qualities: "loovus", "hea pingetaluvus", "rahulik"."""
    texts = part.texts
    short = all(len(text.split()) <= QUALITY_WORDS and not any(map(str.isdigit, text)) for text in texts)
    if len(texts) != len(part.pieces) or len(texts) < LEAST_QUALITIES or not short or any(map(_names_need, texts)):
        return False
    return sum(map(_is_quality, texts)) >= QUALITY_SHARE * len(texts)


def _is_quality(text: str) -> bool:
    """Whether a short entry ends with an adjective, or with a noun for how one is."""
    words = words_of(text)
    readings = [one for one in analyse_word(words[-1].form) if one.form == "sg n"] if words else []
    return any(one.pos == "A" or one.lemma.endswith(headings().quality_endings) for one in readings)


def _names_need(text: str) -> bool:
    return any(piece in text.lower() for piece in headings().need_pieces)


def _says_what_one_does(part: Part, *, alone: bool) -> bool:
    """Whether under "Mida me sinult ootame" entries say how one acts ("Hoiad patsientide andmeid saladuses.").

    Each must where the description has requirements nowhere else (``alone``), half of them where it has.
    """
    texts = part.texts
    required = sum(map(requires, texts))
    if len(texts) != len(part.pieces) or len(texts) < 2 or required >= ACTING_SHARE * len(texts):
        return False
    acting = sum(map(begins_with_action, texts))
    return acting == len(texts) if alone else acting >= ACTING_SHARE * len(texts)


def _follows_duties(parts: Sequence[Part], part: Part) -> bool:
    """Whether a list of duties under another heading stands above a part that is no area of it."""
    before = parts[: next(place for place, one in enumerate(parts) if one is part)]
    listed = not any(piece.is_row for piece in part.pieces)
    return part.within is None and listed and any(map(_lists_duties, before))


def _requires_elsewhere(parts: Sequence[Part], part: Part) -> bool:
    return any(one.first is SectionKind.REQUIREMENT and one is not part and one.pieces for one in parts)


def _gives_rights(part: Part) -> bool:
    """Whether an entry under "Mida sa meilt saad?" is a right by its first word ("Õigust …", "Võid …")."""
    return any((labels().permitting_words & words[0].lemmas) for text in part.texts if (words := words_of(text)))


def _lists_tools(part: Part) -> bool:
    """Whether entries under a heading such as "Mida me sulle anname?" name things to work with."""
    named = sum(map(names_tool, part.texts))
    return named > 0 and named >= TOOL_SHARE * len(part.pieces)


def _is_one_task(part: Part) -> bool:
    """Whether a heading in the singular ("PÕHIÜLESANNE", "Ametikoha põhifunktsioon") has one sentence and no list."""
    forms = {one.form for word in words_of(part.heading) for one in analyse_word(word.form) if one.pos == "S"}
    found = classify(part.heading)
    single = "sg n" in forms and "pl n" not in forms and found is not None and found.first is SectionKind.DUTY
    return single and len(part.pieces) == 1 and not part.pieces[0].bullet and not part.pieces[0].is_row


def _lists_duties(part: Part) -> bool:
    return part.has(SectionKind.DUTY) and len(part.pieces) >= LEAST_DUTIES
