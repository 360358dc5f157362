"""The API in OpenAPI 3.1, made from the routes, the parameters and the types of the answers themselves."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec
from flask import current_app
from werkzeug.routing import Rule

from ajsearch import __version__
from ajsearch.asking import LONGEST_EXPERIENCE
from ajsearch.model import Background, Citizenship, EducationLevel, Position
from ajsearch.overview import Overview
from ajsearch.review import Review
from ajsearch.roles.clauses import CLAUSE_KINDS, ClauseAnswer
from ajsearch.roles.compare import FEWEST, MOST, Comparison
from ajsearch.roles.draft import DraftAnswer
from ajsearch.roles.families import FamilyAnswer
from ajsearch.roles.similar import SimilarAnswer
from ajsearch.roles.versions import VersionsAnswer
from ajsearch.search import MAX_LIMIT, Completion, Need, Results, SearchField, Sort
from ajsearch.service import Health
from ajsearch.table import Table
from web.params import FALSE, FLAGS, LISTS, NUMBERS, OVERVIEW_KEYS, TRUE

Schema = dict[str, Any]
_REFERENCE = "#/components/schemas/{name}"


@dataclass(frozen=True, slots=True)
class Problem:
    """An error (RFC 9457): ``detail`` says what is wrong and what to do."""

    type: str
    title: str
    status: int
    detail: str


@dataclass(frozen=True, slots=True)
class CompletionAnswer:
    """What a half-typed query may become."""

    query: str
    completions: tuple[Completion, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """What an endpoint takes and gives; its summary is its own docstring.

    A ``body`` is a text, or a form with ``files`` where they are named.
    """

    answer: type | None
    parameters: Sequence[Schema] = ()
    body: bool = False
    files: Sequence[str] = ()
    errors: Sequence[int] = (400,)


def _parameter(name: str, schema: Schema, description: str = "") -> Schema:
    many = {"style": "form", "explode": True} if schema.get("type") == "array" else {}
    return {"name": name, "in": "query", "required": False, "schema": schema, **many} | (
        {"description": description} if description else {}
    )


def _one_of(values: Iterable[str]) -> Schema:
    """One of a closed set; an empty value counts as none."""
    return {"type": "string", "enum": ["", *values]}


def _number(schema: Schema) -> Schema:
    """A number; an empty value counts as none."""
    return {"anyOf": [{**schema, "minimum": 0}, {"type": "string", "maxLength": 0}]}


_TEXT: Schema = {"type": "string"}
_FLAG = _one_of(sorted((TRUE | FALSE) - {""}))
_MOST = {"limit": MAX_LIMIT, "max_experience": LONGEST_EXPERIENCE, "min_experience": LONGEST_EXPERIENCE}
_LIMIT = _parameter("limit", _number({"type": "integer", "maximum": MAX_LIMIT}))
_CLOSED: Mapping[str, type[StrEnum]] = {"citizenship": Citizenship, "background": Background}
"""Filters of many values that come from a closed set."""
_SEARCH = (
    _parameter("q", _TEXT, "Our query language; any text is legal."),
    _parameter("in", _one_of(SearchField)),
    *(
        _parameter(name, {"type": "array", "items": _one_of(_CLOSED[name]) if name in _CLOSED else _TEXT})
        for name in LISTS
    ),
    _parameter("need", _one_of(Need)),
    *(_parameter(name, _one_of(EducationLevel)) for name in ("education", "min_education")),
    _parameter("sort", _one_of(Sort)),
    *(
        _parameter(
            name,
            _number(
                {"type": "integer" if kind is int else "number"} | ({"maximum": _MOST[name]} if name in _MOST else {})
            ),
        )
        for name, kind in NUMBERS.items()
    ),
    *(_parameter(name, _FLAG) for name in FLAGS),
)

_OFFSET = _parameter("offset", _number({"type": "integer"}))
_NARROWING = tuple(one for one in _SEARCH if one["name"] in OVERVIEW_KEYS)

OPERATIONS: Mapping[str, Operation] = {
    "api.search": Operation(Results, _SEARCH),
    "api.complete": Operation(CompletionAnswer, (_parameter("q", _TEXT), _LIMIT)),
    "api.requirements": Operation(Table, _SEARCH),
    "api.overview": Operation(Overview, _NARROWING),
    "api.review": Operation(Review, (_LIMIT, _OFFSET)),
    "api.position": Operation(Position, errors=(404,)),
    "api.health": Operation(Health, errors=(503,)),
    "roles_api.similar": Operation(SimilarAnswer, (_LIMIT,), errors=(400, 404)),
    "roles_api.similar_to_text": Operation(
        SimilarAnswer, (_LIMIT,), body=True, files=("file",), errors=(400, 413, 422)
    ),
    "roles_api.family": Operation(FamilyAnswer, (_LIMIT,), errors=(400, 404)),
    "roles_api.family_of_text": Operation(
        FamilyAnswer, (_LIMIT,), body=True, files=("file", "classification"), errors=(400, 413, 422)
    ),
    "roles_api.versions": Operation(VersionsAnswer, errors=(404,)),
    "roles_api.compare": Operation(
        Comparison,
        (
            _parameter("id", {"type": "array", "items": _TEXT, "minItems": FEWEST, "maxItems": MOST})
            | {"required": True},
            _parameter("differences", _FLAG),
        ),
        errors=(400, 404),
    ),
    "roles_api.draft": Operation(DraftAnswer, body=True, errors=(400, 413, 422)),
    "roles_api.clauses": Operation(
        ClauseAnswer,
        (
            _parameter("kind", _one_of(CLAUSE_KINDS)),
            _parameter("q", _TEXT, "A duty, competency or requirement whose wordings are looked for."),
            _parameter("of", _TEXT, "Or the position whose item it is,"),
            _parameter("item", _TEXT, "and the item's number."),
            _LIMIT,
        ),
        errors=(400, 404),
    ),
    "discovery.openapi": Operation(None, errors=()),
}
"""By endpoint; a test sees to it that every endpoint under /api/ is here."""


def describe() -> Schema:
    """The whole description of the running application."""
    answers = [one.answer for one in OPERATIONS.values() if one.answer]
    _, schemas = msgspec.json.schema_components([*answers, Problem], ref_template=_REFERENCE)
    paths: dict[str, Schema] = {}
    for rule in current_app.url_map.iter_rules():
        operation = OPERATIONS.get(rule.endpoint)
        if operation:
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                paths.setdefault(_path(rule), {})[method.lower()] = _operation(rule, operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "ajsearch", "version": __version__},
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _path(rule: Rule) -> str:
    return re.sub(r"<(?:[^:<>]+:)?(\w+)>", r"{\1}", rule.rule)


def _operation(rule: Rule, operation: Operation) -> Schema:
    view = current_app.view_functions[rule.endpoint]
    inside = [{"name": name, "in": "path", "required": True, "schema": _TEXT} for name in sorted(rule.arguments)]
    content: Schema = {"application/json": {"schema": _schema(operation.answer)}}
    responses: Schema = {"200": {"description": "The answer.", "content": content}}
    for status in operation.errors:
        answer, kind = (
            (Problem, "application/problem+json") if status != 503 else (operation.answer, "application/json")
        )
        responses[str(status)] = {"description": "What is wrong.", "content": {kind: {"schema": _schema(answer)}}}
    described = {
        "operationId": rule.endpoint.replace(".", "_"),
        "summary": (view.__doc__ or "").strip().split("\n")[0],
        "parameters": [*inside, *operation.parameters],
        "responses": responses,
    }
    if operation.body:
        described["requestBody"] = {"required": True, "content": _bodies(operation)}
    return described


def _bodies(operation: Operation) -> Schema:
    """The kinds of bodies that an operation takes."""
    bodies: Schema = {"text/plain": {"schema": _TEXT}}
    if operation.files:
        files: Schema = {name: {"type": "string", "format": "binary"} for name in operation.files}
        bodies["multipart/form-data"] = {"schema": {"type": "object", "properties": files | {"text": _TEXT}}}
    return bodies


def _schema(answer: type | None) -> Schema:
    return {"$ref": _REFERENCE.format(name=answer.__name__)} if answer else {"type": "object"}
