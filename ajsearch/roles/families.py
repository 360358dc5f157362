"""Job family and level: the nearest entries of a loaded classification, with the duties that speak for each."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np

from ajsearch.errors import UsageError
from ajsearch.estonian import analyser
from ajsearch.model import SectionKind
from ajsearch.readers.text import decode_text
from ajsearch.roles.corpus import Corpus
from ajsearch.roles.given import Given
from ajsearch.roles.outline import OutlineItem, item_terms
from ajsearch.roles.role import cross, role_of

COLUMNS = ("family", "level", "description")
"""The columns of a classification; their Estonian names will do too."""

ESTONIAN = {"teenistusgrupp": "family", "pere": "family", "tase": "level", "kirjeldus": "description"}

MAX_ENTRIES = 2000
"""Entries that are read: the state's classification has some 300."""

MOST_CHARACTERS = 5000
"""Characters of an entry's description that are compared: a page; no classification's entry is longer."""

SPEAKING = 3
"""Duties that are shown to speak for a family."""

NEAR = 0.08
"""Nearness from which an entry is one to think of.

Of 59 descriptions judged against a classification of 22 families the right family is the first named of 57, its level
that of 52; one alone reaches no entry.
"""

WORK = frozenset({SectionKind.GENERAL, SectionKind.PURPOSE, SectionKind.DUTY})
"""What of a role tells its family."""

WHOLE_SHARE = 0.5
"""What the role as a whole counts beside its single duties: a description names the field, its sentences the level."""

FAMILY_SHARE = 0.5
"""What all levels of a family together count beside the single one."""


@dataclass(frozen=True, slots=True)
class FamilyEntry:
    """One level of a job family."""

    family: str
    level: str
    description: str


@dataclass(frozen=True, slots=True)
class SpeakingDuty:
    """A duty of the role that is like the entry's description."""

    text: str
    score: float


@dataclass(frozen=True, slots=True)
class FamilyMatch:
    """An entry, how near the role is to it (0 to 1), and the duties that speak for it."""

    family: str
    level: str
    description: str
    score: float
    speaking: tuple[SpeakingDuty, ...]


@dataclass(frozen=True, slots=True)
class FamilyAnswer:
    """The entries of a classification nearest to a role (``query``: its id or the file's name), the nearest first."""

    query: str
    matches: tuple[FamilyMatch, ...]


def read_classification(content: bytes) -> tuple[FamilyEntry, ...]:
    """The entries of a CSV file with the columns family, level, description, separated by ``,`` or ``;``.

    Raises ``UsageError`` for a file of another form.
    """
    text = decode_text(content)
    if text is None:
        raise UsageError("The classification is not a text file; save it as CSV.")
    header = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if header.count(";") > header.count(",") else ",")
    try:
        names = {name: _column(name) for name in rows.fieldnames or ()}
        if not set(COLUMNS) <= set(names.values()):
            raise UsageError("The classification needs a first line with the columns family, level, description.")
        entries = [{names[key]: (value or "").strip() for key, value in row.items() if key in names} for row in rows]
    except csv.Error as error:
        raise UsageError(f"The classification cannot be read as CSV ({error}).") from None
    found = tuple(FamilyEntry(*(one[name] for name in COLUMNS)) for one in entries if one["description"])
    if not 0 < len(found) <= MAX_ENTRIES:
        raise UsageError(f"The classification has {len(found)} entries; 1 to {MAX_ENTRIES} are read.")
    return found


def nearest_families(given: Given, entries: Sequence[FamilyEntry], corpus: Corpus, *, limit: int) -> FamilyAnswer:
    """The entries near to a role, the nearest first; ties go by their order in the classification.

    An entry counts by its own description and by those of all levels of its family: what one level leaves out the
    others say, and the levels of the right family stay together.
    """
    items = [one for one in given.items if one.kind in WORK]
    families = list(dict.fromkeys(one.family for one in entries))
    joined = [_joined([_terms(one) for one in entries if one.family == family], max) for family in families]
    whole = {term: sqrt(strength) for term, strength in _joined([one.terms for one in items], sum).items()}
    of_entries = role_of(corpus, [_item(terms) for terms in (*map(_terms, entries), *joined)])
    alike = cross(role_of(corpus, [*items, _item(whole)]), of_entries)
    nearness = WHOLE_SHARE * alike[-1] + (1 - WHOLE_SHARE) * np.sort(alike[:-1], axis=0)[-SPEAKING:].mean(axis=0)
    of_families = nearness[len(entries) :][[families.index(one.family) for one in entries]]
    scores = FAMILY_SHARE * of_families + (1 - FAMILY_SHARE) * nearness[: len(entries)]
    order = np.lexsort((np.arange(len(entries)), -np.round(scores, 4)))[:limit]
    matches = (_match(entries[at], float(scores[at]), items, alike[:-1, at].tolist()) for at in order)
    return FamilyAnswer(given.name, tuple(one for one in matches if one.score >= NEAR))


def _match(entry: FamilyEntry, score: float, items: Sequence[OutlineItem], alike: Sequence[float]) -> FamilyMatch:
    duties = [at for at, item in enumerate(items) if item.kind is SectionKind.DUTY and alike[at] > 0]
    best = sorted(duties, key=lambda at: (-alike[at], at))[:SPEAKING]
    speaking = tuple(SpeakingDuty(items[at].text, round(alike[at], 3)) for at in best)
    return FamilyMatch(entry.family, entry.level, entry.description, round(score, 4), speaking)


def _item(terms: Mapping[str, float]) -> OutlineItem:
    return OutlineItem(SectionKind.DUTY, 0, "", terms)


@lru_cache(maxsize=MAX_ENTRIES)
def _terms(entry: FamilyEntry) -> Mapping[str, float]:
    return item_terms(analyser.analyse(f"{entry.family}. {entry.description[:MOST_CHARACTERS]}"))


def _joined(terms: Iterable[Mapping[str, float]], together: Callable[[Iterable[float]], float]) -> Mapping[str, float]:
    strengths: dict[str, list[float]] = {}
    for one in terms:
        for term, strength in one.items():
            strengths.setdefault(term, []).append(strength)
    return {term: together(found) for term, found in strengths.items()}


def _column(name: str) -> str:
    bare = name.strip().casefold()
    return ESTONIAN.get(bare, bare)
