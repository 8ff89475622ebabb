"""create_app(settings): lifespan, routers, handlers. Nothing else."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import Depends, FastAPI
from fastapi_offline import FastAPIOffline

from mutuals.accounts import router as accounts
from mutuals.adhoc import router as adhoc
from mutuals.adhoc.running import opened_for
from mutuals.analytics import router as analytics
from mutuals.approach import router as approach
from mutuals.common_ground import router as common_ground
from mutuals.connection_requests import router as connection_requests
from mutuals.connections import router as connections
from mutuals.connections.nightly import renew_nightly
from mutuals.endorsements import router as endorsements
from mutuals.erasure import router as erasure
from mutuals.events import router as events
from mutuals.feed import router as feed
from mutuals.goals import router as goals
from mutuals.graph.opening import Clock, analytics_server, new_id, opened, utc_now
from mutuals.graph_runs import router as graph_runs
from mutuals.graph_runs.jobs import Jobs
from mutuals.groups import router as groups
from mutuals.http import health
from mutuals.http.limits import BodyLimit, InFlightLimit
from mutuals.http.metrics import RequestMetrics
from mutuals.http.openapi import document
from mutuals.http.problems import add_problem_handlers
from mutuals.http.query import each_once
from mutuals.http.rate_limits import RateLimits
from mutuals.http.state import State
from mutuals.introductions import controls_router, requests_router
from mutuals.introductions import router as introductions
from mutuals.linkedin import router as linkedin
from mutuals.meetups import router as meetups
from mutuals.members import me
from mutuals.members import router as members
from mutuals.message_requests import router as message_requests
from mutuals.messages import router as messages
from mutuals.network_report import router as network_report
from mutuals.notifications import router as notifications
from mutuals.notifications.streams import Streams
from mutuals.own_data import router as own_data
from mutuals.pooling import router as pooling
from mutuals.posts import engagement_router, milestones_router
from mutuals.posts import router as posts
from mutuals.privacy import router as privacy
from mutuals.recommendations import router as recommendations
from mutuals.search import router as search
from mutuals.settings import Settings
from mutuals.suggestions import router as suggestions
from mutuals.tokens.issuer import Issuer
from mutuals.tokens.signing import Signer, signing_secret
from mutuals.upkeep import tidy_hourly

DESCRIPTION = """\
Every request has a viewer, the member on whose behalf it is answered: the owner of a member's
token, or whom the header `Mutuals-Viewer` names beside a service's token.

Errors are problem documents (RFC 9457): program against `type`, show `detail`.
"""

ROUTERS = [
    members.router,
    accounts.router,
    me.router,
    own_data.router,
    erasure.router,
    connections.router,
    connection_requests.router,
    common_ground.router,
    approach.router,
    network_report.router,
    introductions.router,
    messages.router,
    notifications.router,
    privacy.router,
    endorsements.router,
    recommendations.router,
    goals.router,
    requests_router.router,
    controls_router.router,
    posts.router,
    engagement_router.router,
    milestones_router.router,
    feed.router,
    groups.router,
    pooling.router,
    events.router,
    meetups.router,
    message_requests.router,
    suggestions.router,
    search.router,
    linkedin.router,
    graph_runs.router,
    adhoc.router,
    analytics.router,
    health.router,
]


def create_app(settings: Settings, *, clock: Clock = utc_now) -> FastAPI:
    """The API on the graph that the settings name.

    Raises:
        SettingsError: settings do not go together, or cannot be used.
    """
    limits = RateLimits(settings, lambda: clock().timestamp())
    issuer = Issuer(settings.oidc_issuer, settings) if settings.oidc_issuer else None

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[dict[str, State]]:
        async with opened(settings, clock=clock) as graph:
            upkeep = [
                asyncio.create_task(renew_nightly(graph, clock)),
                asyncio.create_task(tidy_hourly(graph, settings, clock)),
            ]
            signer = Signer(signing_secret(settings))
            streams = Streams(graph.reader)
            jobs = Jobs(graph, settings, clock)
            async with (
                streams.running(),
                jobs.running(),
                opened_for(analytics_server(settings, graph)) as asked,
            ):
                state = State(
                    graph, settings, signer, clock, new_id, limits, issuer, streams, jobs, asked
                )
                yield {"mutuals": state}
            for task in upkeep:
                task.cancel()
            await asyncio.gather(*upkeep, return_exceptions=True)
            await limits.close()

    app = FastAPIOffline(  # /docs and /redoc work without a visit to a CDN
        title="Mutuals",
        summary="How am I connected to X, who do we both know, and who can introduce me?",
        description=DESCRIPTION,
        version=version("mutuals"),
        lifespan=lifespan,
        redirect_slashes=False,
        dependencies=[Depends(each_once)],
    )
    app.add_middleware(BodyLimit)
    app.add_middleware(InFlightLimit, most=settings.requests_at_once)
    app.add_middleware(RequestMetrics)
    add_problem_handlers(app)
    for router in ROUTERS:
        app.include_router(router)

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = document(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
    return app


def create_app_from_environment() -> FastAPI:
    """For servers that import the app by name: settings come from MUTUALS_*."""
    return create_app(Settings())


if __name__ == "__main__":  # python -m mutuals.app > docs/openapi.json
    json.dump(create_app(Settings()).openapi(), sys.stdout, indent=2)
    sys.stdout.write("\n")
