"""The API against its own OpenAPI document, with requests made up by schemathesis."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.api.conftest import Server

OPERATIONS = [
    ("POST", "/v1/classify"),
    ("POST", "/v1/classify/answer"),
    ("GET", "/v1/codes"),
    ("GET", "/v1/codes/{code}"),
    ("POST", "/v1/decisions"),
    ("GET", "/v1/decisions"),
    ("POST", "/v1/catalogues"),
    ("GET", "/v1/catalogues"),
    ("GET", "/v1/catalogues/{catalogue}"),
    ("DELETE", "/v1/catalogues/{catalogue}"),
    ("POST", "/v1/catalogues/{catalogue}/cancel"),
    ("GET", "/v1/catalogues/{catalogue}/file"),
    ("GET", "/v1/catalogues/{catalogue}/review"),
    ("GET", "/v1/catalogues/{catalogue}/rows"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/metrics"),
]

UNSAID = {
    # A document cannot say that a file's name must end as a catalogue's does.
    ("POST", "/v1/catalogues"): [positive_data_acceptance],
}


@pytest.fixture(scope="module")
def schema(server: Server) -> schemathesis.openapi.OpenApiSchema:
    return schemathesis.openapi.from_url(f"{server.url}/v1/openapi.json")


def test_every_operation_is_tested(schema: schemathesis.openapi.OpenApiSchema) -> None:
    found = [result.ok() for result in schema.get_all_operations()]
    assert sorted((one.method.upper(), one.path) for one in found) == sorted(OPERATIONS)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_answer_is_as_the_document_says(
    schema: schemathesis.openapi.OpenApiSchema, method: str, path: str
) -> None:
    operation = schema[path][method]

    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def answers(case: schemathesis.Case) -> None:
        case.call_and_validate(excluded_checks=UNSAID.get((method, path), []))

    answers()
