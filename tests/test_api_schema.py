"""The API keeps its own description: schemathesis sends what it allows and what it forbids."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from ajsearch import bootstrap
from ajsearch.settings import Settings
from web import create_app
from web.openapi import OPERATIONS

EXAMPLES = 12
"""Requests an operation and mode: enough to meet each parameter's edges, within the time of a test file."""


@pytest.fixture(scope="module")
def operations(samples: Settings):
    """What the description says can be asked, by its id."""
    application = bootstrap.opened(samples)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", create_app(application.service))
    yield {one.definition.raw["operationId"]: one for one in (found.ok() for found in schema.get_all_operations())}
    application.close()


def ask(operation, mode, *, excluded=()):
    """Send what the description gives in this mode, and hold the answers to all that it says."""

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.data())
    def asked(data):
        case = data.draw(operation.as_strategy(generation_mode=mode))
        case.call_and_validate(excluded_checks=list(excluded))

    asked()


DESCRIBED = [one for one in OPERATIONS if one != "discovery.openapi"]
"""All but the description itself."""

WIDER = {
    *("api.search", "api.requirements", "roles_api.similar_to_text", "roles_api.draft", "roles_api.clauses"),
    *("roles_api.family", "roles_api.family_of_text"),
}
"""Where more is refused than a schema can say: names of languages, a text without a word, an item that is not there."""

ANY_TEXT = {"api.health", "api.position", "roles_api.versions", "roles_api.similar_to_text", "roles_api.draft"}
"""What has no parameter that could be wrong in itself."""


@pytest.mark.parametrize("endpoint", DESCRIBED)
def test_what_is_allowed_is_answered_as_described(operations, endpoint):
    excluded = [positive_data_acceptance] if endpoint in WIDER else []
    ask(operations[endpoint.replace(".", "_")], GenerationMode.POSITIVE, excluded=excluded)


@pytest.mark.parametrize("endpoint", [one for one in DESCRIBED if one not in ANY_TEXT])
def test_what_is_forbidden_is_refused_with_a_problem(operations, endpoint):
    ask(operations[endpoint.replace(".", "_")], GenerationMode.NEGATIVE)


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/api/v1/puudub", 404),
        ("GET", "/api/", 404),
        ("GET", "/api/v1/positions/puudub", 404),
        ("DELETE", "/api/v1/search", 405),
        ("GET", "/api/v1/similar", 405),
        ("POST", "/api/v1/similar", 422),
        ("GET", "/api/v1/search?required_only=ehk", 400),
        ("GET", "/en/api/v1/puudub", 404),
    ],
)
def test_every_error_under_the_api_is_a_problem(operations, method, address, status):
    answer = operations["api_search"].app.test_client().open(address, method=method)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert answer.json["status"] == status
    assert answer.json["detail"]
