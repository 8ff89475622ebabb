"""The OpenAPI document: a snapshot, and complete. Whether it is kept, tests/contract asks."""

import json
import re
from pathlib import Path

import httpx
import pytest

from mutuals.app import create_app
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


def test_a_change_has_no_defaults_for_a_client_to_send() -> None:
    document = json.loads(SNAPSHOT.read_text("utf-8"))
    for operation in (
        methods["patch"] for methods in document["paths"].values() if "patch" in methods
    ):
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        model = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        assert not [name for name, field in model["properties"].items() if "default" in field]
