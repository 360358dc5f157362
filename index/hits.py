"""What every engine shows of a position that it found."""

from collections.abc import Iterable
from dataclasses import dataclass

from ajsearch.packed import ShownPosition
from ajsearch.search import Hit, Passage
from index.highlight import Highlighter
from index.limits import CUT_PASSAGES, Budget
from index.showing import Measure

Passages = tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The hits of an answer, and what is to be said where some have no passages."""

    hits: tuple[Hit, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shower:
    """Makes the hits of one answer; without a highlighter, hits without passages."""

    highlighter: Highlighter | None
    measure: Measure

    def shown(self, found: Iterable[tuple[ShownPosition, float]], budget: Budget) -> Shown:
        """Positions and their scores as hits; those after the time is up have no passages, but the first always has."""
        hits: list[Hit] = []
        marked: int | None = None
        for position, score in found:
            if marked is None and hits and self.highlighter and budget.is_spent:
                marked = len(hits)
            hits.append(self._hit(position, score, *(((), ()) if marked else self._passages(position))))
        return Shown(tuple(hits), (CUT_PASSAGES.format(marked),) if marked else ())

    def _passages(self, position: ShownPosition) -> tuple[Passages, Passages]:
        """The best passages; those that only have the words one by one, apart."""
        return self.highlighter.best_passages(position.passages, self.measure) if self.highlighter else ((), ())

    @staticmethod
    def _hit(position: ShownPosition, score: float, passages: Passages, elsewhere: Passages) -> Hit:
        return Hit(
            id=position.id,
            path=position.path,
            title=position.title,
            employer=position.employer,
            unit=position.unit,
            score=score,
            passages=passages,
            elsewhere=elsewhere,
        )
