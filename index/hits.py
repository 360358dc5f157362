"""What every engine shows of a position that it found."""

from dataclasses import dataclass

from ajsearch.model import AnalysedPosition
from ajsearch.search import Hit
from index.highlight import Highlighter
from index.showing import Measure


@dataclass(frozen=True, slots=True)
class Shower:
    """Makes the hits of one answer."""

    highlighter: Highlighter
    measure: Measure

    def hit(self, analysed: AnalysedPosition, score: float) -> Hit:
        """The position with its best passages; those that only have its words one by one, apart."""
        position = analysed.position
        passages, elsewhere = self.highlighter.best_passages(analysed.passages, self.measure)
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
