"""How long one query may take: what is left out of it when the time is up, and what is said of that.

Time is the processor's, of the thread that answers: a machine that is busy with other work cuts nobody's query. Where
OpenSearch answers, it is the clock's. The words and phrases of a query are evaluated from left to right for half of the
time; those that are not reached are left out of the query. The hits get their passages in the other half.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from index.query_ast import And, Leaf, Node, Not, Or, Phrase, Prefix, Word

CUT_QUERY = "Otsing võttis liiga kaua aega; otsiti päringu esimese {} sõna või fraasi järgi."
CUT_POSITIONS = "Otsing võttis liiga kaua aega; osa ametikohti jäi läbi vaatamata."
CUT_PASSAGES = "Otsing võttis liiga kaua aega; otsitud sõnad on tekstis märgitud esimesel {} ametikohal."

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Budget:
    """So many seconds from now on, by a clock."""

    seconds: float = float("inf")
    clock: Clock = time.thread_time
    begun: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "begun", self.clock())

    @property
    def is_spent(self) -> bool:
        """Whether the time is up."""
        return self.clock() - self.begun >= self.seconds


@dataclass(frozen=True, slots=True)
class Affordable:
    """The part of a query's tree that could be evaluated in time, and what is to be said where it is not the whole."""

    root: Node
    notices: tuple[str, ...] = ()


def affordable(root: Node, evaluate: Callable[[Leaf], object], budget: Budget) -> Affordable:
    """Evaluate the leaves of a tree from left to right until the time is up, the first one in any case."""
    leaves = list(dict.fromkeys(_leaves(root)))
    reached: set[Leaf] = set()
    for leaf in leaves:
        if reached and budget.is_spent:
            kept = _within(root, reached)
            return Affordable(And() if kept is None else kept, (CUT_QUERY.format(len(reached)),))
        evaluate(leaf)
        reached.add(leaf)
    return Affordable(root)


def _leaves(node: Node) -> Iterator[Leaf]:
    """All words, prefixes and phrases, also those that are not wanted."""
    match node:
        case Word() | Prefix() | Phrase():
            yield node
        case And(children) | Or(children):
            for child in children:
                yield from _leaves(child)
        case Not(child):
            yield from _leaves(child)


def _within(node: Node, reached: set[Leaf]) -> Node | None:
    """The tree without the leaves that were not reached; None where nothing is left."""
    match node:
        case Word() | Prefix() | Phrase():
            return node if node in reached else None
        case And(children) | Or(children):
            kept = tuple(part for child in children if (part := _within(child, reached)) is not None)
            return (type(node)(kept) if len(kept) > 1 else kept[0]) if kept else None
        case Not(child):
            # Less of what is not wanted would take away more.
            return node if reached.issuperset(_leaves(child)) else None
        case _:
            return node
