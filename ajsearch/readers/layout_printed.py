"""A word as it is printed, whatever it was read from: PDF, scan, or text typed in columns."""

import msgspec


class Word(msgspec.Struct, frozen=True, gc=False):
    """One word as printed: ``x0`` to ``x1`` in points from the left, its baseline ``y`` from the top of the page.

    ``glued`` says that nothing separates it from the word before it on its line. ``running`` marks what the file
    itself calls a header or footer.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    glued: bool = False
    running: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        """The point by which it belongs to a cell or panel: the middle of its lower-case letters."""
        return (self.x0 + self.x1) / 2, self.y - 0.25 * self.size
