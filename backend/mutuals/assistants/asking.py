"""On whose behalf a tool is called, and what it is answered from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from mcp.server.mcpserver import Context
from starlette.requests import Request

from mutuals.adhoc.running import AnalystQueries
from mutuals.graph.driver import Graph
from mutuals.graph.opening import new_id, utc_now
from mutuals.http.auth import analyst_named, viewer_named
from mutuals.http.state import state_of
from mutuals.settings import Settings
from mutuals.tokens.models import Identity, Scope, TokenHolder
from mutuals.tokens.signing import Signer, signing_secret

Call = Context[Any, Any]
"""What the library gives a tool besides its arguments."""


@dataclass(frozen=True)
class Asking:
    """One call: the graph and the clock to answer it with, and who asks."""

    graph: Graph
    settings: Settings
    signer: Signer
    now: datetime
    new_id: Callable[[], str]
    viewer_with: Callable[[Scope], str]
    """The viewer's id, if who asks may do this for them; raises NotPermittedError and others."""
    analyst: Callable[[], str]
    """Who asks of the whole network, if they may; raises NotPermittedError."""
    analyst_queries: AnalystQueries

    @property
    def viewer_id(self) -> str:
        """Whose question it is."""
        return self.viewer_with("viewer:read")

    @property
    def writer_id(self) -> str:
        """On whose behalf something is changed."""
        return self.viewer_with("viewer:write")


AskingOf = Callable[[Call], Asking]


def one_viewer(
    graph: Graph, settings: Settings, viewer_id: str, analyst_queries: AnalystQueries
) -> AskingOf:
    """Whoever started the program has the graph's password: they say who asks."""
    signer = Signer(signing_secret(settings))

    def asking(_call: Call) -> Asking:
        return Asking(
            graph,
            settings,
            signer,
            utc_now(),
            new_id,
            viewer_with=lambda _scope: viewer_id,
            analyst=lambda: f"member/{viewer_id}",
            analyst_queries=analyst_queries,
        )

    return asking


def by_token(call: Call) -> Asking:
    """The owner of the token of the call's own HTTP request, or whom its header names."""
    request = cast(Request, call.request_context.request)
    state, caller = state_of(request), caller_in(request)
    return Asking(
        state.graph,
        state.settings,
        state.signer,
        state.clock(),
        state.new_id,
        viewer_with=lambda scope: viewer_named(caller, request, scope),
        analyst=lambda: analyst_named(caller),
        analyst_queries=state.analyst_queries,
    )


def caller_in(request: Request) -> Identity | TokenHolder:
    """Whom the door found the request's token to be of."""
    caller: Identity | TokenHolder = request.state.caller
    return caller
