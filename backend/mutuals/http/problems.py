"""RFC 9457 problem documents: what went wrong, in which field, and what to do next."""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from mutuals.errors import (
    AccountNotFoundError,
    AnalyticsNotFoundError,
    CompanyNotFoundError,
    ConflictError,
    ExtraNeededError,
    GraphRefusedError,
    GraphUnavailableError,
    IdempotencyKeyError,
    ImportFileError,
    InvalidCredentialsError,
    InvalidCursorError,
    InvalidParameterError,
    InvalidTokenError,
    InvalidViewerError,
    IssuerUnavailableError,
    MemberNotFoundError,
    MigrationError,
    MutualsError,
    NotConnectedError,
    NotFoundError,
    NotPermittedError,
    NotVisibleError,
    QueryFailedError,
    QueryRefusedError,
    QuotaReachedError,
    RunNeededError,
    SkillNotFoundError,
    TooManyRequestsError,
)

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5
MOST_ERRORS = 20
LONGEST_ECHO = 100
"""Of what a caller sent, so much is said back."""

STATUS_AND_TYPE: dict[type[Exception], tuple[int, str]] = {
    InvalidTokenError: (401, "invalid-token"),
    InvalidCredentialsError: (401, "invalid-credentials"),
    NotPermittedError: (403, "not-permitted"),
    NotConnectedError: (403, "not-connected"),
    MemberNotFoundError: (404, "member-not-found"),
    CompanyNotFoundError: (404, "company-not-found"),
    SkillNotFoundError: (404, "skill-not-found"),
    NotFoundError: (404, "not-found"),
    NotVisibleError: (404, "not-found"),
    AccountNotFoundError: (404, "account-not-found"),
    AnalyticsNotFoundError: (404, "not-found"),
    ExtraNeededError: (501, "not-installed"),
    ConflictError: (409, "conflict"),
    RunNeededError: (409, "run-needed"),
    InvalidParameterError: (422, "invalid-request"),
    InvalidCursorError: (422, "invalid-cursor"),
    InvalidViewerError: (422, "invalid-viewer"),
    ImportFileError: (422, "invalid-file"),
    IdempotencyKeyError: (422, "idempotency-key-reused"),
    QueryRefusedError: (422, "query-refused"),
    QueryFailedError: (422, "query-failed"),
    QuotaReachedError: (429, "quota-reached"),
    TooManyRequestsError: (429, "too-many-requests"),
    GraphUnavailableError: (503, "graph-unavailable"),
    GraphRefusedError: (503, "graph-refused"),
    MigrationError: (503, "schema-behind"),
    IssuerUnavailableError: (503, "issuer-unavailable"),
}
FIELD_OF: dict[type[Exception], str] = {
    InvalidTokenError: "Authorization",
    AccountNotFoundError: "id",
    IdempotencyKeyError: "Idempotency-Key",
    CompanyNotFoundError: "id",
    SkillNotFoundError: "skill",
    QueryRefusedError: "query",
    QueryFailedError: "query",
    InvalidCursorError: "cursor",
    InvalidViewerError: "Mutuals-Viewer",
}
# Python 3.13 renamed two of its own; what is said here does not depend on who runs it.
TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}
MESSAGES = {
    "extra_forbidden": "There is no such field: leave it out.",
    "list_type": "Send a list; the empty list [] is none.",
    "missing": "This is needed: send it.",
    "model_attributes_type": "Send a JSON object.",
    "string_pattern_mismatch": "An id is 1 to 64 characters of A-Z a-z 0-9 . _ ~ -",
    "string_unicode": "Send whole Unicode characters: half of a surrogate pair is none.",
}
BODY_MESSAGE = "Send one JSON object, with the header Content-Type: application/json."


class FieldProblem(BaseModel):
    """One field of the request, and what to change in it."""

    field: str = Field(examples=["member_ids"])
    message: str = Field(examples=["List should have at most 500 items after validation, not 501"])


class Problem(BaseModel):
    """An RFC 9457 problem document, sent as application/problem+json."""

    type: str = Field(
        description="Stable name of the kind of problem.", examples=["invalid-request"]
    )
    title: str = Field(description="The status in words.", examples=["Unprocessable Content"])
    status: int = Field(description="The HTTP status.", examples=[422])
    detail: str = Field(
        description="What went wrong, and what to do next.",
        examples=["Change member_ids as `errors` says, and send it again."],
    )
    errors: list[FieldProblem] = Field(
        default=[], description=f"The fields to change, the first {MOST_ERRORS} of them."
    )
    ways: list[dict[str, Any]] | None = Field(
        default=None,
        description="With type not-connected: the ways that exist, the best first, each with its "
        "`way` and the request to send.",
    )


def problem_response(
    status: int,
    problem_type: str,
    detail: str,
    errors: Sequence[FieldProblem] = (),
    headers: dict[str, str] | None = None,
    ways: Sequence[dict[str, object]] = (),
) -> JSONResponse:
    problem = Problem(
        type=problem_type,
        title=_title(status),
        status=status,
        detail=detail,
        errors=list(errors),
        ways=list(ways) or None,
    )
    return JSONResponse(problem.model_dump(exclude_none=True), status, headers, MEDIA_TYPE)


def too_large(most: int) -> JSONResponse:
    """The answer to a body of more bytes than a route takes."""
    return problem_response(
        413, "content-too-large", f"The body is over {most >> 20} MiB: send less at once."
    )


def too_busy() -> JSONResponse:
    return problem_response(
        503,
        "too-busy",
        "As many requests are under way as are taken at once: try again soon.",
        headers={"Retry-After": "1"},
    )


def add_problem_handlers(app: FastAPI) -> None:
    """Answer every error with a problem document."""
    app.add_exception_handler(MutualsError, _mutuals_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _defect)


def declared_problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The OpenAPI responses of a route that may answer with these statuses.

    Whoever is asked for a token may also have asked too often.
    """
    if 401 in statuses:
        statuses = tuple(sorted({*statuses, 429}))
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {
            "description": _title(status),
            "content": {MEDIA_TYPE: {"schema": schema}},
        }
        for status in statuses
    }


def _title(status: int) -> str:
    return TITLES.get(status) or HTTPStatus(status).phrase


def problem_of(error: MutualsError) -> Problem:
    """The problem document of an error that is told in the midst of an answer."""
    status, problem_type = STATUS_AND_TYPE.get(type(error), (500, "internal-error"))
    return Problem(type=problem_type, title=_title(status), status=status, detail=str(error))


async def _mutuals_error(request: Request, error: Exception) -> JSONResponse:
    status, problem_type = STATUS_AND_TYPE.get(type(error), (500, "internal-error"))
    headers = {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if status == 503:
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    if isinstance(error, QuotaReachedError):
        headers["Retry-After"] = str(error.seconds)
    ways = error.ways if isinstance(error, NotConnectedError) else []
    if isinstance(error, MemberNotFoundError):
        fields = _fields_with(request, error.member_id)
    else:
        fields = [FIELD_OF[type(error)]] if type(error) in FIELD_OF else []
    errors = [FieldProblem(field=field, message=str(error)) for field in fields]
    if isinstance(error, InvalidParameterError):
        errors = [FieldProblem(field=error.parameter[:LONGEST_ECHO], message=error.message)]
    return problem_response(status, problem_type, str(error), errors, headers, ways)


def _fields_with(request: Request, member_id: str) -> list[str]:
    """Where the request named the member: in its path, or as its viewer."""
    fields = [name for name, value in request.path_params.items() if value == member_id]
    if request.headers.get("Mutuals-Viewer") == member_id:
        fields.append("Mutuals-Viewer")
    if fields or "content-length" in request.headers:  # then the body may have named them
        return fields
    return ["Authorization"]  # a token of its own, and the member was deleted since


async def _invalid_request(_request: Request, error: Exception) -> JSONResponse:
    found = cast(RequestValidationError, error).errors()
    if found and found[0]["type"] == "json_invalid":
        return _malformed_json()
    errors = [
        FieldProblem(field=_field_name(item["loc"]), message=message_of(item))
        for item in found[:MOST_ERRORS]
    ]
    named = ", ".join(dict.fromkeys(item.field for item in errors))
    return problem_response(
        422, "invalid-request", f"Change {named} as `errors` says, and send it again.", errors
    )


def _malformed_json() -> JSONResponse:
    return problem_response(
        400, "malformed-json", "The body is not JSON: send one JSON object in UTF-8."
    )


def _field_name(location: Sequence[str | int]) -> str:
    """("body", "positions", 0, "title") is positions[0].title."""
    name = ""
    for part in location[1:]:
        name += f"[{part}]" if isinstance(part, int) else f".{part}"
    return name.removeprefix(".")[:LONGEST_ECHO] or str(location[0])


def message_of(item: Mapping[str, Any]) -> str:
    """What to change in a field, of an error that Pydantic found."""
    kind: str = item["type"]
    if item["loc"] == ("body",) and kind in {"missing", "model_attributes_type"}:
        return BODY_MESSAGE
    if kind.startswith("date_"):
        return "Send a day as YYYY-MM-DD."
    message: str = item["msg"]
    return MESSAGES.get(kind) or message.removeprefix("Value error, ")


async def _http_error(request: Request, raised: Exception) -> JSONResponse:
    error = cast(HTTPException, raised)
    path = request.scope["path"][:LONGEST_ECHO]
    if error.status_code == 400:  # FastAPI's, for what is not even JSON's alphabet, or too deep
        return _malformed_json()
    if error.status_code == 413:
        return too_large(int(error.detail))  # as http/limits.py raises it
    if error.status_code == 404:
        detail = f"There is nothing at {path}: /docs lists what there is."
    elif error.status_code == 405:
        detail = f"{path} does not take {request.method}: /docs lists what it takes."
    else:
        detail = str(error.detail)
    problem_type = _title(error.status_code).lower().replace(" ", "-")
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = _allowed(request)
    return problem_response(error.status_code, problem_type, detail, headers=headers)


def _allowed(request: Request) -> str:
    """Every method of the path; Starlette names those of the first route alone."""
    template = getattr(request.scope.get("route"), "path", "")
    methods = request.app.openapi()["paths"].get(template, {"get": {}})
    return ", ".join(sorted(method.upper() for method in methods))


async def _defect(request: Request, _error: Exception) -> JSONResponse:
    # The server's log has the traceback; the caller learns nothing of our insides.
    # Its route alone is logged: a path names members, and a log outlives them.
    route = getattr(request.scope.get("route"), "path", "no route")
    log.error("defect at %s %s", request.method, route)
    return problem_response(500, "internal-error", "This is a defect of ours: please report it.")
