"""What every engine shows of a position that it found."""

from dataclasses import dataclass

from ajsearch.model import AnalysedPosition
from ajsearch.search import Hit
from index.highlight import Highlighter
from index.showing import Weigh


@dataclass(frozen=True, slots=True)
class Shower:
    """Makes the hits of one answer; ``words_meet``: whether an item of any hit has all that the query asks for;
    ``partial``: no position has all of it.
    """

    highlighter: Highlighter
    weigh: Weigh
    words_meet: bool
    partial: bool = False

    def hit(self, analysed: AnalysedPosition, score: float) -> Hit:
        """The position with its best passages; those of scattered words apart where elsewhere the words meet."""
        position = analysed.position
        passages, elsewhere = self.highlighter.best_passages(analysed.passages, self.weigh, partial=self.partial)
        if not self.words_meet and not self.partial:
            passages, elsewhere = passages + elsewhere, ()
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
