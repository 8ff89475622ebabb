"""The schema comes to what cypher/migrations/ says, once, whoever starts."""

import asyncio
from dataclasses import replace

import pytest
from neo4j import AsyncGraphDatabase
from neo4j.exceptions import ClientError
from tests.conftest import NOW

from mutuals.errors import MigrationError
from mutuals.graph.catalogue import load_catalogue
from mutuals.graph.driver import Graph, Server, connected
from mutuals.graph.migrations import Migration, load_migrations, migrate, pending

pytestmark = pytest.mark.anyio
EXTRA = Migration("V9999__extra", "MERGE (extra:Extra {id: 1}) SET extra.runs = 1", "abc")


async def forget(server: Server) -> None:
    async with AsyncGraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        await driver.execute_query("MATCH (m:Migration {name: 'V9999__extra'}) DELETE m")


async def test_a_migrated_database_has_nothing_pending(graph: Graph) -> None:
    assert await pending(graph, load_migrations()) == []


async def test_a_new_migration_is_applied_once(graph: Graph, server: Server) -> None:
    migrations = [*load_migrations(), EXTRA]
    try:
        assert await migrate(graph, NOW, migrations) == 1
        assert await migrate(graph, NOW, migrations) == 0
    finally:
        await forget(server)


@pytest.mark.usefixtures("graph")
async def test_processes_that_start_together_apply_it_once(server: Server) -> None:
    counts = []

    async def start() -> None:
        async with connected(server, load_catalogue()) as own:
            counts.append(await migrate(own, NOW, [*load_migrations(), EXTRA]))

    try:
        await asyncio.gather(*(start() for _ in range(6)))
    finally:
        await forget(server)
    assert sorted(counts) == [0, 0, 0, 0, 0, 1]


async def test_what_was_applied_before_a_failure_is_remembered(
    graph: Graph, server: Server
) -> None:
    broken = Migration("V99999__broken", "RETURN 1 / 0", "def")
    try:
        with pytest.raises(ClientError, match="/ by zero"):
            await migrate(graph, NOW, [*load_migrations(), EXTRA, broken])
        assert await pending(graph, [*load_migrations(), EXTRA, broken]) == [broken]
    finally:
        await forget(server)


async def test_an_edited_migration_is_refused_by_name(graph: Graph) -> None:
    first, *others = load_migrations()
    with pytest.raises(MigrationError, match=f"{first.name}.*edited"):
        await migrate(graph, NOW, [replace(first, checksum="edited"), *others])


async def test_a_missing_migration_is_refused_by_name(graph: Graph) -> None:
    first, *others = load_migrations()
    with pytest.raises(MigrationError, match=f"{first.name}.*missing"):
        await migrate(graph, NOW, others)
