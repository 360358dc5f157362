"""Taking suggestions into a draft, and a draft as text."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ajsearch.model import SectionKind
from ajsearch.roles.document import HEADINGS, DraftDocument, DraftItem
from ajsearch.roles.draft import DraftAnswer
from ajsearch.roles.suggest import Suggestion


def taken(answer: DraftAnswer, most: int) -> DraftDocument:
    """The draft with up to ``most`` of the first suggestions of each kind; each keeps its source."""
    added: dict[str, Any] = {
        kind: (*answer.draft.items(SectionKind(kind)), *(_item(one) for one in suggested[:most]))
        for kind, suggested in answer.suggestions.items()
    }
    return replace(answer.draft, **added)


def draft_text(draft: DraftDocument) -> str:
    """The draft as plain text, as a description reads."""
    return "\n".join(_lines(draft)) + "\n"


def _item(one: Suggestion) -> DraftItem:
    return DraftItem(one.text, one.results, one.sources[0])


def _lines(draft: DraftDocument) -> Iterator[str]:
    yield "AMETIJUHEND"
    yield ""
    yield f"Ametinimetus: {draft.title}"
    if draft.employer:
        yield f"Asutus: {draft.employer}"
    if draft.unit:
        yield f"Struktuuriüksus: {draft.unit}"
    for number, (kind, items) in enumerate(draft.sections(), 1):
        yield ""
        yield f"{number}. {HEADINGS[kind]}"
        for at, item in enumerate(items, 1):
            yield f"{number}.{at}. {item.text}"
            yield from (f"   Oodatav tulemus: {result}" for result in item.results)
