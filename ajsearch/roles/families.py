"""Job family and level: the nearest entries of a loaded classification, with the duties that speak for each."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ajsearch.errors import UsageError
from ajsearch.estonian import analyser
from ajsearch.model import SectionKind
from ajsearch.roles.corpus import Corpus
from ajsearch.roles.given import Given
from ajsearch.roles.likeness import cross, role_of
from ajsearch.roles.outline import OutlineItem, item_terms

COLUMNS = ("family", "level", "description")
"""The columns of a classification; their Estonian names will do too."""

ESTONIAN = {"teenistusgrupp": "family", "pere": "family", "tase": "level", "kirjeldus": "description"}

MAX_ENTRIES = 2000
"""Entries that are read: the state's classification has some 300."""

SPEAKING = 3
"""Duties that are shown to speak for a family."""

WORK = frozenset({SectionKind.GENERAL, SectionKind.PURPOSE, SectionKind.DUTY})
"""What of a role tells its family."""

WHOLE_SHARE = 0.5
"""What the role as a whole counts beside its single duties: a description names the field, its sentences the level."""


@dataclass(frozen=True, slots=True)
class FamilyEntry:
    """One level of a job family."""

    family: str
    level: str
    description: str


@dataclass(frozen=True, slots=True)
class SpeakingDuty:
    """An item of the role that is like the entry's description."""

    text: str
    score: float


@dataclass(frozen=True, slots=True)
class FamilyMatch:
    """An entry, how near the role is to it (0 to 1), and the items that speak for it."""

    family: str
    level: str
    description: str
    score: float
    speaking: tuple[SpeakingDuty, ...]


def read_classification(content: bytes) -> tuple[FamilyEntry, ...]:
    """The entries of a CSV file with the columns family, level, description, separated by ``,`` or ``;``.

    Raises ``UsageError`` for a file of another form.
    """
    text = content.decode("utf-8-sig", "replace")
    header = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if header.count(";") > header.count(",") else ",")
    names = {name: _column(name) for name in rows.fieldnames or ()}
    if not set(COLUMNS) <= set(names.values()):
        raise UsageError("The classification needs a first line with the columns family, level, description.")
    try:
        entries = [{names[key]: (value or "").strip() for key, value in row.items() if key in names} for row in rows]
    except csv.Error as error:
        raise UsageError(f"The classification cannot be read as CSV ({error}).") from None
    found = tuple(FamilyEntry(*(one[name] for name in COLUMNS)) for one in entries if one["description"])
    if not 0 < len(found) <= MAX_ENTRIES:
        raise UsageError(f"The classification has {len(found)} entries; 1 to {MAX_ENTRIES} are read.")
    return found


def nearest_families(
    given: Given, entries: Sequence[FamilyEntry], corpus: Corpus, *, limit: int
) -> tuple[FamilyMatch, ...]:
    """The entries nearest to a role, the nearest first; ties go by their order in the classification."""
    items = [one for one in given.items if one.kind in WORK]
    described = [OutlineItem(SectionKind.DUTY, at, one.description, _terms(one)) for at, one in enumerate(entries)]
    whole = OutlineItem(SectionKind.DUTY, 0, "", _joined(items))
    role, single = role_of(corpus, described), role_of(corpus, [*items, whole])
    alike = cross(single, role)
    scores = WHOLE_SHARE * alike[-1] + (1 - WHOLE_SHARE) * np.sort(alike[:-1], axis=0)[-SPEAKING:].mean(axis=0)
    order = np.lexsort((np.arange(len(entries)), -np.round(scores, 4)))[:limit]
    return tuple(
        _match(entries[at], float(scores[at]), items, alike[:-1, at].tolist()) for at in order if scores[at] > 0
    )


def _match(entry: FamilyEntry, score: float, items: Sequence[OutlineItem], alike: Sequence[float]) -> FamilyMatch:
    best = sorted(range(len(items)), key=lambda at: (-alike[at], at))[:SPEAKING]
    speaking = tuple(SpeakingDuty(items[at].text, round(alike[at], 3)) for at in best if alike[at] > 0)
    return FamilyMatch(entry.family, entry.level, entry.description, round(score, 4), speaking)


def _terms(entry: FamilyEntry) -> dict[str, float]:
    return item_terms(analyser.analyse(f"{entry.family}. {entry.description}"))


def _joined(items: Iterable[OutlineItem]) -> dict[str, float]:
    terms: dict[str, float] = {}
    for item in items:
        for term, strength in item.terms.items():
            terms[term] = terms.get(term, 0.0) + strength
    return terms


def _column(name: str) -> str:
    bare = name.strip().casefold()
    return ESTONIAN.get(bare, bare)
