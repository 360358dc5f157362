"""From an address to a request and back: the names of the command line's options with ``_``."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from flask import has_request_context, redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as BaseResponse

from ajsearch.asking import build_request
from ajsearch.errors import UsageError
from ajsearch.search import DEFAULT_LIMIT, SearchRequest

LISTS = {
    "language": "languages",
    "no_language": "no_languages",
    "speaks": "speaks",
    "education_level": "education_levels",
    "licence": "licences",
    "tool": "tools",
    "certificate": "certificates",
    "competency": "competencies",
    "citizenship": "citizenship",
    "background": "background",
    "employer": "employers",
    "unit": "units",
}
TEXTS = ("need", "education", "min_education", "sort")
NUMBERS = {"max_experience": float, "min_experience": float, "limit": int, "offset": int}
FLAGS = ("required_only", "approximate", "clearance")
NAMES = ("q", "in", *LISTS, *TEXTS, *NUMBERS, *FLAGS, "view", "id")
"""Every key that an address of a search may have; others are ignored. ``id`` are positions chosen for comparison."""

OVERVIEW_KEYS = ("q", "in", "employer", "unit", "approximate")
"""What an overview may be narrowed by: other filters would narrow the very numbers that it shows."""

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"", "0", "false", "no", "off"})
MAX_QUERY = 2_000
"""Code points of a query that are read: more is a pasted document, for which there is ``similar``."""


def read_request(args: "MultiDict[str, str]") -> SearchRequest:
    """The request that an address asks for; raises ``UsageError`` for a wrong value. Empty values count as absent."""
    options: dict[str, object] = {LISTS[name]: _filled(args.getlist(name)) for name in LISTS}
    options |= {name: args[name] for name in TEXTS if args.get(name)}
    options |= {name: read_flag(args, name) for name in FLAGS}
    for name, kind in NUMBERS.items():
        if text := args.get(name, "").strip():
            options[name] = _number(name, text, kind)
    if args.get("in"):
        options["field"] = args["in"]
    return build_request(args.get("q", "")[:MAX_QUERY], **options)  # type: ignore[arg-type]


def read_understood(args: "MultiDict[str, str]") -> tuple[SearchRequest, str | None]:
    """The request without the values that cannot be understood, and what is wrong with the first of them, else None."""
    understood: MultiDict[str, str] = MultiDict()
    problems = []
    for name, value in args.items(multi=True):
        try:
            read_request(MultiDict([(name, value)]))
        except UsageError as error:
            problems.append(str(error))
        else:
            understood.add(name, value)
    return read_request(understood), problems[0] if problems else None


def read_flag(args: "MultiDict[str, str]", name: str) -> bool:
    """Yes or no; no where it is absent. Raises ``UsageError`` for anything else."""
    text = args.get(name, "").strip().lower()
    if text not in TRUE | FALSE:
        raise UsageError(f"{name} is {text!r}: write 1 or 0.")
    return text in TRUE


def read_limit(args: "MultiDict[str, str]", *, usual: int, most: int) -> int:
    """The ``limit`` of an address, ``most`` at most; raises ``UsageError`` for a wrong one."""
    return min(read_request(args).limit, most) if args.get("limit", "").strip() else usual


def address(path: str, args: "MultiDict[str, str]", **changes: object) -> str:
    """The path with the address's known, filled values after ``changes``: None or an empty list takes a key away."""
    pairs: list[tuple[str, str]] = []
    for name in dict.fromkeys((*NAMES, *changes)):
        values = changes[name] if name in changes else _filled(args.getlist(name))
        many = values if isinstance(values, list | tuple) else [values]
        pairs += [(name, str(value)) for value in many if value not in (None, "")]
    root = request.script_root if has_request_context() else ""
    return f"{root}{path}?{urlencode(pairs)}" if pairs else f"{root}{path}"


def only(args: "MultiDict[str, str]", *names: str) -> "MultiDict[str, str]":
    """The address's values of these keys alone."""
    return MultiDict([(name, value) for name in names for value in args.getlist(name)])


def without(args: "MultiDict[str, str]", name: str, value: str) -> list[str]:
    """The values of a key but one."""
    return [one for one in _filled(args.getlist(name)) if one != value]


def shorten() -> BaseResponse | None:
    """Before a page: lead from an address with keys without a value, as forms send them, to the one without them."""
    pairs = [*request.args.items(multi=True)]
    filled = [(name, value) for name, value in pairs if value.strip()]
    if request.method not in ("GET", "HEAD") or filled == pairs:
        return None
    path = quote(f"{request.script_root}/{request.path.lstrip('/')}")  # one slash: two would lead to another server
    return redirect(f"{path}?{urlencode(filled)}" if filled else path)


def chosen_ids(args: "MultiDict[str, str]") -> list[str]:
    """The positions chosen for comparison, each once."""
    return list(dict.fromkeys(one.strip() for one in _filled(args.getlist("id"))))


def page_window(request: SearchRequest, total: int) -> tuple[int | None, int | None]:
    """Offsets of the page before and the page after, None where there is none."""
    size = request.limit or DEFAULT_LIMIT
    before = max(0, request.offset - size) if request.offset > 0 else None
    after = request.offset + size if request.offset + size < total else None
    return before, after


def _filled(values: Iterable[str]) -> list[str]:
    return [value for value in values if value.strip()]


def _number(name: str, text: str, kind: type[int] | type[float]) -> int | float:
    try:
        return kind(text.replace(",", "."))
    except (ValueError, OverflowError):
        raise UsageError(f"{name} is {text!r}, which is no number.") from None
