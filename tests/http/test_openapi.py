"""The OpenAPI document: a snapshot, complete, and kept by every answer."""

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import positive_data_acceptance
from tests.network import write_network

from mutuals.app import create_app
from mutuals.graph.driver import Server
from mutuals.settings import Settings

SNAPSHOT = Path(__file__).parents[2] / "docs" / "openapi.json"
RENEW = "uv run python -m mutuals.app > docs/openapi.json"


def test_the_snapshot_is_what_is_served() -> None:
    served = create_app(Settings(secret=None)).openapi()
    kept = json.loads(SNAPSHOT.read_text("utf-8"))
    assert served == kept, f"The API changed: see how with `{RENEW}` and `git diff`."


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_the_documentation_is_served_from_here(api: httpx.Client, path: str) -> None:
    page = api.get(path).text
    addresses = re.findall(r"""(?:src|href|url)\s*[=:]\s*["']([^"']+)""", page)
    assert "/openapi.json" in page
    assert addresses
    for address in addresses:
        assert address.startswith("/")
        assert api.get(address).status_code == 200


OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, methods in json.loads(SNAPSHOT.read_text("utf-8"))["paths"].items()
    for method, operation in methods.items()
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_described_and_declares_its_problems(name: str) -> None:
    operation = OPERATIONS[name]
    assert operation["description"]
    for status, answer in operation["responses"].items():
        if status >= "400":
            assert [*answer["content"]] == ["application/problem+json"]
    if name not in {"GET /livez", "GET /readyz", "POST /v1/auth/token", "POST /v1/auth/refresh"}:
        assert operation["security"]
        assert "401" in operation["responses"]


schemathesis.serializer.alias("application/zip", "application/octet-stream")
# A stream has no end to wait for.
schema = schemathesis.openapi.from_path(SNAPSHOT).exclude(path_regex="/stream$")


@pytest.fixture
def four_members(empty_server: Server) -> None:
    write_network(empty_server, [("ada", "grace"), ("grace", "linus"), ("linus", "barbara")])


@pytest.mark.usefixtures("four_members")
@schema.parametrize()
@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
def test_answers_are_those_declared(
    case: Case[Any], api: httpx.Client, as_service: dict[str, str]
) -> None:
    """Whatever is sent, valid or not: no 5xx, and an answer of a declared status and shape."""
    if any(name.lower().startswith("x-schemathesis-") for name in case.headers or {}):
        return  # a header that nobody knows is no mistake
    case.call_and_validate(
        base_url=str(api.base_url),
        headers=as_service | {"Mutuals-Viewer": "ada"},
        # The document cannot say all: that text is not control characters, a cursor one of ours.
        excluded_checks=[positive_data_acceptance],
    )
