"""Who asks, and on whose behalf: dependencies for the routers."""

import re
from typing import Annotated

from fastapi import Depends, Header, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from mutuals.errors import InvalidTokenError, InvalidViewerError, NotPermittedError
from mutuals.http.state import AppState
from mutuals.members.names import ID_PATTERN
from mutuals.tokens.queries import service_of

bearer = HTTPBearer(
    auto_error=False,
    description="A member's token, or a service's together with the header Mutuals-Viewer.",
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


async def viewer_of(
    request: Request,
    state: AppState,
    credentials: Credentials,
    mutuals_viewer: ViewerHeader = None,
) -> str:
    """The id of the member on whose behalf the request is answered."""
    token = _token(request, credentials)
    if not _is_service_token(token):
        return state.signer.member_of(token, state.clock())
    await service_of(state.graph.reader, token)
    named_once = len(request.headers.getlist("Mutuals-Viewer")) == 1
    if mutuals_viewer is None or not named_once or not re.fullmatch(ID_PATTERN, mutuals_viewer):
        raise InvalidViewerError(
            "A service names its viewer: send the header Mutuals-Viewer once, with a member's id."
        )
    return mutuals_viewer


async def require_service(request: Request, state: AppState, credentials: Credentials) -> str:
    """The name of the service that asks; a member may not."""
    token = _token(request, credentials)
    if not _is_service_token(token):
        state.signer.member_of(token, state.clock())
        raise NotPermittedError(
            "Only a service may do this: use a token of `mutuals token create --service NAME`."
        )
    return await service_of(state.graph.reader, token)


def _token(request: Request, credentials: HTTPAuthorizationCredentials | None) -> str:
    # Of two headers a proxy may have checked the other one.
    if credentials is None or len(request.headers.getlist("Authorization")) > 1:
        raise InvalidTokenError(
            "This needs a token: send the header `Authorization: Bearer TOKEN` once."
        )
    return credentials.credentials


def _is_service_token(token: str) -> bool:
    return token.startswith("mutuals_")


Viewer = Annotated[str, Depends(viewer_of)]
Service = Annotated[str, Depends(require_service)]
