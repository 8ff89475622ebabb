"""RFC 9457 problem documents: what went wrong, in which field, and what to do next."""

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from mutuals.errors import (
    CompanyNotFoundError,
    ConflictError,
    GraphRefusedError,
    GraphUnavailableError,
    InvalidCursorError,
    InvalidTokenError,
    InvalidViewerError,
    MemberNotFoundError,
    MigrationError,
    MutualsError,
    NotPermittedError,
)

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5

STATUS_AND_TYPE: dict[type[Exception], tuple[int, str]] = {
    InvalidTokenError: (401, "invalid-token"),
    NotPermittedError: (403, "not-permitted"),
    MemberNotFoundError: (404, "member-not-found"),
    CompanyNotFoundError: (404, "company-not-found"),
    ConflictError: (409, "conflict"),
    InvalidCursorError: (422, "invalid-cursor"),
    InvalidViewerError: (422, "invalid-viewer"),
    GraphUnavailableError: (503, "graph-unavailable"),
    GraphRefusedError: (503, "graph-refused"),
    MigrationError: (503, "schema-behind"),
}
FIELD_OF: dict[type[Exception], str] = {
    InvalidCursorError: "cursor",
    InvalidViewerError: "Mutuals-Viewer",
}


class FieldProblem(BaseModel):
    """One field of the request, and what to change in it."""

    field: str = Field(examples=["member_ids"])
    message: str = Field(examples=["List should have at most 500 items"])


class Problem(BaseModel):
    """An RFC 9457 problem document, sent as application/problem+json."""

    type: str = Field(description="Stable name of the kind of problem.", examples=["conflict"])
    title: str
    status: int
    detail: str = Field(description="What went wrong, and what to do next.")
    errors: list[FieldProblem] = Field(default=[], description="The fields to change.")


def problem_response(
    status: int,
    problem_type: str,
    detail: str,
    errors: Sequence[FieldProblem] = (),
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    problem = Problem(
        type=problem_type,
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        errors=list(errors),
    )
    return JSONResponse(problem.model_dump(), status, headers, MEDIA_TYPE)


def add_problem_handlers(app: FastAPI) -> None:
    """Answer every error with a problem document."""
    app.add_exception_handler(MutualsError, _mutuals_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _defect)


def declared_problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The OpenAPI responses of a route that may answer with these statuses."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA_TYPE: {"schema": schema}},
        }
        for status in statuses
    }


async def _mutuals_error(_request: Request, error: Exception) -> JSONResponse:
    status, problem_type = STATUS_AND_TYPE.get(type(error), (500, "internal-error"))
    headers = {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if status == 503:
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    field = FIELD_OF.get(type(error))
    errors = [FieldProblem(field=field, message=str(error))] if field else []
    return problem_response(status, problem_type, str(error), errors, headers)


async def _invalid_request(_request: Request, error: Exception) -> JSONResponse:
    found = cast(RequestValidationError, error).errors()
    if found and found[0]["type"] == "json_invalid":
        return problem_response(
            400, "malformed-json", "The body is not JSON: send one JSON object in UTF-8."
        )
    errors = [
        FieldProblem(field=_field_name(item["loc"]), message=_message(item)) for item in found
    ]
    named = ", ".join(dict.fromkeys(item.field for item in errors))
    return problem_response(
        422, "invalid-request", f"Change {named} as `errors` says, and send it again.", errors
    )


def _field_name(location: Sequence[str | int]) -> str:
    """("body", "positions", 0, "title") is positions[0].title."""
    name = ""
    for part in location[1:]:
        name += f"[{part}]" if isinstance(part, int) else f".{part}"
    return name.removeprefix(".") or str(location[0])


def _message(item: dict[str, Any]) -> str:
    if item["type"] == "string_pattern_mismatch":
        return "An id is 1 to 64 characters of A-Z a-z 0-9 . _ ~ -"
    message: str = item["msg"]
    return message.removeprefix("Value error, ")


async def _http_error(request: Request, raised: Exception) -> JSONResponse:
    error = cast(HTTPException, raised)
    if error.status_code == 404:
        detail = f"There is nothing at {request.url.path}: /docs lists what there is."
    elif error.status_code == 405:
        detail = f"{request.url.path} does not take {request.method}: /docs lists what it takes."
    else:
        detail = str(error.detail)
    problem_type = HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
    headers = dict(error.headers) if error.headers else None
    return problem_response(error.status_code, problem_type, detail, headers=headers)


async def _defect(request: Request, _error: Exception) -> JSONResponse:
    # The server's log has the traceback; the caller learns nothing of our insides.
    log.error("defect at %s %s", request.method, request.url.path)
    return problem_response(500, "internal-error", "This is a defect of ours: please report it.")
