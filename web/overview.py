"""The overview: what positions require, in tables with bars; every number is a link to its search."""

from flask import Blueprint, render_template, request

from ajsearch.model import CefrLevel
from ajsearch.overview import Figure, Line
from ajsearch.search import Need
from ajsearch.wording import years_words
from web.api import service
from web.i18n import Words, gettext
from web.params import OVERVIEW_KEYS, address, only, read_request, shorten
from web.texts import NEEDS, facet_text

blueprint = Blueprint("overview", __name__)
blueprint.before_request(shorten)

PARTS = {
    "education": "Haridus",
    "experience": "Kogemus",
    "licence": "Juhiluba",
    "clearance": "Riigisaladus",
    "tool": "Programmid ja süsteemid",
    "certificate": "Kutsed ja tunnistused",
    "competency": "Pädevused",
    "citizenship": "Kodakondsus",
    "background": "Taust",
    "employer": "Asutused",
}
"""The parts after the languages, in the order of the page."""

COLUMNS = {
    "mentioned": "ametikohti",
    Need.REQUIRED.value: NEEDS[Need.REQUIRED],
    Need.ALTERNATIVE.value: NEEDS[Need.ALTERNATIVE],
    Need.WELCOME.value: NEEDS[Need.WELCOME],
}

BAR = 100
"""Length of the longest bar of a table, in units of its picture."""


@blueprint.get("/overview")
def overview() -> str:
    """The overview of all positions or of those of an employer, a unit or a search."""
    args = only(request.args, *OVERVIEW_KEYS)
    asked = read_request(args)
    found = service().overview(asked)
    return render_template(
        "overview.html",
        asked=asked,
        found=found,
        parts={name: (gettext(title), found.parts[name]) for name, title in PARTS.items() if found.parts[name]},
        employers=[line.value for line in found.parts["employer"]],
        columns=Words(COLUMNS),
        levels=list(CefrLevel),
        words=line_words,
        link=lambda figure: address("/", args, **figure.search),
        bars=bars,
        every=address("/", args),
    )


def line_words(part: str, value: str) -> str:
    """What a line is about, in words."""
    if part == "experience":
        return gettext("ei nõuta või pikkus nimetamata") if value == "none" else years_words(float(value), gettext)
    if part == "clearance":
        return gettext("riigisaladuse luba")
    return facet_text(part, value)


def bars(line: Line, lines: tuple[Line, ...]) -> list[tuple[str, str, str]]:
    """The pieces of a line's bar: strength, start and length in units of ``BAR``; the longest line fills it."""
    most = max((_length(one) for one in lines), default=0) or 1
    pieces, at = [], 0.0
    for name, figure in _parts(line).items():
        length = round(BAR * figure.count / most, 1)
        pieces.append((name, f"{round(at, 1):g}", f"{length:g}"))
        at += length
    return [piece for piece in pieces if piece[2] != "0"]


def _parts(line: Line) -> dict[str, Figure]:
    """The figures that make up the bar: by strength where there are strengths."""
    by_strength = {name: figure for name, figure in line.figures.items() if name != "mentioned"}
    return by_strength or dict(line.figures)


def _length(line: Line) -> int:
    return sum(figure.count for figure in _parts(line).values())
