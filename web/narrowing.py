"""What narrows a search: its filters in words, the values to choose, and what to leave out where nothing is found."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flask import request
from werkzeug.datastructures import MultiDict

from ajsearch.asking import parse_language
from ajsearch.errors import UsageError
from ajsearch.search import FacetCount, SearchField, SearchRequest
from web.i18n import gettext
from web.params import LISTS, address, read_request, without
from web.texts import CHIPS, ESTONIAN_VALUES, chip_text, value_text

FACETS_SHOWN = 12
LANGUAGES_SHOWN = 24
"""Values of the languages' facet: each language has its levels beside it."""

FACET_FILTERS = {"education": "education_level"}
"""Facets whose filter has another name."""

WITHOUT_CONTROL = ("no_language", "need", "min_education", "min_experience", "limit")
"""Keys of an address that no control of the form shows: the form keeps them hidden, or a new search would lose them."""

Change = Mapping[str, object]
"""Keys of an address with their new values, None for none."""

MOST_EASINGS = 12
"""Filters that are tried one by one where nothing is found; each costs a search."""


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter: its words, and the address without it; ``estonian`` words are those of documents."""

    text: str
    href: str
    estonian: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: how many positions it would leave, and whether it is chosen."""

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Easing:
    """What to leave out where nothing is found, in words, and how many positions are found without it."""

    text: str
    href: str
    count: int


def chips() -> list[Chip]:
    """The active filters with words and a link that takes each away."""
    return [Chip(text, here(**change), not ESTONIAN_VALUES.isdisjoint(change)) for text, change in _narrowings()]


def easings(count: Callable[[SearchRequest], int]) -> list[Easing]:
    """What to leave out so that something is found: one filter, else all of them, the place, the query.

    ``count`` tells a search's total.
    """
    sentence = gettext("Ilma kitsenduseta „{filter}“")
    filters = [(sentence.format(filter=text), change) for text, change in _narrowings()][:MOST_EASINGS]
    found = _tried(filters, count)
    others: list[tuple[str, Change]] = []
    if len(filters) > 1 and not found:
        others.append((gettext("Ilma kõigi kitsendusteta"), {name: None for _, change in filters for name in change}))
    if request.args.get("in", SearchField.ANY) != SearchField.ANY:
        others.append((gettext("Kõigist jaotistest"), {"in": None}))
    if request.args.get("q") and (filters or others):
        others.append((gettext("Ilma otsisõnadeta"), {"q": None}))
    return found + _tried(others, count)


def _tried(changes: Iterable[tuple[str, Change]], count: Callable[[SearchRequest], int]) -> list[Easing]:
    """Those changes of the address with which something is found."""
    every = (Easing(text, here(**change), _total(change, count)) for text, change in changes)
    return [one for one in every if one.count]


def choices(facets: Mapping[str, Sequence[FacetCount]]) -> dict[str, list[Choice]]:
    """The most frequent values of each facet and all chosen ones."""
    return {name: _shown(name, counts) for name, counts in facets.items()}


def kept() -> list[tuple[str, str]]:
    """Keys and values that the form has to carry along unseen."""
    return [(name, value) for name in WITHOUT_CONTROL for value in request.args.getlist(name) if value.strip()]


def here(**changes: object) -> str:
    """This search's address, from its first hit on, with changes."""
    return address("/", request.args, offset=None, **changes)


def _narrowings() -> Iterator[tuple[str, Change]]:
    """The words of each active filter, and the change of the address that takes it away."""
    for name in LISTS:
        for value in dict.fromkeys(filter(str.strip, request.args.getlist(name))):
            yield value_text(name, value), {name: without(request.args, name, value)}
    for name in CHIPS:
        if given := request.args.get(name):
            yield chip_text(name, given), {name: None}


def _total(change: Change, count: Callable[[SearchRequest], int]) -> int:
    """How many positions the address finds after a change; 0 where it cannot be understood."""
    args: MultiDict[str, str] = MultiDict(request.args)
    for name, values in change.items():
        args.setlist(name, values if isinstance(values, list) else [])
    try:
        return count(replace(read_request(args), limit=0, offset=0, passages=False))
    except UsageError:
        return 0


def _shown(name: str, counts: Iterable[FacetCount]) -> list[Choice]:
    wanted = {_plain(name, value) for value in request.args.getlist(FACET_FILTERS.get(name, name))}
    most = LANGUAGES_SHOWN if name == "language" else FACETS_SHOWN
    every = [Choice(one.value, one.count, _plain(name, one.value) in wanted) for one in counts]
    shown = [one for number, one in enumerate(every) if number < most or one.chosen]
    return _by_language(shown) if name == "language" else shown


def _plain(name: str, value: str) -> object:
    """A value however it was written: "vene:b2" is "ru:B2"."""
    try:
        return parse_language(value) if name == "language" else value
    except UsageError:
        return value


def _by_language(shown: list[Choice]) -> list[Choice]:
    """Each language's levels together from the lowest, the most frequent language first."""
    order = list(dict.fromkeys(one.value.partition(":")[0] for one in shown))
    return sorted(shown, key=lambda one: (order.index(one.value.partition(":")[0]), one.value))
