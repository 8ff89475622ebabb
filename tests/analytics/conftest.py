"""A small named network with a life whose every count is known."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from neo4j import WRITE_ACCESS
from tests.conftest import NOW

from mutuals.analytics import queries
from mutuals.graph.driver import Graph
from mutuals.graph.opening import new_id
from mutuals.graph_runs.commands import begin, carry_out

Rows = list[dict[str, Any]]
Ask = Callable[..., Awaitable[Rows]]
Write = Callable[..., Awaitable[None]]


@pytest.fixture
async def write(graph: Graph) -> Write:
    """Write the given of a test in Cypher."""

    async def write(text: str, **parameters: object) -> None:
        async with graph.session(access=WRITE_ACCESS) as session:
            await (await session.run(text, parameters)).consume()

    return write


@pytest.fixture
async def ask(graph: Graph) -> Ask:
    """The rows of a query of the catalogue."""

    async def ask(name: str, **parameters: object) -> Rows:
        answer = await queries.run(graph.reader, name, parameters, now=NOW)
        return answer.items

    return ask


@pytest.fixture
def compute(graph: Graph) -> Callable[[], Awaitable[None]]:
    """Run the graph algorithms."""

    async def compute() -> None:
        await carry_out(graph, await begin(graph, new_id(), lambda: NOW), lambda: NOW)

    return compute


def ago(**kinds: float) -> datetime:
    """So long before the tests' now."""
    return NOW - timedelta(**kinds)


def on(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)
