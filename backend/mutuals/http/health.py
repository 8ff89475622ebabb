"""Is it alive, is it ready, and what does it measure."""

import asyncio
import os

from fastapi import APIRouter, Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    generate_latest,
    multiprocess,
)
from pydantic import BaseModel, Field

from mutuals.errors import GraphUnavailableError, MigrationError
from mutuals.graph.migrations import load_migrations, pending
from mutuals.http.auth import MetricsReader
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState

router = APIRouter(tags=["health"])

READY_SECONDS = 3.0


class Health(BaseModel):
    """The answer of a process that is well."""

    status: str = Field(examples=["ready"])


@router.get("/livez", operation_id="check_alive", responses=declared_problems(413))
async def check_alive() -> Health:
    """The process answers."""
    return Health(status="alive")


@router.get("/readyz", operation_id="check_ready", responses=declared_problems(413, 503))
async def check_ready(state: AppState) -> Health:
    """Neo4j answers, and its schema is up to date."""
    try:
        async with asyncio.timeout(READY_SECONDS):
            waiting = await pending(state.graph, load_migrations())
    except TimeoutError as error:
        raise GraphUnavailableError(
            f"Neo4j did not answer within {READY_SECONDS:.0f} s: check that it runs."
        ) from error
    if waiting:
        raise MigrationError(
            f"The schema is behind, from {waiting[0].name} on: run `mutuals migrate`."
        )
    return Health(status="ready")


@router.get(
    "/metrics",
    operation_id="read_metrics",
    responses=declared_problems(401, 403, 503),
    response_class=Response,
)
async def read_metrics(_service: MetricsReader) -> Response:
    """Prometheus metrics, of all workers together; for services."""
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
