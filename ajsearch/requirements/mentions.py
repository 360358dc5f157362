"""What every reader of named things does with their mentions: is each required, welcome or denied?"""

from collections.abc import Sequence

from ajsearch.requirements.phrases import Word
from ajsearch.requirements.statements import Statement
from ajsearch.requirements.wishes import Span, denied_spans, welcome_spans


def needs(statement: Statement, words: Sequence[Word], spans: Sequence[Span]) -> list[tuple[Span, bool]]:
    """The mentions (in order) that are not denied, each with whether it is required and not only welcome."""
    if not spans:
        return []
    in_order = sorted(spans)
    denied = denied_spans(words, in_order)
    wished = set(in_order) if statement.welcome else welcome_spans(words, in_order)
    return [(span, span not in wished) for span in in_order if span not in denied]
