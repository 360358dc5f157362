"""The draft in a form: a box a section with an item a line, so that it is edited and ordered without JavaScript.

Nothing of it is kept here: the form holds it all, with the sources of borrowed lines in a hidden field.
"""

from collections.abc import Iterable
from difflib import get_close_matches

import msgspec
from werkzeug.datastructures import MultiDict

from ajsearch.model import SectionKind
from ajsearch.roles.document import HEADINGS, MAX_ITEMS, DraftDocument, DraftItem
from ajsearch.roles.suggest import Suggestion, Wording

ARROW = " → "
"""What stands between a duty and its results in a line."""

TYPED_ARROW = "->"
"""The same as keyboards have it."""

EDITED_LIKE = 0.6
"""How like its former self a borrowed line must be to keep its source (0 to 1)."""

Form = MultiDict[str, str]


def read_form(form: Form) -> DraftDocument:
    """The draft of a form with the suggestions that were ticked at the end of their sections."""
    sources = _sources(form)
    sections = {
        kind.value: (*_items(form.get(kind.value, ""), sources), *_ticked(form.getlist(f"take_{kind.value}")))
        for kind in HEADINGS
    }
    return DraftDocument(
        title=form.get("title", "").strip(),
        employer=form.get("employer", "").strip() or None,
        unit=form.get("unit", "").strip() or None,
        **sections,
    )


def lines_of(draft: DraftDocument, kind: SectionKind) -> str:
    """A section's items as lines."""
    return "\n".join(line_of(item.text, item.results) for item in draft.items(kind))


def line_of(text: str, results: Iterable[str]) -> str:
    """An item as one line."""
    return ARROW.join(" ".join(part.split()) for part in (text, *results))


def sources_of(draft: DraftDocument) -> str:
    """The sources of borrowed items as a hidden field's JSON."""
    return msgspec.json.encode(
        {item.text: item.source for _, items in draft.sections() for item in items if item.source}
    ).decode()


def tick_of(one: Suggestion | Wording) -> str:
    """The value of the box of a suggestion or of another wording of it."""
    source = one.source if isinstance(one, Wording) else one.sources[0]
    return msgspec.json.encode(DraftItem(one.text, one.results, source)).decode()


def _items(text: str, sources: dict[str, str]) -> list[DraftItem]:
    lines = [line.strip() for line in text.splitlines() if line.strip()][:MAX_ITEMS]
    return [_item(line, sources) for line in lines]


def _item(line: str, sources: dict[str, str]) -> DraftItem:
    text, *results = (part.strip() for part in line.replace(TYPED_ARROW, ARROW).split(ARROW.strip()))
    near = get_close_matches(text, sources, 1, EDITED_LIKE) if sources else []
    return DraftItem(text, tuple(filter(None, results)), sources[near[0]] if near else None)


def _sources(form: Form) -> dict[str, str]:
    try:
        return msgspec.json.decode(form.get("sources", "") or "{}", type=dict[str, str])
    except msgspec.DecodeError:
        return {}


def _ticked(values: list[str]) -> list[DraftItem]:
    found = []
    for value in values[:MAX_ITEMS]:
        try:
            found.append(msgspec.json.decode(value, type=DraftItem))
        except msgspec.DecodeError:
            continue
    return found
