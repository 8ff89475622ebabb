"""What a request finds of the running app: its graph, its settings, its signer or issuer, its
clock, ids."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from mutuals.adhoc.running import AnalystQueries
from mutuals.graph.driver import Graph
from mutuals.graph.opening import Clock
from mutuals.graph_runs.jobs import Jobs
from mutuals.http.rate_limits import RateLimits
from mutuals.notifications.streams import Streams
from mutuals.settings import Settings
from mutuals.tokens.issuer import Issuer
from mutuals.tokens.signing import Signer


@dataclass(frozen=True)
class State:
    """Opened by the app's lifespan, one for the process."""

    graph: Graph
    settings: Settings
    signer: Signer
    clock: Clock
    new_id: Callable[[], str]
    limits: RateLimits
    issuer: Issuer | None
    """Whose tokens members have, if not ours."""
    streams: Streams
    jobs: Jobs
    analyst_queries: AnalystQueries


def state_of(request: Request) -> State:
    state: State = request.state.mutuals
    return state


AppState = Annotated[State, Depends(state_of)]
