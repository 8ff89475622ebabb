"""From settings to a graph that answers: the embedded engine, or the server that is configured."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from datetime import UTC, datetime

from uuid_utils import uuid7

from mutuals.engine.lifecycle import Progress, attached, silent
from mutuals.errors import GraphRefusedError
from mutuals.graph.catalogue import load_catalogue
from mutuals.graph.driver import URI_PATTERN, Graph, Server, connected
from mutuals.graph.migrations import load_migrations, migrate
from mutuals.settings import Settings

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


def new_id() -> str:
    """A UUIDv7: new ids sort behind the old ones, which an index likes."""
    return str(uuid7())


@asynccontextmanager
async def opened(
    settings: Settings, *, clock: Clock = utc_now, progress: Progress = silent
) -> AsyncIterator[Graph]:
    """Open the configured graph for the length of the block.

    The embedded engine is ours, so it is migrated; a server's owner calls `mutuals migrate`.

    Raises:
        EngineError: the embedded engine cannot be started.
        GraphRefusedError: the server's settings are incomplete or refused.
        MigrationError: the embedded store and cypher/migrations/ disagree.
    """
    with ExitStack() as stack:
        if settings.neo4j_uri is None:
            server = await asyncio.to_thread(stack.enter_context, attached(settings, progress))
        else:
            server = configured_server(settings)
        async with connected(server, load_catalogue()) as graph:
            if settings.neo4j_uri is None:
                await migrate(graph, clock(), load_migrations())
            yield graph


def configured_server(settings: Settings) -> Server:
    """The server that MUTUALS_NEO4J_* name.

    Raises:
        GraphRefusedError: URI or password are not set.
    """
    if settings.neo4j_uri is None or settings.neo4j_password is None:
        raise GraphRefusedError(
            "MUTUALS_NEO4J_URI and MUTUALS_NEO4J_PASSWORD go together: set both, or neither "
            "to use the embedded engine."
        )
    return Server(
        uri=settings.neo4j_uri,
        user=settings.neo4j_user,
        password=settings.neo4j_password.get_secret_value(),
        database=settings.neo4j_database,
    )


def analytics_server(settings: Settings, graph: Graph) -> Server:
    """The server that analysts' own Cypher runs on: one for it alone where the settings name one.

    Raises:
        GraphRefusedError: its URI is none, or it has no password.
    """
    if settings.analytics_uri is None:
        return graph.server
    if settings.analytics_password is None:
        raise GraphRefusedError(
            "MUTUALS_ANALYTICS_URI and MUTUALS_ANALYTICS_PASSWORD go together: set both, or "
            "neither to ask the members' server."
        )
    if URI_PATTERN.fullmatch(settings.analytics_uri) is None:
        raise GraphRefusedError(
            "MUTUALS_ANALYTICS_URI is not an address of Neo4j: write bolt://HOST:7687."
        )
    return Server(
        uri=settings.analytics_uri,
        user=settings.analytics_user,
        password=settings.analytics_password.get_secret_value(),
        database=settings.analytics_database,
    )
