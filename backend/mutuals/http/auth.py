"""Who asks, and on whose behalf: dependencies for the routers."""

import re
from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Header, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer, OAuth2PasswordBearer

from mutuals.errors import InvalidTokenError, InvalidViewerError, NotPermittedError
from mutuals.http.state import AppState, State
from mutuals.members.names import ID_PATTERN
from mutuals.tokens.models import Identity, Scope, TokenHolder
from mutuals.tokens.queries import holder_of

bearer = HTTPBearer(
    auto_error=False,
    description="A member's token, or a service's together with the header Mutuals-Viewer.",
)
password = OAuth2PasswordBearer(
    "/v1/auth/token",
    auto_error=False,
    description="A member's email address and password, where members sign in here.",
)
Credentials = Annotated[HTTPAuthorizationCredentials | None, Security(bearer)]
ViewerHeader = Annotated[
    str | None,
    Header(
        alias="Mutuals-Viewer",
        description="With a service's token: the id of the member on whose behalf it asks.",
        examples=["ada"],
    ),
]
READS = {"/v1/relations"}
"""POSTs that only ask."""


async def caller_of(
    request: Request,
    state: AppState,
    credentials: Credentials,
    _password: Annotated[str | None, Security(password)],  # for the docs page to sign in with
) -> Identity | TokenHolder:
    """Whose token the request has: a member's, or a service's."""
    try:
        caller = await _verified(state, _token(request, credentials))
    except InvalidTokenError:
        await state.limits.count_address(request)
        raise
    if isinstance(caller, Identity):
        await state.limits.count_caller(f"member {caller.member_id}")
    else:
        # A service asks for many members: each has its own share.
        named = request.headers.get("Mutuals-Viewer", "")[:64]
        await state.limits.count_caller(f"service {caller.token_id} {named}")
    return caller


Caller = Annotated[Identity | TokenHolder, Depends(caller_of)]


async def viewer_of(request: Request, caller: Caller, _viewer: ViewerHeader = None) -> str:
    """The id of the member on whose behalf the request is answered."""
    reads = request.method in {"GET", "HEAD"} or request.url.path in READS
    return viewer_named(caller, request, "viewer:read" if reads else "viewer:write")


def viewer_named(caller: Identity | TokenHolder, request: Request, scope: Scope) -> str:
    """The owner of a member's token, or whom a service's request names.

    Raises:
        InvalidViewerError: the service names nobody, or more than one.
        NotPermittedError: its token lacks the scope.
    """
    if isinstance(caller, Identity):
        return caller.member_id
    require_scope(caller, scope)
    named = request.headers.getlist("Mutuals-Viewer")
    if len(named) != 1 or not re.fullmatch(ID_PATTERN, named[0]):
        raise InvalidViewerError(
            "A service names its viewer: send the header Mutuals-Viewer once, with a member's id."
        )
    return named[0]


async def service_of(caller: Caller) -> str:
    """The name of the service that asks, or an admin's; another member may not."""
    if isinstance(caller, TokenHolder):
        return caller.service
    if caller.role != "admin":
        raise NotPermittedError(
            "Only a service or an admin may do this: use a token of "
            "`mutuals token create --service NAME`."
        )
    return f"admin/{caller.member_id}"


def service_with(scope: Scope) -> Callable[..., Awaitable[str]]:
    """The same, of a service whose token has this scope; an admin has all."""

    async def service_with_scope(caller: Caller, service: Service) -> str:
        if isinstance(caller, TokenHolder):
            require_scope(caller, scope)
        return service

    return service_with_scope


async def analyst_of(caller: Caller) -> str:
    """Who asks of the whole network: an analyst, an admin, or a service with the scope for it."""
    return analyst_named(caller)


def analyst_named(caller: Identity | TokenHolder) -> str:
    """Who asks of the whole network.

    Raises:
        NotPermittedError: it is none of those who may.
    """
    if isinstance(caller, TokenHolder):
        require_scope(caller, "analytics:read")
        return f"service/{caller.token_id}"
    if caller.role not in {"analyst", "admin"}:
        raise NotPermittedError(
            "Only an analyst, an admin or a service may ask of the whole network: "
            "`mutuals account role` makes an analyst."
        )
    return f"member/{caller.member_id}"


async def admin_of(caller: Caller) -> str:
    """The id of the admin who asks with a token of their own; nobody else may."""
    if isinstance(caller, TokenHolder) or caller.role != "admin":
        raise NotPermittedError(
            "Only an admin may do this, with a token of their own: "
            "`mutuals account role` makes one."
        )
    return caller.member_id


async def caller_if_any(
    request: Request,
    state: AppState,
    credentials: Credentials,
    password_token: Annotated[str | None, Security(password)],
) -> Identity | TokenHolder | None:
    """Whose token the request has, if it has one."""
    if "Authorization" in request.headers:
        return await caller_of(request, state, credentials, password_token)
    await state.limits.count_address(request)
    return None


async def count_stranger(request: Request, state: AppState) -> None:
    """For what needs no token: it is limited by the address it comes from."""
    await state.limits.count_address(request)


def require_scope(holder: TokenHolder, scope: Scope) -> None:
    """Refuses a service's token that lacks a scope, and names the scope."""
    if scope not in holder.scopes:
        raise NotPermittedError(
            f"This token lacks the scope {scope}: make one with "
            f"`mutuals token create --service NAME --scope {scope}`."
        )


async def _verified(state: State, token: str) -> Identity | TokenHolder:
    if token.startswith("mutuals_"):
        return await holder_of(state.graph.reader, token)
    if state.issuer is not None:
        return await state.issuer.identity_of(token, state.clock())
    return state.signer.identity_of(token, state.clock())


def _token(request: Request, credentials: HTTPAuthorizationCredentials | None) -> str:
    # Of two headers a proxy may have checked the other one.
    if credentials is None or len(request.headers.getlist("Authorization")) > 1:
        raise InvalidTokenError(
            "This needs a token: send the header `Authorization: Bearer TOKEN` once."
        )
    return credentials.credentials


Viewer = Annotated[str, Depends(viewer_of)]
Service = Annotated[str, Depends(service_of)]
MembersWriter = Annotated[str, Depends(service_with("members:write"))]
ConnectionsWriter = Annotated[str, Depends(service_with("connections:write"))]
MetricsReader = Annotated[str, Depends(service_with("metrics:read"))]
Analyst = Annotated[str, Depends(analyst_of)]
Admin = Annotated[str, Depends(admin_of)]
CallerIfAny = Annotated[Identity | TokenHolder | None, Depends(caller_if_any)]
