"""The OpenAPI document, such that linters pass it and generators make clients of it."""

import re
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from mutuals.http.problems import Problem

COMPONENTS = "#/components/schemas/"
ALIKE = re.compile(r"mutuals__(\w+?)__\w+__(\w+)")
"""How Pydantic names a model where two domains have one of that name."""


def document(app: FastAPI) -> dict[str, Any]:
    """The document of an app's routes."""
    schema = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=app.description,
        license_info={"name": "Apache License 2.0", "identifier": "Apache-2.0"},
        servers=[{"url": "/", "description": "Where this document is served."}],
        routes=app.routes,
    )
    schemas = schema["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):  # problem documents take their place
        schemas.pop(name, None)
    problem = Problem.model_json_schema(ref_template=COMPONENTS + "{model}")
    schemas |= problem.pop("$defs") | {"Problem": problem}
    for methods in schema["paths"].values():
        if "patch" in methods:
            _drop_defaults(methods["patch"], schema)
        for operation in methods.values():
            operation.setdefault("security", [])  # none is needed
            for answer in operation["responses"].values():
                # Events are described from OpenAPI 3.2 on, which few generators read.
                if "text/event-stream" in answer.get("content", {}):
                    answer["content"]["text/event-stream"] = {"schema": {"type": "string"}}
    _add_links(schema)
    return _named_by_domain(schema)


def _drop_defaults(operation: dict[str, Any], schema: dict[str, Any]) -> None:
    """What is left out of a change stays: a client that sends defaults would undo it."""
    content = operation["requestBody"]["content"]["application/json"]
    for field in _resolved(content["schema"], schema)["properties"].values():
        field.pop("default", None)


def _add_links(schema: dict[str, Any]) -> None:
    """Say where the id goes that an answer has: what POST /v1/groups made is /v1/groups/{id}."""
    operations = [
        (path, operation)
        for path, methods in schema["paths"].items()
        for operation in methods.values()
    ]
    for path, operation in operations:
        collection = path.rpartition("/")[2]
        of_one = re.compile(rf"/v1/(me/)?{re.escape(collection)}/{{id}}(/.*)?")
        targets = [found["operationId"] for other, found in operations if of_one.fullmatch(other)]
        for status, answer in operation["responses"].items():
            content = answer.get("content", {}).get("application/json", {})
            pointer = _id_in(content.get("schema", {}), schema) if status < "300" else None
            if targets and pointer:
                parameters = {"id": f"$response.body#{pointer}"}
                answer["links"] = {
                    target: {"operationId": target, "parameters": parameters} for target in targets
                }


def _id_in(part: dict[str, Any], schema: dict[str, Any]) -> str | None:
    """The pointer to the id of what is answered, or of the first in a list."""
    fields = _resolved(part, schema).get("properties", {})
    if "id" in fields:
        return "/id"
    items = _resolved(fields.get("items", {}), schema).get("items", {})
    return "/items/0/id" if "id" in _resolved(items, schema).get("properties", {}) else None


def _resolved(part: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = part
    if "$ref" in part:
        found = schema["components"]["schemas"][part["$ref"].removeprefix(COMPONENTS)]
    return found


def _named_by_domain(schema: dict[str, Any]) -> dict[str, Any]:
    """Call the Reason of feeds FeedReason: generators name a class by the title, and once."""
    schemas: dict[str, Any] = schema["components"]["schemas"]
    names = {
        name: match[1].title().replace("_", "") + match[2]
        for name in schemas
        if (match := ALIKE.fullmatch(name))
    }
    for name, short in names.items():
        schemas[name]["title"] = short
    schema["components"]["schemas"] = {
        names.get(name, name): schemas[name] for name in sorted(schemas)
    }
    renamed: dict[str, Any] = _with_refs(
        schema, {COMPONENTS + old: COMPONENTS + new for old, new in names.items()}
    )
    return renamed


def _with_refs(part: Any, renamed: dict[str, str]) -> Any:
    if isinstance(part, dict):
        return {name: _with_refs(value, renamed) for name, value in part.items()}
    if isinstance(part, list):
        return [_with_refs(value, renamed) for value in part]
    return renamed.get(part, part) if isinstance(part, str) else part
