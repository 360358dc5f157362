"""Fields of work: what a role's words tell of its field, where no two sentences are worded alike."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from ajsearch.estonian import analyser
from ajsearch.model import SectionKind
from ajsearch.roles.corpus import Corpus
from ajsearch.roles.outline import OutlineItem, item_terms
from ajsearch.roles.ragged import Floats, Ints, offsets_of, places

DAMPING = 0.7
"""The power of a field's sum in a profile: a word said in every duty does not outweigh all others.

Swept from 0.5 to 1 over two sets of families of roles: from 0.7 on nothing differs.
"""

STRAY, SURE = 0.05, 0.09
"""The part of what a role says that belongs to its first field, up to which it is chance and from which it is sure.

Swept over two sets of families of roles, with the words of their own fields, where nothing is lost, and without them,
where fewer of their duties would be found by the stray words of other fields than by none.
"""

Doubles = npt.NDArray[np.float64]

COUNTED = 256
"""Positions whose words are summed at a time."""


def role_profile(items: Sequence[OutlineItem], values: Doubles, weights: Floats) -> tuple[Floats, float]:
    """A role's profile, from its items, what their terms tell and the items' weights: a value a field, of length 1 or
    all 0; and how sure it is.

    It is sure (1) where the title, or much of what the role says, belongs to one field, and not at all (0) where its
    field is none of the listed ones and a stray word or two are.
    """
    weighted = weights[:, None] * _told(items, values).astype(np.float32)
    titles = np.array([item.kind is SectionKind.GENERAL for item in items], np.bool_)
    share = max(_first_share(weighted[titles].sum(axis=0)), _first_share(weighted.sum(axis=0)))
    return _unit(weighted[:, :-1].sum(axis=0)[None])[0], float(np.clip((share - STRAY) / (SURE - STRAY), 0, 1))


def _told(items: Sequence[OutlineItem], values: Doubles) -> Doubles:
    """What each item's words tell of each field, and last what they tell in all."""
    listed, size = _fields_of_terms(), len(_names()) + 1
    rows = np.repeat(np.arange(len(items)), [len(item.terms) for item in items])
    terms = [term for item in items for term in item.terms]
    listed_at = [at for at, term in enumerate(terms) if term in listed]
    fields = [(at, field, len(listed[terms[at]])) for at in listed_at for field in listed[terms[at]]]
    at, field, shared = np.array(fields, np.int64).reshape(-1, 3).T
    told = np.zeros((len(items), size))
    np.add.at(told, (rows[at], field), values[at] / shared)
    np.add.at(told[:, -1], rows, values)
    return told


def _first_share(told: Floats) -> float:
    """The part of what is told in all that belongs to the first field."""
    return float(told[:-1].max()) / max(float(told[-1]), 1e-9)


def profiles(corpus: Corpus, weights: Floats) -> Floats:
    """The profile of each position, a row each; ``weights`` are those of the corpus's items."""
    size = len(_names())
    term_fields = [_fields_of_terms().get(term, ()) for term in corpus.vocabulary]
    field_offsets = offsets_of([len(fields) for fields in term_fields])
    fields = np.array([field for ones in term_fields for field in ones], np.int64)
    found = np.zeros((len(corpus.heads), size), np.float32)
    for start in range(0, len(corpus.heads), COUNTED):
        rows = np.arange(start, min(start + COUNTED, len(corpus.heads)))
        owners, terms, values = _entries(corpus, weights, rows)
        at, offsets = places(field_offsets, terms)
        lengths = np.diff(offsets)
        keys = np.repeat(owners, lengths) * size + fields[at]
        shares = np.repeat(values / np.maximum(lengths, 1), lengths)
        found[rows] = np.bincount(keys, shares, minlength=len(rows) * size).reshape(len(rows), size)
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
