"""Fields of work: what a role's words tell of its field, where no two sentences are worded alike."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from ajsearch.estonian import analyser
from ajsearch.model import SectionKind
from ajsearch.roles.corpus import Corpus
from ajsearch.roles.outline import item_terms
from ajsearch.roles.ragged import Doubles, Floats, Ints, offsets_of, places
from ajsearch.roles.role import Role, Told

DAMPING = 0.7
"""The power of a field's sum in a profile: a word said in every duty does not outweigh all others.

Swept from 0.5 to 1 over two sets of families of roles: from 0.7 on nothing differs.
"""

STRAY, SURE = 0.05, 0.09
"""The part of what a role says that belongs to its first field, up to which it is chance and from which it is sure.

Swept over two sets of families of roles, with the words of their own fields, where nothing is lost, and without them,
where fewer of their duties would be found by the stray words of other fields than by none.
"""

COUNTED = 256
"""Positions whose words are summed at a time."""


@dataclass(frozen=True)
class TermFields:
    """The fields, by their places, that terms by their numbers tell: those of term ``n`` begin at ``offsets[n]``."""

    offsets: Ints
    fields: Ints

    @classmethod
    def of(cls, terms: Sequence[str]) -> "TermFields":
        """The fields of these terms."""
        told = [_fields_of_terms().get(term, ()) for term in terms]
        return cls(offsets_of([len(fields) for fields in told]), np.array([one for of in told for one in of], np.int64))

    def shares(self, terms: Ints, values: Doubles | Floats) -> tuple[Ints, Ints, Doubles]:
        """What values of terms tell of fields: the place of each value that tells of one, the field, and the part of
        the value, which is shared among the fields of its term.
        """
        at, offsets = places(self.offsets, terms)
        lengths = np.diff(offsets)
        owners = np.repeat(np.arange(len(terms)), lengths)
        shares: Doubles = (values / np.maximum(lengths, 1))[owners]
        return owners, self.fields[at], shares


def role_profile(role: Role, of_terms: TermFields, weights: Floats) -> tuple[Floats, float]:
    """A role's profile, with the fields of the corpus's terms and its items' weights: a value a field, of length 1 or
    all 0; and how sure it is.

    It is sure (1) where the title, or much of what the role says, belongs to one field, and not at all (0) where its
    field is none of the listed ones and a stray word or two are.
    """
    weighted = weights[:, None] * _told(role, of_terms).astype(np.float32)
    titles = np.array([item.kind is SectionKind.GENERAL for item in role.items], np.bool_)
    share = max(_first_share(weighted[titles].sum(axis=0)), _first_share(weighted.sum(axis=0)))
    return _unit(weighted[:, :-1].sum(axis=0)[None])[0], float(np.clip((share - STRAY) / (SURE - STRAY), 0, 1))


def _told(role: Role, of_terms: TermFields) -> Doubles:
    """What each item's words tell of each field, and last what they tell in all."""
    told = _told_by(role, role.told, role.terms[role.told.numbers], of_terms)
    if role.unseen:
        told += _told_by(role, role.apart, role.apart.numbers, TermFields.of(role.unseen))
    return told


def _told_by(role: Role, part: Told, terms: Ints, of_terms: TermFields) -> Doubles:
    count, size = len(role.items), len(_names()) + 1
    at, fields, shares = of_terms.shares(terms, part.values)
    told = np.zeros((count, size))
    told[:] = np.bincount(part.rows[at] * size + fields, shares, count * size).reshape(count, size)
    told[:, -1] = np.bincount(part.rows, part.values, count)
    return told


def _first_share(told: Floats) -> float:
    """The part of what is told in all that belongs to the first field."""
    return float(told[:-1].max()) / max(float(told[-1]), 1e-9)


def profiles(corpus: Corpus, of_terms: TermFields, weights: Floats) -> Floats:
    """The profile of each position, a row each; ``weights`` are those of the corpus's items."""
    size = len(_names())
    found = np.zeros((len(corpus.heads), size), np.float32)
    for start in range(0, len(corpus.heads), COUNTED):
        rows = np.arange(start, min(start + COUNTED, len(corpus.heads)))
        owners, terms, values = _entries(corpus, weights, rows)
        at, fields, shares = of_terms.shares(terms, values)
        found[rows] = np.bincount(owners[at] * size + fields, shares, len(rows) * size).reshape(len(rows), size)
    return _unit(found)


def _entries(corpus: Corpus, weights: Floats, rows: Ints) -> tuple[Ints, Ints, Floats]:
    """The terms of these positions' items: the place of each one's position, its number and its weighted value."""
    at, offsets = places(corpus.item_offsets, rows)
    entries, item_offsets = places(corpus.term_offsets, corpus.item_clauses[at].astype(np.int64))
    lengths = np.diff(item_offsets)
    owners = np.repeat(np.repeat(np.arange(len(rows)), np.diff(offsets)), lengths)
    return owners, corpus.terms[entries].astype(np.int64), corpus.values[entries] * np.repeat(weights[at], lengths)


def _unit(sums: Floats) -> Floats:
    damped = sums**DAMPING
    unit: Floats = (damped / np.maximum(np.linalg.norm(damped, axis=1), 1e-9)[:, None]).astype(np.float32)
    return unit


@cache
def _listed() -> Mapping[str, str]:
    """The words of each field."""
    text = (files("ajsearch") / "data" / "roles" / "fields.toml").read_text("utf-8")
    found: dict[str, str] = tomllib.loads(text)["fields"]
    return found


@cache
def _names() -> tuple[str, ...]:
    return tuple(_listed())


@cache
def _fields_of_terms() -> Mapping[str, tuple[int, ...]]:
    """The fields, by their places, that each term tells: a listed word and its own term, not those of its parts."""
    found: dict[str, tuple[int, ...]] = {}
    for number, words in enumerate(_listed().values()):
        for word in words.split():
            terms = item_terms(analyser.analyse(word))
            for term in {word, *(one for one, strength in terms.items() if strength == max(terms.values()))}:
                if number not in found.get(term, ()):
                    found[term] = (*found.get(term, ()), number)
    return found
