"""The tools over streamable HTTP: nothing is answered without a token, and no session is kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import ASGIApp, Receive, Scope, Send

from mutuals.app import create_app
from mutuals.assistants.asking import by_token
from mutuals.assistants.server import assistant_server
from mutuals.graph.opening import Clock, utc_now
from mutuals.http.auth import bearer, caller_of
from mutuals.http.limits import LARGEST_BODY, BodyLimit, InFlightLimit
from mutuals.http.problems import add_problem_handlers
from mutuals.http.state import State, state_of
from mutuals.settings import Settings

PATH = "/mcp"


class Door:
    """ASGI: lets a request in whose token is good, and notes whose it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        request.state.caller = await caller_of(
            request, state_of(request), await bearer(request), None
        )
        await self._app(scope, receive, send)


def create_assistant_app(settings: Settings, *, write: bool, clock: Clock = utc_now) -> FastAPI:
    """The tools at /mcp, with the tokens, limits and graph of the API.

    Raises:
        SettingsError: settings do not go together, or cannot be used.
    """
    api = create_app(settings, clock=clock)
    server = assistant_server(by_token, analyst=True, write=write)
    tools = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,  # each request has a token of its own, so no other's session
        max_request_body_size=LARGEST_BODY,
        # It keeps pages in a browser out of servers that ask for no token.
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[dict[str, State]]:
        async with api.router.lifespan_context(api) as state, server.session_manager.run():
            yield {**(state or {})}

    app = FastAPI(title="Mutuals", lifespan=lifespan, openapi_url=None)
    app.add_middleware(BodyLimit)
    app.add_middleware(InFlightLimit, most=settings.requests_at_once)
    add_problem_handlers(app)
    app.mount("/", Door(tools))
    return app
