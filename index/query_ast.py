"""A query as a tree: what ``querylang`` makes, engines compile and the highlighter evaluates."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ajsearch.model import Token
from ajsearch.search import Filters, SearchField


@dataclass(frozen=True, slots=True)
class Word:
    """One analysed word, looked for in ``scope``."""

    token: Token
    scope: SearchField


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a form or lemma, case-folded like the index's terms."""

    stem: str
    scope: SearchField


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must follow each other in one passage, each as its form or a form of its lemma."""

    tokens: tuple[Token, ...]
    scope: SearchField


@dataclass(frozen=True, slots=True)
class Fact:
    """What the position's facts must satisfy; no word of the text is meant."""

    filters: Filters


@dataclass(frozen=True, slots=True)
class Not:
    """Everything that ``child`` does not find."""

    child: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """What all children find; without children, everything."""

    children: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """What at least one child finds."""

    children: tuple["Node", ...]


Leaf = Word | Prefix | Phrase
Node = Word | Prefix | Phrase | Fact | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query; ``notices`` are Estonian sentences about what was not taken as written."""

    root: Node
    notices: tuple[str, ...] = field(default=())


def wanted_leaves(node: Node) -> Iterator[Leaf]:
    """The words, prefixes and phrases that a hit may show: all that stand under no ``Not``, from left to right."""
    match node:
        case Word() | Prefix() | Phrase():
            yield node
        case And(children) | Or(children):
            for child in children:
                yield from wanted_leaves(child)
        case _:
            return


def wanted_facts(node: Node) -> Iterator[Filters]:
    """The facts that a hit may satisfy: all that stand under no ``Not``, from left to right."""
    match node:
        case Fact(filters):
            yield filters
        case And(children) | Or(children):
            for child in children:
                yield from wanted_facts(child)
        case _:
            return


def without_negations(node: Node) -> Node | None:
    """The part of the tree that asks for words: without negations and facts; None where nothing is left."""
    match node:
        case Not() | Fact():
            return None
        case And(children):
            kept = tuple(part for child in children if (part := without_negations(child)) is not None)
            return And(kept) if kept else None
        case Or(children):
            parts = [without_negations(child) for child in children]
            # An alternative that asks for no word is satisfied by any text, so that the words are not needed.
            if any(part is None for part in parts):
                kept = tuple(part for part in parts if part is not None)
                return Or((*kept, And())) if kept else None
            return Or(tuple(part for part in parts if part is not None))
        case _:
            return node
